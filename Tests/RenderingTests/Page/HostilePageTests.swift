import CommonMark
import Source
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
      }
    }
    #expect(reading.elements.filter { $0.name == "style" }.count == 1)
  }

  @Test func latex() throws {
    let latex = Page(try walkthrough(ofFixture: "hostile")).latex
    let body = latex.split(separator: "\\begin{document}", maxSplits: 1).last ?? ""
    var rest = body[...]
    while let backslash = rest.firstIndex(of: "\\") {
      rest = rest[rest.index(after: backslash)...]
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      if !name.isEmpty {
        #expect(HostilePageTests.commands.contains(String(name)), "\(name)")
      } else {
        rest = rest.dropFirst()
      }
    }
    // Nothing is commented out but what the printer does, and braces match.
    var depth = 0
    var isEscaped = false
    for character in body {
      if !isEscaped, character == "{" { depth += 1 }
      if !isEscaped, character == "}" { depth -= 1 }
      isEscaped = character == "\\" && !isEscaped
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }

  @Test func markdown() throws {
    let text = Page(try walkthrough(ofFixture: "hostile")).markdown()
    var diagnostics = Diagnostics()
    let document = Document(
      parsing: SourceText(name: "printed.md", text), diagnostics: &diagnostics)
    #expect(!diagnostics.hasErrors)
    for block in document.blocks { check(block) }
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
    "munderover", "mtable", "mtr", "mtd",
  ]

  private static let attributes: Set<String> = [
    "lang", "charset", "name", "content", "http-equiv", "class", "href", "aria-label", "role",
    "tabindex", "display", "alttext", "displaystyle", "form", "lspace", "rspace", "stretchy",
    "width", "height", "depth", "accent", "mathvariant", "start", "value",
  ]

  private static let commands: Set<String> = [
    "LARGE", "bfseries", "par", "medskip", "smallskip", "bigskip", "hrule", "hrulefill", "quad",
    "rule", "textit", "textbf", "texttt", "emph", "href", "string", "section", "subsection",
    "texorpdfstring", "begin", "end", "item", "tight", "codeline", "stage", "fit", "small",
    "footnotesize", "itshape", "nobreak", "vspace", "baselineskip", "newline", "label", "clearpage",
    "remark", "blank", "displaystyle", "thispagestyle", "linewidth", "noindent", "textbackslash",
    "textasciicircum", "textasciitilde", "textless", "textgreater", "textquotedbl",
    "textquotesingle", "textasciigrave", "textbar", "ensuremath", "text", "frac", "approx",
    "checkmark", "times", "ldots",
  ]
}
