import Foundation
import TestSupport
import Testing

@Suite("brickwise new and update")
struct UpdateTests {
  private func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test("a new lesson passes every check, and does not take the place of another")
  func new() throws {
    try withFolder { folder in
      #expect(try runBrickwise("new", "mine", in: folder).status == 0)
      let lint = try runBrickwise("lint", "mine.md", in: folder)
      #expect(lint.status == 0 && lint.errors.isEmpty, "\(lint.errors)")
      #expect(lint.output.contains("4 claims hold") && lint.output.contains("2 derivatives agree"))
      let written = try text("mine.md", in: folder)
      let again = try runBrickwise("new", "mine.md", in: folder)
      #expect(again.status == 64 && again.errors.contains("is there already"))
      #expect(try text("mine.md", in: folder) == written)
      #expect(try runBrickwise("new", "nowhere/mine.md", in: folder).status == 74)
    }
  }

  @Test("the numbers that have drifted are written anew, and nothing else is touched")
  func update() throws {
    let before =
      "# T\r\n\r\n```python {stage=s}\r\nx = array([[1.25, -0.5]])\r\n"
      + "y = exp(x)\r\n```\r\n\r\nNow `x = [1, −0.5]`, `y ≈ [ 3.5,  0.61 ]`; `y[0, 0] ≉ 2.7`,\r\n"
      + "`y[0, 1] ≈ 6.06·10^-1`. \u{4E2D}\u{6587} `sum(y) ≈ 4.10` and more.\r\n"
    let after = before.replacing("[1, −0.5]", with: "[1.25, −0.5]")
      .replacing("6.06·10^-1", with: "6.07·10^-1")
    try withFolder(["a.md": before]) { folder in
      let dry = try runBrickwise("update", "--dry-run", "a.md", in: folder)
      #expect(dry.status == 0 && dry.output.contains("would be brought up to date"))
      #expect(try text("a.md", in: folder) == before)
      let outcome = try runBrickwise("update", "a.md", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.output == """
          a.md:8:11: x: 1 → 1.25
          a.md:9:12: y[0, 1]: 6.06·10^-1 → 6.07·10^-1
          a.md: 2 numbers brought up to date

          """)
      #expect(try text("a.md", in: folder) == after)
      #expect(try runBrickwise("lint", "a.md", in: folder).status == 0)
      #expect(
        try runBrickwise("update", "a.md", in: folder).output == "a.md: every claim holds\n")
    }
  }

  @Test("what an author must decide is said and left alone")
  func unresolved() throws {
    let lesson = """
      # T

      ```python {stage=s}
      x = array([[1.0, 2.0]])
      d = exp(1000 * x[0, 0])
      ```

      `x ≈ [1, 2, 3]`, `d ≈ 4.5`, `x[0, 0] ≉ 1.0`, `x[0, 1] ≈ 2.50`

      """
    try withFolder(["a.md": lesson, "bad.md": "# T\n\n```python {stage=s}\nx = (\n```\n"]) {
      folder in
      let outcome = try runBrickwise("update", "a.md", in: folder)
      #expect(outcome.status == 1)
      #expect(try text("a.md", in: folder) == lesson.replacing("2.50", with: "2.00"))
      let places = outcome.errors.matches(of: /a\.md:8:[0-9]+: error: `([^`]*)`/).map(\.output.1)
      #expect(places == ["x", "d", "x[0, 0]"])
      let bad = try runBrickwise("update", "bad.md", "missing.md", in: folder)
      #expect(
        bad.status == 2 && bad.errors.contains("bad.md:4") && bad.errors.contains("missing.md"))
    }
  }
}
