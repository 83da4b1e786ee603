import Testing

@testable import Rendering

@Suite struct ProseTests {
  @Test func blocks() {
    #expect(
      printed(
        """
        # Title

        Some *words*, **strong** ones, `code` and [a link](https://example.org).

        ## Part

        1. one
        2. two

           - inner
           - list

        > A quotation
        > of two lines.

            code  kept   as it is

        ***
        ### Last
        ![a picture](x.png) <b>raw</b> <https://a.example>
        """, TerminalProfile(width: 40))
          == """
          Title
          ═════

          Some words, strong ones, `code` and a
          link (https://example.org).

          Part
          ────

          1. one

          2. two

             • inner
             • list

          │ A quotation of two lines.

              code  kept   as it is

          ────────────────────

          Last
          ┈┈┈┈

          [a picture] raw https://a.example

          """)
  }

  @Test func codeGoesOnAfterAMark() {
    #expect(
      printed("```text\n1234567890123456789012345\n\ttab\n```", TerminalProfile(width: 20))
        == """
            1234567890123456
            ↪ 789012345
                tab

        """)
  }

  @Test func coloursAndAttributes() {
    let text = printed(
      "**b** *e* `c`", TerminalProfile(color: .indexed, hasAttributes: true))
    #expect(text == "\u{1B}[1mb\u{1B}[0m \u{1B}[3me\u{1B}[0m \u{1B}[38;5;32mc\u{1B}[0m\n")
    #expect(printed("**b**", TerminalProfile(hasAttributes: true)) == "\u{1B}[1mb\u{1B}[0m\n")
    let trueColor = TerminalProfile(color: .trueColor, hasAttributes: true)
    #expect(printed("`c`", trueColor) == "\u{1B}[38;2;0;114;178mc\u{1B}[0m\n")
  }

  @Test func deepNestingStaysInTheWidth() {
    let quotes = String(repeating: "> ", count: 60) + "deep words that go on for a while\n\n"
    var list = ""
    for depth in 0..<30 { list += String(repeating: "  ", count: depth) + "- item \(depth)\n" }
    for line in printed(quotes + list, TerminalProfile(width: 24)).split(separator: "\n") {
      #expect(line.count <= 24)
    }
  }

  @Test func nothingOfTheLessonControlsTheTerminal() {
    let escape = "\u{1B}]0;title\u{7}\u{1B}[31m\u{9B}2J\u{202E}"
    let text = printed(
      """
      # \(escape)head

      text\(escape) `code\(escape)` $`x\(escape)`$ [link](<http://x/\(escape)>)

      ```text
      block\(escape)
      ```

      ```math
      x\(escape)
      ```

      <details><summary>Hint \(escape)</summary>

      hint\(escape)

      </details>

      ```python {stage=s}
      x = 1  # caption\(escape)
      ```
      """)
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
    }
  }
}
