// How many columns of a terminal a text takes: the standard library does not say.

extension Character {
  /// How many columns of a terminal the character takes: 0, 1 or 2.
  ///
  /// `ambiguous` is what ∂, σ, │ and others take, which fonts made for Chinese or Japanese may set
  /// as wide as an ideograph.
  public func columns(ambiguous: Int = 1) -> Int {
    var widest = 0
    var regionalIndicators = 0
    for scalar in unicodeScalars {
      // The selector asks for the picture: ❤️ takes two columns, ❤ one.
      if scalar == "\u{FE0F}" { return 2 }
      if (0x1F1E6...0x1F1FF).contains(scalar.value) { regionalIndicators += 1 }
      widest = max(widest, scalar.columns(ambiguous: ambiguous))
    }
    // Two of these make a flag.
    return regionalIndicators == 2 ? 2 : widest
  }
}

extension StringProtocol {
  /// How many columns of a terminal the text takes, if its control characters take none.
  public var columns: Int { columns() }

  /// How many columns of a terminal the text takes, with `ambiguous` for each character whose width
  /// depends on the font.
  public func columns(ambiguous: Int = 1) -> Int {
    var isPlain = true
    var count = 0
    for byte in utf8 {
      if byte >= 0x80 {
        isPlain = false
        break
      }
      if byte >= 0x20, byte != 0x7F { count += 1 }
    }
    return isPlain ? count : reduce(0) { $0 + $1.columns(ambiguous: ambiguous) }
  }
}

extension Unicode.Scalar {
  fileprivate func columns(ambiguous: Int) -> Int {
    if value < 0x80 { return value >= 0x20 && value != 0x7F ? 1 : 0 }
    if isIn(WidthTable.wide) { return 2 }
    if isIn(WidthTable.zero) { return 0 }
    return ambiguous != 1 && isIn(WidthTable.ambiguous) ? ambiguous : 1
  }

  /// Whether it is in one of the ranges, each given by its first and last, in order.
  private func isIn(_ bounds: [UInt32]) -> Bool {
    var low = 0
    var high = bounds.count / 2
    while low < high {
      let middle = (low + high) / 2
      if bounds[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
    }
    return 2 * low < bounds.count && bounds[2 * low] <= value
  }
}
