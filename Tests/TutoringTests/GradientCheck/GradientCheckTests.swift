import Lessons
import Matrices
import Source
import Testing

@testable import Tutoring

@Suite("The check of gradients")
struct GradientCheckTests {
  /// Expects every derivative to be right, in the lesson and with other numbers.
  private func expectRight(
    _ text: String, set overrides: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let check = try gradientCheck(text, set: overrides)
    #expect(!check.derivatives.isEmpty, sourceLocation: sourceLocation)
    #expect(check.diagnostics.map(\.summary) == [], sourceLocation: sourceLocation)
    for derivative in check.derivatives {
      #expect(
        derivative.relativeError ?? 0 <= 1e-7, "\(derivative.claim.name.text)",
        sourceLocation: sourceLocation)
    }
  }

  @Test(
    "formulas, reverse mode and central differences agree at the start and after 100 updates",
    arguments: [1, 2, 5], ["0", "0.1", "1e-4"])
  func network(points: Int, regularizer: String) throws {
    var network = Network(points: points, regularizer: regularizer)
    try expectRight(network.text)
    network.weights = .trained
    try expectRight(network.text)
  }

  @Test("they agree for the regularizer alone")
  func regularizerAlone() throws {
    let network = Network([
      "L": "penalty", "dL_dh2": "0 * h2", "dL_dz2": "0 * h2", "dL_dh1": "0 * h1",
      "dL_dz1": "0 * h1",
    ])
    try expectRight(network.text)
  }

  @Test("shorthand is told from full derivatives, and for what it is")
  func shorthand() throws {
    for (formula, factor) in [
      ("h1.T", ChainFactor.left), ("h1", .leftTransposed), ("h1.T @ ones((3, 2))", .sum),
    ] {
      let text = Network(["dz2_dW2": formula, "dL_dW2": "h1.T @ dL_dz2 + reg * W2 / N"]).text
      let check = try gradientCheck(text)
      #expect(check.derivatives[3].verdict == .shorthand(factor), "\(formula)")
      #expect(check.wrong.isEmpty)
    }
    let text = Network(["dz2_dW2": "X.T", "dL_dW2": "h1.T @ dL_dz2 + reg * W2 / N"]).text
    let check = try gradientCheck(text)
    #expect(
      check.diagnostics.map(\.summary) == [
        "`dz2_dW2` is neither ∂z2/∂W2 nor a factor of it: no product with a derivative by `z2` gives "
          + "the one by `W2`"
      ])
  }

  @Test("the derivative of a vector by a vector may be the whole Jacobian matrix")
  func jacobian() throws {
    let check = try gradientCheck(
      stage(
        """
        z = array([0.3, -0.2, 0.9])
        p = exp(z) / sum(exp(z))
        dp_dz = eye(3) * p - array([p]).T @ array([p])
        x = array([1.0, 2.0])
        A = array([[1.5, 0.5], [0.25, 2.0], [0.0, -1.0]])
        y = A @ x
        dy_dx = A
        b = array([1.0, 1.0, 1.0])
        w = y + b
        dw_db = 1
        """))
    #expect(check.derivatives.map(\.verdict) == [.jacobian, .jacobian, .entrywise])
  }

  @Test("the diagonal of a softmax's derivative is not all of it, and what follows is wrong")
  func diagonal() throws {
    let check = try gradientCheck(
      stage(
        """
        Y = array([[0.0, 1.0, 0.0]])
        z = array([[0.3, -0.2, 0.9]])
        p = exp(z) / sum(exp(z))
        L = -sum(Y * log(p))
        dL_dp = -Y / p
        dp_dz = p * (1 - p)
        dL_dz = dL_dp * dp_dz
        """))
    #expect(check.derivatives.map(\.verdict) == [.gradient, .diagonal, .differs])
    let right = try gradientCheck(
      stage(
        """
        Y = array([[0.0, 1.0, 0.0]])
        z = array([[0.3, -0.2, 0.9]])
        p = exp(z) / sum(exp(z))
        L = -sum(Y * log(p))
        dL_dz = p - Y
        """))
    #expect(right.diagnostics.isEmpty)
  }

  @Test("a lesson of thousands of updates takes time in proportion")
  func long() throws {
    let step = """
      L = sum(square(W))
      dL_dW = 2 * W
      W = W - 0.001 * dL_dW

      """
    let wrong = "L = sum(square(W))\ndL_dW = W\n"
    let check = try gradientCheck(
      stage(
        "W = array([[1.0, 2.0], [3.0, 4.0]])\n" + String(repeating: step, count: 2000)
          + String(repeating: wrong, count: 100)))
    #expect(check.derivatives.count == 2100)
    #expect(check.wrong.count == 100)
    #expect(check.diagnostics.count == 100)
    #expect(check.wrong[0].fault == "`dL_dW` is half of ∂L/∂W: a factor 2 is missing")
  }

  @Test("a name is taken as it was when the output was computed, whatever it was given since")
  func versions() throws {
    try expectRight(
      stage(
        """
        W = array([1.0, 2.0])
        L = sum(W ** 3)
        old = W
        W = W - 0.5
        dL_dW = 3 * old ** 2
        L = sum(exp(W))
        dL_dW = exp(W)
        W = 0 * W
        """))
  }

  @Test("a sum built up in several statements is checked at its end")
  func revisions() throws {
    try expectRight(
      stage(
        """
        W = array([1.0, 2.0])
        L = sum(W ** 3) + 0.5 * sum(square(W))
        dL_dW = 3 * W ** 2
        dL_dW += W
        """))
  }

  @Test("at a corner a formula may take the slope of either side, and nothing beyond")
  func corners() throws {
    let relu = """
      z = array([0.0, 1.0, -1.0])
      h = maximum(0, z)
      L = sum(3 * h)
      """
    for slope in ["where(z > 0, 3, 0)", "where(z >= 0, 3, 0)", "1.5 * (sign(z) + 1)"] {
      let check = try gradientCheck(stage(relu + "\ndL_dz = \(slope)"))
      #expect(check.wrong.isEmpty, "\(slope)")
    }
    for slope in ["where(z >= 0, 3, 1)", "where(z == 0, 4, 3 * (z > 0))"] {
      let check = try gradientCheck(stage(relu + "\ndL_dz = \(slope)"))
      #expect(check.wrong.count == 1, "\(slope)")
    }
  }

  @Test("what does not depend on a value has the derivative zero there")
  func independent() throws {
    let text = """
      W = array([1.0, 2.0])
      V = array([3.0, 4.0])
      L = sum(W)
      """
    #expect(
      try gradientCheck(stage(text + "\ndL_dV = 0 * V")).derivatives[0].verdict == .independent)
    let check = try gradientCheck(stage(text + "\ndL_dV = V"))
    #expect(
      check.diagnostics.map(\.summary) == [
        "`dL_dV` is not zero, and ∂L/∂V is: `L` does not change with `V`"
      ])
  }

  @Test("a derivative by something that does not exist is said not to be checked")
  func strays() throws {
    let check = try gradientCheck(
      stage("L = 2.0\ndL_dQ = 1.0\ndata_dir = 3\ndL = 4.0\ndx_dy_dL = 1.0"))
    #expect(check.derivatives.isEmpty)
    #expect(
      check.diagnostics.map(\.summary) == [
        "`dL_dQ` reads as a derivative, but nothing is named `Q` here",
        "`dx_dy_dL` reads as a derivative, but nothing is named `x_dy` here",
      ])
    #expect(check.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("names with _d in them are read in the way in which both parts exist")
  func ambiguousNames() throws {
    try expectRight(stage("a_d = 2.0\nb_d = a_d * 3\ndb_d_da_d = 3.0"))
  }

  @Test("an overflow is not taken for an error of the formula")
  func overflow() throws {
    let check = try gradientCheck(stage("x = 1000.0\nL = exp(1.0 * x)\ndL_dx = exp(1.0 * x)"))
    #expect(check.derivatives.map(\.verdict) == [.notFinite])
    #expect(check.wrong.isEmpty)
  }
}
