import Source
import TestSupport
import Testing

@Suite("Places in a text")
struct SourceTextTests {
  @Test("lines end with a line feed, a carriage return, or both")
  func lines() {
    let source = SourceText(name: "a", "one\ntwo\r\nthree\rfour\r\r\n")
    let lines = source.lineStarts.indices.map { source[source.line($0)] }
    #expect(lines == ["one", "two", "three", "four", "", ""])
  }

  @Test("columns count what a reader sees")
  func columns() {
    let text = MarkedText("a中👩‍👩‍👧é1️⃣x\n\t2️⃣y")
    #expect(text.source.position(of: text[1]).description == "1:5")
    #expect(text.source.position(of: text[2]).description == "2:2")
    #expect(text.source.position(of: 10_000).description == "2:3")
    #expect(SourceText(name: "a", "\u{FEFF}ab").position(of: 4).description == "1:2")
  }

  @Test("a fragment knows where each of its bytes stands")
  func fragments() {
    let text = MarkedText("> `1️⃣ab2️⃣\n> 3️⃣cd4️⃣`")
    let fragment = SourceFragment(text.source, joining: [text.span(1, 2), text.span(3, 4)])
    #expect(fragment.text == "ab\ncd")
    #expect(fragment.sourceOffset(0) == text[1])
    #expect(fragment.sourceOffset(2) == text[2])
    #expect(fragment.sourceOffset(3) == text[3])
    #expect(fragment.sourceOffset(5) == text[4])
    #expect(fragment.sourceSpan(1, 4) == Span(text[1] + 1, text[3] + 1))

    let same = SourceFragment(
      fragment.bytes, at: [text[1], text[1] + 1, text[2], text[3], text[3] + 1])
    #expect((0...5).map(same.sourceOffset) == (0...5).map(fragment.sourceOffset))
    #expect(SourceFragment([], at: []).sourceSpan(0, 0) == Span(0, 0))
  }

  @Test("marks are taken out of a text and remembered")
  func marks() {
    let text = MarkedText("中1️⃣b\r2️⃣\n")
    #expect(text.source.bytes == Array("中b\r\n".utf8))
    #expect(text[1] == 3 && text[2] == 5 && text[3] == -1)
  }
}
