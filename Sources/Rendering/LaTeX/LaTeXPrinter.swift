extension Page {
  /// The page as a LaTeX document, for pdfLaTeX; for XeLaTeX where it has to be.
  public var latex: String {
    var printer = LaTeXPrinter()
    printer.write(self)
    return LaTeXPreamble.text(title: title, body: printer.text + title)
      + "\\begin{document}\n\\thispagestyle{plain}\n" + printer.text
      + "\\label{lastpage}\n\\end{document}\n"
  }
}

/// Writes the body of a page as LaTeX.
private struct LaTeXPrinter {
  private(set) var text = ""

  mutating func write(_ page: Page) {
    if page.isWorksheet { text += "Name \\hrulefill\\quad Date \\rule{7em}{.4pt}\n\n" }
    if let remark = page.conditionSentence {
      text += "\\textit{\(remark.escapedForLaTeX)}\n\n"
    }
    blocks(page.blocks)
    if let summary = page.summary, !page.isWorksheet {
      text += "\\bigskip\\hrule\\medskip {\\small \(summary.escapedForLaTeX)}\n\n"
    }
    guard !page.answers.isEmpty else { return }
    text += "\\clearpage\n\\section{Answers}\n"
    for answer in page.answers {
      text +=
        "(\(answer.number))\\quad \\fitto{\\dimexpr\\linewidth-3.5em}{$\\displaystyle \(answer.math.latex)$}\n\n"
    }
  }

  // MARK: Blocks

  private mutating func blocks(_ blocks: [PageBlock]) {
    for block in blocks { self.block(block) }
  }

  private mutating func block(_ block: PageBlock) {
    switch block {
    case .heading(let level, let inlines): heading(level, inlines)
    case .paragraph(let inlines):
      // Matrices cannot be broken: justified, the lines before them would be torn apart.
      let isRagged = inlines.contains(where: \.isMatrix)
      if isRagged { text += "{\\raggedright " }
      self.inlines(inlines)
      text += isRagged ? "\\par}\n\n" : "\n\n"
      // It stays on the page of what it speaks of.
      if case .text(let words)? = inlines.last, words.last == ":" || words.last == "：" {
        text += "\\nopagebreak\n"
      }
    case .quote(let blocks): quote { $0.blocks(blocks) }
    case .list(let start, let isTight, let items): list(start, isTight, items)
    case .code(let code, _): self.code(code)
    case .mathematics(let math, _):
      text += "\\begin{center}\\fit{$\\displaystyle \(math.latex)$}\\end{center}\n\n"
    case .rule: text += "\\begin{center}\\rule{.3\\linewidth}{.4pt}\\end{center}\n\n"
    case .stage(let name, _, let steps):
      text += "\\begin{stage}{\(name.escapedForLaTeX)}\n"
      for step in steps { self.step(step) }
      text += "\\end{stage}\n\n"
    case .hint(let summary, let blocks):
      quote {
        $0.text += "\\small\\textbf{\(summary.escapedForLaTeX).} "
        $0.blocks(blocks)
      }
    case .directive(let title, let lines):
      code(lines)
      text += "\\textit{\(title.escapedForLaTeX)}\n\n"
    case .figure(let figure):
      text += "\\begin{center}\n"
      let drawings = figure.drawings
      for drawing in drawings { text += "\\fit{%\n\(drawing.tikz)}\n" }
      if !drawings.isEmpty { text += "\\par\\nobreak\\smallskip\n" }
      text += "{\\small "
      inlines(figure.caption)
      text += "}\n\\end{center}\n\n"
    }
  }

  private mutating func environment(_ name: String, _ content: (inout LaTeXPrinter) -> Void) {
    text += "\\begin{\(name)}\n"
    content(&self)
    text += "\\end{\(name)}\n\n"
  }

  private mutating func heading(_ level: Int, _ inlines: [PageInline]) {
    let command =
      switch level {
      case 1: "part*"
      case 2: "section"
      case 3: "subsection"
      case 4: "subsubsection"
      default: "paragraph"
      }
    if level == 1 {
      text += "{\\LARGE\\bfseries "
      self.inlines(inlines)
      text += "\\par}\\medskip\n\n"
      return
    }
    // The outline of the file has the words without their looks.
    text += "\\\(command){\\texorpdfstring{"
    self.inlines(inlines)
    text += "}{\(inlines.plainText.escapedForLaTeX)}}\n\n"
  }

  /// How many lists and quotations stand in one another here, of which LaTeX has room for six.
  private var depth = 0
  /// How many of them are lists, of which it has room for four.
  private var listDepth = 0

