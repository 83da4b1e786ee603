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
      if isTop, HintReader.closes(text) {
        diagnostics.error(at: block.span, "`</details>` without a hint before it")
      }
    case .thematicBreak:
      break
    }
  }

  private mutating func refuseNested(_ code: CodeBlock) {
    guard code.isFenced, let info = try? InfoString(code.info) else { return }
    let isStage = (info.attributes ?? []).contains { $0.key == "stage" }
    guard isStage || Directive.Kind(rawValue: info.word) != nil else { return }
    diagnostics.error(
      at: code.infoSpan,
      "a \(isStage ? "stage" : "\(info.word) block") stands at the left margin; this one is inside "
        + "something else",
      notes: ["move it out of the list, quotation or hint"])
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
