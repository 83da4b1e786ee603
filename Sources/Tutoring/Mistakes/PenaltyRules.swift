import Matrices
import StageLanguage

// Mistakes with the regularizer, in the loss and in the gradient.

extension MistakeRules {
  static func penalties(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isLoss || context.isDerivative,
      case .binary(.add, let left, let right) = node.kind
    else { return [] }
    if let isIncomplete = incomplete(left, right, context) { return isIncomplete }
    var variants: [Variant] = []
    for (penalty, rest) in [(left, right), (right, left)] where isPenalty(penalty, context) {
      variants += [
        Variant(.penaltyForgotten, rest, at: penalty),
        Variant(.penaltySubtracted, rest - penalty, at: penalty),
        Variant(.penaltyDoubled, rest + .whole(2) * penalty, at: penalty),
        Variant(.penaltyHalved, rest + penalty / .whole(2), at: penalty),
      ]
      variants += context.counts.intersection(context.ancestry).sorted().map { count in
        Variant(.dividedAgain, rest + penalty / .named(count), at: .named(count))
      }
      guard context.isDerivative else { continue }
      for (name, strength) in weights(in: penalty, context) {
        let squares = Expression.call("sum", [.call("square", [.named(name)])])
        for everywhere in [
          penalty.renaming(name, to: squares), strength * squares, strength * squares / .whole(2),
          penalty.renaming(name, to: squares) / .whole(2),
        ] {
          variants.append(Variant(.penaltyInEveryEntry, rest + everywhere, at: .named(name)))
        }
      }
    }
    return variants
  }

  /// A bias fined as the weights are, in its gradient.
  static func penaltiesOfBiases(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isDerivative,
      let bias = context.biases.sorted().first(where: { context.name.hasSuffix("d\($0)") }),
      !formula.names.contains(bias)
    else { return [] }
    let penalties = context.derivatives.sorted().compactMap { name -> Expression? in
      guard case .binary(.add, _, let penalty)? = context.definitions[name]?.kind,
        let weights = weights(in: penalty, context).first
      else { return nil }
      return penalty.renaming(weights.name, to: .named(bias))
    }
    return penalties.map { Variant(.penaltyOfBias, formula + $0, at: .named(bias)) }
  }

  /// The squares of all weights taken for something else, where several are added up.
  static func changedPenalties(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isLoss else { return [] }
    let changes: [(MistakeKind, (Expression) -> Expression)] = [
      (.sumForSquares, { $0 }), (.absoluteInPenalty, { .call("abs", [$0]) }),
    ]
    var part: Expression?
    return changes.compactMap { kind, change in
      var count = 0
      let changed = formula.replacing { node in
        guard let base = squared(node), case .name(let name) = base.kind, context.isWeights(name)
        else { return nil }
        count += 1
        part = part ?? base
        return change(base)
      }
      return count > 1 ? part.map { Variant(kind, changed, at: $0) } : nil
    }
  }

  /// Two sums of squares of weights, one of them left out.
  private static func incomplete(
    _ left: Expression, _ right: Expression, _ context: RuleContext
  ) -> [Variant]? {
    guard isSumOfSquaredWeights(right, context) else { return nil }
    var parts: [Expression] = [right]
    var rest = left
    while case .binary(.add, let inner, let last) = rest.kind {
      parts.append(last)
      rest = inner
    }
    parts.append(rest)
    guard parts.allSatisfy({ isSumOfSquaredWeights($0, context) }) else { return nil }
    return [
      Variant(.penaltyIncomplete, left, at: right), Variant(.penaltyIncomplete, right, at: left),
    ]
  }

  private static func isSumOfSquaredWeights(
    _ term: Expression, _ context: RuleContext
  ) -> Bool {
    guard case .call(let function, let arguments) = term.kind, function.text == "sum",
      let base = arguments.first.flatMap({ squared($0.value) }), case .name(let name) = base.kind
    else { return false }
    return context.isWeights(name)
  }

  /// Whether a term is a number times weights or their squares: that of a regularizer.
  private static func isPenalty(_ term: Expression, _ context: RuleContext) -> Bool {
    if case .name(let name) = term.kind, let definition = context.definitions[name],
      context.names.shape(of: name) == .scalar
    {
      return isPenalty(definition, context)
    }
    return !weights(in: term, context).isEmpty
  }

  /// The weights in a term that a parameter is a factor of, each with that parameter.
  private static func weights(
    in term: Expression, _ context: RuleContext
  ) -> [(name: String, strength: Expression)] {
    let strength = factors(of: term).first { factor in
      if case .name(let name) = factor.kind, context.counts.contains(name) { return false }
      return context.isParameter(factor)
    }
    guard let strength else { return [] }
    return term.names.filter { context.isWeights($0) }.sorted().map { ($0, strength) }
  }

  /// The factors of a product, those under a fraction's line left out.
  static func factors(of term: Expression) -> [Expression] {
    switch term.kind {
    case .binary(.multiply, let left, let right): factors(of: left) + factors(of: right)
    case .binary(.divide, let dividend, _): factors(of: dividend)
    case .unary(_, let operand): factors(of: operand)
    default: [term]
    }
  }

  /// What else than the squares of weights may be added up.
  static func otherPenalties(
    _ node: Expression, of base: Expression, _ context: RuleContext
  ) -> [Variant] {
    guard case .name(let name) = base.kind, context.isWeights(name) else { return [] }
    let fines = context.biases.sorted().map {
      Expression.call("sum", [.call("square", [.named($0)])])
    }
    var variants = [
      Variant(.sumForSquares, .call("sum", [base]), at: base),
      Variant(.absoluteInPenalty, .call("sum", [.call("abs", [base])]), at: base),
    ]
    for (bias, fine) in zip(context.biases.sorted(), fines) {
      variants.append(Variant(.biasInPenalty, node + fine, at: .named(bias)))
    }
    if let first = fines.first, fines.count > 1 {
      let all = fines.dropFirst().reduce(first) { $0 + $1 }
      variants.append(
        Variant(.biasInPenalty, node + all, at: .named(context.biases.sorted()[0])))
    }
    return variants
  }
}
