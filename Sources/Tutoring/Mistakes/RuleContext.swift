import Matrices
import Source
import StageLanguage

/// A formula with one edge changed, and what mistake that is.
struct Variant: Sendable {
  let kind: MistakeKind
  let expression: Expression
  /// The part of the right formula that the mistake is about.
  let part: Expression

  init(_ kind: MistakeKind, _ expression: Expression, at part: Expression) {
    self.kind = kind
    self.expression = expression
    self.part = part
  }
}

/// What the rules know of the lesson around a formula.
struct RuleContext {
  /// The name whose formula it is.
  let name: String
  /// The shapes of the names that can be used.
  let shapes: [String: Shape]
  /// Where the values of those names are: two names may mean the same value.
  let slots: [String: Slot]
  /// Those that are single numbers given by a stage: rates, counts, strengths.
  let parameters: Set<String>
  /// For each name, the expression that gives it.
  let definitions: [String: Expression]
  /// Names and the names of their updated versions: `W2` and `W2_new`.
  let updates: [String: String]
  /// The lesson's functions.
  let functions: [String: Function]
  /// The names whose values are there already when the formula is reached.
  let earlier: Set<String>
  /// Names that are used as divisors: counts of observations.
  let counts: Set<String>
  /// Names that are multiplied by what comes from below: the right factors of matrix products.
  let weights: Set<String>
  /// Names that are added to a matrix product.
  let biases: Set<String>
  /// Whether the formula takes a step: an old value less something.
  let isStep: Bool

  /// Whether the formula is on the way back: it makes a derivative, or uses one.
  let isBackward: Bool

  /// Whether the formula is one of a derivative.
  var isDerivative: Bool { isDerivative(name) }

  /// Whether the value is a single number that is no derivative: the loss, or a part of it.
  var isLoss: Bool { shapes[name] == .scalar && !isDerivative && !isStep }

  func isDerivative(_ name: String) -> Bool { name.isDerivativeName }

  func isParameter(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind { parameters.contains(name) } else { false }
  }

  func isWeights(_ name: String) -> Bool { weights.contains(name) }

  /// The activation that gave a name its value.
  func activation(of name: String) -> Activation? {
    definitions[name].flatMap { Activation($0, functions: functions) }
  }

  /// The argument of the activation that gave a name its value: `z1` for `h1 = sigmoid(z1)`.
  func preactivation(of name: String) -> String? {
    guard case .name(let argument)? = activation(of: name)?.argument.kind else { return nil }
    return argument
  }

  func shape(of expression: Expression) -> Shape? {
    switch expression.kind {
    case .name(let name): return shapes[name]
    case .number: return .scalar
    case .unary(_, let operand): return shape(of: operand)
    case .transpose(let operand):
      guard case .matrix(let rows, let columns) = shape(of: operand) else {
        return shape(of: operand)
      }
      return .matrix(rows: columns, columns: rows)
    case .binary(.matmul, let left, let right):
      guard let left = shape(of: left), let right = shape(of: right), left.rank > 0, right.rank > 0
      else { return nil }
      return Shape(sizes: left.sizes.dropLast() + right.sizes.dropFirst())
    case .binary(_, let left, let right):
      guard let a = shape(of: left), let b = shape(of: right) else { return nil }
      return a.broadcast(with: b)
    case .call(let function, let arguments):
      return callShape(function.text, arguments)
    default: return nil
    }
  }

  private func callShape(_ name: String, _ arguments: [Argument]) -> Shape? {
    switch name {
    case "exp", "log", "sqrt", "abs", "square", "tanh", "sign":
      return arguments.first.flatMap { shape(of: $0.value) }
    case "maximum", "minimum", "where":
      return arguments.dropFirst().first.flatMap { shape(of: $0.value) }
    default:
      guard arguments.count == 1, functions[name]?.parameters.count == 1 else { return nil }
      return shape(of: arguments[0].value)
    }
  }
}
