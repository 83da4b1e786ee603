import Rendering
import Testing

@Suite("What stops a lesson is said, with the numbers that matter")
struct StoppingTests {
  @Test(
    "in a stage",
    arguments: [
      ("a = zeros((1000000, 1000000))", "1000000×1000000"),
      ("a = zeros((4000, 4000))", "4000×4000"),
      ("a = eye(100000)", "100000×100000"), ("a = arange(100000000000)", "100000000000"),
      ("a = RandomState(1).randn(100000, 100000)", "100000×100000"),
      ("A = zeros((2, 3))\nB = zeros((2, 3))\nC = A @ B", "`A` is 2×3 and `B` is 2×3"),
      ("A = zeros((2, 3)) + zeros((4, 3))", "2×3"), ("a = b", "`b`"), ("a = a + 1", "`a`"),
      ("def f(x): return f(x)\na = f(1)", "`f`"),
      ("def f(x): return g(x)\ndef g(x): return f(x)\na = f(1)", "`f`"),
      ("a = 1 / 0", "division by zero"), ("a = zeros((2, 2))[5]", "5"),
      ("a = 10 ** 10 ** 10", "too large"),
      ("a = array([[1, 2], [3]])", "equally long"), ("a = zeros((-1, 2))", "-1"),
      ("a = log()", "`log`"),
      ("import os", "import"), ("for i in range(3): x = 1", "for"),
    ])
  func stage(_ code: String, _ word: String) throws {
    let pipeline = Pipeline("# A\n\n```python {stage=a}\n\(code)\n```\n")
    let error = try #require(pipeline.errors.first, "`\(code)` is not refused")
    #expect(pipeline.errors.count == 1)
    #expect(error.contains(word), "\(error)")
    #expect(pipeline.problem(printedFor: TerminalProfile.several(0)) == nil)
  }

  @Test("sums of many large arrays are refused before there is no memory left")
  func total() {
    let lines = (0..<20).map { "a\($0) = zeros((3000, 3000)) + \($0)" }
    let pipeline = Pipeline("```python {stage=a}\n\(lines.joined(separator: "\n"))\n```\n")
    #expect(pipeline.errors.count >= 1)
  }

  @Test("what explodes is shown, and named where it begins and only there")
  func explosion() {
    let pipeline = Pipeline(
      """
      ```python {stage=a}
      x = array([[1.0, 1000.0]])
      y = exp(x)
      z = y * 2
      d = z - z
      w = d + 1
      ```

      `y ≈ [2.718, inf]`, `w ≈ [1, nan]`
      """)
    #expect(pipeline.errors == [])
    let notices = pipeline.walkthrough.stages[0].map(\.notice)
    #expect(notices == [nil, .infinite, nil, nil, nil] || notices[1] == .infinite)
    #expect(notices.dropFirst(2).first == .some(nil))
    for profile in TerminalProfile.several(5) {
      let text = terminalText(pipeline.walkthrough, profile: profile)
      #expect(text.contains("inf") || text.contains("∞"))
      #expect(text.contains("nan"))
    }
  }
}
