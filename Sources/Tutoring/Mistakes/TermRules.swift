import Matrices
import StageLanguage

// Mistakes with terms: of sums, of differences, and of steps.

extension MistakeRules {
  static func sums(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.add, let left, let right) = node.kind, !node.names.isEmpty else {
      return []
    }
    var variants = entropies(node, context) + misplacedRoots(left, right, node)
    variants += exchangedShares(left, right, node)
    for (dropped, kept) in [(left, right), (right, left)] {
      let isBias = isProduct(kept) && !isProduct(dropped)
      variants += [
        Variant(isBias ? .biasForgotten : .termForgotten, kept, at: dropped),
        Variant(isBias ? .biasSubtracted : .termSubtracted, kept - dropped, at: dropped),
        Variant(.termTwice, node + dropped, at: dropped),
      ]
    }
    if !left.isParameterValue, !right.isParameterValue {
      variants.append(Variant(.multipliedForAdded, left * right, at: node))
    }
    return variants
  }

  /// √(a + b) for √a + b.
  private static func misplacedRoots(
    _ left: Expression, _ right: Expression, _ node: Expression
  ) -> [Variant] {
    [(left, right), (right, left)].compactMap { root, rest in
      guard case .call(let function, let arguments) = root.kind, function.text == "sqrt",
        let inner = arguments.first?.value
      else { return nil }
      return Variant(.rootMisplaced, .call("sqrt", [inner + rest]), at: node)
    }
  }

  static func differences(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.subtract, let left, let right) = node.kind, !node.names.isEmpty else {
      return []
    }
    // Of what is left of 1, as in 1 - h and 1 - beta, nobody takes the other way round, and who
    // forgets something forgets the whole of it as a factor.
    if left.isNumber(1) {
      let isShare = right.names.isSubset(of: context.parameters)
      return isShare
        ? []
        : [
          Variant(.plusForMinus, left + right, at: right), Variant(.termForgotten, left, at: right),
        ]
    }
    return extraSlopes(node, left, right, context) + [
      Variant(.differenceReversed, right - left, at: node),
      Variant(.plusForMinus, left + right, at: right),
      Variant(.termForgotten, left, at: right),
      Variant(.termForgotten, -right, at: left),
    ]
  }

  /// p (1 - p) multiplied in where p - y is the whole of it, because the logarithm cancels it.
  private static func extraSlopes(
    _ node: Expression, _ left: Expression, _ right: Expression, _ context: RuleContext
  ) -> [Variant] {
    guard context.isDerivative else { return [] }
    return [left, right].compactMap { value in
      guard case .name(let name) = value.kind, let kind = context.activation(of: name)?.kind,
        kind == .sigmoid || kind == .softmax
      else { return nil }
      let slope = value * (.whole(1) - value)
      return Variant(.extraSlope, node * slope, at: slope)
    }
  }

  /// The new value of something: the old one less a step.
  static func steps(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isStep, !context.isInFunction, !context.isDerivative,
      case .binary(let infix, let old, let step) = node.kind, case .name = old.kind,
      infix == .subtract || infix == .add
    else { return [] }
    let other =
      infix == .subtract
      ? Variant(.stepAdded, old + step, at: step) : Variant(.stepSubtracted, old - step, at: step)
    let twice = Expression.binary(infix, node, step)
    return [
      other,
      Variant(.stepForgotten, old, at: step),
      Variant(.stepGiven, step, at: step),
      Variant(.stepGiven, -step, at: step),
      Variant(.updatedTwice, twice, at: step),
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
      // What is learned is no target, but a threshold.
      let isLearned = context.updates[name] != nil || name.hasPrefix("th")
      return Variant(isLearned ? .termForgotten : .targetForgotten, used, at: dropped)
    }
  }

  /// Whether a value comes out of a calculation, unlike data and targets.
  private static func isComputed(_ value: Expression, _ context: RuleContext) -> Bool {
    guard case .name(let name) = value.kind else { return !value.isParameterValue }
    guard let definition = context.definitions[name] else { return false }
    return !definition.names.isEmpty
  }
}
