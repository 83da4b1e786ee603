import StageLanguage

// Mistakes with the order of a calculation: brackets that were not seen, or seen where there are none.

extension MistakeRules {
  static func brackets(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(let infix, let left, let right) = node.kind else { return [] }
    let variants: [Expression]
    switch infix {
    case .add, .subtract: variants = bracketsAdded(infix, left, right)
    case .multiply, .divide: variants = bracketsDropped(infix, left, right)
    default: return []
    }
    return variants.map { Variant(.bracketsMisplaced, $0, at: node) }
  }

  /// `a * (b + c)` for `a * b + c`, `(a + b) / c` for `a + b / c`.
  private static func bracketsAdded(
    _ infix: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> [Expression] {
    var variants: [Expression] = []
    if case .binary(let inner, let first, let second) = left.kind, inner.isOfPoints {
      variants.append(.binary(inner, first, .binary(infix, second, right)))
    }
    if case .binary(let inner, let first, let second) = right.kind, inner.isOfPoints {
      variants.append(.binary(inner, .binary(infix, left, first), second))
    }
    return variants
  }

  /// `a * b + c` for `a * (b + c)`, `a + b / c` for `(a + b) / c`.
  private static func bracketsDropped(
    _ infix: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> [Expression] {
    // What becomes of h (1 - h) has names of its own.
    guard !isSlopePair(left, right) else { return [] }
    var variants: [Expression] = []
    if case .binary(let inner, let first, let second) = right.kind, inner.isOfLines {
      variants.append(.binary(inner, .binary(infix, left, first), second))
    }
    if case .binary(let inner, let first, let second) = left.kind, inner.isOfLines {
      variants.append(.binary(inner, first, .binary(infix, second, right)))
    }
    return variants
  }
}

extension BinaryOperator {
  /// Whether it multiplies or divides.
  fileprivate var isOfPoints: Bool { self == .multiply || self == .divide }
  /// Whether it adds or subtracts.
  fileprivate var isOfLines: Bool { self == .add || self == .subtract }
}
