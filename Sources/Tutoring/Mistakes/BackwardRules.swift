import Matrices
import StageLanguage

// Mistakes with the slopes of activations.

extension MistakeRules {
  static func slopes(_ node: Expression, _ context: RuleContext) -> [Variant] {
    if let value = tanhSlope(node) { return tanhSlopes(of: value, node, context) }
    guard case .binary(.multiply, _, _) = node.kind else { return [] }
    // The two factors of a slope may stand anywhere in a longer product.
    let factors = multiplied(node)
    for first in factors.indices {
      for second in factors.indices.dropFirst(first + 1)
      where isSlopePair(factors[first], factors[second]) {
        let rest = factors.indices.filter { $0 != first && $0 != second }.map { factors[$0] }
        func rebuilt(_ factors: [Expression]) -> Expression {
          factors.dropFirst().reduce(factors[0]) { $0 * $1 }
        }
        let (h, oneLess) =
          isComplement(factors[second], of: factors[first])
          ? (factors[first], factors[second]) : (factors[second], factors[first])
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

  /// What people take for h (1 - h).
  private static func sigmoidSlopes(
    of value: Expression, _ oneLess: Expression, _ context: RuleContext
  ) -> [Variant] {
    let one = Expression.whole(1)
    var variants = [
      Variant(.halfSlope, value, at: value), Variant(.halfSlope, oneLess, at: oneLess),
      Variant(.tanhSlope, one - .binary(.power, value, .whole(2)), at: value),
    ]
    let activation: Activation?
    if case .name(let name) = value.kind {
      activation = context.activation(of: name)
    } else {
      activation = Activation(value, functions: context.functions)
    }
    if let activation {
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
    var variants = [
      Variant(.sigmoidSlope, value * (one - value), at: value),
      Variant(.squareForgotten, one - value, at: value),
      Variant(.termForgotten, .binary(.power, value, .whole(2)), at: one),
      Variant(.plusForMinus, one + .binary(.power, value, .whole(2)), at: value),
    ]
    var activation = Activation(value, functions: context.functions)
    if case .name(let name) = value.kind { activation = context.activation(of: name) }
    if let activation {
      for other in [activation.apply(value), activation.argument] {
        let isSum = other.isSame(as: activation.argument)
        let kind: MistakeKind = isSum ? .slopeOfSum : .slopeOfActivated
        variants.append(Variant(kind, one - .binary(.power, other, .whole(2)), at: value))
      }
    }
    return variants
  }

  /// The slope of ReLU: `where(z1 > 0, 1, 0)` or `(z1 > 0)`.
  static func switches(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind, function.text == "where",
      arguments.count == 3
    else { return [] }
    let (condition, yes, no) = (arguments[0].value, arguments[1].value, arguments[2].value)
    var variants = [
      Variant(.slopeOfOtherSide, .call("where", [condition, no, yes]), at: condition)
    ]
    if case .binary(let infix, let left, let right) = condition.kind, infix.isComparison,
      yes.isNumber(1)
    {
      let value = right.isNumber(0) ? left : right
      variants.append(
        Variant(.valueForSlope, .call("where", [condition, value, no]), at: condition))
      if !no.isNumber(0) {
        variants.append(
          Variant(.leakForgotten, .call("where", [condition, yes, .whole(0)]), at: condition))
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
        && arguments.dropFirst().allSatisfy { $0.value.names.isEmpty || $0.value.children.isEmpty }
        && arguments[1].value.isNumber(1)
    default: return false
    }
  }

  /// Whether a factor is the slope of an activation, by itself, by name or by function.
  static func isSlope(_ factor: Expression, _ context: RuleContext) -> Bool {
    if isWrittenSlope(factor) { return true }
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
