import Source

extension Page {
  /// The page as one HTML file that needs nothing else: no script, no network.
  ///
  /// Everything that the lesson says is escaped; no HTML of its own is passed on.
  public var html: String { String(decoding: htmlBytes, as: UTF8.self) }

  /// The same as it stands in a file.
  public var htmlBytes: [UInt8] {
    var printer = HTMLPrinter()
    printer.markup.reserve(1 << 18)
    printer.write(self)
    return printer.markup.bytes
  }
}

/// Writes a page as HTML 5.
struct HTMLPrinter {
  fileprivate var markup = Markup()
  /// The figures so far: each has identifiers of its own.
  private var figureCount = 0

  mutating func write(_ page: Page) {
    markup += """
      <!DOCTYPE html>
      <html lang="\(page.language)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="Brickwise"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'"/>
      <title>\(page.title)</title>
      <style>
      \(HTMLStyle.sheet)\(HTMLStyle.running(title: page.title))</style>
      </head>
      <body>
      <main>

      """
    if page.isWorksheet {
      markup.write("<p class=\"pupil\"><span>Name</span><span>Date</span></p>\n")
    }
    if let remark = page.conditionSentence {
      markup += "<p class=\"conditions\">\(remark)</p>\n"
    }
    blocks(page.blocks)
    if let summary = page.summary, !page.isWorksheet {
      markup += "<p class=\"summary\">\(summary)</p>\n"
    }
    if !page.answers.isEmpty { answers(page.answers) }
    markup.write("</main>\n</body>\n</html>\n")
  }

  // MARK: Blocks

  private mutating func blocks(_ blocks: [PageBlock]) {
    for block in blocks { self.block(block) }
  }

  private mutating func block(_ block: PageBlock) {
    switch block {
    case .heading(let level, let inlines):
      markup += "<h\(level)>"
      self.inlines(inlines)
      markup += "</h\(level)>\n"
    case .paragraph(let inlines): paragraph(inlines)
    case .quote(let blocks):
      markup.write("<blockquote>\n")
      self.blocks(blocks)
      markup.write("</blockquote>\n")
    case .list(let start, let isTight, let items): list(start, isTight, items)
    case .code(let code, let language):
      let attribute: Markup = language.isEmpty ? "" : " class=\"language-\(language)\""
      markup += "<pre tabindex=\"0\"><code\(attribute)>\(code)</code></pre>\n"
    case .mathematics(let math, _):
      markup += "<div class=\"display\"\(HTMLStyle.fit(math.width))>"
      markup.write(math, isDisplay: true)
      markup.write("</div>\n")
    case .rule: markup.write("<hr/>\n")
    case .stage(let name, let code, let steps): stage(name, code, steps)
    case .hint(let summary, let blocks):
      markup += "<details class=\"hint\"><summary>\(summary)</summary>\n"
      self.blocks(blocks)
      markup.write("</details>\n")
    case .directive(let title, let lines):
      markup += "<figure class=\"directive\"><pre tabindex=\"0\">\(lines)</pre>"
      markup += "<figcaption>\(title)</figcaption></figure>\n"
    case .figure(let figure): self.figure(figure)
    }
  }

