import Matrices
import StageLanguage

// Mistakes with factors, divisors, terms and signs, wherever they occur; what each is called
// depends on what was dropped.

extension MistakeRules {
  static func entrywise(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.multiply, let left, let right) = node.kind else { return [] }
    var variants: [Variant] = []
    for (dropped, kept) in [(left, right), (right, left)] {
      variants.append(
        Variant(
          kind: kindOfForgottenFactor(dropped, kept, context), expression: kept,
          part: dropped.description))
      if context.isParameter(dropped) {
        variants.append(
          Variant(
            kind: isUpdate(context) ? .rateTwice : .factorTwice, expression: dropped * node,
            part: dropped.description))
      }
    }
    if context.shape(of: left) != .scalar, context.shape(of: right) != .scalar {
      let sum = Expression.call("sum", node)
      variants.append(
        Variant(kind: .dotForEntrywise, expression: sum, part: node.description))
      variants.append(
        Variant(
          kind: .dotForEntrywise, expression: node * .whole(0) + sum, part: node.description))
    }
    return variants
  }

  private static func isUpdate(_ context: RuleContext) -> Bool {
    context.updates.values.contains(context.name)
  }

  private static func kindOfForgottenFactor(
    _ dropped: Expression, _ kept: Expression, _ context: RuleContext
  ) -> MistakeKind {
    if isSlopePair(dropped, kept) { return .halfSlope }
    if isSlope(dropped, context) { return .slopeForgotten }
    if dropped.isNumber(2) { return .twoForgotten }
    if dropped.isNumber(0.5) { return .halfForgotten }
    if context.isParameter(dropped), isUpdate(context) { return .rateForgotten }
    return .factorForgotten
  }

  /// Whether a factor is the slope of an activation: `dh2_dz2`, `h2 * (1 - h2)`, `1 - h1 ** 2`.
  static func isSlope(_ factor: Expression, _ context: RuleContext) -> Bool {
    switch factor.kind {
    case .name(let name):
      guard let definition = context.definitions[name], name.hasPrefix("d"), name.contains("_d")
      else { return false }
      return isSlope(definition, context)
    case .binary(.multiply, let left, let right):
      return isSlopePair(left, right)
    case .binary(.subtract, let one, let square):
      guard one.isNumber(1) else { return false }
      if case .binary(.power, _, let exponent) = square.kind { return exponent.isNumber(2) }
      if case .call(let function, _) = square.kind { return function.text == "square" }
      return true
    case .call(let function, _):
      return function.text == "where"
    default:
      return false
    }
  }

  /// Whether two factors are h and 1 - h.
  static func isSlopePair(_ left: Expression, _ right: Expression) -> Bool {
    for (value, rest) in [(left, right), (right, left)] {
      if case .binary(.subtract, let one, let other) = rest.kind, one.isNumber(1),
        other.isSame(as: value)
      {
        return true
      }
    }
    return false
  }

  static func quotients(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.divide, let dividend, let divisor) = node.kind else { return [] }
    var variants = [
      Variant(
        kind: kindOfForgottenDivisor(divisor, context), expression: dividend,
        part: divisor.description)
    ]
    if case .binary(.multiply, let left, let right) = divisor.kind {
      for (dropped, kept) in [(left, right), (right, left)] {
        variants.append(
          Variant(
            kind: kindOfForgottenDivisor(dropped, context), expression: dividend / kept,
            part: dropped.description))
      }
    }
    return variants
  }

  private static func kindOfForgottenDivisor(
    _ divisor: Expression, _ context: RuleContext
  ) -> MistakeKind {
    if divisor.isNumber(2) { return .halfForgotten }
    return context.isParameter(divisor) ? .countForgotten : .divisorForgotten
  }

  static func sums(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.add, let left, let right) = node.kind else { return [] }
    var variants: [Variant] = []
    for (dropped, kept) in [(left, right), (right, left)] {
      let isPenalty = isPenalty(dropped, context)
      let isBias = isProduct(kept) && !isProduct(dropped)
      let part = dropped.description
      variants.append(
        Variant(
          kind: isBias ? .biasForgotten : isPenalty ? .penaltyForgotten : .termForgotten,
          expression: kept, part: part))
      variants.append(
        Variant(
          kind: isBias ? .biasSubtracted : isPenalty ? .penaltySubtracted : .plusForMinus,
          expression: kept - dropped, part: part))
      guard isPenalty else { continue }
      variants.append(
        Variant(kind: .penaltyDoubled, expression: kept + .whole(2) * dropped, part: part))
      guard context.isDerivative else { continue }
      for (name, strength) in weights(in: dropped, context) {
        let squares = Expression.call("sum", .call("square", .named(name)))
        for scalar in [strength * squares, dropped.renaming(name, to: squares)] {
          variants.append(
            Variant(kind: .penaltyInEveryEntry, expression: kept + scalar, part: name))
        }
      }
    }
    return variants
  }

  /// Whether a term has a single number as a factor: the strength of a regularizer.
  private static func isPenalty(_ term: Expression, _ context: RuleContext) -> Bool {
    if case .name(let name) = term.kind, let definition = context.definitions[name],
      context.shapes[name] == .scalar
    {
      return isPenalty(definition, context)
    }
    return !weights(in: term, context).isEmpty
  }

  /// The arrays in a term that a parameter is a factor of, each with that parameter.
  private static func weights(
    in term: Expression, _ context: RuleContext
  ) -> [(name: String, strength: Expression)] {
    guard let strength = factors(of: term).first(where: { context.isParameter($0) }) else {
      return []
    }
    return term.names.filter { context.shapes[$0].map { $0 != .scalar } ?? false }.sorted()
      .map { ($0, strength) }
  }

  private static func factors(of term: Expression) -> [Expression] {
    switch term.kind {
    case .binary(.multiply, let left, let right): factors(of: left) + factors(of: right)
    case .binary(.divide, let dividend, _): factors(of: dividend)
    case .unary(_, let operand): factors(of: operand)
    default: [term]
    }
  }

  private static func isProduct(_ expression: Expression) -> Bool {
    if case .binary(.matmul, _, _) = expression.kind { true } else { false }
  }

  static func differences(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.subtract, let left, let right) = node.kind else { return [] }
    // 1 - h is part of a slope, and has rules of its own.
    let isStep = isUpdate(context)
    let isComplement = left.isNumber(1)
    var variants = [
      Variant(
        kind: isStep ? .plusForMinus : .plusForMinus, expression: left + right,
        part: right.description),
      Variant(kind: .differenceReversed, expression: right - left, part: node.description),
      Variant(kind: .termForgotten, expression: left, part: right.description),
    ]
    if isStep {
      variants += [
        Variant(kind: .stepGiven, expression: right, part: right.description),
        Variant(kind: .stepGiven, expression: -right, part: right.description),
        Variant(kind: .updatedTwice, expression: node - right, part: right.description),
      ]
    } else if !isComplement {
      for (dropped, kept) in [(left, -right), (right, left)] {
        guard case .name(let name) = dropped.kind, context.definitions[name] != nil,
          !isComputed(name, context)
        else { continue }
        variants.append(
          Variant(kind: .targetForgotten, expression: kept, part: dropped.description))
      }
      variants.append(
        Variant(kind: .termForgotten, expression: -right, part: left.description))
    }
    return variants
  }

  /// Whether a value comes out of products or activations, unlike data and targets.
  private static func isComputed(_ name: String, _ context: RuleContext) -> Bool {
    guard let definition = context.definitions[name] else { return false }
    var isComputed = false
    definition.visit { node in
      switch node.kind {
      case .binary(.matmul, _, _): isComputed = true
      case .call(let function, _) where context.activations.contains(function.text):
        isComputed = true
      default: break
      }
    }
    return isComputed
  }

  static func signs(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .unary(.negative, let operand) = node.kind, !operand.children.isEmpty else {
      return []
    }
    return [Variant(kind: .signFlipped, expression: operand, part: operand.description)]
  }
}
