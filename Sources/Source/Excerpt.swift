/// A source line as shown in a message, cut to a width around the place it is about.
struct Excerpt {
  /// The line, tabs as spaces, nothing in it that controls a terminal.
  let line: String
  /// The spaces before the caret.
  let indentation: String
  /// The caret and the tildes after it.
  let caret: String

  /// The part of the line at `start` that is at most `width` columns wide and shows `start`.
  ///
  /// The span from `start` to `end` is underlined as far as it is shown, on its first line.
  init(of source: SourceText, at start: Int, _ end: Int, width: Int) {
    let line = source.line(source.lineIndex(at: start))
    // What is shown comes from so many bytes at either side: a line may be megabytes long.
    let reach = 16 * width
    let first = source.characterStart(at: max(line.start, start - reach))
    let last = max(source.characterStart(at: min(line.end, start + reach)), first)
    let here = max(min(source.characterStart(at: start), last), first)
    let underlined = max(min(end, last), here)

    var before = source[Span(first, here)].displayed(from: 0)
    // A byte order mark is not shown, and columns do not count it.
    if first == 0, before.first == "\u{FFFD}", source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      before.removeFirst()
    }
    if first > line.start || before.columns > width / 2 {
      before = "…" + before.suffix(columns: width / 2)
    }
    var column = before.columns
    var under = source[Span(here, underlined)].displayed(from: column)
    let isUnderCut = under.columns > width - column
    if isUnderCut { under = under.prefix(columns: width - column - 1) }
    column += under.columns
    var after = isUnderCut ? "…" : source[Span(underlined, last)].displayed(from: column)
    if column + after.columns > width || (last < line.end && !isUnderCut) {
      after = after.prefix(columns: max(width - column - 1, 0)) + "…"
    }
    self.line = before + under + after
    indentation = String(repeating: " ", count: before.columns)
    caret = "^" + String(repeating: "~", count: max(under.columns - 1, 0))
  }
}

extension SourceText {
  /// The start of the UTF-8 character that holds the byte at `offset`.
  fileprivate func characterStart(at offset: Int) -> Int {
    var start = offset
    while start > 0, start < bytes.count, offset - start < 3, bytes[start] & 0xC0 == 0x80 {
      start -= 1
    }
    // Stray continuation bytes belong to no character.
    return start < bytes.count && bytes[start] & 0xC0 == 0xC0 ? start : offset
  }
}

extension String {
  /// The text as a terminal is to show it, when it starts at `column`.
  fileprivate func displayed(from column: Int) -> String {
    guard utf8.contains(UInt8(ascii: "\t")) else { return sanitized }
    var text = ""
    var position = column
    for character in self {
      if character == "\t" {
        let count = 4 - position % 4
        text += String(repeating: " ", count: count)
        position += count
      } else {
        let shown = String(character).sanitized
        text += shown
        position += shown.columns
      }
    }
    return text
  }

  fileprivate func prefix(columns limit: Int) -> String {
    var left = limit
    return String(
      prefix {
        left -= $0.columns()
        return left >= 0
      })
  }

  fileprivate func suffix(columns limit: Int) -> String {
    var left = limit
    var start = endIndex
    while start > startIndex {
      let previous = index(before: start)
      left -= self[previous].columns()
      if left < 0 { break }
      start = previous
    }
    return String(self[start...])
  }
}
