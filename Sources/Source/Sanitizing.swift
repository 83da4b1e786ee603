// A lesson may come from anyone, and a terminal obeys what it is sent. Nothing that a text says
// reaches a terminal without passing here: an escape sequence is shown, not obeyed.

extension String {
  /// The text with each control character made visible, one column wide; only tabs and line feeds
  /// are kept.
  ///
  /// ASCII's controls become their pictures, such as `␛`. What moves or reorders the text in other
  /// ways, such as U+202E, becomes `�`.
  public var sanitized: String {
    // Almost every text is clean, and that is seen without decoding it.
    let mayHoldControl = utf8.withContiguousStorageIfAvailable(\.mayHoldControl) ?? true
    guard mayHoldControl, unicodeScalars.contains(where: \.isControl) else { return self }
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars { clean.append(scalar.isControl ? scalar.picture : scalar) }
    return String(clean)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the first two bytes of some character are those of a control character, of which the
  /// signs of mathematics share none.
  fileprivate var mayHoldControl: Bool {
    for index in indices {
      let byte = self[index]
      // Printable ASCII.
      if byte &- 0x20 < 0x5F { continue }
      let next = index + 1 < count ? self[index + 1] : 0
      switch byte {
      case 0x09, 0x0A: continue
      case 0x00..<0x20, 0x7F: return true
      case 0xC2 where next < 0xA0: return true
      case 0xD8 where next == 0x9C: return true
      case 0xE2 where next == 0x80 || next == 0x81: return true
      case 0xEF where next == 0xBB || next == 0xBF: return true
      default: continue
      }
    }
    return false
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F...0x9F: true
    // Directions of writing, line and paragraph separators, the byte order mark.
    case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    // No characters, and forbidden in XML.
    case 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  fileprivate var picture: Unicode.Scalar {
    let code = value < 0x20 ? 0x2400 + value : value == 0x7F ? 0x2421 : 0xFFFD
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }
}
