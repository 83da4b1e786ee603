import Matrices
import StageLanguage

// Mistakes with terms: of sums, of differences, and of steps.

extension MistakeRules {
  static func sums(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.add, let left, let right) = node.kind else { return [] }
    var variants: [Variant] = []
    for (dropped, kept) in [(left, right), (right, left)] {
      let isBias = isProduct(kept) && !isProduct(dropped)
      variants += [
        Variant(isBias ? .biasForgotten : .termForgotten, kept, at: dropped),
        Variant(isBias ? .biasSubtracted : .termSubtracted, kept - dropped, at: dropped),
      ]
    }
    return variants
  }

  static func differences(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.subtract, let left, let right) = node.kind else { return [] }
    return [
      Variant(.differenceReversed, right - left, at: node),
      Variant(.plusForMinus, left + right, at: right),
      Variant(.termForgotten, left, at: right),
      Variant(.termForgotten, -right, at: left),
    ]
  }

  /// The new value of something: the old one less a step.
  static func steps(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isStep, !context.isInFunction,
      case .binary(.subtract, let old, let step) = node.kind, case .name = old.kind,
      !context.isDerivative
    else { return [] }
    return [
      Variant(.stepAdded, old + step, at: step),
      Variant(.stepGiven, step, at: step),
      Variant(.stepGiven, -step, at: step),
      Variant(.updatedTwice, node - step, at: step),
    ]
  }

  /// What is not subtracted though it should be: the target.
  static func targets(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard !context.isStep, case .binary(.subtract, let left, let right) = node.kind else {
      return []
    }
    return [(left, right, -right), (right, left, left)].compactMap { dropped, kept, used in
      guard case .name(let name) = dropped.kind, let definition = context.definitions[name],
        definition.names.isEmpty, isComputed(kept, context)
      else { return nil }
      return Variant(.targetForgotten, used, at: dropped)
    }
  }

  /// Whether a value comes out of a calculation, unlike data and targets.
  private static func isComputed(_ value: Expression, _ context: RuleContext) -> Bool {
    guard case .name(let name) = value.kind else { return !value.isParameterValue }
    guard let definition = context.definitions[name] else { return false }
    return !definition.names.isEmpty
  }
}
