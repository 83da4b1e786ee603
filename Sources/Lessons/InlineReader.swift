import CommonMark
import Source

// Claims and questions are code spans anywhere in the prose: in headings, lists, quotations, hints.

extension LessonReader {
  /// Finds claims and questions in a block, and stages where they cannot be.
  mutating func readInlines(of block: Block, isTop: Bool) {
    switch block.kind {
    case .heading(_, let inlines), .paragraph(let inlines):
      readInlines(inlines)
    case .quote(let blocks):
      for block in blocks { readInlines(of: block, isTop: false) }
    case .list(let list):
      for item in list.items {
        for block in item { readInlines(of: block, isTop: false) }
      }
    case .code(let code):
      if !isTop { refuseNested(code) }
    case .html(let text):
      warnOfClaims(in: text, at: block.span)
      if isTop, HintReader.closes(text) {
        diagnostics.error(at: block.span, "`</details>` without a hint before it")
      }
    case .thematicBreak:
      break
    }
  }

  private mutating func refuseNested(_ code: CodeBlock) {
    guard code.isFenced else { return }
    var fence = FenceReader(source, code)
    switch fence.meaning() {
    case nil:
      diagnostics.append(contentsOf: fence.diagnostics.all)
    case .mathematics:
      break
    case .some(let meaning):
      diagnostics.error(
        at: code.infoSpan,
        "a \(meaning.noun) stands at the left margin; this one is inside something else",
        notes: ["move it out of the list, quotation or hint"])
    }
  }

  /// HTML is not Markdown: what looks like a claim in it is none, and that is said.
  mutating func warnOfClaims(in html: String, at span: Span) {
    guard html.contains("`"), html.contains("≈") || html.contains("≉") || html.contains("~=")
    else { return }
    diagnostics.warning(
      at: span, "this reads as a claim or a question, but stands inside HTML and is not checked",
      notes: ["Markdown begins again after a blank line"])
  }

  private mutating func readInlines(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .code(let code):
        switch ClaimReader.read(code, stageCount: stageCount, &diagnostics) {
        case .claim(let claim): claims.append(claim)
        case .question(let question): questions.append(question)
        case .code: break
        }
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner),
        .image(_, _, let inner):
        readInlines(inner)
      case .text, .softBreak, .lineBreak, .math, .html:
        break
      }
    }
  }
}
