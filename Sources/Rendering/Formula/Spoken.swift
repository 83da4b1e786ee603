import Matrices

// Values and shapes in words, for screen readers.

extension NumericArray {
  /// `W1 is 2 by 3. Row 1: -0.6775, 0.3777, -0.0737.`, and each further row a fact of its own.
  func spoken(_ name: String, digits: Int) -> [String] {
    guard case .matrix(let matrix) = Formula(value: self, digits: digits) else {
      return ["\(name) is \(Formula(value: self, digits: digits).oneLine(.ascii))."]
    }
    let rows = matrix.rows.map { row in
      row.map { $0.oneLine(.ascii) }.joined(separator: ", ")
    }
    guard shape.rank == 2 else { return ["\(name) has \(shape.spoken): \(rows[0])."] }
    var facts: [String] = []
    let gap = matrix.rows.firstIndex { $0.allSatisfy { $0 == .ellipsis } }
    for (place, row) in rows.enumerated() {
      // The rows after the ellipsis are counted from the end.
      let number = gap.map { place > $0 } ?? false ? shape.rows - rows.count + place + 1 : place + 1
      facts.append(place == gap ? "And so on." : "Row \(number): \(row).")
    }
    guard !facts.isEmpty else { return ["\(name) is \(shape.spoken)."] }
    facts[0] = "\(name) is \(shape.spoken). \(facts[0])"
    return facts
  }
}

extension Shape {
  /// `2 by 3`, `3 entries`, `a single number`.
  var spoken: String {
    if case .matrix(let rows, let columns) = self { return "\(rows) by \(columns)" }
    return description
  }
}

extension StepFormulas.ProductShapes {
  /// The product in words: `1 by 2 times 2 by 3 gives 1 by 3.`.
  var spoken: String { "\(left.spoken) times \(right.spoken) gives \(product.spoken)." }
}
