// Two kinds of text take cmark 0.30 time that grows with the square of their length: a few bytes
// that open thousands of nested list items, followed by empty lines, each of which visits every
// open item; and thousands of images that are opened and never closed, each visited at the end of
// every link. Both are far beyond anything written by hand, and both are defused here, by putting
// a letter in the place of a character too many: each byte keeps its place.

import Source

/// Defuses texts that would take cmark minutes.
enum Excess {
  /// A list item or a quotation that starts beyond this column is nested too deep: each one outside
  /// it takes at least one column.
  private static let columnLimit = 4 * Document.depthLimit

  /// How many images may be opened between two empty lines.
  private static let imageLimit = 2000

  private static let letter = UInt8(ascii: "x")

  /// Defuses `bytes`, the text of `source`; returns whether it was reported as nested too deep.
  static func remove(
    from bytes: inout [UInt8], of source: SourceText, _ diagnostics: inout Diagnostics
  ) -> Bool {
    var reportedDepth = false
    var reportedImages = false
    var images = 0
    // Few texts hold so many exclamation marks, let alone images.
    let mayHoldImages = bytes.count { $0 == UInt8(ascii: "!") } > imageLimit
    for index in source.lineStarts.indices {
      let line = source.line(index)
      if line.length == 0 { images = 0 }
      // Most lines are short, and a short line can have neither.
      if line.length > columnLimit, let offset = removeMarks(from: &bytes, in: line),
        !reportedDepth
      {
        reportedDepth = true
        diagnostics.error(at: Span(offset, offset + 1), tooDeepSummary)
      }
      guard mayHoldImages else { continue }
      for offset in line.start..<max(line.start, line.end - 1)
      where bytes[offset] == UInt8(ascii: "!") && bytes[offset + 1] == UInt8(ascii: "[") {
        images += 1
        guard images > imageLimit else { continue }
        bytes[offset] = letter
        if !reportedImages {
          reportedImages = true
          diagnostics.error(
            at: Span(offset, offset + 2), "more than \(imageLimit) images in one paragraph")
        }
      }
    }
    return reportedDepth
  }

  /// Removes the marks of containers beyond the limit from a line; returns the first one's offset.
  private static func removeMarks(from bytes: inout [UInt8], in line: Span) -> Int? {
    if isThematicBreak(bytes[line.start..<line.end]) { return nil }
    var cursor = LineCursor(bytes, from: line.start, to: line.end)
    var first: Int?
    while true {
      cursor.skipBlanks()
      let start = cursor.offset
      guard let byte = cursor.next else { return first }
      switch byte {
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        cursor.skipByte()
      case 0x30...0x39:
        while let digit = cursor.next, (0x30...0x39).contains(digit) { cursor.skipByte() }
        guard let end = cursor.next, end == UInt8(ascii: ".") || end == UInt8(ascii: ")") else {
          return first
        }
        cursor.skipByte()
      default:
        return first
      }
      let isMark = byte == UInt8(ascii: ">") || cursor.next.map(\.isSpace) ?? true
      guard isMark else { return first }
      if cursor.column > columnLimit {
        first = first ?? start
        // What follows a letter is a paragraph's text: the marks after it mean nothing.
        bytes[start] = letter
        return first
      }
    }
  }

  /// Whether the line is a row of one of these characters: no list, though it reads like many.
  private static func isThematicBreak(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { !$0.isSpace }),
      first == UInt8(ascii: "-") || first == UInt8(ascii: "*")
    else { return false }
    return line.allSatisfy { $0 == first || $0.isSpace }
  }
}
