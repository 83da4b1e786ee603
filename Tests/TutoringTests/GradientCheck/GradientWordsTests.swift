import Source
import Testing

@testable import Tutoring

@Suite("What is said of a wrong gradient")
struct GradientWordsTests {
  private static let network = """
    X = array([[0.7, -1.2], [0.3, 0.8], [-0.5, 0.4]])
    y = array([[0.5], [1.0], [-0.5]])
    W = array([[0.31, -0.42], [0.23, 0.64]])
    b = array([0.11, -0.23])
    v = array([[0.45], [-0.27]])
    c = 0.3
    lam = 0.05
    N = 3
    z = X @ W + b
    h = tanh(z)
    p = h @ v + c
    L = sum((p - y) ** 2) / N + lam * sum(abs(v))

    """
  private static let formulas = [
    ("dL_dp", "2 * (p - y) / N"), ("dL_dv", "h.T @ dL_dp + lam * sign(v)"),
    ("dL_dc", "sum(dL_dp)"), ("dL_dh", "dL_dp @ v.T"), ("dh_dz", "1 - h ** 2"),
    ("dL_dz", "dL_dh * dh_dz"), ("dL_dW", "X.T @ dL_dz"), ("dL_db", "sum(dL_dz, axis=0)"),
  ]

  /// The check with one formula changed.
  private func check(_ name: String, _ formula: String) throws -> GradientCheck {
    let lines = Self.formulas.map { "\($0) = \($0 == name ? formula : $1)" }
    return try gradientCheck(stage(Self.network + lines.joined(separator: "\n")))
  }

  @Test("nothing, where all are right")
  func right() throws {
    #expect(try check("", "").diagnostics.isEmpty)
    // One number is the same in every shape.
    #expect(try check("dL_dc", "sum(dL_dp, axis=0)").diagnostics.isEmpty)
    #expect(try check("dL_dc", "sum(dL_dp, keepdims=True)").diagnostics.isEmpty)
  }

  @Test(
    "the cause",
    arguments: [
      ("dL_dp", "2 * (p - y) * N", "it is multiplied by N instead of divided"),
      ("dL_dv", "h.T @ dL_dp", "the regularizer's term is missing, lam·sign(v)"),
      ("dL_dv", "h.T @ dL_dp - lam * sign(v)", "should be lam·sign(v): the sign is wrong"),
      ("dL_dv", "h.T @ dL_dp + lam * v", "should be lam·sign(v), and is made of v"),
      ("dL_dv", "h.T @ dL_dp + lam", "should be lam·sign(v), and is the same number"),
      ("dL_dc", "dL_dp", "it is not added up: one entry of c is used in several places"),
      ("dL_db", "dL_dz", "it is not added up: one entry of b is used in several places"),
      ("dL_db", "sum(dL_dz, axis=0, keepdims=True)", "right, but they are 1×2 and not 2 entries"),
      ("dL_dz", "dh_dz", "the factor dL_dh is missing, entry by entry"),
      ("dL_dz", "dL_dh / dh_dz", "it is divided by dh_dz instead of multiplied"),
      ("dL_dz", "dL_dh * dh_dz * h", "it is to be divided by h, entry by entry"),
      ("dL_dz", "dL_dh / (z - z)", "not every number in it is finite"),
    ])
  func cause(name: String, formula: String, words: String) throws {
    let check = try check(name, formula)
    let found = check.diagnostics
    #expect(check.fails)
    #expect(found.first?.severity == .error)
    #expect(found.first?.summary.contains(words) == true, "\(found)")
  }

  @Test(
    "what would be right, where the cause is not known",
    arguments: [
      ("dh_dz", "1 - h ** 3", "`1 - h ** 2` is ∂h/∂z"),
      ("dL_dz", "dL_dh + dh_dz", "`dL_dh * dh_dz` is ∂L/∂z"),
      ("dL_dW", "X.T @ dL_dz ** 3", "`X.T @ dL_dz` is ∂L/∂W"),
      ("dL_dh", "dL_dp @ v.T + h", "`dL_dp @ v.T` is ∂L/∂h"),
      ("dL_dp", "2 * (p + y) / N", "`2 * (p - y) / N` is ∂L/∂p"),
      ("dL_dc", "sum(dL_dp) + 1", "`sum(dL_dp)` is ∂L/∂c"),
      ("dL_db", "sum(dL_dz ** 2, axis=0)", "`sum(dL_dz, axis=0)` is ∂L/∂b"),
    ])
  func formula(name: String, formula: String, note: String) throws {
    let found = try check(name, formula).diagnostics
    #expect(found.first?.notes.contains(note) == true, "\(found)")
  }

  @Test("six digits of a number, rounded up or not")
  func digits() throws {
    let found = try check("dh_dz", "0.99999999 + 0 * h").diagnostics
    #expect(found[0].notes[0].contains("found 1.00000;"), "\(found[0].notes)")
  }

  @Test("a shape that does not fit is no corner")
  func shape() throws {
    let check = try gradientCheck(
      stage("w = array([1.0, 2.0])\nL = sum(w)\ndL_dw = 1"))
    #expect(
      check.diagnostics.map(\.summary) == [
        "`dL_dw` is a single number, and ∂L/∂w is 2 entries"
      ])
  }

  @Test("a mistake in one gradient does not make another's size uncertain")
  func sizes() throws {
    let code = """
      x = array([1.0, 2.0, 3.0])
      N = 3
      w = 1.5
      A = mean(abs(w * x - 2))
      B = mean((w * x - 2) ** 2)
      dA_dw = sum(sign(w * x - 2) * x) * N
      dB_dw = 2 * sum((w * x - 2) * x) / N
      """
    let check = try gradientCheck(stage(code))
    #expect(check.diagnostics.count == 1)
    #expect(check.diagnostics[0].summary.hasPrefix("`dA_dw` is "))
  }

  @Test("a derivative typed as a number is one for the lesson's own numbers")
  func typed() throws {
    let text = stage("x = 3.0\nf = 3 * x ** 2\ndf_dx = 18.0")
    let check = try gradientCheck(text)
    #expect(!check.fails)
    #expect(check.diagnostics.map(\.severity) == [.warning])
    let coincidence = try gradientCheck(stage("x = 3.0\nf = 3 * x ** 2\ndf_dx = 15.0 + x"))
    #expect(coincidence.fails)
  }
}
