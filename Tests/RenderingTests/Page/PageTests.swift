import Foundation
import LessonLibrary
import TestSupport
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
    #expect(page("# A").conditionSentence == nil)
  }

  @Test func aWorksheetGivesNoAnswerAwayUnderAnotherName() {
    let text = """
      # T

      ```python {stage=a}
      W = array([0.5, 0.25])
      error = sum(W * W)
      L = error + 0
      V = W - 2
      W = V
      U = W * 3
      ```

      `L ≈ ?.??`

      `V ≈ ?.?`

      Before it was `error ≈ 0.3125`, and now `W ≈ [-1.5, -1.75]`.
      """
    let sheet = page(text, worksheet: .questions)
    let html = sheet.html.split(separator: "<section class=\"answers\"").first ?? ""
    #expect(html.contains("<mn>0.5000</mn>"), "what is given is shown")
    #expect(!html.contains("0.3125"))
    #expect(!html.contains("1.7500") && !html.contains("1.75"))
    #expect(html.contains("<mn>5.2500</mn>"), "what follows from it is shown")
  }

  @Test("a worksheet draws no picture of what it asks for")
  func pictures() {
    let text = """
      # T

      ```python {stage=start}
      x = array([[1.0, 2.0]])
      W = array([[0.5, 0.25], [0.75, 1.0]]) * 1.5
      ```

      ```python {stage=a}
      z = x @ W
      u = x * 2
      ```

      `z ≈ ?.??` and `W ≈ ?.??`

      ```plot {of=a}
      line: z[0, :]
      ```

      ```plot {of=a}
      line: u[0, :]
      ```

      ```graph {of=a kind=network weights=values}
      ```

      ```graph {of=a}
      ```
      """
    let whole = page(text)
    #expect(whole.html.components(separatedBy: "<svg").count == 5)
    let sheet = page(text, worksheet: .questions)
    #expect(sheet.html.components(separatedBy: "<svg").count == 3)
    #expect(sheet.html.components(separatedBy: "Left out here").count == 3)
    #expect(!sheet.html.components(separatedBy: "class=\"answers\"")[0].contains("2.6250"))
  }

  @Test func aWorksheetSpeaksOfTheNumbersOnIt() {
    let text = """
      # T

      ```python {stage=a}
      x = 3
      y = x * 7.5
      z = y + 1
      ```

      `z ≈ ?.?`

      It is `y ≈ 22.5` and not `y ≉ 22.6`.
      """
    let sheet = Page(walkthrough(of: text, setting: ["x": 5]), worksheet: .questions)
    #expect(sheet.html.contains("<mn>37.5</mn>"))
    #expect(!sheet.html.contains("<mn>22.5</mn>"))
    #expect(sheet.html.contains("<mn>22.6</mn>"))
    #expect(sheet.conditionSentence?.hasPrefix("Calculated with x = 5 (instead of 3).") == true)
  }

  @Test func pointsAreInLineWhereNumbersDiffer() {
    let text = "# T\n\n```python {stage=a}\nv = array([[0.5], [1e-7], [25.0]])\n```"
    let column = page(text)
    #expect(column.html.contains("<mn>0.5000</mn><mphantom><mn>e-</mn></mphantom>"))
    #expect(column.html.contains("<mn>1.0e-07</mn><mphantom><mn>0</mn></mphantom>"))
    #expect(column.latex.contains(#"25.0000\phantom{{\mathrm{e}{-}}}"#))
    #expect(column.latex.contains(#"{1.0\mathrm{e}{-}07}\phantom{0}"#))
    // Nothing is unseen where all have the same decimals.
    #expect(!page(text.replacing("1e-7", with: "0.1")).html.contains("mphantom"))
  }

  @Test func fractionsInALineOfTextHaveASlash() {
    let text = """
      # T

      ```python {stage=a}
      h = 2.0
      L = h * h
      dL_dh = 2 * h
      ```

      So `dL_dh ≈ 4.0`, `1 / (1 + h) ≈ 0.3333` and `-(h + 1) / h / 2 ≈ -0.75`.
      """
    let latex = page(text).latex
    #expect(
      latex.contains(#"{\partial} L / {\partial} h \approx 4.0"#)
        || latex.contains("\\partial L / \\partial h \\approx 4.0"))
    #expect(latex.contains(#"1 / \mathopen{}\left( 1 + h \right)\mathclose{} \approx"#))
  }

  @Test func punctuationStaysWithMathematics() {
    let html = page("# T\n\nSo ($`x`$), $`y`$ and $`z`$.").html
    #expect(html.contains("<p>So <span class=\"together\">(<math"))
    #expect(
      html.contains("</math>),</span> <span class=\"together\"><math")
        || html.contains("</math>),</span> <math"))
    #expect(html.contains("</math>.</span></p>"))
  }

  @Test(arguments: ["xor", "mazur"])
  func theBundledLessonsAreWellFormedAndInOrder(name: String) throws {
    let bytes = try #require(LessonLibrary.lessons.first { $0.name == name }?.bytes)
    let page = Page(walkthrough(of: String(decoding: bytes, as: UTF8.self)))
    let reading = XMLReading(page.html)
    #expect(reading.error == nil)
    var level = 0
    for (element, attributes) in reading.elements {
      if element == "html" { #expect(attributes["lang"] == "en") }
      if element == "math" { #expect(attributes["role"] == nil) }
      guard element.count == 2, element.first == "h", let next = Int(element.dropFirst()) else {
        continue
      }
      #expect(next <= level + 1)
      level = next
    }
    let identifiers = reading.elements.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count)
  }
}
