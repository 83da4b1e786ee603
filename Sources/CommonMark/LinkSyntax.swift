// The written form of links, which cmark resolves and forgets. Each function takes an offset and
// returns the one after the construct, or nil if it is not there; the limits are cmark's.

extension LeafText {
  /// The byte at `offset`, or 0 beyond the end.
  subscript(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// Whether a backslash and a character that it escapes stand at `offset`.
  func isEscape(at offset: Int) -> Bool {
    self[offset] == UInt8(ascii: "\\") && self[offset + 1].isPunctuation
  }

  /// After the link definitions that start the content: cmark takes them away from a paragraph.
  func afterLinkDefinitions() -> Int {
    var offset = 0
    while let next = linkDefinition(at: offset) { offset = next }
    return offset
  }

  /// After what follows a link's text: `(destination "title")`, `[label]`, or nothing.
  func afterLinkTail(at offset: Int) -> Int {
    inlineLinkTail(at: offset) ?? linkLabel(at: offset) ?? offset
  }

  private func inlineLinkTail(at offset: Int) -> Int? {
    guard self[offset] == UInt8(ascii: "(") else { return nil }
    guard let destination = linkDestination(at: skipSpace(offset + 1)) else { return nil }
    let space = skipSpace(destination)
    let title = space > destination ? linkTitle(at: space) ?? space : space
    let end = skipSpace(title)
    return self[end] == UInt8(ascii: ")") ? end + 1 : nil
  }

  private func linkDefinition(at start: Int) -> Int? {
    guard let label = linkLabel(at: start), self[label] == UInt8(ascii: ":"),
      bytes[start + 1..<label - 1].contains(where: { !$0.isSpace })
    else { return nil }
    guard let destination = linkDestination(at: skipSpaceAndLineEnd(label + 1)) else { return nil }
    let beforeTitle = skipSpaceAndLineEnd(destination)
    if beforeTitle > destination, let title = linkTitle(at: beforeTitle),
      let end = lineEnd(at: skipBlanks(title))
    {
      return end
    }
    // What looked like a title belongs to the paragraph.
    return lineEnd(at: skipBlanks(destination))
  }

  private func linkLabel(at start: Int) -> Int? {
    guard self[start] == UInt8(ascii: "[") else { return nil }
    var offset = start + 1
    while offset < bytes.count, offset - start <= 1001 {
      if isEscape(at: offset) {
        offset += 2
      } else if self[offset] == UInt8(ascii: "]") {
        return offset + 1
      } else if self[offset] == UInt8(ascii: "[") {
        return nil
      } else {
        offset += 1
      }
    }
    return nil
  }

  private func linkDestination(at start: Int) -> Int? {
    var offset = start
    if self[offset] == UInt8(ascii: "<") {
      offset += 1
      while offset < bytes.count {
        switch self[offset] {
        case UInt8(ascii: ">"): return offset + 1
        case UInt8(ascii: "\n"), UInt8(ascii: "<"): return nil
        case UInt8(ascii: "\\"): offset += 2
        default: offset += 1
        }
      }
      return nil
    }
    var openParentheses = 0
    while offset < bytes.count {
      let byte = self[offset]
      if isEscape(at: offset) {
        offset += 1
      } else if byte == UInt8(ascii: "(") {
        openParentheses += 1
        if openParentheses > 32 { return nil }
      } else if byte == UInt8(ascii: ")") {
        if openParentheses == 0 { break }
        openParentheses -= 1
      } else if byte.isSpace {
        if offset == start { return nil }
        break
      }
      offset += 1
    }
    return offset < bytes.count && openParentheses == 0 ? offset : nil
  }

  private func linkTitle(at start: Int) -> Int? {
    let closing: UInt8
    switch self[start] {
    case UInt8(ascii: "\""): closing = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): closing = UInt8(ascii: "'")
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    // cmark takes the longest title: one that ends with an escaped mark only if no other ends it.
    var escapedEnd: Int?
    for offset in start + 1..<max(start + 1, bytes.count) {
      let isEscaped = self[offset - 1] == UInt8(ascii: "\\")
      if self[offset] == closing {
        if !isEscaped { return offset + 1 }
        escapedEnd = offset + 1
      } else if self[offset] == UInt8(ascii: "("), closing == UInt8(ascii: ")"), !isEscaped {
        break
      }
    }
    return escapedEnd
  }

  private func skipSpace(_ start: Int) -> Int {
    var offset = start
    while self[offset].isSpace { offset += 1 }
    return offset
  }

  /// Passes over spaces and tabs.
  func skipBlanks(_ start: Int) -> Int {
    var offset = start
    while self[offset] == UInt8(ascii: " ") || self[offset] == UInt8(ascii: "\t") { offset += 1 }
    return offset
  }

  private func skipSpaceAndLineEnd(_ start: Int) -> Int {
    let offset = skipBlanks(start)
    guard offset < bytes.count, let next = lineEnd(at: offset) else { return offset }
    return skipBlanks(next)
  }

  /// After the line ending at `offset`; the end of the content is one too.
  func lineEnd(at offset: Int) -> Int? {
    if offset >= bytes.count { return offset }
    return self[offset] == UInt8(ascii: "\n") ? offset + 1 : nil
  }
}

extension UInt8 {
  /// Whether it is an ASCII punctuation character: what a backslash escapes.
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Whether it is ASCII white space.
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
