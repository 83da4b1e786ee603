import CommonMark
import Source
import TestSupport
import Testing

@Suite("Places of code in the source")
struct PositionTests {
  @Test(
    "a code span is where its marks say",
    arguments: [
      "a 1️⃣`2️⃣code3️⃣`4️⃣ b",
      "a 1️⃣``2️⃣co`de3️⃣``4️⃣ b",
      "中文，1️⃣`2️⃣h2 ≈ ?.??3️⃣`4️⃣。",
      "a\t1️⃣`2️⃣co\tde3️⃣`4️⃣",
      "\\` 1️⃣`2️⃣x3️⃣`4️⃣ \\`",
      "\\`1️⃣`2️⃣x\\3️⃣`4️⃣",
      "\\\\1️⃣`2️⃣x3️⃣`4️⃣",
      "``` unclosed 1️⃣`2️⃣x3️⃣`4️⃣",
      "*a 1️⃣`2️⃣x3️⃣`4️⃣*",
      "**a _1️⃣`2️⃣x3️⃣`4️⃣_**",
      "[a 1️⃣`2️⃣x3️⃣`4️⃣](/url)",
      "[a](`x` \"1\") 1️⃣`2️⃣x3️⃣`4️⃣",
      "[a](x 1️⃣`2️⃣x3️⃣`4️⃣",
      "[a](</`x`>) 1️⃣`2️⃣x3️⃣`4️⃣",
      "[a](/u \"`x`\n`x`\") 1️⃣`2️⃣x3️⃣`4️⃣",
      "![a](/`x`) 1️⃣`2️⃣x3️⃣`4️⃣",
      "<https://a.b/`x`> 1️⃣`2️⃣x3️⃣`4️⃣",
      "<a href='`x`'> 1️⃣`2️⃣x3️⃣`4️⃣",
      "[a][`x`] 1️⃣`2️⃣x3️⃣`4️⃣\n\n[`x`]: /u",
      "[a`b]: /x\n1️⃣`2️⃣x3️⃣`4️⃣",
      "[a]: /`x` '`x`\n`x`'\n[b]: </x>\n 1️⃣`2️⃣x3️⃣`4️⃣",
      "[a]: /x 'y' 1️⃣`2️⃣x3️⃣`4️⃣\n\n[a`b]: /x\n'c`d' e",
      "# 1️⃣`2️⃣x3️⃣`4️⃣ #",
      "#\t 1️⃣`2️⃣x3️⃣`4️⃣",
      "a\n1️⃣`2️⃣x3️⃣`4️⃣\n===",
      "&amp;&lt;&copy;&amp;amp;&nosuch;&#96;&#x60; 1️⃣`2️⃣x3️⃣`4️⃣",
      "&ThickSpace;&NotEqualTilde; &fjlig; [x](`x`) 1️⃣`2️⃣x3️⃣`4️⃣",
      "a\\\n  1️⃣`2️⃣x3️⃣`4️⃣",
      "a  \n   1️⃣`2️⃣x3️⃣`4️⃣",
      "- a\n\n  1️⃣`2️⃣x3️⃣`4️⃣",
      "10. a\n\n    1️⃣`2️⃣x3️⃣`4️⃣",
      "-\n  1️⃣`2️⃣x3️⃣`4️⃣",
      ">     > 1\n\n> - > a\n>   > 1️⃣`2️⃣x3️⃣`4️⃣",
      ">\t-\t1️⃣`2️⃣x3️⃣`4️⃣",
      "> a\n1️⃣`2️⃣x3️⃣`4️⃣",
      "- > a\n      > 1️⃣`2️⃣x3️⃣`4️⃣",
      "<div>\n`x`\n\n1️⃣`2️⃣x3️⃣`4️⃣\n</div>",
      "a\r\n\r\n> b\r\n> 1️⃣`2️⃣x3️⃣`4️⃣\r\n",
      "a\r\r- b\r  1️⃣`2️⃣x3️⃣`4️⃣\r",
      "\u{FEFF}1️⃣`2️⃣x3️⃣`4️⃣",
      "\u{FEFF}# a 1️⃣`2️⃣x3️⃣`4️⃣\n",
      "\u{FEFF}a\n1️⃣`2️⃣x3️⃣`4️⃣\n",
      "1️⃣` 2️⃣ x 3️⃣ `4️⃣",
      "1️⃣`2️⃣  3️⃣`4️⃣",
      "1️⃣`\n2️⃣x3️⃣\n`4️⃣",
      "1️⃣`\r\n2️⃣x3️⃣\r\n`4️⃣",
      "> 1️⃣`2️⃣one\n>    two\n> three3️⃣`4️⃣",
      "* > 1️⃣`2️⃣one\n  > two\nlazy3️⃣`4️⃣",
      "1. 1️⃣`2️⃣one\r\n   two3️⃣`4️⃣",
    ])
  func place(_ marked: String) throws {
    let text = MarkedText(marked)
    var diagnostics = Diagnostics()
    let document = Document(parsing: text.source, diagnostics: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    let spans = document.codeSpans
    let code = try #require(spans.last)
    #expect(spans.count == 1)
    #expect(code.span == text.span(1, 4))
    #expect(code.content.sourceSpan(0, code.content.bytes.count) == text.span(2, 3))
  }

  @Test("each byte of a code span over several lines of a quotation knows its place")
  func bytesOfABrokenSpan() throws {
    let text = MarkedText("> a `b\n>   1️⃣c2️⃣d\n> 3️⃣e` f")
    var diagnostics = Diagnostics()
    let document = Document(parsing: text.source, diagnostics: &diagnostics)
    let code = try #require(document.codeSpans.first)
    #expect(code.content.text == "b cd e")
    #expect(code.content.sourceOffset(2) == text[1])
    #expect(code.content.sourceOffset(3) == text[2])
    #expect(code.content.sourceOffset(5) == text[3])
  }

  @Test("an escaped dollar sign makes no mathematics, and neither does one alone")
  func dollars() {
    var diagnostics = Diagnostics()
    for text in ["\\$`x`$", "$`x`", "`x`$", "$ `x`$", "$`x` $", "$*`x`*$"] {
      let source = SourceText(name: "lesson.md", text)
      let document = Document(parsing: source, diagnostics: &diagnostics)
      #expect(!document.dump().contains("math"), "\(text)")
    }
  }

  @Test(
    "a fence's content and info string are where their marks say",
    arguments: [
      "```1️⃣py {a=b}2️⃣\n3️⃣x\n\ny\n4️⃣```",
      "~~~~  1️⃣py2️⃣  \n3️⃣```\n~~~\n4️⃣~~~~~  \nmore",
      "a\r\n```1️⃣py2️⃣\r\n3️⃣x\r\n4️⃣```\r\n",
      "> ```1️⃣py2️⃣\n3️⃣> x\n4️⃣> ```",
      "- a\n\n  ```1️⃣py2️⃣\n3️⃣  x\n4️⃣     ```",
      "\u{FEFF}```1️⃣py2️⃣\n3️⃣x\n4️⃣```",
      "```1️⃣py2️⃣\n3️⃣4️⃣```",
    ])
  func fences(_ marked: String) throws {
    let text = MarkedText(marked)
    let code = try #require(codeBlocks(in: text.source).first)
    #expect(code.infoSpan == text.span(1, 2))
    #expect(code.contentSpan == text.span(3, 4))
    #expect(code.isClosed)
  }

  @Test(
    "a fence without its closing fence is seen to have none",
    arguments: [
      "```\nx", "```", "```\nx\n", "> ```\n> x\n```", "- ```\n  x\n- ```", "````\nx\n```",
      "```\n~~~",
      "```\nx\n    ```", "```\n``` x", "- ```\n\n```\nx\n```",
    ])
  func unclosed(_ text: String) throws {
    let code = try #require(codeBlocks(in: SourceText(name: "lesson.md", text)).first)
    #expect(!code.isClosed)
  }

  @Test("only a fence that nothing indents or holds is at the margin")
  func margin() {
    func isAtMargin(_ text: String) -> [Bool] {
      codeBlocks(in: SourceText(name: "lesson.md", text)).map(\.isAtMargin)
    }
    #expect(isAtMargin("```\n```\n\n ```\n```\n\n> ```\n\n- ```\n") == [true, false, false, false])
    #expect(isAtMargin("    ```\n    x") == [false])
  }

  @Test("indented code that looks like a fence is not one")
  func indented() {
    for text in ["    ```\n    x", "\t~~~", "-     ```\n      ```"] {
      let code = codeBlocks(in: SourceText(name: "lesson.md", text))
      #expect(code.map(\.isFenced) == [false], "\(text)")
    }
    #expect(codeBlocks(in: SourceText(name: "a", "```\n```x\n```")).map(\.isFenced) == [true])
  }

  private func codeBlocks(in source: SourceText) -> [CodeBlock] {
    var diagnostics = Diagnostics()
    return Document(parsing: source, diagnostics: &diagnostics).codeBlocks
  }
}
