import Matrices
import StageLanguage

// Mistakes on the way back: slopes of activations, and one value used for another.

extension MistakeRules {
  static func slopes(_ node: Expression, _ context: RuleContext) -> [Variant] {
    if case .binary(.multiply, let left, let right) = node.kind, isSlopePair(left, right) {
      let value = left.children.isEmpty ? left : right
      return sigmoidSlopes(of: value, context)
    }
    guard case .binary(.subtract, let one, let square) = node.kind, one.isNumber(1),
      let value = squared(square)
    else { return [] }
    let part = value.description
    return [
      Variant(kind: .tanhSlope, expression: value * (.whole(1) - value), part: part),
      Variant(kind: .squareForgotten, expression: .whole(1) - value, part: part),
      Variant(kind: .halfSlope, expression: square, part: part),
    ]
  }

  /// What people take for h (1 - h).
  private static func sigmoidSlopes(of value: Expression, _ context: RuleContext) -> [Variant] {
    let one = Expression.whole(1)
    let part = value.description
    var variants = [
      Variant(
        kind: .tanhSlope, expression: one - .binary(.power, value, .whole(2)), part: part)
    ]
    guard case .name(let name) = value.kind else { return variants }
    if let activation = context.activation(of: name) {
      let again = Expression.call(activation, value)
      variants.append(
        Variant(kind: .slopeOfActivated, expression: again * (one - again), part: part))
    }
    if let sum = context.preactivation(of: name) {
      variants.append(
        Variant(
          kind: .slopeOfSum, expression: .named(sum) * (one - .named(sum)), part: part))
    }
    return variants
  }

  static func names(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .name(let name) = node.kind else { return [] }
    return substitutes(for: name, context).map { kind, other in
      Variant(kind: kind, expression: .named(other), part: name)
    }
  }

  /// The values that can be mistaken for `name`: those of its shape, the likeliest first.
  static func substitutes(
    for name: String, _ context: RuleContext
  ) -> [(kind: MistakeKind, other: String)] {
    guard let shape = context.shapes[name], shape != .scalar else { return [] }
    var result: [(MistakeKind, String)] = []
    let updated = context.updates[name]
    if let updated { result.append((.updatedValue, updated)) }
    let sum = context.preactivation(of: name)
    if let sum, context.shapes[sum] == shape { result.append((.sumForActivation, sum)) }
    for other in context.shapes.keys.sorted()
    where other != name && other != updated && other != sum && context.earlier.contains(other) {
      guard let candidate = context.shapes[other] else { continue }
      // In an outer product the input may have another length, which shows in the shape alone.
      if candidate == shape { result.append((.otherValue, other)) }
    }
    return result
  }
}
