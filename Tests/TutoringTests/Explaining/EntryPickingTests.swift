import Lessons
import Matrices
import Source
import StageLanguage
import Testing

@testable import Tutoring

@Suite("Entries picked from calculations")
struct EntryPickingTests {
  /// Values to calculate with: matrices, vectors, numbers, indices, draws.
  static let values = """
    def sigmoid(z): return 1 / (1 + exp(-z))
    def relu(z): return maximum(z, 0)
    def softmax(z): return exp(z) / sum(exp(z), axis=1, keepdims=True)
    def scaled(a, by): return by * a
    rate = 0.25
    n = 2
    A = array([[0.5, -1.25, 2.0], [3.5, 0.75, -0.5]])
    B = array([[1.5, -0.5], [0.25, 2.25], [-1.0, 0.125]])
    v = array([0.5, 1.5, -2.5])
    w = array([2.0, -3.0])
    column = array([[10.0], [20.0]])
    labels = array([1, 0, 1])
    order = array([2, 0])
    rng = RandomState(5)
    """

  @Test(
    "Each operation comes to its own entry, and its leaves calculate to it",
    arguments: [
      "A + A", "A - v", "A * column", "A / 4", "A ** 2", "-A", "+A", "2 * A - rate", "v / n",
      "A @ B", "A @ v", "w @ A", "v @ v", "A.T @ A", "(A - 1) @ (2 * B)", "v.T", "A.T", "A.T.T",
      "exp(A)", "log(abs(A))", "sqrt(square(A))", "tanh(v)", "sign(A)", "abs(v)", "square(A)",
      "maximum(A, 0)", "minimum(A, v)", "where(A > 0, A, 0.1 * A)", "where(v < 0, rate, v)",
      "A > 0", "A <= v", "A == A", "A != 0.5", "logical_xor(A > 0, v > 0)",
      "logical_and(A > 0, v > 0)", "logical_or(A > 0, v > 0)", "logical_not(A > 0)",
      "sum(A)", "sum(A, axis=0)", "sum(A, axis=1)", "sum(A, axis=-1, keepdims=True)",
      "sum(square(A - v))", "mean(A)", "mean(A, axis=0)", "mean(v)", "max(A)", "min(A, axis=0)",
      "max(A, axis=1, keepdims=True)", "argmax(A, axis=1)", "argmax(v)",
      "A[0]", "A[:, 1]", "A[-1, 0:2]", "A[::-1]", "v[1:]", "v[0]", "A[1, 2]", "eye(2)[labels]",
      "B[order]", "B[order, 1]", "B[:, labels]", "A[0, order]", "B[arange(3), labels]", "v[labels]",
      "A[1][order]", "array([v, v])", "array([[1, rate], [n, 2.5]])", "array([rate, 2 * rate])",
      "array([[1, 2], [3, 4]])", "concatenate([A, A])", "concatenate([A, column], axis=1)",
      "concatenate([v, w])", "zeros((2, 2))", "linspace(0, 1, 5)", "arange(4)",
      "reshape(A, (3, 2))", "reshape(A, 6)",
      "sigmoid(A)", "sigmoid(A @ B)", "relu(A)", "softmax(A)", "scaled(A, by=rate)",
      "scaled(v, 3)", "sigmoid(sigmoid(A))", "sigmoid(rate)", "softmax(sigmoid(A)) @ B",
      "rng.randn(2, 3)", "(2 * rng.random_sample((2, 3)) - 1) / sqrt(n)",
      "rng.randn(2) + rng.randn(2)", "rng.permutation(4)", "rng.uniform(0, 1)",
    ])
  func calculatesToItself(_ expression: String) throws {
    let walkthrough = walkthrough(stage("\(Self.values)\nresult = \(expression)"))
    let step = try #require(walkthrough.stages[0].last)
    guard case .array(let value) = step.result else {
      Issue.record("no value")
      return
    }
    var diagnostics = Diagnostics()
    let explanation = try #require(
      Explanation(of: "result", in: walkthrough, diagnostics: &diagnostics))
    #expect(explanation.entryCount == value.shape.count)
    for (place, entry) in explanation.entries.enumerated() {
      #expect(entry.term.number.value == value.elements[place])
      #expect(entry.term.number.style == NumberFormat().style(of: value))
      let calculated = try #require(calculate(entry.term))
      let isMade = ["zeros", "linspace", "arange"].contains { expression.hasPrefix($0) }
      if case .element = entry.term.kind { #expect(isMade, "nothing is opened") }
      #expect(abs(calculated - value.elements[place]) < 1e-12, "entry \(place)")
    }
  }

  /// Calculates a term from its leaves alone.
  private func calculate(_ term: Term) -> Double? {
    switch term.kind {
    case .literal, .entry, .element, .drawn: return term.number.value
    case .argument(let argument): return calculate(argument)
    case .negated(let operand): return calculate(operand).map { -$0 }
    case .described(_, let inner): return calculate(inner)
    case .infix(let infix, let left, let right):
      return calculated(["a", "b"], [left, right], "a \(infix.rawValue) b")
    case .function(let function, let operands):
      let names = ["a", "b"].prefix(operands.count)
      return calculated(
        Array(names), operands, "\(function.rawValue)(\(names.joined(separator: ", ")))")
    case .call(_, _, let body): return calculate(body)
    case .sum(let listing):
      guard listing.omitted == 0 else { return term.number.value }
      return listing.terms.compactMap(calculate).reduce(0, +)
    case .extreme(let function, let listing, let winner):
      return function == .argmax ? Double(winner) : calculate(listing.terms[winner])
    case .choice(let condition, let then, let otherwise):
      return calculate(condition) == 0 ? calculate(otherwise) : calculate(then)
    case .picked(_, _, let entry): return calculate(entry)
    }
  }

  private func calculated(_ names: [String], _ terms: [Term], _ text: String) -> Double? {
    var evaluation = Evaluation()
    for (name, term) in zip(names, terms) {
      guard let value = calculate(term) else { return nil }
      let kind: ElementKind = term.number.style == .truth ? .boolean : .real
      evaluation.values[name] = NumericArray(value, kind: kind)
    }
    let source = SourceText(name: "", text)
    guard let expression = Parser.expression(in: SourceFragment(source, source.span)).expression
    else { return nil }
    return try? evaluation.value(of: expression).elements.first
  }
}
