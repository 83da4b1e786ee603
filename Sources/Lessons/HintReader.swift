import CommonMark
import Source

/// Recognises the HTML that frames a hint: `<details><summary>…</summary>` and `</details>`, each
/// in a paragraph of its own, with Markdown between them.
enum HintReader {
  static func opens(_ html: String) -> Bool {
    html.trimmingBlanks.lowercased().hasPrefix("<details")
  }

  static func closes(_ html: String) -> Bool {
    html.trimmingBlanks.lowercased().hasPrefix("</details")
  }

  /// The text between `<summary>` and `</summary>`, and what follows it.
  static func summary(of html: String) -> (summary: String, rest: String) {
    let lower = html.lowercased()
    guard let start = lower.firstRange(of: "<summary>"),
      let end = lower.firstRange(of: "</summary>"), start.upperBound <= end.lowerBound
    else {
      let rest = html.drop { $0 != ">" }.dropFirst()
      return ("Hint", String(rest))
    }
    let from = lower.distance(from: lower.startIndex, to: start.upperBound)
    let to = lower.distance(from: lower.startIndex, to: end.lowerBound)
    let after = lower.distance(from: lower.startIndex, to: end.upperBound)
    let summary = String(html.prefix(to).dropFirst(from))
      .split { $0.isWhitespace }.joined(separator: " ")
    return (summary.isEmpty ? "Hint" : summary, String(html.dropFirst(after)))
  }
}

extension LessonReader {
  /// Reads the hint that begins with block `start`.
  ///
  /// - Returns: it, and the number of the block after it.
  mutating func hint(in blocks: [Block], from start: Int) -> (Part, next: Int) {
    let opening = blocks[start]
    guard case .html(let html) = opening.kind else { return (.prose(opening), start + 1) }
    var (summary, rest) = HintReader.summary(of: html)
    warnOfClaims(in: html, at: opening.span)
    var content: [Block] = []
    if questions.isEmpty {
      diagnostics.warning(
        at: opening.span, "this hint has no question above it",
        notes: ["a question is a code span such as `h2 ≈ ?.??`"])
    }
    // All in one paragraph, without blank lines, is HTML to CommonMark: its text is not Markdown.
    if let end = rest.lowercased().firstRange(of: "</details>") {
      let length = rest.lowercased().distance(
        from: rest.lowercased().startIndex, to: end.lowerBound)
      let text = String(rest.prefix(length)).trimmingBlanks
      if !text.isEmpty {
        content.append(Block(.paragraph([Inline(.text(text))]), span: opening.span))
      }
      return (.hint(Hint(summary: summary, blocks: content, span: opening.span)), start + 1)
    }
    rest = rest.trimmingBlanks
    if !rest.isEmpty {
      content.append(Block(.paragraph([Inline(.text(rest))]), span: opening.span))
    }
    var index = start + 1
    while index < blocks.count {
      let block = blocks[index]
      if case .html(let text) = block.kind {
        if HintReader.closes(text) {
          let span = opening.span.joined(to: block.span)
          return (.hint(Hint(summary: summary, blocks: content, span: span)), index + 1)
        }
        if HintReader.opens(text) {
          diagnostics.error(at: block.span, "a hint begins inside another one")
          break
        }
      }
      readInlines(of: block, isTop: false)
      content.append(block)
      index += 1
    }
    diagnostics.error(
      at: opening.span, "this hint is never closed",
      notes: ["end it with `</details>` in a paragraph of its own"])
    return (.hint(Hint(summary: summary, blocks: content, span: opening.span)), index)
  }
}

extension String {
  /// Where `needle` first stands.
  func firstRange(of needle: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      guard let candidate = self[start...].firstIndex(of: needle[needle.startIndex]) else {
        return nil
      }
      if self[candidate...].hasPrefix(needle) {
        return candidate..<index(candidate, offsetBy: needle.count)
      }
      start = index(after: candidate)
    }
    return nil
  }
}