  /// Writes something between wider margins, where LaTeX has room for that.
  private mutating func quote(_ content: (inout LaTeXPrinter) -> Void) {
    guard depth < 6 else {
      text += "\n\n"
      return content(&self)
    }
    depth += 1
    environment("quote", content)
    depth -= 1
  }

  /// Deeper lists than LaTeX has room for are set as text.
  private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [[PageBlock]]) {
    guard depth < 6, listDepth < 4 else {
      for item in items { blocks(item) }
      return
    }
    depth += 1
    listDepth += 1
    environment(start == nil ? "itemize" : "enumerate") { printer in
      if isTight { printer.text += "\\tight\n" }
      for (index, item) in items.enumerated() {
        let mark = start.map { "[\($0 &+ index).]" } ?? ""
        printer.text += "\\item\(mark) "
        printer.blocks(item)
      }
    }
    depth -= 1
    listDepth -= 1
  }

  private mutating func code(_ code: String) {
    environment("codelines") { printer in
      var lines = code.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty == true { lines.removeLast() }
      for line in lines { printer.text += "\\codeline{\(String(line).escapedForLaTeXCode)}\n" }
    }
  }

  private mutating func step(_ step: PageStep) {
    if let caption = step.caption, !caption.isEmpty {
      text +=
        "{\\small\\itshape \(caption.escapedForLaTeX)}\\par\\nobreak\\vspace{-.35\\baselineskip}\n"
    }
    if let left = step.left {
      if let number = step.number { text += "(\(number))\\ " }
      // Beside a broad formula there is no room for remarks: they stand below it.
      let isBroad = step.width(withRemarks: true) > 40
      let rows = step.sides.enumerated().map { index, side in
        let isBeside = !side.remark.isEmpty && !isBroad
        let remark = isBeside ? "\\remark{\(side.remark.escapedForLaTeX)}" : ""
        return "\(index == 0 ? left.latex : "") &\(side.sign.latex) \(side.math.latex)"
          + (remark.isEmpty ? "" : " &&\\quad \(remark)")
      }
      let content = rows.isEmpty ? left.latex : rows.joined(separator: " \\\\\n")
      text +=
        (step.number == nil ? "\\fit{$" : "\\fitto{\\dimexpr\\linewidth-3em}{$")
        + "\\begin{aligned}\(step.number == nil ? "" : "[t]")\n\(content)\n\\end{aligned}$}\n\n"
      let remarks = step.sides.map(\.remark).filter { !$0.isEmpty }.joined(separator: "; ")
      if isBroad, !remarks.isEmpty {
        text += "\\nopagebreak\\hfill $\\remark{\(remarks.escapedForLaTeX)}$\n\n"
      }
    }
    if let notice = step.notice { text += "\\nopagebreak\\textbf{!} \(notice.escapedForLaTeX)\n\n" }
  }

  // MARK: Running text

  private mutating func inlines(_ inlines: [PageInline]) {
    for inline in inlines { self.inline(inline) }
  }

  private mutating func inline(_ inline: PageInline) {
    switch inline {
    case .text(let words): text += words.escapedForLaTeX
    case .softBreak(let isSpace): text += isSpace ? "\n" : "%\n"
    case .lineBreak: text += "\\newline{}"
    case .code(let code): text += "\\texttt{\(code.escapedForLaTeX)}"
    case .mathematics(let math, _): text += "$\(math.latex)$"
    case .emphasis(let inner): element("emph", inner)
    case .strong(let inner): element("textbf", inner)
    case .link(let destination?, let inner):
      element("href{\(destination.escapedForLaTeXAddress)}", inner)
    case .link(nil, let inner): inlines(inner)
    case .image(let inner):
      text += "{[}"
      element("emph", inner)
      text += "{]}"
    case .claim(let math, let mark, _):
      text += "$\(math.latex)$"
      switch mark {
      case .holds: text += "~{\\footnotesize\\ensuremath{\\checkmark}}"
      case .fails(let words): text += "~\\textbf{\\ensuremath{\\times} (\(words.escapedForLaTeX))}"
      case .notChecked: break
      }
    case .question(let math, let number, _):
      if let number { text += "(\(number))~" }
      text += "$\(math.latex)$"
    }
  }

  private mutating func element(_ name: String, _ inner: [PageInline]) {
    text += "\\\(name){"
    inlines(inner)
    text += "}"
  }
}

extension [PageInline] {
  /// The words alone, mathematics as a line of text.
  var plainText: String {
    map { inline in
      switch inline {
      case .text(let words), .code(let words): words
      case .softBreak, .lineBreak: " "
      case .mathematics(let math, _), .claim(let math, _, _), .question(let math, _, _):
        math.oneLine(.ascii)
      case .emphasis(let inner), .strong(let inner), .link(_, let inner), .image(let inner):
        inner.plainText
      }
    }.joined()
  }
}
