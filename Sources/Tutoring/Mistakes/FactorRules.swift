import Matrices
import StageLanguage

// Mistakes with factors and divisors, wherever they occur; what each is called depends on what was
// dropped.

extension MistakeRules {
  static func entrywise(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.multiply, let left, let right) = node.kind else { return [] }
    var variants = entropies(node, context)
    if case .call(let name, _) = right.kind, name.text == "log", context.isLoss,
      !left.isParameterValue
    {
      variants.append(Variant(.complementUsed, left.complement * right, at: left))
    }
    for (dropped, kept) in [(left, right), (right, left)] {
      let kind = kindOfForgottenFactor(dropped, kept, context)
      variants.append(Variant(kind, kept, at: kind == .halfSlope ? node : dropped))
      if context.isParameter(dropped) {
        variants.append(
          Variant(context.isRate(dropped) ? .rateTwice : .factorTwice, dropped * node, at: dropped))
      }
    }
    if context.shape(of: left) != .scalar, context.shape(of: right) != .scalar {
      let sum = Expression.call("sum", [node])
      variants += [
        Variant(.dotForEntrywise, sum, at: node),
        Variant(.dotForEntrywise, node * .whole(0) + sum, shown: .formula(sum), at: node),
      ]
    }
    variants += complements(left, right, context)
    if context.isDerivative, context.isOfSquares {
      for (factor, rest) in [(right, left), (left, right)]
      where !factor.names.isEmpty && (rest.hasFactorTwo || context.isDifference(factor)) {
        variants.append(
          Variant(.exponentKept, rest * .binary(.power, factor, .whole(2)), at: factor))
      }
    }
    if !left.isParameterValue, !right.isParameterValue {
      variants.append(Variant(.addedForMultiplied, left + right, at: node))
    }
    return variants
  }

  /// β and 1 - β, each in the place of the other.
  static func exchangedShares(
    _ left: Expression, _ right: Expression, _ node: Expression
  ) -> [Variant] {
    guard case .binary(.multiply, let share, let first) = left.kind,
      case .binary(.multiply, let rest, let second) = right.kind,
      share.complement.isSame(as: rest) || rest.complement.isSame(as: share)
    else { return [] }
    return [Variant(.namesExchanged, rest * first + share * second, at: node)]
  }

  /// β for 1 - β, and the other way round.
  private static func complements(
    _ left: Expression, _ right: Expression, _ context: RuleContext
  ) -> [Variant] {
    [(left, right), (right, left)].compactMap { share, rest in
      switch share.kind {
      case .binary(.subtract, let one, _) where one.isNumber(1): break
      case .number(let literal) where literal.value > 0 && literal.value < 1: break
      case .name(let name) where name.hasPrefix("beta") && context.isParameter(share): break
      // What lies between 0 and 1 lets a share of something through.
      case .name(let name) where context.activation(of: name)?.kind == .sigmoid: break
      default: return nil
      }
      return Variant(.complementUsed, share.complement * rest, at: share)
    }
  }

  private static func kindOfForgottenFactor(
    _ dropped: Expression, _ kept: Expression, _ context: RuleContext
  ) -> MistakeKind {
    if isSlopePair(dropped, kept) {
      return isSlope(dropped * kept, context) ? .halfSlope : .factorForgotten
    }
    if isSlope(dropped, context), context.isBackward { return .slopeForgotten }
    if context.isRate(dropped) { return .rateForgotten }
    if dropped.isNumber(2), context.isOfSquares { return .twoForgotten }
    if dropped.isNumber(0.5) { return .halfForgotten }
    return .factorForgotten
  }

  static func quotients(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.divide, let dividend, let divisor) = node.kind else { return [] }
    var variants = [
      Variant(kindOfForgottenDivisor(divisor, context), dividend, at: divisor)
    ]
    if !dividend.isParameterValue {
      variants.append(Variant(.multipliedForDivided, dividend * divisor, at: divisor))
    }
    if context.isParameter(dividend) {
      variants.append(
        Variant(
          context.rateNames.isDisjoint(with: dividend.names) ? .factorForgotten : .rateForgotten,
          .whole(1) / divisor, at: dividend))
    }
    if case .binary(.multiply, let left, let right) = divisor.kind {
      for (dropped, kept) in [(left, right), (right, left)] {
        variants.append(
          Variant(kindOfForgottenDivisor(dropped, context), dividend / kept, at: dropped))
      }
    }
    if case .name(let name) = divisor.kind, context.counts.contains(name) {
      if let shape = context.shape(of: dividend), shape.rank > 0 {
        variants.append(Variant(.dividedByEntries, dividend / .whole(shape.count), at: node))
      }
      variants.append(Variant(.dividedByOneLess, dividend / (divisor - .whole(1)), at: divisor))
    }
    if divisor.names.contains(where: { !context.parameters.contains($0) }),
      !dividend.isParameterValue
    {
      variants.append(Variant(.quotientReversed, divisor / dividend, at: node))
    }
    return variants + means(dividend, isHalved: factors(of: divisor).contains { $0.isNumber(2) })
  }

  /// A mean over everything for the sum over N, or over 2N.
  private static func means(_ dividend: Expression, isHalved: Bool) -> [Variant] {
    var sum = dividend
    var isNegative = false
    if case .unary(.negative, let operand) = dividend.kind { (sum, isNegative) = (operand, true) }
    guard case .call(let function, let arguments) = sum.kind, function.text == "sum",
      arguments.count == 1
    else { return [] }
    let mean = Expression.call("mean", [arguments[0].value])
    let signed = isNegative ? -mean : mean
    let whole = Variant(.dividedByEntries, signed, at: sum)
    return isHalved ? [whole, Variant(.dividedByEntries, signed / .whole(2), at: sum)] : [whole]
  }

  private static func kindOfForgottenDivisor(
    _ divisor: Expression, _ context: RuleContext
  ) -> MistakeKind {
    if divisor.isNumber(2) { return .halfForgotten }
    return context.isParameter(divisor) ? .countForgotten : .divisorForgotten
  }

  static func signs(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .unary(.negative, let operand) = node.kind, !operand.isParameterValue else {
      return []
    }
    return [Variant(.signFlipped, operand, at: operand)]
  }
}

extension RuleContext {
  /// Whether an expression, or what gave it its name, is the difference of two values.
  fileprivate func isDifference(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .binary(.subtract, let left, _): !left.isParameterValue
    case .name(let name):
      definitions[name].map { $0.children.isEmpty ? false : isDifference($0) } ?? false
    default: false
    }
  }
}

extension Expression {
  /// Whether it is 2, or a product that begins with it.
  fileprivate var hasFactorTwo: Bool {
    MistakeRules.factors(of: self).contains { $0.isNumber(2) || $0.isNumber(-2) }
  }
}
