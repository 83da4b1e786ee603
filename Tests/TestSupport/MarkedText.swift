import Source

/// A text for a test with marks in it that say where something is.
///
/// The marks are `1️⃣`, `2️⃣` and so on up to `9️⃣`. They are taken out of the text and their offsets are
/// kept, so that no test needs a column number typed by hand.
public struct MarkedText: Sendable {
  /// The text without the marks.
  public let source: SourceText
  /// The UTF-8 offset of each mark in the text, by its number.
  public let offsets: [Int: Int]

  /// Takes the marks out of `text`.
  public init(_ text: String, name: String = "lesson.md") {
    var plain = ""
    var offsets: [Int: Int] = [:]
    // By scalars: a mark after a carriage return, or before a combining mark, is still a mark.
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let digit = Int(scalars[index].value) - 0x30
      if (1...9).contains(digit), index + 2 < scalars.count, scalars[index + 1] == "\u{FE0F}",
        scalars[index + 2] == "\u{20E3}"
      {
        offsets[digit] = plain.utf8.count
        index += 3
      } else {
        plain.unicodeScalars.append(scalars[index])
        index += 1
      }
    }
    self.source = SourceText(name: name, plain)
    self.offsets = offsets
  }

  /// The offset of the mark `number`, or -1 if the text has none.
  public subscript(_ number: Int) -> Int { offsets[number] ?? -1 }

  /// The span between two marks.
  public func span(_ start: Int, _ end: Int) -> Span { Span(self[start], self[end]) }
}
