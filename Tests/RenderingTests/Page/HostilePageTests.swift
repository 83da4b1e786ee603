import CommonMark
import Foundation
import Source
import TestSupport
import Testing

@testable import Rendering

/// What a hostile lesson holds is seen, and does nothing, in every format.
@Suite struct HostilePageTests {
  @Test(arguments: [nil, Worksheet.all])
  func html(worksheet: Worksheet?) throws {
    let html = Page(try walkthrough(ofFixture: "hostile"), worksheet: worksheet).html
    let reading = XMLReading(html)
    #expect(reading.error == nil)
    for (name, attributes) in reading.elements {
      #expect(HostilePageTests.elements.contains(name), "\(name)")
      for (attribute, value) in attributes {
        #expect(HostilePageTests.attributes.contains(attribute), "\(attribute)")
        if attribute == "href" {
          #expect(value.hasPrefix("https://example.org/"), "\(value)")
        }
        if attribute == "style" {
          #expect(value.wholeMatch(of: #/--fit:0\.[0-9]+/#) != nil, "\(value)")
        }
      }
    }
    #expect(reading.elements.filter { $0.name == "style" }.count == 1)
  }

  @Test func latex() throws {
    let latex = Page(try walkthrough(ofFixture: "hostile")).latex
    // By scalars, as TeX reads it.
    let body = Array(
      (latex.split(separator: "\\begin{document}", maxSplits: 1).last ?? "").unicodeScalars)
    var rest = body[...]
    while let backslash = rest.firstIndex(of: "\\") {
      rest = rest[(backslash + 1)...]
      let name = String(String.UnicodeScalarView(rest.prefix { $0.isTeXLetter }))
      if !name.isEmpty {
        #expect(HostilePageTests.commands.contains(name), "\(name)")
      } else {
        rest = rest.dropFirst()
      }
    }
    // Nothing is commented out but the ends of lines around a drawing, and braces match.
    var depth = 0
    var isEscaped = false
    for (index, scalar) in body.enumerated() {
      if !isEscaped, scalar == "{" { depth += 1 }
      if !isEscaped, scalar == "}" { depth -= 1 }
      if !isEscaped, scalar == "%" { #expect(body[index + 1] == "\n") }
      isEscaped = scalar == "\\" && !isEscaped
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }

  @Test("LaTeX has room for six lists and quotations in one another, and is given no more")
  func depth() {
    for text in [String(repeating: "> ", count: 9), "> > > > - - - ", "- - - > > > > "] {
      let latex = page("# T\n\n\(text)deep").latex
      var depth = 0
      var deepest = 0
      for line in latex.split(separator: "\n") {
        let environments = ["quote", "itemize"]
        if environments.contains(where: { line.contains("\\begin{\($0)}") }) { depth += 1 }
        if environments.contains(where: { line.contains("\\end{\($0)}") }) { depth -= 1 }
        deepest = max(deepest, depth)
      }
      #expect(depth == 0 && deepest <= 6 && deepest > 3)
      #expect(latex.contains("deep"))
    }
  }

  @Test("letters that the fonts of pdfLaTeX lack are asked of XeLaTeX")
  func letters() {
    #expect("ĦħĸĿŀŉŦŧſ中ψ".unicodeScalars.allSatisfy(LaTeXText.needsUnicodeFont))
    #expect(!"éßœŁž–“€".unicodeScalars.contains(where: LaTeXText.needsUnicodeFont))
  }

  @Test func markdown() throws {
    let text = Page(try walkthrough(ofFixture: "hostile")).markdown()
    var diagnostics = Diagnostics()
    let document = Document(
      parsing: SourceText(name: "printed.md", text), diagnostics: &diagnostics)
    #expect(!diagnostics.hasErrors)
    for block in document.blocks { check(block) }
  }

  @Test func controlCharactersReachNoFormat() throws {
    let evil = "\u{1B}[2J\u{9B}31m\u{7}\u{7F}\u{202E}\u{2066}\u{2028}"
    let walkthrough = walkthrough(
      of: """
        # Title \(evil)

        Prose \(evil) `code \(evil)` $`a \(evil) \\text{\(evil)}`$ **\(evil)b** [link \(evil)](x\(evil).md)
        ![image \(evil)](x) <b \(evil)>

        ```math
        x \(evil)
        ```

        ```python {stage=a}
        x = 1 / 3  # caption \(evil)
        ```

        ```text \(evil)
        \(evil)
        ```

        `x ≈ 0.33` and `x ≈ ?.??`

        <details><summary>Hint \(evil)</summary>

        H \(evil)

        </details>
        """)
    let page = Page(walkthrough)
    let sheet = Page(walkthrough, worksheet: .all)
    #expect(page.html.contains("caption"), "it runs")
    for text in [
      page.html, page.latex, page.markdown(), page.text(), sheet.html, sheet.latex,
      sheet.markdown(),
      sheet.text(), sheet.answersFile, walkthrough.python(), walkthrough.notebook(),
      walkthrough.json,
    ] {
      let bad = text.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" && $0 != "\u{0C}" || (0x7F...0x9F).contains($0.value)
          || (0x2028...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
      }
      #expect(bad.isEmpty, "\(bad.map { String($0.value, radix: 16) }) in \(text.prefix(40))")
    }
  }

  @Test func text() throws {
    let walkthrough = try walkthrough(ofFixture: "hostile")
    for worksheet in Worksheet.allCases {
      let text = Page(walkthrough, worksheet: worksheet).text()
      let isPlain = text.unicodeScalars.allSatisfy {
        // The form feed before the answers is the printer's own.
        $0 == "\n" || $0 == "\u{0C}" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
      }
      #expect(isPlain)
      #expect(text.count { $0 == "\u{0C}" } == 1)
    }
  }

  @Test func notebook() throws {
    let text = try walkthrough(ofFixture: "hostile").notebook()
    let notebook = try JSONDecoder().decode(Notebook.self, from: Data(text.utf8))
    for cell in notebook.cells where cell.cell_type == "markdown" {
      var diagnostics = Diagnostics()
      let document = Document(
        parsing: SourceText(name: "cell.md", cell.source.joined()), diagnostics: &diagnostics)
      #expect(!diagnostics.hasErrors)
      for block in document.blocks { check(block) }
    }
    // Mathematics that a browser typesets is only what was understood.
    let mathematics = notebook.cells.filter { $0.cell_type == "markdown" }.flatMap { cell in
      cell.source.joined().replacing("\\$", with: "").replacing("$$", with: "$")
        .split(separator: "$", omittingEmptySubsequences: false)
        .enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }.joined(separator: "\n")
    #expect(mathematics.contains("\\text{\\textless{}/script"))
    for command in ["\\href", "\\input", "\\write", "\\def", "\\immediate", "\\begin{verbatim}"] {
      #expect(!mathematics.contains(command), "\(command)")
    }
  }

  private struct Notebook: Decodable {
    struct Cell: Decodable {
      let cell_type: String
      let source: [String]
    }
    let cells: [Cell]
  }

  @Test func python() throws {
    let script = try walkthrough(ofFixture: "hostile").python()
    let start = try #require(script.range(of: "\n# s\n\n"))
    // Each line behind the functions is one that the lesson's own statements explain.
    let lines = script[start.upperBound...].split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines.first?.hasPrefix("x = 1  # ") == true)
    #expect(lines.dropFirst() == ["_show(\"x\", x)", "y = x + 1", "_show(\"y\", y)"])
    let head = script[..<start.lowerBound].split(separator: "\n").first ?? ""
    #expect(head.hasPrefix("# "))
  }

  private func check(_ block: Block) {
    switch block.kind {
    case .heading(_, let inlines), .paragraph(let inlines): check(inlines)
    case .quote(let blocks): for block in blocks { check(block) }
    case .list(let list): for block in list.items.joined() { check(block) }
    case .html(let html):
      #expect(!html.lowercased().contains("<script"))
      #expect(html.hasPrefix("<details><summary>") || html.hasPrefix("</details>"))
    case .code, .thematicBreak: break
    }
  }

  private func check(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .html(let html): Issue.record("HTML: \(html)")
      case .link(let destination, _, let inner):
        #expect(destination.hasPrefix("https://example.org/"))
        check(inner)
      case .image: Issue.record("an image")
      case .emphasis(let inner), .strong(let inner): check(inner)
      case .text, .softBreak, .lineBreak, .code, .math: break
      }
    }
  }

  @Test(arguments: [
    "javascript:x", "JAVASCRIPT:x", " java\nscript:x", "\u{1}javascript:x", "data:x", "//host/x",
    "\\\\host\\x", "vbscript:x", "file:///etc/passwd", "",
    // A sign with something on it is still that sign.
    "javascript:\u{FF9E}=x", "javascript:\u{301}x", "//\u{301}host", "/\\host", "\\\u{301}host",
  ])
  func addressesThatAreNotFollowed(address: String) {
    #expect(address.followable == nil)
  }

  @Test(arguments: ["https://a.b/c", "http://a", "x.md", "#part", "../a/b?c=d:e", "HTTPS://A"])
  func addressesThatAreFollowed(address: String) {
    #expect(address.followable == address)
  }

  private static let elements: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "main", "p", "h1", "h2", "h3", "h4", "h5",
    "h6", "blockquote", "ul", "ol", "li", "pre", "code", "div", "span", "em", "strong", "a", "br",
    "hr", "section", "details", "summary", "figure", "figcaption", "math", "mrow", "mi", "mo", "mn",
    "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover",
    "munderover", "mtable", "mtr", "mtd", "mphantom",
  ]

  private static let attributes: Set<String> = [
    "lang", "charset", "name", "content", "http-equiv", "class", "href", "aria-label", "role",
    "tabindex", "display", "alttext", "displaystyle", "form", "lspace", "rspace", "stretchy",
    "width", "height", "depth", "accent", "mathvariant", "start", "value",
    "style",
  ]

  private static let commands: Set<String> = [
    "LARGE", "bfseries", "par", "medskip", "smallskip", "bigskip", "hrule", "hrulefill", "quad",
    "rule", "textit", "textbf", "texttt", "emph", "href", "string", "section", "subsection",
    "texorpdfstring", "begin", "end", "item", "tight", "codeline", "stage", "fit", "small",
    "footnotesize", "itshape", "nobreak", "vspace", "baselineskip", "newline", "label", "clearpage",
    "remark", "blank", "displaystyle", "thispagestyle", "linewidth", "noindent", "textbackslash",
    "textasciicircum", "textasciitilde", "textless", "textgreater", "textquotedbl",
    "textquotesingle", "textasciigrave", "textbar", "ensuremath", "text", "frac", "approx",
    "checkmark", "times", "ldots", "allowbreak", "nopagebreak",
  ]
}
