import Lessons
import Rendering
import Source
import Testing
import Tutoring

@Suite("The table of derivatives")
struct GradientTableTests {
  private func table(_ code: String, _ profile: TerminalProfile) throws -> String {
    let text = "# Lesson\n\n```python {stage=all}\n\(code)\n```\n"
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
    let check = try #require(GradientCheck(of: lesson))
    return gradientTable(check, profile: profile)
  }

  private let code = """
    h = array([[0.5, -0.25]])
    W = array([[1.0, 4.0], [3.0, 4.0]])
    y = h @ W
    L = sum(square(y))
    dL_dy = 2 * y
    dy_dW = h.T
    dL_dW = -dy_dW @ dL_dy
    """

  @Test("has a line for each entry, and words for what is shorthand or wrong")
  func columns() throws {
    #expect(
      try table(code, TerminalProfile(width: 80)) == """
        name          lesson  reverse mode  central differences  relative error
        dL_dy[0, 0]  -0.5000       -0.5000              -0.5000               0
        dL_dy[0, 1]   2.0000        2.0000               2.0000               0
        dy_dW        shorthand, not a full derivative: dL_dW = dy_dW @ dL_dy
        dL_dW[0, 0]   0.2500       -0.2500              -0.2500         2.0e+00
        dL_dW[0, 1]  -1.0000        1.0000               1.0000         2.0e+00
        dL_dW[1, 0]  -0.1250        0.1250               0.1250         2.0e+00
        dL_dW[1, 1]   0.5000       -0.5000              -0.5000         2.0e+00
                     wrong: dL_dW is the negative of ∂L/∂W: the sign is wrong

        """)
  }

  @Test("says that a slope is one of a corner's, where it is not the middle one")
  func corner() throws {
    let code = "z = array([0.0, 1.0])\nh = maximum(0, z)\ndh_dz = where(z > 0, 1, 0)"
    #expect(
      try table(code, TerminalProfile(width: 80)) == """
        name      lesson  reverse mode  central differences  relative error
        dh_dz[0]  0.0000        0.5000               0.5000          corner
        dh_dz[1]  1.0000        1.0000               1.0000               0
                  at a corner any slope between those of its two sides is right; the
                  lesson chooses another than the one in the middle

        """)
  }

  @Test("fits the width, or becomes a list", arguments: [20, 40, 60, 80], [4, 12, 17])
  func width(width: Int, digits: Int) throws {
    let text = try table(code, TerminalProfile(width: width, digits: digits))
    let longest = text.split(separator: "\n").map(\.count).max() ?? 0
    // A number is never broken.
    #expect(longest <= max(width, "  central differences: ".count + digits + 3))
  }

  @Test("is a list of plain lines for a screen reader")
  func list() throws {
    #expect(
      try table(code, TerminalProfile(isLinear: true)).hasPrefix(
        """
        dL_dy[0, 0]
          lesson: -0.5000
          reverse mode: -0.5000
          central differences: -0.5000
        """))
  }

  @Test("shows of a long array what is furthest off")
  func long() throws {
    let text = try table(
      "W = arange(100) / 100\nL = sum(W ** 3)\ndL_dW = 3 * W ** 2 + where(W == 0.5, 1, 0)",
      TerminalProfile(width: 80))
    #expect(text.contains("dL_dW[50]"))
    #expect(text.contains("100 entries, 48 of them measured; these are the furthest off"))
  }
}
