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

/// Formulas as lessons have them; `Tests/Vectors/compare_mathml.py` compares what becomes of them with
/// the package math-core.
let formulas = [
  #"x_1^2 + 0.5"#,
  #"-x + (-y)"#,
  #"\frac{\partial L}{\partial W_2}"#,
  #"\sigma(z) = \frac{1}{1 + e^{-z}}"#,
  #"\sum_{i=1}^{N} x_i"#,
  #"\sqrt{2} + \sqrt[3]{x}"#,
  #"\hat{y} \bar{x} \tilde{w} \vec{v}"#,
  #"\mathbf{W} \in \mathbb{R}^{2 \times 3}"#,
  #"\mathcal{L}(\theta)"#,
  #"\left( \frac{a}{b} \right)^2"#,
  #"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#,
  #"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
  #"\begin{aligned} a &= b \\ &= c \end{aligned}"#,
  #"h_1^\top \odot W"#,
  #"\text{if } x \le 0"#,
  #"\operatorname{softmax}(x) = \log y"#,
  #"\lVert x \rVert \leq \max(a, b)"#,
  #"f'(x) \to \infty"#,
  #"a \not= b \iff b \neq a"#,
  #"\nabla_\theta L \approx \epsilon \cdots \ldots"#,
]
