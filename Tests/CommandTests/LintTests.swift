import TestSupport
import Testing

@Suite("brickwise lint, lessons and functions")
struct LintTests {
  @Test("a lesson with every kind of mistake")
  func golden() throws {
    let text = """
      # A lesson with mistakes

      ```python {stage=init, colour=red}
      W1 = array([[1.0, 2.0], [3.0, 4.0]])
      W2 = array([[0.5], [0.25]])
      ```

      ```python {stage=init}
      h = W1 @ W3
      b = W2 @ W1
      ```

      - ```python {stage=nested}
        x = 1
        ```

      `W1 ≈ [1 2; 3 5]`, `W2 ≈ [0.5, 0.25]`, `h ≈ 3`, `W2[0, 0] ≈ 0.0`, `W9 = 3`

      ```train {run=long}
      repeat: forward
      epocs: 10
      ```
      """
    try withFolder(["lesson.md": text]) { folder in
      let outcome = try runBrickwise("lint", "lesson.md", in: folder)
      #expect(outcome.status == 2)
      expectGolden(outcome.errors + outcome.output, named: "Commands/lint.txt")
    }
  }

  @Test("the exit code is that of the worst lesson")
  func status() throws {
    let stage = "```python {stage=a}\nx = 1\n```\n\n"
    try withFolder(["ok.md": stage, "wrong.md": stage + "`x ≈ 2`", "bad.md": stage + "`y ≈ 2`"]) {
      folder in
      #expect(try runBrickwise("lint", "ok.md", in: folder).status == 0)
      #expect(try runBrickwise("lint", "ok.md", "wrong.md", in: folder).status == 1)
      #expect(try runBrickwise("lint", "bad.md", "wrong.md", "ok.md", in: folder).status == 2)
      #expect(try runBrickwise("lint", "nosuch.md", "ok.md", in: folder).status == 2)
      let all = try runBrickwise("lint", ".", in: folder)
      #expect(all.status == 2)
      #expect(all.output.split(separator: "\n").count == 3)
      #expect(
        all.errors.contains("./wrong.md:5:6: error: ") && all.errors.contains("./bad.md:5:2: "))
    }
  }

  @Test("a gradient that is right only by the lesson's numbers is wrong")
  func hiddenMistake() throws {
    let code = [
      "N = 1", "w = 2.0", "L = w ** 2 / N", "dL_dw = 2 * w", "```", "", "`w ≈ 0.0` `w = 2`", "",
    ]
    let text = "```python {stage=a}\n" + code.joined(separator: "\n")
    try withFolder(["hidden.md": text]) { folder in
      let outcome = try runBrickwise("lint", "hidden.md", in: folder)
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.contains(
          "error: `dL_dw` is ∂L/∂w as the lesson stands, but not with N = 3: the 1/N is missing"))
      #expect(
        try runBrickwise("check-gradients", "hidden.md", in: folder).status == 1)
    }
  }

  @Test("one claim holds, and one that nothing small can fail is warned of, with what to write")
  func singular() throws {
    let text = "```python {stage=a}\nx = 0.01\ny = 2\n```\n\n"
    try withFolder(["one.md": text + "`y = 2`", "none.md": text, "small.md": text + "`x ≈ 0.0`"]) {
      folder in
      let one = try runBrickwise("lint", "one.md", in: folder)
      #expect(one.output == "one.md: 1 stage, 1 claim holds, 0 questions\n")
      let none = try runBrickwise("lint", "none.md", in: folder)
      #expect(none.output == "none.md: 1 stage, 0 claims hold, 0 questions\n")
      let small = try runBrickwise("lint", "small.md", in: folder)
      #expect(small.status == 0)
      expectGolden(small.errors, named: "Commands/lint-small.txt")
    }
  }

  @Test("the bundled lessons are in order")
  func bundled() throws {
    let outcome = try runBrickwise("lint", "xor", "mazur")
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.split(separator: "\n").count == 2)
  }

  @Test("lessons lists them")
  func lessons() throws {
    let outcome = try runBrickwise("lessons")
    #expect(outcome.status == 0)
    expectGolden(outcome.output, named: "Commands/lessons.txt")
  }

  @Test("functions lists what a stage can call, a line each")
  func functions() throws {
    let outcome = try runBrickwise("functions")
    #expect(outcome.status == 0)
    for name in ["exp(x)", "where(", "logical_xor(", "argmax("] {
      #expect(outcome.output.contains("\n  \(name)"))
    }
  }
}
