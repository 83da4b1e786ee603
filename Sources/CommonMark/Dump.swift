import Source

extension Document {
  /// The tree, one node a line, each with its place: for tests and for finding out what was read.
  public func dump() -> String {
    var printer = DocumentPrinter(source: source)
    printer.print(blocks)
    return printer.text
  }
}

private struct DocumentPrinter {
  let source: SourceText
  var text = ""
  var indentation = ""

  mutating func print(_ blocks: [Block]) {
    for block in blocks { print(block) }
  }

  private mutating func print(_ block: Block) {
    let place = place(block.span)
    switch block.kind {
    case .heading(let level, let inlines):
      line("heading \(level) \(place)") { $0.print(inlines) }
    case .paragraph(let inlines):
      line("paragraph \(place)") { $0.print(inlines) }
    case .quote(let blocks):
      line("quote \(place)") { $0.print(blocks) }
    case .list(let list):
      let kind = list.start.map { "from \($0)" } ?? "bullets"
      line("list \(kind)\(list.isTight ? " tight" : "") \(place)") { printer in
        for item in list.items { printer.line("item") { $0.print(item) } }
      }
    case .code(let code):
      print(code, place)
    case .html(let html):
      line("html \(html.debugDescription) \(place)")
    case .thematicBreak:
      line("thematic break \(place)")
    }
  }

  private mutating func print(_ code: CodeBlock, _ place: String) {
    let facts = [
      code.isFenced ? "fenced" : "indented", code.isClosed ? "" : "unclosed",
      code.isAtMargin ? "at margin" : "",
    ]
    line("code \(facts.filter { !$0.isEmpty }.joined(separator: ", ")) \(place)") { printer in
      if code.isFenced {
        printer.line("info \(code.info.debugDescription) \(printer.place(code.infoSpan))")
      }
      printer.line("content \(code.literal.debugDescription) \(printer.place(code.contentSpan))")
    }
  }

  private mutating func print(_ inlines: [Inline]) {
    for inline in inlines { print(inline) }
  }

  private mutating func print(_ inline: Inline) {
    switch inline.kind {
    case .text(let text): line("text \(text.debugDescription)")
    case .softBreak: line("soft break")
    case .lineBreak: line("line break")
    case .code(let code): line("code \(description(code))")
    case .math(let code): line("math \(description(code))")
    case .emphasis(let inlines): line("emphasis") { $0.print(inlines) }
    case .strong(let inlines): line("strong") { $0.print(inlines) }
    case .link(let destination, let title, let inlines):
      line("link \(destination.debugDescription)\(quoted(title))") { $0.print(inlines) }
    case .image(let source, let title, let inlines):
      line("image \(source.debugDescription)\(quoted(title))") { $0.print(inlines) }
    case .html(let html): line("html \(html.debugDescription)")
    }
  }

  private func quoted(_ title: String) -> String {
    title.isEmpty ? "" : " \(title.debugDescription)"
  }

  private func description(_ code: CodeSpan) -> String {
    let content = code.content
    let inside = content.sourceSpan(0, content.bytes.count)
    return "\(content.text.debugDescription) \(place(code.span)), content \(place(inside))"
  }

  private func place(_ span: Span) -> String {
    "\(source.position(of: span.start))..<\(source.position(of: span.end))"
  }

  private mutating func line(
    _ description: String, _ children: (inout DocumentPrinter) -> Void = { _ in }
  ) {
    text += "\(indentation)\(description)\n"
    indentation += "  "
    children(&self)
    indentation.removeLast(2)
  }
}
