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

extension String {
  /// How many columns of a terminal the text takes, if its control characters take none.
  public var columns: Int { columns() }

  /// How many columns of a terminal the text takes, with `ambiguous` for each character whose width
  /// depends on the font.
  public func columns(ambiguous: Int = 1) -> Int {
    narrowColumns(ambiguous: ambiguous) ?? reduce(0) { $0 + $1.columns(ambiguous: ambiguous) }
  }

  /// The columns of a text of which nothing is wide or made of several parts, as the characters of
  /// Chinese and pictures may be; nil for any other text.
  ///
  /// That is nearly every text, and telling where its characters end takes no tables.
  public func narrowColumns(ambiguous: Int = 1) -> Int? {
    var count = 0
    for scalar in unicodeScalars {
      guard scalar.isNarrow else { return nil }
      count += scalar.columns(ambiguous: ambiguous)
    }
    return count
  }
}

extension Substring {
  /// How many columns of a terminal the text takes, if its control characters take none.
  public var columns: Int { String(self).columns }
}

extension Unicode.Scalar {
  fileprivate func columns(ambiguous: Int) -> Int {
    if value < 0x80 { return value >= 0x20 && value != 0x7F ? 1 : 0 }
    if !isNarrow {
      if isIn(WidthTable.wide) { return 2 }
      if isIn(WidthTable.zero) { return 0 }
    }
    return ambiguous != 1 && isIn(WidthTable.ambiguous) ? ambiguous : 1
  }

  /// Whether it belongs to ASCII or to a stretch of Unicode in which nothing combines with what
  /// stands before it and nothing is wide or without width: Latin, Greek, the signs of mathematics,
  /// sub- and superscripts, lines, blocks, ticks.
  fileprivate var isNarrow: Bool {
    switch value {
    case 0x00..<0x80, 0xA0..<0x300, 0x370..<0x483, 0x1D00..<0x1DC0, 0x2010..<0x2028,
      0x2030..<0x2060, 0x2070..<0x20D0, 0x2100..<0x231A, 0x239B..<0x23E9, 0x2500..<0x25FD,
      0x270C..<0x2728, 0x27C0..<0x2B1B:
      true
    default: false
    }
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
