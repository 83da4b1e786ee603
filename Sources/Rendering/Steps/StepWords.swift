import Matrices
import Tutoring

// What is said about a step in words, the same in every format.

extension StepFormulas.ProductShapes {
  /// `(1×2)(2×3) → 1×3`.
  func text(_ notation: Notation) -> String {
    let arrow = notation == .unicode ? "→" : "->"
    return "(\(left.sizesText(notation)))(\(right.sizesText(notation))) \(arrow) "
      + product.sizesText(notation)
  }
}

extension Shape {
  /// `1×3`; the number of entries of a vector; `number`.
  func sizesText(_ notation: Notation) -> String {
    switch self {
    case .scalar: "number"
    case .vector(let count): "\(count)"
    case .matrix(let rows, let columns):
      notation == .unicode ? "\(rows)×\(columns)" : "\(rows)x\(columns)"
    }
  }
}

extension Shape {
  /// `300×2`, `300 entries`.
  func sizeWords(_ notation: Notation) -> String {
    if case .vector(let count) = self { return "\(count) entries" }
    return sizesText(notation)
  }
}

extension Step.Notice {
  /// What it means for what follows, in words.
  var text: String {
    switch self {
    case .infinite:
      "infinite from here on: a number grew too large to be held, or was divided by zero"
    case .notANumber:
      "not a number from here on: a result that has no value, such as 0/0 or inf - inf"
    }
  }
}
