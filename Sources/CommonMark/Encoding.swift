import Source

/// What a text must be to be read as CommonMark: UTF-8, without NUL.
enum Encoding {
  /// What cmark is given in place of NUL: one byte, as wide as what it replaces.
  ///
  /// ASCII calls it "substitute" and means it for just this.
  static let substitute: UInt8 = 0x1A

  /// How many bytes are named one by one.
  private static let limit = 20

  /// Reports each byte of `source` that does not belong in a text, and returns its bytes without
  /// NUL, each at its old offset.
  static func check(_ source: SourceText, _ diagnostics: inout Diagnostics) -> [UInt8] {
    let text = source.bytes
    var bytes = text
    var count = 0
    var firstUnnamed = 0
    var offset = 0
    while offset < text.count {
      // Nearly every byte is ASCII.
      if text[offset] &- 1 < 0x7F {
        offset += 1
        continue
      }
      if text[offset] != 0, let length = characterLength(in: text, at: offset) {
        offset += length
        continue
      }
      count += 1
      if count <= limit {
        report(text[offset], at: offset, &diagnostics)
      } else if count == limit + 1 {
        firstUnnamed = offset
      }
      if text[offset] == 0 { bytes[offset] = substitute }
      offset += 1
    }
    if count > limit {
      diagnostics.error(
        at: Span(firstUnnamed, firstUnnamed + 1), "and \(count - limit) more such bytes")
    }
    return bytes
  }

  /// The number of bytes of the UTF-8 character at `start`, or nil if none stands there.
  private static func characterLength(in bytes: [UInt8], at start: Int) -> Int? {
    let lead = bytes[start]
    let length: Int
    // The second byte's range rules out overlong forms, surrogates, and what lies beyond Unicode.
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard start + length <= bytes.count, second.contains(bytes[start + 1]) else { return nil }
    let isWhole = bytes[start + 1..<start + length].allSatisfy { $0 & 0xC0 == 0x80 }
    return isWhole ? length : nil
  }
}

// Messages.
extension Encoding {
  private static func report(_ byte: UInt8, at offset: Int, _ diagnostics: inout Diagnostics) {
    let span = Span(offset, offset + 1)
    guard byte != 0 else {
      diagnostics.error(at: span, "byte 0x00 (NUL) does not belong in a text")
      return
    }
    let digits = String(byte, radix: 16, uppercase: true)
    diagnostics.error(
      at: span, "byte 0x\(digits) is not UTF-8", notes: ["save the text as UTF-8"])
  }
}
