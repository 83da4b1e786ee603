import Source

extension Page {
  /// The page as one HTML file that needs nothing else: no script, no network.
  ///
  /// Everything that the lesson says is escaped; no HTML of its own is passed on.
  public var html: String {
    var printer = HTMLPrinter()
    printer.write(self)
    return printer.text
  }
}

/// Writes a page as HTML 5.
struct HTMLPrinter {
  private(set) var text = ""
  /// The figures so far: each has identifiers of its own.
  private var figureCount = 0

  mutating func write(_ page: Page) {
    text += """
      <!DOCTYPE html>
      <html lang="\(page.language)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="Brickwise"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'"/>
      <title>\(page.title.escapedForHTML)</title>
      <style>
      \(HTMLStyle.sheet)\(HTMLStyle.running(title: page.title))</style>
      </head>
      <body>
      <main>

      """
    if page.isWorksheet {
      text += "<p class=\"pupil\"><span>Name</span><span>Date</span></p>\n"
    }
    if let remark = page.conditionSentence {
      text += "<p class=\"conditions\">\(remark.escapedForHTML)</p>\n"
    }
    blocks(page.blocks)
    if let summary = page.summary, !page.isWorksheet {
      text += "<p class=\"summary\">\(summary.escapedForHTML)</p>\n"
    }
    if !page.answers.isEmpty { answers(page.answers) }
    text += "</main>\n</body>\n</html>\n"
  }

  // MARK: Blocks

  private mutating func blocks(_ blocks: [PageBlock]) {
    for block in blocks { self.block(block) }
  }

  private mutating func block(_ block: PageBlock) {
    switch block {
    case .heading(let level, let inlines):
      text += "<h\(level)>"
      self.inlines(inlines)
      text += "</h\(level)>\n"
    case .paragraph(let inlines): paragraph(inlines)
    case .quote(let blocks):
      text += "<blockquote>\n"
      self.blocks(blocks)
      text += "</blockquote>\n"
    case .list(let start, let isTight, let items): list(start, isTight, items)
    case .code(let code, let language):
      let name = language.escapedForHTML
      let attribute = language.isEmpty ? "" : " class=\"language-\(name)\""
      text += "<pre tabindex=\"0\"><code\(attribute)>\(code.escapedForHTML)</code></pre>\n"
    case .mathematics(let math, _):
      text +=
        "<div class=\"display\(HTMLStyle.shrinking(math.width))\">\(math.mathML(isDisplay: true))</div>\n"
    case .rule: text += "<hr/>\n"
    case .stage(let name, let code, let steps): stage(name, code, steps)
    case .hint(let summary, let blocks):
      text += "<details class=\"hint\"><summary>\(summary.escapedForHTML)</summary>\n"
      self.blocks(blocks)
      text += "</details>\n"
    case .directive(let title, let lines):
      text += "<figure class=\"directive\"><pre tabindex=\"0\">\(lines.escapedForHTML)</pre>"
      text += "<figcaption>\(title.escapedForHTML)</figcaption></figure>\n"
    case .figure(let figure): self.figure(figure)
    }
  }

  private mutating func figure(_ figure: Figure) {
    text += "<figure class=\"drawing\">"
    let drawings = figure.drawings
    if !drawings.isEmpty {
      text += "<div class=\"drawn\(drawings.count > 1 ? " panels" : "")\" tabindex=\"0\">"
      for drawing in drawings {
        figureCount += 1
        text += drawing.svg(id: "figure-\(figureCount)")
      }
      text += "</div>\n"
    }
    text += "<figcaption>"
    inlines(figure.caption)
    text += "</figcaption></figure>\n"
  }

  private mutating func paragraph(_ inlines: [PageInline]) {
    // A question by itself gets room to write in.
    if inlines.count == 1, case .question = inlines[0] {
      text += "<p class=\"ask\">"
    } else if case .text(let words)? = inlines.last, words.last == ":" || words.last == "：" {
      // It stays on the page of what it speaks of.
      text += "<p class=\"lead\">"
    } else {
      text += "<p>"
    }
    self.inlines(inlines)
    text += "</p>\n"
  }

