/// A piece of a text that is read as one although it may not be contiguous in its source.
///
/// A code span broken over two lines of a quotation, say. It knows where each of its bytes came
/// from.
public struct SourceFragment: Sendable, Hashable {
  /// The text as it is to be read.
  public let bytes: [UInt8]
  /// Where stretches of `bytes` come from, in order; the first starts at offset 0.
  private let runs: [Run]
  /// The offset in the source after the last byte, which no place exceeds.
  private let sourceEnd: Int

  private struct Run: Sendable, Hashable {
    let offset: Int
    let sourceOffset: Int
  }

  /// The fragment that is exactly `span` of `source`.
  public init(_ source: SourceText, _ span: Span) {
    bytes = Array(source.bytes[span.start..<span.end])
    runs = [Run(offset: 0, sourceOffset: span.start)]
    sourceEnd = span.end
  }

  /// A text whose bytes stand at `offsets` in the source, one for each.
  ///
  /// - Precondition: there are as many offsets as bytes.
  public init(_ bytes: [UInt8], at offsets: [Int]) {
    self.bytes = bytes
    var runs = [Run(offset: 0, sourceOffset: offsets.first ?? 0)]
    for index in offsets.indices.dropFirst() where offsets[index] != offsets[index - 1] + 1 {
      runs.append(Run(offset: index, sourceOffset: offsets[index]))
    }
    self.runs = runs
    sourceEnd = offsets.last.map { $0 + 1 } ?? 0
  }

  /// A text that stands in the source in one piece, from `sourceOffset` on.
  public init(_ bytes: [UInt8], from sourceOffset: Int) {
    self.bytes = bytes
    runs = [Run(offset: 0, sourceOffset: sourceOffset)]
    sourceEnd = sourceOffset + bytes.count
  }

  /// A fragment pieced together from spans of `source`, with a line break between each two of them.
  ///
  /// - Precondition: `spans` is not empty.
  public init(_ source: SourceText, joining spans: [Span]) {
    var bytes: [UInt8] = []
    var runs: [Run] = []
    for (index, span) in spans.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "\n")) }
      runs.append(Run(offset: bytes.count, sourceOffset: span.start))
      bytes += source.bytes[span.start..<span.end]
    }
    self.bytes = bytes
    self.runs = runs
    sourceEnd = spans.last?.end ?? 0
  }

  /// The fragment's first `length` bytes.
  public func prefix(_ length: Int) -> SourceFragment {
    SourceFragment(bytes: Array(bytes.prefix(length)), runs: runs, sourceEnd: sourceEnd)
  }

  /// The fragment without its first `length` bytes.
  public func dropFirst(_ length: Int) -> SourceFragment {
    let rest = runs.filter { $0.offset > length }.map {
      Run(offset: $0.offset - length, sourceOffset: $0.sourceOffset)
    }
    return SourceFragment(
      bytes: Array(bytes.dropFirst(length)),
      runs: [Run(offset: 0, sourceOffset: sourceOffset(length))] + rest, sourceEnd: sourceEnd)
  }

  private init(bytes: [UInt8], runs: [Run], sourceEnd: Int) {
    self.bytes = bytes
    self.runs = runs
    self.sourceEnd = sourceEnd
  }

  /// The text as a string, with malformed UTF-8 replaced.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The offset in the source of the byte at `offset` here.
  public func sourceOffset(_ offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle } else { high = middle }
    }
    return min(runs[low].sourceOffset + (offset - runs[low].offset), sourceEnd)
  }

  /// The span in the source of the bytes from `start` up to `end` here.
  public func sourceSpan(_ start: Int, _ end: Int) -> Span {
    guard end > start else { return Span(sourceOffset(start), sourceOffset(start)) }
    return Span(sourceOffset(start), min(sourceOffset(end - 1) + 1, sourceEnd))
  }
}
