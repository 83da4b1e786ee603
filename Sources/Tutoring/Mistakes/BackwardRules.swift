import Matrices
import StageLanguage

// Mistakes with the slopes of activations.

extension MistakeRules {
  static func slopes(_ node: Expression, _ context: RuleContext) -> [Variant] {
    if let value = tanhSlope(node), isActivated(value, context) {
      return tanhSlopes(of: value, node, context)
    }
    guard case .binary(.multiply, _, _) = node.kind else { return [] }
    // The two factors of a slope may stand anywhere in a longer product.
    let factors = multiplied(node)
    for first in factors.indices {
      for second in factors.indices.dropFirst(first + 1)
      where isSlopePair(factors[first], factors[second]) {
        let (h, oneLess) =
          isComplement(factors[second], of: factors[first])
          ? (factors[first], factors[second]) : (factors[second], factors[first])
        guard isActivated(h, context) else { return [] }
        let rest = factors.indices.filter { $0 != first && $0 != second }.map { factors[$0] }
        func rebuilt(_ factors: [Expression]) -> Expression {
          factors.dropFirst().reduce(factors[0]) { $0 * $1 }
        }
        var variants = sigmoidSlopes(of: h, oneLess, context).map {
          Variant($0.kind, rebuilt(rest + [$0.expression]), at: $0.part)
        }
        if !rest.isEmpty {
          variants.append(Variant(.slopeForgotten, rebuilt(rest), at: h * oneLess))
        }
        return variants
      }
    }
    return []
  }

  /// Whether h (1 - h) or 1 - h² is a slope: h comes out of an activation, or nobody knows from what
  /// on the way back.
  private static func isActivated(_ value: Expression, _ context: RuleContext) -> Bool {
    if activation(behind: value, context) != nil { return true }
    guard case .name(let name) = value.kind else { return false }
    return context.isBackward && (context.definitions[name]?.names.isEmpty ?? true)
  }

  private static func activation(behind value: Expression, _ context: RuleContext) -> Activation? {
    if case .name(let name) = value.kind { return context.activation(of: name) }
    return Activation(value, functions: context.functions).flatMap { $0.isActivation ? $0 : nil }
  }

  /// What people take for h (1 - h).
  private static func sigmoidSlopes(
    of value: Expression, _ oneLess: Expression, _ context: RuleContext
  ) -> [Variant] {
    let one = Expression.whole(1)
    let slope = value * oneLess
    var variants = [
      Variant(.halfSlope, value, at: slope), Variant(.halfSlope, oneLess, at: slope),
      Variant(.tanhSlope, one - .binary(.power, value, .whole(2)), at: slope),
    ]
    if let activation = activation(behind: value, context) {
      let again = activation.apply(value)
      let sum = activation.argument
      variants.append(Variant(.slopeOfActivated, again * (one - again), at: value))
      variants.append(Variant(.slopeOfSum, sum * (one - sum), at: value))
    }
    return variants
  }

  /// What people take for 1 - h².
  private static func tanhSlopes(
    of value: Expression, _ node: Expression, _ context: RuleContext
  ) -> [Variant] {
    let one = Expression.whole(1)
    let square = Expression.binary(.power, value, .whole(2))
    var variants = [
      Variant(.sigmoidSlope, value * (one - value), at: node),
      Variant(.squareForgotten, one - value, at: value),
      Variant(.halfSlope, square, at: node),
      Variant(.plusForMinus, one + square, at: square),
    ]
    if let activation = activation(behind: value, context) {
      for other in [activation.apply(value), activation.argument] {
        let isSum = other.isSame(as: activation.argument)
        let kind: MistakeKind = isSum ? .slopeOfSum : .slopeOfActivated
        variants.append(Variant(kind, one - .binary(.power, other, .whole(2)), at: value))
      }
    }
    return variants
  }

  /// The factors of a chain of products.
  private static func multiplied(_ node: Expression) -> [Expression] {
    guard case .binary(.multiply, let left, let right) = node.kind else { return [node] }
    return multiplied(left) + multiplied(right)
  }

  /// Whether two factors are h and 1 - h.
  static func isSlopePair(_ left: Expression, _ right: Expression) -> Bool {
    isComplement(left, of: right) || isComplement(right, of: left)
  }

  /// Whether an expression is one less `value`.
  private static func isComplement(_ expression: Expression, of value: Expression) -> Bool {
    if case .binary(.subtract, let one, let other) = expression.kind {
      one.isNumber(1) && other.isSame(as: value)
    } else {
      false
    }
  }

  /// The h of 1 - h².
  private static func tanhSlope(_ node: Expression) -> Expression? {
    guard case .binary(.subtract, let one, let square) = node.kind, one.isNumber(1) else {
      return nil
    }
    return squared(square)
  }

  /// Whether an expression is the slope of an activation as it is written out: `h2 * (1 - h2)`,
  /// `1 - h1 ** 2`, `where(z1 > 0, 1, 0)`, `z1 > 0`.
  static func isWrittenSlope(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .binary(.multiply, let left, let right): return isSlopePair(left, right)
    case .binary(.subtract, _, _): return tanhSlope(expression) != nil
    case .binary(let infix, _, _): return infix.isComparison
    case .call(let function, let arguments):
      return function.text == "where" && arguments.count == 3
        && arguments.dropFirst().allSatisfy { $0.value.children.isEmpty }
        && arguments[1].value.isNumber(1)
        && arguments[0].value.isComparisonWithZero
    default: return false
    }
  }

  /// Whether what looks like a slope is one: p (1 - p) may be a variance.
  private static func isSlopeOfSomething(_ factor: Expression, _ context: RuleContext) -> Bool {
    switch factor.kind {
    case .binary(.multiply, let left, let right):
      isActivated(isComplement(left, of: right) ? right : left, context)
    case .binary(.subtract, _, _): tanhSlope(factor).map { isActivated($0, context) } ?? false
    default: true
    }
  }

  /// Whether a factor is the slope of an activation, by itself, by name or by function.
  static func isSlope(_ factor: Expression, _ context: RuleContext) -> Bool {
    if isWrittenSlope(factor) { return isSlopeOfSomething(factor, context) }
    switch factor.kind {
    case .name(let name):
      guard let definition = context.definitions[name], context.isDerivative(name) else {
        return false
      }
      return isSlope(definition, context)
    case .call(let function, let arguments):
      guard let function = context.functions[function.text] else { return false }
      return function.isSlope && arguments.count == function.parameters.count
    default: return false
    }
  }
}
