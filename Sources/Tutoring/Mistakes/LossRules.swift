import Matrices
import StageLanguage

// Mistakes with squares and other powers, roots and logarithms.

extension MistakeRules {
  static func squares(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard let base = squared(node) else { return otherExponents(node) }
    return [
      Variant(.absoluteForSquare, .call("abs", [base]), at: base),
      Variant(.squareForgotten, base, at: base),
      Variant(.doubledForSquare, .whole(2) * base, at: base),
    ]
  }

  /// Other powers than the one that is written: one more, one less, the reciprocal.
  private static func otherExponents(_ node: Expression) -> [Variant] {
    guard case .binary(.power, let base, let exponent) = node.kind, !base.isParameterValue else {
      return []
    }
    let value: Double
    switch exponent.kind {
    case .number(let literal): value = literal.value
    case .unary(.negative, let operand):
      guard case .number(let literal) = operand.kind else { return [] }
      value = -literal.value
    default: return []
    }
    // What is raised to the first power is a step counted in the exponent.
    guard value != 1 else { return [] }
    return [value + 1, value - 1, -value].map { other in
      let number: Expression = .decimal("\(abs(other))")
      return Variant(
        .otherExponent, .binary(.power, base, other < 0 ? -number : number), at: node)
    }
  }

  /// The base of `x ** 2`, `square(x)` or `x * x`.
  static func squared(_ node: Expression) -> Expression? {
    switch node.kind {
    case .binary(.power, let base, let exponent) where exponent.isNumber(2): base
    case .binary(.multiply, let left, let right) where left.isSame(as: right): left
    case .call(let function, let arguments) where function.text == "square": arguments.first?.value
    default: nil
    }
  }

  static func logarithms(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind, function.text == "log",
      let argument = arguments.first?.value
    else { return [] }
    return [
      Variant(.logForgotten, argument, at: argument),
      Variant(.logOfOtherBase, node / .call("log", [.whole(10)]), at: argument),
      Variant(.logOfOtherBase, node / .call("log", [.whole(2)]), at: argument),
    ]
  }

  /// What people take for a cross-entropy: `y * log(p) + (1 - y) * log(1 - p)`, or `y * log(p)` alone.
  static func entropies(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isLoss else { return [] }
    let one = Expression.whole(1)
    if case .binary(.add, let first, let second) = node.kind, let (target, output) = entropy(first)
    {
      return squares(of: output - target, for: node) + exchangedTargets(first, second, node)
    }
    guard let (target, output) = entropy(node) else { return [] }
    let others = (one - target) * .call("log", [one - output])
    return squares(of: output - target, for: node)
      + [Variant(.binaryForCategorical, node + others, at: node)]
  }

  /// The targets of the two classes, each with the logarithm of the other.
  private static func exchangedTargets(
    _ first: Expression, _ second: Expression, _ node: Expression
  ) -> [Variant] {
    guard let (target, output) = entropy(first), let (other, rest) = entropy(second) else {
      return []
    }
    let exchanged = other * .call("log", [output]) + target * .call("log", [rest])
    return [Variant(.targetsExchanged, exchanged, at: node)]
  }

  private static func squares(of error: Expression, for node: Expression) -> [Variant] {
    let square = Expression.binary(.power, error, .whole(2))
    return [
      Variant(.squaresForEntropy, -square, shown: .nothing, at: node),
      Variant(.squaresForEntropy, -square / .whole(2), shown: .nothing, at: node),
    ]
  }

  /// The target and the output of `y * log(p)`.
  private static func entropy(_ node: Expression) -> (target: Expression, output: Expression)? {
    guard case .binary(.multiply, let target, let logarithm) = node.kind,
      case .call(let function, let arguments) = logarithm.kind, function.text == "log",
      let output = arguments.first?.value
    else { return nil }
    return (target, output)
  }

  /// Functions that are built in and that people forget.
  static func roots(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind,
      let argument = arguments.first?.value, !context.isInActivation
    else { return [] }
    return switch function.text {
    case "sqrt": [Variant(.rootForgotten, argument, at: argument)] + outsideOfRoots(argument, node)
    case "exp", "abs": [Variant(.functionForgotten, argument, at: node)]
    default: []
    }
  }

  /// √a + b for √(a + b).
  private static func outsideOfRoots(_ sum: Expression, _ node: Expression) -> [Variant] {
    guard case .binary(.add, let left, let right) = sum.kind else { return [] }
    return [(left, right), (right, left)].map { inner, rest in
      Variant(.rootMisplaced, .call("sqrt", [inner]) + rest, at: node)
    }
  }
}
