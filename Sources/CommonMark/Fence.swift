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
    prefix { $0 != UInt8(ascii: "\n") }
  }

  /// The number of lines, the last of which may have no line feed.
  var lineCount: Int {
    let lineFeed = UInt8(ascii: "\n")
    let count = reduce(0) { $1 == lineFeed ? $0 + 1 : $0 }
    return last == nil || last == lineFeed ? count : count + 1
  }
}
