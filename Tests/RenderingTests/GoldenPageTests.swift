import TestSupport
import Testing

@testable import Rendering

/// One lesson with every construct in each format.
@Suite struct GoldenPageTests {
  @Test func html() throws {
    expectGolden(
      Page(try walkthrough(ofFixture: "constructs")).html, named: "Printing/constructs.html")
  }

  @Test func markdown() throws {
    expectGolden(
      Page(try walkthrough(ofFixture: "constructs")).markdown(), named: "Printing/constructs.md")
  }

  @Test func latex() throws {
    expectGolden(
      Page(try walkthrough(ofFixture: "constructs")).latex, named: "Printing/constructs.tex")
  }

  @Test func text() throws {
    let walkthrough = try walkthrough(ofFixture: "constructs")
    expectGolden(
      terminalText(walkthrough, profile: TerminalProfile(width: 88)),
      named: "Printing/constructs.txt")
  }

  @Test func exports() throws {
    let walkthrough = try walkthrough(ofFixture: "constructs")
    expectGolden(walkthrough.python(), named: "Printing/constructs.py")
    expectGolden(walkthrough.notebook(), named: "Printing/constructs.ipynb")
  }

  @Test func worksheets() throws {
    let walkthrough = try walkthrough(ofFixture: "constructs")
    let page = Page(walkthrough, worksheet: .all)
    expectGolden(page.markdown(), named: "Printing/worksheet.md")
    expectGolden(page.text(), named: "Printing/worksheet.txt")
    expectGolden(page.answersFile, named: "Printing/worksheet-answers.txt")
  }

  @Test func mathML() {
    let lines = formulas.map { "\($0)\n  \(Math(tex: $0).mathML(isDisplay: true))\n" }
    expectGolden(lines.joined(separator: "\n"), named: "Printing/mathml.txt")
  }

  @Test(arguments: formulas)
  func mathMLIsWellFormed(tex: String) {
    #expect(XMLReading(Math(tex: tex).mathML(isDisplay: true)).error == nil)
    #expect(Math.parsing(tex).problems.isEmpty)
  }
}
