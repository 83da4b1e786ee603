import Source
import Testing

@testable import Tutoring

@Suite("Slopes that are matrices, as softmax's")
struct CouplingTests {
  private static let softmax = """
    N = 2
    z = array([[0.3, -0.2, 0.9], [1.5, 0.1, -0.4]])
    Y = array([[0, 1, 0], [1, 0, 0]])
    p = exp(z) / sum(exp(z), axis=1, keepdims=True)
    L = -sum(Y * log(p)) / N
    dL_dp = -Y / p / N

    """
  private static let words =
    "each entry of `p`, a softmax, depends on every entry of its row of `z`, so that its slope is a "
    + "matrix for each row"

  private func diagnostics(_ formulas: String) throws -> [Diagnostic] {
    try gradientCheck(stage(Self.softmax + formulas)).diagnostics
  }

  @Test("the diagonal alone is a warning, with what to write instead")
  func diagonal() throws {
    let found = try diagnostics("dp_dz = p * (1 - p)")
    #expect(found.map(\.severity) == [.warning])
    #expect(found[0].summary == "`dp_dz` is no more than the diagonal of ∂p/∂z: \(Self.words)")
    #expect(
      found[0].notes == [
        "on the diagonal of that matrix stands `p * (1 - p)`, in row i and column j beside it "
          + "-p_i * p_j",
        "together with the loss it is simple: `dL_dz = (p - Y) / N`",
        "a name that claims no derivative, such as `slope_p`, is not checked",
      ])
  }

  @Test("what is made of the diagonal is wrong, and why is said")
  func chain() throws {
    let found = try diagnostics("dp_dz = p * (1 - p)\ndL_dz = dL_dp * dp_dz")
    #expect(found.map(\.severity) == [.warning, .error])
    #expect(
      found[1].summary
        == "`dL_dz` is not ∂L/∂z: no more than the diagonal of ∂p/∂z is used, but \(Self.words)")
  }

  @Test(
    "any other array in its place is an error with the same words, from which the rest follows",
    arguments: ["p", "1 - p", "p * (1 + p)", "-p * (1 - p)"])
  func others(formula: String) throws {
    let found = try diagnostics("dp_dz = \(formula)\ndL_dz = dL_dp * dp_dz")
    #expect(found.map(\.summary) == ["`dp_dz` is not ∂p/∂z: \(Self.words)"])
    #expect(found[0].notes.last == "`dL_dz` follows from it")
  }

  @Test("the way back that is advised without a loss is right")
  func advice() throws {
    let code = """
      z = array([[0.3, -0.2, 0.9], [1.5, 0.1, -0.4]])
      p = exp(z) / sum(exp(z), axis=1, keepdims=True)

      """
    let alone = try gradientCheck(stage(code + "dp_dz = p * (1 - p)")).diagnostics
    let way = "dL_dz = p * (dL_dp - sum(dL_dp * p, axis=1, keepdims=True))"
    #expect(alone.first?.notes.contains { $0.contains("`\(way)`") } == true)
    let check = try gradientCheck(
      stage(code + "L = sum(p ** 3)\ndL_dp = 3 * p ** 2\n" + way))
    #expect(check.diagnostics.isEmpty)
  }

  @Test(
    "softmax over columns, over a vector, and what is no softmax",
    arguments: [
      ("p = exp(z) / sum(exp(z), axis=0)", "every entry of its column of `z`", true),
      ("p = z / sum(z, axis=1, keepdims=True)", "every entry of its row of `z`", false),
      ("p = z / sum(z)", "every entry of `z`", false),
    ])
  func shapes(formula: String, words: String, isSoftmax: Bool) throws {
    let code = "z = array([[0.3, 1.2], [1.5, 0.1], [0.7, 0.4]])\n"
    let found = try gradientCheck(stage(code + formula + "\ndp_dz = 0.5 * p")).diagnostics
    #expect(found.count == 1)
    #expect(found.first?.summary.contains(words) == true, "\(found)")
    #expect(found.first?.summary.contains("a softmax") == isSoftmax)
    let vector = try gradientCheck(
      stage("z = array([0.3, 1.2, 0.5])\np = exp(z) / sum(exp(z))\ndp_dz = p * (1 - p)"))
    #expect(vector.diagnostics.first?.summary.contains("every entry of `z`, so that") == true)
  }

  @Test("of many rows the diagonal is recognized as well")
  func many() throws {
    let check = try gradientCheck(
      stage(
        """
        z = RandomState(1).randn(200, 10)
        p = exp(z) / sum(exp(z), axis=1, keepdims=True)
        dp_dz = p * (1 - p)
        """))
    #expect(check.derivatives.map(\.verdict) == [.diagonal])
  }
}