  private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [[PageBlock]]) {
    let name = start == nil ? "ul" : "ol"
    let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    text += "<\(name)\(first)>\n"
    for item in items {
      text += "<li>"
      for block in item {
        if isTight, case .paragraph(let inlines) = block {
          self.inlines(inlines)
          text += "\n"
        } else {
          self.block(block)
        }
      }
      text += "</li>\n"
    }
    text += "</\(name)>\n"
  }

  // MARK: Stages

  private mutating func stage(_ name: String, _ code: String, _ steps: [PageStep]) {
    let name = name.escapedForHTML
    text += "<section class=\"stage\" aria-label=\"Stage \(name)\">\n"
    text += "<p class=\"stage-name\">\(name)</p>\n"
    for step in steps { self.step(step) }
    text += "<details class=\"code\"><summary>Code</summary>"
    text += "<pre tabindex=\"0\"><code class=\"language-python\">\(code.escapedForHTML)\n"
    text += "</code></pre></details>\n</section>\n"
  }

  private mutating func step(_ step: PageStep) {
    text += "<div class=\"step\">"
    if let left = step.left {
      let rows = step.sides.enumerated().map { index, side -> String in
        let cells = [
          index == 0 ? left.mathMLCell : "<mtd></mtd>", side.sign.mathMLCell, side.math.mathMLCell,
        ]
        let remark =
          side.remark.isEmpty ? "" : "<mtd><mtext>\(side.remark.escapedForHTML)</mtext></mtd>"
        return "<mtr>\(cells.joined())\(remark)</mtr>"
      }
      let table = rows.isEmpty ? "<mtr>\(left.mathMLCell)</mtr>" : rows.joined()
      let numbered = step.number == nil ? "" : " numbered"
      let shrinking = HTMLStyle.shrinking(step.width(withRemarks: true))
      text += "<div class=\"formula\(numbered)\(shrinking)\" tabindex=\"0\">"
      if let number = step.number { text += "<span class=\"number\">(\(number))</span> " }
      text +=
        "<math displaystyle=\"true\"><mtable class=\"lines\" displaystyle=\"true\">\(table)</mtable></math></div>"
    }
    if let caption = step.caption, !caption.isEmpty {
      text += "<p class=\"caption\">\(caption.escapedForHTML)</p>"
    }
    text += "</div>\n"
    if let notice = step.notice {
      text += "<p class=\"notice\">\(notice.escapedForHTML)</p>\n"
    }
  }

  private mutating func answers(_ answers: [PageAnswer]) {
    text += "<section class=\"answers\" aria-label=\"Answers\">\n<h2>Answers</h2>\n<ol>\n"
    for answer in answers {
      text += "<li value=\"\(answer.number)\">\(answer.math.mathML(isDisplay: false))</li>\n"
    }
    text += "</ol>\n</section>\n"
  }

  // MARK: Running text

  /// Writes running text; mathematics stays in one line with the punctuation that clings to it.
  private mutating func inlines(_ inlines: [PageInline]) {
    for (index, inline) in inlines.enumerated() {
      let before = index > 0 ? inlines[index - 1] : nil
      let after = index + 1 < inlines.count ? inlines[index + 1] : nil
      if case .text(let words) = inline {
        var rest = words[...]
        if before?.isFormula == true { rest = rest[rest.closingPunctuation.endIndex...] }
        if after?.isFormula == true { rest = rest[..<rest.openingPunctuation.startIndex] }
        text += String(rest).escapedForHTML
        continue
      }
      var head: Substring = ""
      var tail: Substring = ""
      if inline.isFormula {
        if case .text(let words)? = before {
          let isTaken = index > 1 && inlines[index - 2].isFormula
          let rest = isTaken ? words[words.closingPunctuation.endIndex...] : words[...]
          head = rest.openingPunctuation
        }
        if case .text(let words)? = after { tail = words[...].closingPunctuation }
      }
      if head.isEmpty, tail.isEmpty {
        self.inline(inline)
        continue
      }
      text +=
        "<span class=\"\(inline.isMatrix ? "together wide" : "together")\">\(String(head).escapedForHTML)"
      self.inline(inline)
      text += "\(String(tail).escapedForHTML)</span>"
    }
  }

  private mutating func inline(_ inline: PageInline) {
    switch inline {
    case .text(let words): text += words.escapedForHTML
    case .softBreak(let isSpace): if isSpace { text += "\n" }
    case .lineBreak: text += "<br/>\n"
    case .code(let code): text += "<code>\(code.escapedForHTML)</code>"
    case .mathematics(let math, _): text += math.mathML(isDisplay: false)
    case .emphasis(let inner): element("em", inner)
    case .strong(let inner): element("strong", inner)
    case .link(let destination?, let inner):
      text += "<a href=\"\(destination.escapedForHTML)\">"
      inlines(inner)
      text += "</a>"
    case .link(nil, let inner): inlines(inner)
    case .image(let inner):
      text += "<span class=\"image\">["
      inlines(inner)
      text += "]</span>"
    case .claim(let math, let mark, _):
      text +=
        "<span class=\"\(inline.isMatrix ? "claim wide" : "claim")\">\(math.mathML(isDisplay: false))\(mark.html)</span>"
    case .question(let math, let number, _):
      text += "<span class=\"\(inline.isMatrix ? "question wide" : "question")\">"
      if let number { text += "<span class=\"number\">(\(number))</span> " }
      text += "\(math.mathML(isDisplay: false))</span>"
    }
  }

  private mutating func element(_ name: String, _ inner: [PageInline]) {
    text += "<\(name)>"
    inlines(inner)
    text += "</\(name)>"
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

extension Math {
  fileprivate var mathMLCell: String {
    var printer = MathMLPrinter()
    printer.write(self)
    return "<mtd>\(printer.text)</mtd>"
  }
}

extension PageMark {
  /// The mark behind a claim: a sign and words, never colour alone.
  fileprivate var html: String {
    switch self {
    case .holds: return "<span class=\"mark holds\" role=\"img\" aria-label=\"right\">✓</span>"
    case .fails(let words):
      let words = words.isEmpty ? "" : " (\(words.escapedForHTML))"
      return
        "<span class=\"mark fails\"><span role=\"img\" aria-label=\"wrong\">✗</span>\(words)</span>"
    case .notChecked:
      return "<span class=\"mark\" role=\"img\" aria-label=\"not checked\">·</span>"
    }
  }
}
