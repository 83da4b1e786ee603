import StageLanguage

// Mistakes with choices between two values: the slope of ReLU, `where(z1 > 0, 1, 0)` or `z1 > 0`, and
// others.

extension MistakeRules {
  static func switches(_ node: Expression, _ context: RuleContext) -> [Variant] {
    if context.isBackward, let sum = comparedWithZero(in: node), isSlope(node, context) {
      let isComparison = node.isComparisonWithZero
      return comparisons(node, context) + otherSlopes(of: sum, for: node, context)
        + choices(node, sum)
        + (isComparison ? [Variant(.valueForSlope, sum * node, at: node)] : [])
    }
    return comparisons(node, context) + choices(node, nil)
  }

  /// What `where(condition, yes, no)` is taken for; if it is a slope that is chosen, `sum` is the value
  /// whose sign decides.
  private static func choices(_ node: Expression, _ sum: Expression?) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind, function.text == "where",
      arguments.count == 3
    else { return [] }
    let (condition, yes, no) = (arguments[0].value, arguments[1].value, arguments[2].value)
    let exchanged = Expression.call("where", [condition, no, yes])
    guard let sum else { return [Variant(.branchesExchanged, exchanged, at: condition)] }
    let ones = Expression.call("where", [condition, yes, yes])
    var variants = [
      Variant(.slopeOfOtherSide, exchanged, at: condition),
      Variant(.valueForSlope, .call("where", [condition, sum, no]), at: condition),
      Variant(.slopeOfOne, ones, shown: .formula(yes), at: condition),
    ]
    if !no.isNumber(0) {
      variants.append(
        Variant(.leakForgotten, .call("where", [condition, yes, .whole(0)]), at: condition))
    }
    return variants
  }

  /// What becomes of a number on the very boundary, and of those on either side of it.
  private static func comparisons(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(let infix, let left, let right) = node.kind, infix.isComparison else {
      return []
    }
    let others: (boundary: BinaryOperator, side: BinaryOperator)? =
      switch infix {
      case .greater: (.greaterOrEqual, .lessOrEqual)
      case .greaterOrEqual: (.greater, .less)
      case .less: (.lessOrEqual, .greaterOrEqual)
      case .lessOrEqual: (.less, .greater)
      default: nil
      }
    guard let others else { return [] }
    let boundary = Variant(.slopeAtBoundary, .binary(others.boundary, left, right), at: node)
    guard context.isBackward else { return [boundary] }
    return [boundary, Variant(.slopeOfOtherSide, .binary(others.side, left, right), at: node)]
  }

  /// The slopes of other activations, for that of ReLU.
  private static func otherSlopes(
    of sum: Expression, for node: Expression, _ context: RuleContext
  ) -> [Variant] {
    // The sign of the activated value, h > 0, is that of the sum.
    guard case .name(let name) = sum.kind,
      let activated = context.activation(of: name) != nil ? name : context.activated(from: name)
    else { return [] }
    let h = Expression.named(activated)
    let one = Expression.whole(1)
    return [
      Variant(.sigmoidSlope, h * (one - h), at: node),
      Variant(.tanhSlope, one - .binary(.power, h, .whole(2)), at: node),
    ]
  }

  /// The value whose sign decides: `z1` in `where(z1 > 0, 1, 0)`, in `z1 > 0`, and in a function of
  /// the lesson's that does the like.
  private static func comparedWithZero(in node: Expression) -> Expression? {
    switch node.kind {
    case .binary(let infix, let left, let right) where infix.isComparison:
      right.isNumber(0) ? left : left.isNumber(0) ? right : nil
    case .call(let function, let arguments) where function.text == "where":
      arguments.first.flatMap { comparedWithZero(in: $0.value) }
    case .call(_, let arguments) where arguments.count == 1: arguments[0].value
    default: nil
    }
  }

  /// ReLU's slope taken where what comes from above is positive.
  static func gradientSwitches(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.multiply, let left, let right) = node.kind, context.isBackward else {
      return []
    }
    return [(left, right), (right, left)].compactMap { gradient, slope in
      guard slope.isSwitch(context.functions), isSlope(slope, context) else { return nil }
      let positive = Expression.binary(.greater, gradient, .whole(0))
      return Variant(.slopeByGradient, gradient * positive, at: slope)
    }
  }
}

extension Expression {
  /// Whether it chooses by a comparison, by itself or in a function of the lesson's.
  fileprivate func isSwitch(_ functions: [String: Function]) -> Bool {
    switch kind {
    case .binary(let infix, _, _): infix.isComparison
    case .call(let name, _):
      name.text == "where" || functions[name.text]?.body.isSwitch([:]) == true
    default: false
    }
  }
}
