import Lessons
import Source
import TestSupport
import Testing

@testable import Rendering

@Suite struct MathematicsCheckTests {
  @Test func unknownCommandsAreReportedAtTheirPlaces() {
    let text = MarkedText(
      """
      # Title with $`1️⃣\\nope2️⃣ x`$

      - a list: **bold $`\\alhpa`$**

      ```math
      a + 3️⃣\\frak4️⃣{b} + \\frac{1}{2}
      ```

      ```python {stage=a}
      x = 1
      ```
      """)
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: text.source, diagnostics: &diagnostics)
    #expect(!diagnostics.hasErrors)
    let found = lesson.mathematicsDiagnostics
    #expect(found.map(\.severity) == [.error, .error, .error])
    #expect(found.first?.span == text.span(1, 2))
    #expect(found.last?.span == text.span(3, 4))
    #expect(found.dropFirst().first?.notes == [#"did you mean `\alpha`?"#])
  }

  @Test(arguments: [
    "x^", "{a", "a}", #"\left( a"#, #"a \right)"#, #"\begin{matrix} a"#, #"\end{matrix}"#,
    #"\begin{tikzpicture}\end{tikzpicture}"#, #"\input{/etc/passwd}"#, #"\write18{ls}"#,
    #"\text"#, "a $ b", "a # b", "x_1_2", #"\frac{a}"#, #"\sqrt[3{x}"#,
  ])
  func mistakesAreReported(tex: String) {
    #expect(!Math.parsing(tex).problems.isEmpty)
  }

  @Test(arguments: [
    #"\left. x \right|_{x=0}"#, #"\{ a \}"#, #"a \not= b"#, #"x \% y"#, "a % comment\n + b",
    #"\begin{array}{rc} a & b \end{array}"#, #"\overset{!}{=}"#, #"\bigl( x \bigr)"#, "α ≤ β",
    #"\mathcal{L}(\theta) \to \min"#, #"\underset{x}{\operatorname{argmax}}"#, "",
  ])
  func theseAreUnderstood(tex: String) {
    #expect(Math.parsing(tex).problems == [])
  }
}
