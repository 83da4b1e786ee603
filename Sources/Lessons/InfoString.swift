import Source

/// What follows a fence: one word, a space, and a list of attributes, `python {stage=forward}`.
struct InfoString {
  /// The word; empty if there is none.
  let word: String
  /// The attributes, in order; nil if there is no list.
  let attributes: [Attribute]?

  /// `key=value`, the value bare or in double quotes.
  struct Attribute {
    let key: String
    let value: String
  }

  /// What is wrong with a list of attributes.
  struct Failure: Error {
    let summary: String
  }

  /// Reads an info string.
  ///
  /// What is not of the form above is all word, which is fine for a block that is only shown.
  init(_ text: String) throws(Failure) {
    let trimmed = text.trimmingBlanks
    guard let brace = trimmed.firstIndex(of: "{") else {
      word = trimmed
      attributes = nil
      return
    }
    word = String(trimmed[..<brace]).trimmingBlanks
    var scanner = AttributeScanner(rest: trimmed[trimmed.index(after: brace)...])
    attributes = try scanner.attributes()
  }

  /// The word of an info string whose list cannot be read.
  static func word(of text: String) -> String {
    String(text.trimmingBlanks.prefix { $0 != "{" && $0 != " " })
  }
}

private struct AttributeScanner {
  var rest: Substring

  mutating func attributes() throws(InfoString.Failure) -> [InfoString.Attribute] {
    var attributes: [InfoString.Attribute] = []
    while true {
      skipBlanks()
      guard let first = rest.first else {
        throw InfoString.Failure(summary: "the closing `}` of the attributes is missing")
      }
      if first == "}" { break }
      attributes.append(try attribute())
    }
    rest.removeFirst()
    skipBlanks()
    guard rest.isEmpty else {
      throw InfoString.Failure(summary: "unexpected `\(rest)` after the attributes")
    }
    return attributes
  }

  private mutating func attribute() throws(InfoString.Failure) -> InfoString.Attribute {
    let key = String(rest.prefix { $0 != "=" && $0 != "}" && $0 != " " && $0 != "\"" })
    rest = rest.dropFirst(key.count)
    skipBlanks()
    guard !key.isEmpty, rest.first == "=" else {
      throw InfoString.Failure(
        summary: "`\(key.isEmpty ? String(rest.prefix(1)) : key)` is not an attribute; "
          + "those are written key=value")
    }
    rest.removeFirst()
    skipBlanks()
    if rest.first == "\"" {
      rest.removeFirst()
      guard let end = rest.firstIndex(of: "\"") else {
        throw InfoString.Failure(summary: "the closing quotation mark of `\(key)` is missing")
      }
      let value = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      return InfoString.Attribute(key: key, value: value)
    }
    let value = String(rest.prefix { $0 != " " && $0 != "}" })
    guard !value.isEmpty else {
      throw InfoString.Failure(summary: "the attribute `\(key)` has no value")
    }
    rest = rest.dropFirst(value.count)
    return InfoString.Attribute(key: key, value: value)
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
  }
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