  private mutating func figure(_ figure: Figure) {
    markup.write(#"<figure class="drawing">"#)
    let drawings = figure.drawings
    if !drawings.isEmpty {
      markup += "<div class=\"drawn\(drawings.count > 1 ? " panels" : "")\" tabindex=\"0\">"
      for drawing in drawings {
        figureCount += 1
        markup.write(drawing, id: "figure-\(figureCount)")
      }
      markup.write("</div>\n")
    }
    markup.write("<figcaption>")
    inlines(figure.caption)
    markup.write("</figcaption></figure>\n")
  }

  private mutating func paragraph(_ inlines: [PageInline]) {
    // A question by itself gets room to write in.
    if inlines.count == 1, case .question = inlines[0] {
      markup.write(#"<p class="ask">"#)
    } else if case .text(let words)? = inlines.last, words.last == ":" || words.last == "：" {
      // It stays on the page of what it speaks of.
      markup.write(#"<p class="lead">"#)
    } else {
      markup.write("<p>")
    }
    self.inlines(inlines)
    markup.write("</p>\n")
  }

  private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [[PageBlock]]) {
    let name = start == nil ? "ul" : "ol"
    let first: Markup = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    markup += "<\(name)\(first)>\n"
    for item in items {
      markup.write("<li>")
      for block in item {
        if isTight, case .paragraph(let inlines) = block {
          self.inlines(inlines)
          markup.write("\n")
        } else {
          self.block(block)
        }
      }
      markup.write("</li>\n")
    }
    markup += "</\(name)>\n"
  }

  // MARK: Stages

  private mutating func stage(_ name: String, _ code: String, _ steps: [PageStep]) {
    markup += "<section class=\"stage\" aria-label=\"Stage \(name)\">\n"
    markup += "<p class=\"stage-name\">\(name)</p>\n"
    for step in steps { self.step(step) }
    markup.write(#"<details class="code"><summary>Code</summary>"#)
    markup += "<pre tabindex=\"0\"><code class=\"language-python\">\(code)\n"
    markup.write("</code></pre></details>\n</section>\n")
  }

  private mutating func step(_ step: PageStep) {
    markup.write(#"<div class="step">"#)
    if let left = step.left {
      let numbered = step.number == nil ? "" : " numbered"
      let fit = HTMLStyle.fit(step.width(withRemarks: true))
      markup += "<div class=\"formula\(numbered)\"\(fit) tabindex=\"0\">"
      if let number = step.number { markup += "<span class=\"number\">(\(number))</span> " }
      markup.write(#"<math displaystyle="true"><mtable class="lines" displaystyle="true">"#)
      rows(left, step.sides)
      markup.write("</mtable></math></div>")
    }
    if let caption = step.caption, !caption.isEmpty {
      markup += "<p class=\"caption\">\(caption)</p>"
    }
    markup.write("</div>\n")
    if let notice = step.notice {
      markup += "<p class=\"notice\">\(notice)</p>\n"
    }
  }

  /// What is calculated, and what it is equal to in rows below one another.
  private mutating func rows(_ left: Math, _ sides: [PageStep.Side]) {
    guard !sides.isEmpty else {
      markup.write("<mtr>")
      cell(left)
      return markup.write("</mtr>")
    }
    for (index, side) in sides.enumerated() {
      markup.write("<mtr>")
      if index == 0 { cell(left) } else { markup.write("<mtd></mtd>") }
      cell(side.sign)
      cell(side.math)
      if !side.remark.isEmpty { markup += "<mtd><mtext>\(side.remark)</mtext></mtd>" }
      markup.write("</mtr>")
    }
  }

  private mutating func cell(_ math: Math) {
    markup.write("<mtd>")
    markup.write(math)
    markup.write("</mtd>")
  }

  private mutating func answers(_ answers: [PageAnswer]) {
    markup.write("<section class=\"answers\" aria-label=\"Answers\">\n<h2>Answers</h2>\n<ol>\n")
    for answer in answers {
      markup += "<li value=\"\(answer.number)\">"
      markup.write(answer.math, isDisplay: false)
      markup.write("</li>\n")
    }
    markup.write("</ol>\n</section>\n")
  }

  // MARK: Running text

  /// Writes running text; mathematics stays in one line with the punctuation that clings to it.
  private mutating func inlines(_ inlines: [PageInline]) {
    // What opens at the end of a text and belongs to the mathematics after it.
    var head: Substring = ""
    for index in inlines.indices {
      if case .text(let words) = inlines[index] {
        var rest = words[...]
        if index > 0, inlines[index - 1].isFormula {
          rest = rest[rest.closingPunctuation.endIndex...]
        }
        if index + 1 < inlines.count, inlines[index + 1].isFormula {
          head = rest.openingPunctuation
          rest = rest[..<head.startIndex]
        }
        markup.write(words: rest)
        continue
      }
      var tail: Substring = ""
      if inlines[index].isFormula, index + 1 < inlines.count,
        case .text(let words) = inlines[index + 1]
      {
        tail = words.closingPunctuation
      }
      if head.isEmpty, tail.isEmpty {
        inline(inlines[index])
        continue
      }
      markup.write(#"<span class="together"#)
      if inlines[index].isMatrix { markup.write(" wide") }
      markup.write(#"">"#)
      markup.write(words: head)
      inline(inlines[index])
      markup.write(words: tail)
      markup.write("</span>")
      head = ""
    }
  }

  private mutating func inline(_ inline: PageInline) {
    switch inline {
    case .text(let words): markup.write(words: words)
    case .softBreak(let isSpace): if isSpace { markup.write("\n") }
    case .lineBreak: markup.write("<br/>\n")
    case .code(let code): markup += "<code>\(code)</code>"
    case .mathematics(let math, _): markup.write(math, isDisplay: false)
    case .emphasis(let inner): element("em", inner)
    case .strong(let inner): element("strong", inner)
    case .link(let destination?, let inner):
      markup += "<a href=\"\(destination)\">"
      inlines(inner)
      markup.write("</a>")
    case .link(nil, let inner): inlines(inner)
    case .image(let inner):
      markup.write(#"<span class="image">["#)
      inlines(inner)
      markup.write("]</span>")
    case .claim(let math, let mark, _):
      markup += "<span class=\"\(inline.isMatrix ? "claim wide" : "claim")\">"
      markup.write(math, isDisplay: false)
      markup += "\(mark.markup)</span>"
    case .question(let math, let number, _):
      markup += "<span class=\"\(inline.isMatrix ? "question wide" : "question")\">"
      if let number { markup += "<span class=\"number\">(\(number))</span> " }
      markup.write(math, isDisplay: false)
      markup.write("</span>")
    }
  }

  private mutating func element(_ name: String, _ inner: [PageInline]) {
    markup += "<\(name)>"
    inlines(inner)
    markup += "</\(name)>"
  }
}

extension PageInline {
  /// Whether it is mathematics, which a browser would part from what clings to it.
  fileprivate var isFormula: Bool {
    switch self {
    case .mathematics, .claim, .question: true
    case .text, .softBreak, .lineBreak, .code, .emphasis, .strong, .link, .image: false
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The punctuation at its start that closes what is before it.
  fileprivate var closingPunctuation: Substring {
    self[..<(unicodeScalars.firstIndex { !$0.closes } ?? endIndex)]
  }

  /// The punctuation at its end that opens what comes.
  fileprivate var openingPunctuation: Substring {
    guard let last = unicodeScalars.lastIndex(where: { !$0.opens }) else { return self[...] }
    return self[unicodeScalars.index(after: last)...]
  }
}

extension Unicode.Scalar {
  fileprivate var closes: Bool {
    switch self {
    case ".", ",", ";", ":", "!", "?", ")", "]", "}", "…", "%", "’", "”": true
    default: false
    }
  }

  fileprivate var opens: Bool {
    switch self {
    case "(", "[", "{", "‘", "“": true
    default: false
    }
  }
}

extension PageMark {
  /// The mark behind a claim: a sign and words, never colour alone.
  fileprivate var markup: Markup {
    switch self {
    case .holds: return "<span class=\"mark holds\" role=\"img\" aria-label=\"right\">✓</span>"
    case .fails(let words):
      let reason = words.isEmpty ? "" : " (\(words))"
      return
        "<span class=\"mark fails\"><span role=\"img\" aria-label=\"wrong\">✗</span>\(reason)</span>"
    case .notChecked:
      return "<span class=\"mark\" role=\"img\" aria-label=\"not checked\">·</span>"
    }
  }
}
