import CommonMark
import Source
import TestSupport
import Testing

@Suite("Dumps of every construct")
struct DumpTests {
  @Test("blocks")
  func blocks() {
    expectGolden(
      dump(
        """
        # Title #

        Setext
        title
        ---

        A paragraph
        of two lines.  
        And a hard break.\\
        Another.

        > a quotation
        > > in a quotation
        lazy

        - one
        - two

          more

        3. three
           - nested

        ***

        <details>
        <summary>Hint</summary>
        </details>

            indented
              code

        ```python {stage=forward}
        a = 1

        b = 2
        ```

        > ~~~ &amp; \\*
        > quoted
        > ~~~~

        - ```
          open

        ```last
        """), named: "CommonMark/blocks.txt")
  }

  @Test("inlines")
  func inlines() {
    expectGolden(
      dump(
        """
        *emphasis* **strong** ***both*** \\*neither\\* a_b_c &lt;&copy;&nosuch; `code` ``a ` b`` ` `

        [link *text* `code`](/url "title") ![alt `code`](i.png) <https://example.org> [ref] [a][ref]

        $`x^2`$, costs \\$`5`$, **$`y`$**, $`a`$$`b`$ and <b title="`x`">`h2 ≈ ?.??`</b>

        [ref]: /there
        """), named: "CommonMark/inlines.txt")
  }

  private func dump(_ text: String) -> String {
    var diagnostics = Diagnostics()
    let document = Document(
      parsing: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    return document.dump()
  }
}
