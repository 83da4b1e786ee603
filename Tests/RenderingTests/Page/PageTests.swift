import Testing

@testable import Rendering

@Suite struct PageTests {
  @Test func headingsNeverSkipALevel() {
    let html = page("# A\n\n#### B\n\n## C\n\n### D").html
    #expect(html.contains("<h1>A</h1>") && html.contains("<h2>B</h2>"))
    #expect(html.contains("<h2>C</h2>") && html.contains("<h3>D</h3>"))
  }

  @Test func theLanguageIsToldByTheLetters() {
    #expect(page("# A network\n\nWords.").language == "en")
    #expect(page("# 神经网络\n\n一步一步地算。").language == "zh")
  }

  @Test func everyFormatHasTheSameDigits() throws {
    let walkthrough = try walkthrough(ofFixture: "constructs")
    let page = Page(walkthrough, digits: 5)
    let text = terminalText(walkthrough, profile: TerminalProfile(width: 100, digits: 5))
    for digits in ["800.03125", "0.95791", "905261.57529", "36.68750", "1.69053"] {
      #expect(text.contains(digits), "\(digits)")
      #expect(page.html.contains("<mn>\(digits)</mn>"), "\(digits)")
      #expect(page.latex.contains(digits), "\(digits)")
      #expect(page.markdown().contains(digits), "\(digits)")
    }
  }

  @Test func aWorksheetKeepsItsAnswersForTheEnd() {
    let text = """
      # T

      ```python {stage=a}
      x = 3
      y = x * 7.5
      z = y + 1
      ```

      `y ≈ ?.?`

      It is `y ≈ 22.5`.
      """
    for worksheet in Worksheet.allCases {
      let sheet = page(text, worksheet: worksheet)
      let html = sheet.html
      let parts = html.split(separator: "<section class=\"answers\"", maxSplits: 1)
      #expect(parts.count == 2)
      #expect(!(parts.first ?? "").contains("22.5"))
      #expect((parts.last ?? "").contains("22.5"))
      #expect(sheet.answersFile.contains("y = ?"))
    }
    #expect(page(text, worksheet: .all).answersFile.contains("z = ?"))
    #expect(!page(text, worksheet: .questions).answersFile.contains("z = ?"))
  }

  @Test func conditionsAreSaid() {
    #expect(page("# A").conditions == [])
  }
}
