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
    guard utf8.contains(where: \.mayStartControl), unicodeScalars.contains(where: \.isControl)
    else { return self }
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars { clean.append(scalar.isControl ? scalar.picture : scalar) }
    return String(clean)
  }
}

extension UInt8 {
  /// Whether a control character's UTF-8 may start with this byte.
  fileprivate var mayStartControl: Bool {
    switch self {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F...0x9F: true
    // Directions of writing, line and paragraph separators, the byte order mark.
    case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  fileprivate var picture: Unicode.Scalar {
    let code = value < 0x20 ? 0x2400 + value : value == 0x7F ? 0x2421 : 0xFFFD
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }
}
