import CommonMark
import Source
import TestSupport
import Testing

@Suite("Texts that cannot be right")
struct BadTextTests {
  @Test("each byte that is not UTF-8 is named at its place, and the text is read all the same")
  func invalidBytes() throws {
    let bytes = Array("# a `b`\n\n".utf8) + [0xFF] + Array("中".utf8.dropLast()) + Array("`c`".utf8)
    let (document, diagnostics) = read(bytes)
    #expect(
      diagnostics.map(\.summary) == [
        "byte 0xFF is not UTF-8", "byte 0xE4 is not UTF-8", "byte 0xB8 is not UTF-8",
      ])
    #expect(diagnostics.map(\.span.start) == [9, 10, 11])
    #expect(document.codeSpans.map(\.content.text) == ["b", "c"])
    #expect(document.codeSpans.map(\.span.start) == [4, 12])
  }

  @Test(
    "malformed UTF-8 of every kind is seen",
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x80],
      [0xF5], [0xC3], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func kinds(_ bytes: [UInt8]) {
    #expect(read(Array("a".utf8) + bytes).1.first?.span == Span(1, 2))
    #expect(read(bytes + Array("é".utf8)).1.count == bytes.count)
  }

  @Test("NUL is an error, and what follows it keeps its place")
  func nul() {
    let (document, diagnostics) = read(Array("a\0b `c`\n\n- \0 `d`".utf8))
    #expect(diagnostics.map(\.span.start) == [1, 11])
    #expect(diagnostics.first?.summary == "byte 0x00 (NUL) does not belong in a text")
    #expect(document.codeSpans.map(\.span.start) == [4, 13])
    #expect(document.dump().contains("a\u{FFFD}b"))
  }

  @Test("of many bad bytes twenty are named and the rest counted")
  func many() {
    let diagnostics = read(Array(repeating: 0xFF, count: 50)).1
    #expect(diagnostics.count == 21)
    #expect(diagnostics.last?.summary == "and 30 more such bytes")
  }

  @Test(
    "what is nested too deep is read as text and reported once, at its place",
    arguments: [
      String(repeating: "> ", count: 100) + "1️⃣> > a",
      String(repeating: "- ", count: 100) + "1️⃣- - a",
      String(repeating: "*a **b ", count: 50) + "1️⃣*c `d` e*"
        + String(repeating: "b**b*", count: 50) + " `e`",
      String(repeating: ">", count: 400) + ">a",
    ])
  func depth(_ marked: String) {
    let text = MarkedText(marked)
    let (document, diagnostics) = read(text.source.bytes)
    #expect(diagnostics.count == 1)
    #expect(
      diagnostics.first?.summary
        == "nested more than 100 levels deep; what is deeper is read as plain text")
    if text.offsets[1] != nil { #expect(diagnostics.first?.span.start == text[1]) }
    #expect(document.blocks.count == 1)
  }

  @Test("a hundred levels are read")
  func allowedDepth() {
    #expect(read(Array((String(repeating: "> - ", count: 50) + "*a*").utf8)).1.isEmpty)
    #expect(read(Array((String(repeating: "- - ", count: 500)).utf8)).1.isEmpty)
  }

  @Test("a text of more than 4 MiB is refused")
  func size() {
    let (document, diagnostics) = read(Array(repeating: 0x61, count: Document.sizeLimit + 1))
    #expect(document.blocks.isEmpty)
    #expect(diagnostics.map(\.severity) == [.error])
  }

  @Test("nothing is a document")
  func nothing() {
    for text in ["", "\n", "\u{FEFF}", "[a]: /b", "\r\n\r\n"] {
      let (document, diagnostics) = read(Array(text.utf8))
      #expect(document.blocks.isEmpty && diagnostics.isEmpty, "\(text.debugDescription)")
    }
  }

  @Test(
    "stars that Chinese punctuation keeps from being emphasis are pointed out",
    arguments: [
      "**注意：1️⃣**请", "他说1️⃣**“好”**了", "a `x` **（一）1️⃣**二 **三**", "> - **重要！1️⃣**下",
    ])
  func emphasis(_ marked: String) {
    let text = MarkedText(marked)
    let diagnostics = read(text.source.bytes).1
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.first?.span == Span(text[1], text[1] + 2))
  }

  @Test("stars that are emphasis, or are stars, are left in peace")
  func peace() {
    for text in [
      "**注意**：请", "**注意：** 请", "2 ** 3 ** 4", "\\*\\*注意：\\*\\*请", "`**注意：**请`", "注：** 请",
    ] {
      #expect(read(Array(text.utf8)).1.isEmpty, "\(text)")
    }
  }

  private func read(_ bytes: [UInt8]) -> (Document, [Diagnostic]) {
    var diagnostics = Diagnostics()
    let document = Document(
      parsing: SourceText(name: "lesson.md", bytes: bytes), diagnostics: &diagnostics)
    return (document, diagnostics.sorted)
  }
}
