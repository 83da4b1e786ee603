/// The characters that formulas are written with.
public enum Notation: Sendable, Hashable, CaseIterable {
  /// `∂L/∂W₂ = h₁ᵀ (…)`.
  case unicode
  /// `dL/dW2 = h1^T (...)`: names as in the code.
  case ascii

  /// What is written for an operator, with the space around it.
  func sign(_ infix: Infix) -> String {
    let isUnicode = self == .unicode
    return switch infix {
    case .plus: " + "
    case .minus: " - "
    case .matrixProduct: " "
    case .entrywiseProduct: isUnicode ? " ⊙ " : " * "
    case .scalarProduct: isUnicode ? "·" : " * "
    case .less: " < "
    case .lessOrEqual: isUnicode ? " ≤ " : " <= "
    case .greater: " > "
    case .greaterOrEqual: isUnicode ? " ≥ " : " >= "
    case .equal: " = "
    case .sameAs: " == "
    case .notEqual: isUnicode ? " ≠ " : " != "
    case .approximately: isUnicode ? " ≈ " : " ~= "
    case .notApproximately: isUnicode ? " ≉ " : " !~= "
    case .becomes: isUnicode ? " ← " : " <- "
    }
  }

  /// What is written for a symbol.
  func written(_ symbol: Symbol) -> String {
    guard self == .unicode else { return symbol.name }
    var text = symbol.base
    switch symbol.accent {
    case .hat: text = composed(text, "\u{302}")
    case .bar: text = composed(text, "\u{304}")
    case .tilde: text = composed(text, "\u{303}")
    case nil: break
    }
    if !symbol.subscripted.isEmpty {
      text += lineSubscript(symbol.subscripted)
    }
    for _ in 0..<symbol.primes { text += "′" }
    return symbol.isStarred ? text + "*" : text
  }

  /// What is written for an exponent that reads `text` in a line.
  func exponent(_ text: String, isAtom: Bool) -> String {
    switch self {
    case .unicode: unicodeSuperscript(text) ?? (isAtom ? "^\(text)" : "^{\(text)}")
    case .ascii: isAtom ? "^\(text)" : "^(\(text))"
    }
  }

  /// The mark of a transposition.
  var transposed: String { self == .unicode ? "ᵀ" : "^T" }
}
