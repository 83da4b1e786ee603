import Source

/// A line of three or more backticks or tildes.
struct Fence {
  /// Which of the two it is made of.
  let character: UInt8
  /// How many there are.
  let length: Int
  /// Where what follows them stands, without blanks around it; nil if nothing does.
  let infoSpan: Span?

  /// Reads the fence that stands from `start` to the line's end, if there is one.
  init?(at start: Int, to end: Int, in bytes: [UInt8]) {
    guard start < end, bytes[start] == UInt8(ascii: "`") || bytes[start] == UInt8(ascii: "~")
    else { return nil }
    var offset = start
    while offset < end, bytes[offset] == bytes[start] { offset += 1 }
    guard offset - start >= 3 else { return nil }
    character = bytes[start]
    length = offset - start
    var infoEnd = end
    while offset < infoEnd, bytes[offset].isSpace { offset += 1 }
    while infoEnd > offset, bytes[infoEnd - 1].isSpace { infoEnd -= 1 }
    infoSpan = infoEnd > offset ? Span(offset, infoEnd) : nil
  }

  /// Whether `other` closes the block that this one opens.
  func isClosed(by other: Fence) -> Bool {
    other.infoSpan == nil && other.character == character && other.length >= length
  }
}

extension [UInt8] {
  /// The first line, without its ending.
  var firstLine: ArraySlice<UInt8> {
    prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
  }

  /// The number of lines, which are ended by any of CommonMark's line endings.
  var lineCount: Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in self {
      let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      let isSecondOfPair = byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")
      if isEnd && !isSecondOfPair { count += 1 }
      previous = byte
    }
    if let last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") { count += 1 }
    return count
  }
}

extension String {
  /// The text with each line ended by a line feed.
  var withLineFeeds: String {
    utf8.contains(UInt8(ascii: "\r"))
      ? String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }) : self
  }
}
