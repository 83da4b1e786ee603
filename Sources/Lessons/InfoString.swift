import Source

/// What follows a fence: one word, a space, and a list of attributes, `python {stage=forward}`.
struct InfoString {
  /// The word; empty if there is none.
  let word: String
  /// The attributes, in order; nil if there is no list.
  let attributes: [Attribute]?
  /// Whether a blank stands between the word and the list.
  let isSpaced: Bool

  /// `key=value`, the value bare or in double quotes.
  struct Attribute {
    let key: String
    let value: String
    let keySpan: Span
    let valueSpan: Span
    /// From the key to the value's end.
    var span: Span { keySpan.joined(to: valueSpan) }
  }

  /// What is wrong with a list of attributes.
  struct Failure: Error {
    let summary: String
    let span: Span
  }

  /// Reads the info string at `span`.
  ///
  /// What is not of the form above is all word, which is fine for a block that is only shown.
  init(_ source: SourceText, _ span: Span) throws(Failure) {
    let bytes = source.bytes[span.start..<span.end]
    guard let brace = bytes.firstIndex(of: UInt8(ascii: "{")) else {
      word = source[span].trimmingBlanks
      attributes = nil
      isSpaced = true
      return
    }
    word = source[Span(span.start, brace)].trimmingBlanks
    isSpaced = brace == span.start || bytes[brace - 1].isBlank
    var scanner = AttributeScanner(source: source, offset: brace + 1, end: span.end)
    attributes = try scanner.attributes()
  }

  /// The word of an info string whose list cannot be read.
  static func word(of text: String) -> String {
    String(text.trimmingBlanks.prefix { $0 != "{" && $0 != " " })
  }
}

private struct AttributeScanner {
  let source: SourceText
  var offset: Int
  let end: Int

  mutating func attributes() throws(InfoString.Failure) -> [InfoString.Attribute] {
    var attributes: [InfoString.Attribute] = []
    skip { $0.isBlank || $0 == UInt8(ascii: ",") }
    while byte != UInt8(ascii: "}") {
      guard offset < end else {
        throw failure("the closing `}` of the attributes is missing", from: offset)
      }
      attributes.append(try attribute())
      skip { $0.isBlank || $0 == UInt8(ascii: ",") }
    }
    offset += 1
    skip(while: \.isBlank)
    guard offset >= end else {
      throw failure("unexpected `\(source[Span(offset, end)])` after the attributes", from: offset)
    }
    return attributes
  }

  private mutating func attribute() throws(InfoString.Failure) -> InfoString.Attribute {
    let start = offset
    skip { !$0.isBlank && !"=},\"".utf8.contains($0) }
    let keySpan = Span(start, offset)
    let key = source[keySpan]
    skip(while: \.isBlank)
    guard !key.isEmpty, byte == UInt8(ascii: "=") else {
      if key.isEmpty { offset = start + 1 }
      throw failure(
        "`\(key.isEmpty ? source[Span(start, offset)] : key)` is not an attribute; those are "
          + "written key=value", from: start, to: key.isEmpty ? offset : keySpan.end)
    }
    offset += 1
    skip(while: \.isBlank)
    let valueStart = offset
    if byte == UInt8(ascii: "\"") {
      offset += 1
      skip { $0 != UInt8(ascii: "\"") }
      guard offset < end else {
        throw failure("the closing quotation mark of `\(key)` is missing", from: valueStart)
      }
      offset += 1
      return InfoString.Attribute(
        key: key, value: source[Span(valueStart + 1, offset - 1)], keySpan: keySpan,
        valueSpan: Span(valueStart, offset))
    }
    skip { !$0.isBlank && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: ",") }
    guard offset > valueStart else {
      throw failure("the attribute `\(key)` has no value", from: start, to: keySpan.end)
    }
    let valueSpan = Span(valueStart, offset)
    return InfoString.Attribute(
      key: key, value: source[valueSpan], keySpan: keySpan, valueSpan: valueSpan)
  }

  private var byte: UInt8? { offset < end ? source.bytes[offset] : nil }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte, condition(byte) { offset += 1 }
  }

  private func failure(_ summary: String, from start: Int, to end: Int? = nil)
    -> InfoString.Failure
  {
    InfoString.Failure(summary: summary, span: Span(start, end ?? self.end))
  }
}

extension UInt8 {
  /// Whether it is a space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    let start = drop { $0 == " " || $0 == "\t" || $0.isNewline }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" && !$0.isNewline }) else {
      return ""
    }
    return String(start[...last])
  }
}
