import Testing

@testable import Tutoring

@Suite("What is said of a mistake is true of the lesson")
struct SentenceTests {
  /// A lesson of an unusual kind, an answer to it, what is to be said of it and what is not.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let stage: String
    let answer: String
    let says: String
    let never: [String]

    init(_ title: String, _ stage: String, _ answer: String, says: String, never: String...) {
      (testDescription, self.stage, self.answer) = (title, stage, answer)
      (self.says, self.never) = (says, never)
    }
  }

  static let steps = [
    Case(
      "a difference is no step", "a = 3.25\nb = 1.75\nq = a - 0.5 * b", "q = 4.125",
      says: "A plus was used for the minus", never: "step", "gradient"),
    Case(
      "nor are residuals",
      "s = 1.3\nx = array([0.51, 2.37])\ny = array([1.42, 1.96])\nr = y - s * x",
      "r = [0.910 -0.410]", says: "The factor s was forgotten", never: "learning rate", "step"),
    Case(
      "a step of momentum is one",
      "beta = 0.9\neta = 0.2\nx = array([1.31, -0.87])\nv = array([0.42, 0.66])\nx1 = x - eta * v",
      "x1 = [1.394 -0.738]", says: "The step eta * v was added", never: "regularizer"),
    Case(
      "momentum is no regularizer",
      "beta = 0.9\nw = array([1.31, -0.87])\nv = array([0.42, 0.66])\ng = array([0.314, 0.271])\nv1 = beta * v + g",
      "v1 = [0.314 0.271]", says: "The term beta * v was forgotten", never: "regularizer"),
  ]

  static let slopes = [
    Case(
      "a variance is no slope", "p = 0.37\nq = 2.6\nvariance = p * (1 - p) * q",
      "variance = 1.638", says: "The factor p was forgotten", never: "slope", "sigmoid"),
    Case(
      "both parts of a slope are named",
      "def sigmoid(z): return 1 / (1 + exp(-z))\nz = 0.83\na = sigmoid(z)\nda_dz = a * (1 - a)",
      "da_dz = 0.3036", says: "it is a * (1 - a), the whole of it", never: "tanh"),
    Case(
      "tanh's slope is not the sigmoid's",
      "z = 0.83\na = tanh(z)\nda_dz = 1 - a ** 2", "da_dz = 0.3194",
      says: "square of a was forgotten", never: "sigmoid"),
    Case(
      "the sum in tanh's slope", "z = 0.83\na = tanh(z)\nda_dz = 1 - a ** 2", "da_dz = 0.3111",
      says: "The sum before the activation was used in the slope", never: "(1 - z)", "h (1 - h)"),
    Case(
      "an activated value in tanh's slope",
      "z = 0.83\na = tanh(z)\nda_dz = 1 - a ** 2", "da_dz = 0.6497",
      says: "activated already", never: "σ"),
    Case(
      "labels are no slopes", "x = array([0.51, -2.37])\nc = where(x > 0, 3.75, 1.25)",
      "c = [1.25 3.75]", says: "The two cases were exchanged", never: "slope"),
  ]

  static let activations = [
    Case(
      "the sigmoid for softmax",
      "def softmax(z): return exp(z) / sum(exp(z), axis=1, keepdims=True)\nz = array([[0.5, 1.2]])\np = softmax(z)",
      "p = [[0.6225, 0.7685]]", says: "The sigmoid was used where the formula has softmax(z)",
      never: "tanh"),
    Case(
      "the negative of what goes into tanh", "z = array([0.83, -0.41])\nh = tanh(z)",
      "h = [-0.6805 0.3885]", says: "negative of z", never: "exp(-z)", "sigmoid"),
    Case(
      "a square is no activation",
      "def f(x): return x ** 2\nx = array([1.31, -0.87])\ny = f(x)", "y = [1.310 -0.870]",
      says: "", never: "activation", "neuron", "weighted sum"),
    Case(
      "a hinge is no neuron's",
      "s = array([1.37, -0.62])\nL = sum(maximum(0, 1 - s))", "L = 1.250",
      says: "The function was left out", never: "activation", "ReLU"),
    Case(
      "nor are margins of a hinge", "s = array([3.21, 5.14, -1.72])\nm = maximum(0, s - s[0] + 1)",
      "m = [1.00 2.93 -3.93]", says: "The function was left out", never: "activation", "ReLU"),
    Case(
      "minus and minus is plus", "z = array([0.83, -0.41])\nh = 1 / (1 + exp(-z))",
      "h = [0.3036 0.6011]", says: "h = 1 / (1 + exp(z))", never: "-(-"),
    Case(
      "softmax in a function is said to be there",
      "def softmax(z): return exp(z) / sum(exp(z), axis=1, keepdims=True)\nz = array([[0.5, 1.2], [0.7, -0.3]])\np = softmax(z)",
      "p = [[0.2135, 0.4299], [0.2607, 0.0959]]", says: "In softmax(z): ", never: "p = exp"),
  ]

  static let sums = [
    Case(
      "observations are no paths",
      "X = array([[1.07, 2.31], [0.53, -1.19]])\ndL_dz = array([[0.211, -0.423], [-0.334, 0.219]])\ndL_dW = X.T @ dL_dz",
      "dL_dW = [0.2258 -0.4526; 0.4874 -0.9771]", says: "Only one observation was taken",
      never: "path", "hidden neuron"),
    Case(
      "paths are no observations",
      "W = array([[1.07, 2.31], [0.53, -1.19]])\ndL_dz = array([[0.211, -0.423], [-0.334, 0.219]])\ndL_dh = dL_dz @ W.T",
      "dL_dh = [0.2258 0.1118; -0.3574 -0.1770]", says: "Only one path was followed",
      never: "observation"),
    Case(
      "a sum over classes",
      "a = array([[0.21, 0.73, 0.34], [-0.47, 0.52, 0.61]])\ns = sum(a, axis=1) * 1.5",
      "s = [-0.390 1.875 1.425]", says: "along the wrong axis", never: "observations"),
    Case(
      "a mean of rows is no mean over everything",
      "dL_dz = array([[0.21, 0.73], [-0.47, 0.52], [0.38, 0.16]])\ndL_db = sum(dL_dz, axis=0)",
      "dL_db = [0.0400 0.4700]", says: "divided by how many there are", never: "everything"),
    Case(
      "a temperature counts no observations",
      "T = 2.5\nz = array([0.83, -0.41])\nu = z * 3.1 / T", "u = [2.573 -1.271]",
      says: "The division by T was forgotten", never: "observations", "averaged"),
    Case(
      "a 2 too many where there is no ½",
      "x = 1.37\ny = 0.52\nL = (x - y) ** 2\ndL_dx = 2 * (x - y)", "dL_dx = 3.400",
      says: "There is a factor of 2 too many", never: "½", "cancel"),
    Case(
      "a 2 that is no square's",
      "x = array([1.37, 0.58])\nc = 3.2\nL = sum(2 * c * x)\ndL_dx = 2 * c * (x * 0 + 1)",
      "dL_dx = [3.200 3.200]", says: "", never: "square"),
    Case(
      "what was given is no target",
      "mu = 1.25\nx = array([2.37, 0.61])\nd = (x - mu) / 1.6", "d = [1.481 0.381]",
      says: "", never: "target"),
    Case(
      "a copied gradient",
      "x = 1.5\nz = 2.3\nL = z ** 2\ndL_dz = 2 * z\ndL_db = dL_dz\ndL_dw = dL_dz * x",
      "dL_db = 6.900", says: "These are the numbers of dL_dw", never: "no known mistake"),
  ]

  static let internals = [
    Case(
      "a dot product is shown as one",
      "dL_dh = array([0.211, -0.423])\ndh_dz = array([0.35, 0.82])\ndL_dz = dL_dh * dh_dz",
      "dL_dz = [-0.27301 -0.27301]", says: "sum(dL_dh * dh_dz)", never: "* 0"),
    Case(
      "a number of observations left out",
      "N = 3\np = array([0.71, 0.43])\nY = array([1.0, 0.0])\nL = -sum(Y * log(p)) / N\ndL_dz = (p - Y) / N",
      "dL_dz = [-0.290 0.430]", says: "The division by N was forgotten", never: "/ N * N"),
    Case(
      "weights read in another order",
      "X = array([[1.07, 2.31], [0.53, -1.19]])\nW = array([[0.21, -0.42, 0.55], [-0.33, 0.22, 0.17]])\nz = X @ W",
      "z = [0.7329 0.9174 -0.0567; -0.1505 -0.8294 -0.4249]", says: "read in another order",
      never: "reshape"),
  ]

  @Test("Case by case", arguments: steps + slopes + activations + sums + internals)
  func isTrue(_ example: Case) throws {
    var marker = try makeMarker(stage(example.stage))
    let marking = marker.mark(example.answer)
    #expect(marking.diagnostics.isEmpty)
    let answer = try #require(marking.answers.first)
    let text = answer.sentences.map(\.plain).joined(separator: " ")
    #expect(example.says.isEmpty || text.contains(example.says), "\(text)")
    for words in example.never { #expect(!text.contains(words), "\(words) in: \(text)") }
    let isWrong = answer.flat.contains { !$0.isRight }
    #expect(isWrong)
  }

  @Test("Few digits are called few, and more make it certain")
  func certainty() throws {
    var marker = try makeMarker(SmallLesson.chain.text)
    func answer(_ text: String) throws -> MarkedAnswer {
      let marking = marker.mark("dC_dv2 = \(text)")
      return try marking.answer("dC_dv2")
    }
    let certain = try answer("-0.083826")
    #expect(certain.mistakes.first?.certainty == .certain, "\(certain.remarks)")
    let bare = try answer("-0.08")
    #expect(bare.mistakes.allSatisfy { $0.certainty == .possible })
    let text = bare.sentences.map(\.plain).joined()
    #expect(text.contains("few digits"), "\(text)")
  }

  @Test("A mistake is still named with one unit of rounding in one entry")
  func oneUnitOff() throws {
    var marker = try makeMarker(
      stage(
        """
        X = array([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5]])
        dL_dh = array([[-0.6702, 0.7819], [0.6053, -0.7061]])
        dh_dz = array([[0.2574, 1.0], [0.8556, 0.8391]])
        dL_dz = dL_dh * dh_dz
        dL_dW = X.T @ dL_dz
        """))
    // X.T @ dL_dh is 0.2702 -0.31515; 0.6702 -0.7819; -1.64305 1.91685.
    let answer = try marker.mark("dL_dW = [0.270 -0.314; 0.670 -0.782; -1.643 1.917]").answer(
      "dL_dW")
    #expect(answer.flat.count(where: { $0 == .mistake }) == 5, "\(answer.flat)")
    let isNamed = answer.mistakes.contains { $0.agreeing == .nearly && $0.kind == .otherValue }
    #expect(isNamed, "\(answer.kinds)")
    #expect(answer.sentences.map(\.plain).joined().contains("but for the last digit"))
  }

  @Test("What follows is said to follow from what is wrong by itself")
  func roots() throws {
    var marker = try SmallLesson.chainMarker()
    let marking = marker.mark(
      "z1 = 1.465", "a1 = 0.8985", "z2 = -0.2050", "a2 = 0.4489", "C = 0.00261")
    for name in ["a1", "z2", "a2", "C"] {
      let answer = try marking.answer(name)
      #expect(answer.remarks.contains(.carried(from: ["z1"])), "\(name): \(answer.remarks)")
    }
    #expect(marking.firstWrong?.name == "z1")
  }

  @Test("Answers for a name given several values are for one after the other")
  func versions() throws {
    let lesson = stage("lr = 0.1\nw = 1.5\ng = 2 * w\nw = w - lr * g\ng2 = 2 * w\nw = w - lr * g2")
    var marker = try makeMarker(lesson)
    let right = marker.mark("w = 1.2", "w = 0.96")
    #expect(right.isAllRight && right.answers.map(\.order) == [3, 5])
    #expect(right.answers.map(\.version) == [", value 2 of 3", "@forward"])
    let wrong = marker.mark("w = 1.200", "w = 1.440")
    #expect(wrong.firstWrong?.order == 5 && wrong.answers[1].kinds == [.stepAdded])
    let named = marker.mark("w@forward = 1.440")
    #expect(named.answers.map(\.order) == [5])
    let unknown = marker.mark("w@b = 1.440")
    #expect(unknown.diagnostics.count == 1)
  }
}

extension SmallLesson {
  fileprivate static func chainMarker() throws -> Marker { try makeMarker(chain.text) }
}
