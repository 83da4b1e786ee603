import Matrices
import StageLanguage

// Mistakes with factors and divisors, wherever they occur; what each is called depends on what was
// dropped.

extension MistakeRules {
  static func entrywise(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.multiply, let left, let right) = node.kind else { return [] }
    var variants: [Variant] = []
    for (dropped, kept) in [(left, right), (right, left)] {
      variants.append(
        Variant(kindOfForgottenFactor(dropped, kept, context), kept, at: dropped))
      if context.isParameter(dropped) {
        variants.append(
          Variant(context.isStep ? .rateTwice : .factorTwice, dropped * node, at: dropped))
      }
    }
    if context.shape(of: left) != .scalar, context.shape(of: right) != .scalar {
      let sum = Expression.call("sum", node)
      variants += [
        Variant(.dotForEntrywise, sum, at: node),
        Variant(.dotForEntrywise, node * .whole(0) + sum, at: node),
      ]
    }
    return variants
  }

  private static func kindOfForgottenFactor(
    _ dropped: Expression, _ kept: Expression, _ context: RuleContext
  ) -> MistakeKind {
    if isSlopePair(dropped, kept) { return .halfSlope }
    if isSlope(dropped, context) { return .slopeForgotten }
    if dropped.isNumber(2) { return .twoForgotten }
    if dropped.isNumber(0.5) { return .halfForgotten }
    if context.isParameter(dropped), context.isStep { return .rateForgotten }
    return .factorForgotten
  }

  static func quotients(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.divide, let dividend, let divisor) = node.kind else { return [] }
    var variants = [
      Variant(kindOfForgottenDivisor(divisor, context), dividend, at: divisor)
    ]
    if case .binary(.multiply, let left, let right) = divisor.kind {
      for (dropped, kept) in [(left, right), (right, left)] {
        variants.append(
          Variant(kindOfForgottenDivisor(dropped, context), dividend / kept, at: dropped))
      }
    }
    // A mean over everything for the sum over N, or over 2N.
    if case .call(let function, let arguments) = dividend.kind, function.text == "sum",
      arguments.count == 1
    {
      let mean = Expression.call("mean", arguments[0].value)
      variants += [
        Variant(.dividedByEntries, mean, at: dividend),
        Variant(.dividedByEntries, mean / .whole(2), at: dividend),
      ]
    }
    return variants
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

  static func names(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .name(let name) = node.kind else { return [] }
    return forgottenSlopes(in: name, context)
      + substitutes(for: name, context).map { Variant($0.kind, .named($0.other), at: node) }
  }

  /// What a name is without the slope that is a factor of it: `dL_dh2` for `dL_dz2`.
  private static func forgottenSlopes(in name: String, _ context: RuleContext) -> [Variant] {
    guard context.isDerivative(name),
      case .binary(.multiply, let left, let right)? = context.definitions[name]?.kind
    else { return [] }
    return [(left, right), (right, left)].compactMap { rest, slope in
      guard case .name(let other) = rest.kind, isSlope(slope, context),
        context.shapes[other] == context.shapes[name]
      else { return nil }
      return Variant(.slopeForgotten, rest, at: slope)
    }
  }

  /// The values that can be mistaken for `name`: those of its shape, the likeliest first.
  static func substitutes(
    for name: String, _ context: RuleContext
  ) -> [(kind: MistakeKind, other: String)] {
    guard let shape = context.shapes[name] else { return [] }
    var result: [(MistakeKind, String)] = []
    let updated = context.updates[name]
    let slot = context.slots[name]
    if let updated, context.shapes[updated] == shape, context.slots[updated] != slot {
      // Who computes forward with new weights is a step ahead, and mistakes nothing.
      result.append((context.isBackward ? .updatedValue : .otherValue, updated))
    }
    guard shape != .scalar else { return result }
    let sum = context.preactivation(of: name)
    for other in context.shapes.keys.sorted()
    where other != name && other != updated && context.shapes[other] == shape
      && context.earlier.contains(other) && context.slots[other] != slot
    {
      if other == sum {
        result.append((.sumForActivation, other))
      } else if context.preactivation(of: other) == name {
        result.append((.activationForSum, other))
      } else if context.isWeights(name), context.isWeights(other) {
        result.append((.otherWeights, other))
      } else {
        result.append((.otherValue, other))
      }
    }
    return result
  }
}
