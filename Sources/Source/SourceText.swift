/// A text and its name: what every span and every diagnostic refers to.
///
/// Offsets are UTF-8 bytes everywhere inside. Lines and columns appear only at the edge, when a
/// person is told where something is.
public struct SourceText: Sendable {
  /// How the text is called in messages: a path, `<standard input>`, or a bundled lesson's name.
  public let name: String
  /// The text itself.
  public let bytes: [UInt8]
  /// The offset at which each line starts; the first is 0.
  public let lineStarts: [Int]

  /// Creates a text from its bytes, which need not be valid UTF-8.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for offset in bytes.indices {
      switch bytes[offset] {
      case UInt8(ascii: "\n"): starts.append(offset + 1)
      // A carriage return ends a line of its own unless a line feed follows, as in CommonMark.
      case UInt8(ascii: "\r"):
        if offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n") {
          starts.append(offset + 1)
        }
      default: break
      }
    }
    self.lineStarts = starts
  }

  /// Creates a text from a string.
  public init(name: String, _ string: String) {
    self.init(name: name, bytes: Array(string.utf8))
  }

  /// The text of `span`, with malformed UTF-8 replaced.
  public subscript(span: Span) -> String {
    String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  /// The span of the whole text.
  public var span: Span { Span(0, bytes.count) }

  /// The zero-based number of the line that holds `offset`.
  public func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The span of the line with the zero-based number `index`, without its line ending.
  public func line(_ index: Int) -> Span {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return Span(start, end)
  }

  /// The one-based line and column of `offset`; columns count characters as a reader sees them.
  public func position(of offset: Int) -> Position {
    let clamped = min(max(offset, 0), bytes.count)
    let index = lineIndex(at: clamped)
    // A byte order mark at the start of the text is no character of its first line.
    let markLength = index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = min(lineStarts[index] + markLength, clamped)
    let before = String(decoding: bytes[start..<clamped], as: UTF8.self)
    return Position(line: index + 1, column: before.count + 1)
  }
}

/// A half-open range of UTF-8 offsets in a ``SourceText``.
public struct Span: Hashable, Sendable {
  /// The offset of the first byte.
  public let start: Int
  /// The offset after the last byte.
  public let end: Int

  /// Creates the span from `start` up to, not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The number of bytes.
  public var length: Int { end - start }

  /// The smallest span that holds this one and `other`.
  public func joined(to other: Span) -> Span {
    Span(min(start, other.start), max(end, other.end))
  }
}

/// A place in a text as people name it: both numbers start at 1.
public struct Position: Hashable, Sendable, CustomStringConvertible {
  /// The line's number.
  public let line: Int
  /// The character's number in the line.
  public let column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// `line:column`.
  public var description: String { "\(line):\(column)" }
}
