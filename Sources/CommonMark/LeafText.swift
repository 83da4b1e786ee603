import Source

/// The content of a paragraph or heading as cmark's inline parser sees it, without the marks and
/// indentation that its containers put before each line, and where each byte of it stands.
struct LeafText {
  /// The content, each line but the last ended by a line feed, whatever the source has.
  private(set) var bytes: [UInt8] = []
  /// Stretches of the content: where each starts here and in the source.
  private var pieces: [(start: Int, sourceStart: Int, isTab: Bool)] = []

  /// Creates an empty text.
  init() {}

  /// Adds the bytes from `start` up to `end` of `source`.
  mutating func append(_ source: [UInt8], from start: Int, to end: Int) {
    pieces.append((bytes.count, start, false))
    bytes += source[start..<max(start, end)]
  }

  /// Adds the end of a line; it stands at `offset` of the source.
  mutating func appendLineEnd(at offset: Int) {
    pieces.append((bytes.count, offset, false))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds `count` spaces: what is left of the tab at `offset` when a container has used some of it.
  mutating func appendRestOfTab(_ count: Int, at offset: Int) {
    pieces.append((bytes.count, offset, true))
    bytes += Array(repeating: UInt8(ascii: " "), count: count)
  }

  /// The offset in the source of the byte at `offset`.
  func sourceOffset(_ offset: Int) -> Int {
    guard !pieces.isEmpty else { return 0 }
    let piece = pieces[pieceIndex(at: offset)]
    return piece.isTab ? piece.sourceStart : piece.sourceStart + (offset - piece.start)
  }

  /// The place in the source of the bytes from `start` up to `end`, which are not none.
  func sourceSpan(_ start: Int, _ end: Int) -> Span {
    Span(sourceOffset(start), sourceOffset(end - 1) + 1)
  }

  /// The ranges of the content's lines between `start` and `end`, line endings not included.
  func lineRanges(from start: Int, to end: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var lineStart = start
    for offset in start..<end where bytes[offset] == UInt8(ascii: "\n") {
      ranges.append(lineStart..<offset)
      lineStart = offset + 1
    }
    ranges.append(lineStart..<end)
    return ranges
  }

  private func pieceIndex(at offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
