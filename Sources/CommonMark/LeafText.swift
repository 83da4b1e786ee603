import Source

/// The content of a paragraph or heading as cmark's inline parser sees it, without the marks and
/// indentation that its containers put before each line, and where each byte of it stands.
struct LeafText {
  /// The content, line endings as written.
  private(set) var bytes: [UInt8] = []
  /// For each line, where it starts here and where in the source.
  private var lines: [(start: Int, sourceStart: Int)] = []

  /// Creates an empty text.
  init() {}

  /// Adds the bytes from `start` up to `end` of `source` as a line of its own.
  mutating func appendLine(_ source: [UInt8], from start: Int, to end: Int) {
    lines.append((bytes.count, start))
    bytes += source[start..<max(start, end)]
  }

  /// The offset in the source of the byte at `offset`.
  func sourceOffset(_ offset: Int) -> Int {
    guard !lines.isEmpty else { return 0 }
    let line = lines[lineIndex(at: offset)]
    return line.sourceStart + (offset - line.start)
  }

  /// The place in the source of the bytes from `start` up to `end`, which are not none.
  func sourceSpan(_ start: Int, _ end: Int) -> Span {
    Span(sourceOffset(start), sourceOffset(end - 1) + 1)
  }

  /// The ranges of the content's lines between `start` and `end`, line endings not included.
  func lineRanges(from start: Int, to end: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var lineStart = start
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        ranges.append(lineStart..<offset)
        let isPair =
          byte == UInt8(ascii: "\r") && offset + 1 < end && bytes[offset + 1] == UInt8(ascii: "\n")
        offset += isPair ? 2 : 1
        lineStart = offset
      } else {
        offset += 1
      }
    }
    ranges.append(lineStart..<end)
    return ranges
  }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
