import Source
import Testing

@testable import Tutoring

@Suite("Slopes at a corner, and numbers that name a size")
struct CornerTests {
  private static let relu = """
    z = array([[0.0, 1.0], [-1.0, 0.0]])
    h = maximum(0, z)
    """

  @Test("a ReLU's slope at 0 may be that of either side or between, which is said once")
  func entrywise() throws {
    for slope in ["where(z > 0, 1, 0)", "z >= 0", "0.3 * (z == 0) + (z > 0)"] {
      let check = try gradientCheck(stage(Self.relu + "\ndh_dz = 1 * (\(slope))"))
      #expect(check.derivatives.map(\.verdict) == [.entrywise], "\(slope)")
      let found = check.diagnostics
      #expect(found.map(\.severity) == [.warning])
      #expect(
        found[0].summary
          == "∂h/∂z has a corner here: any value between the slopes of its two sides is right, and "
          + "`dh_dz` is one of them")
    }
    for slope in ["where(z >= 0, 2, 0)", "where(z > 0, 1, -1)", "where(z == 0, 1.5, z > 0)"] {
      let check = try gradientCheck(stage(Self.relu + "\ndh_dz = 1 * (\(slope))"))
      #expect(check.wrong.count == 1, "\(slope)")
    }
  }

  @Test("at a jump no slope is right")
  func jump() throws {
    let check = try gradientCheck(
      stage("z = array([0.0, 1.0])\nh = where(z > 0, 1, 0) + 0 * z\ndh_dz = 5 * (z == 0)"))
    #expect(check.wrong.count == 1)
  }

  @Test("the choice may be made in a Jacobian and in all that follows")
  func otherVerdicts() throws {
    let jacobian = try gradientCheck(
      stage("z = array([0.0, 1.0])\nh = abs(z)\ndh_dz = eye(2) * array([1.0, 1.0])"))
    #expect(jacobian.derivatives.map(\.verdict) == [.jacobian])
    #expect(jacobian.diagnostics.map(\.severity) == [.warning])
    // The sums are 0 whatever the weights are.
    let network = try gradientCheck(
      stage(
        """
        X = array([[0.0, 0.0], [1.0, 2.0]])
        W = array([[1.0, -1.0], [0.5, 1.5]])
        V = array([[1.0], [-2.0]])
        z = X @ W
        h = maximum(0, z)
        L = sum(h @ V)
        dL_dh = ones((2, 1)) @ V.T
        dh_dz = where(z > 0, 1, 0)
        dL_dz = dL_dh * dh_dz
        dL_dW = X.T @ dL_dz
        """))
    #expect(network.wrong.isEmpty)
    let found = network.diagnostics
    #expect(found.count == 1)
    #expect(found.first?.notes.last == "so is `dL_dz`")
  }

  @Test("a square of a ReLU is smooth at 0, and is measured there")
  func smooth() throws {
    let check = try gradientCheck(
      stage("z = array([0.0, 1.0])\nL = sum(maximum(0, z) ** 2)\ndL_dz = 2 * maximum(0, z)"))
    #expect(check.diagnostics.isEmpty)
  }

  private static let fit = """
    x = array([1.0, 2.0, 3.0])
    y = array([2.0, 3.0, 5.0])
    w = 1.5
    N = 3
    """

  @Test(
    "a number that names how many are averaged is not given other values",
    arguments: [
      "L = mean((w * x - y) ** 2)\ndL_dw = 2 * sum((w * x - y) * x) / N",
      "L = mean((w * x - y) ** 2) + w ** 2 / (2 * N)\n"
        + "dL_dw = 2 / N * sum((w * x - y) * x) + w / N",
      "L = mean((w * x - y) ** 2) / 2\ndL_dw = 1 / (2 * N) * 2 * sum((w * x - y) * x)",
    ])
  func sizeNames(formulas: String) throws {
    #expect(try gradientCheck(stage(Self.fit + "\n" + formulas)).diagnostics.isEmpty)
  }

  @Test(
    "a number that is more than the name of a size still is",
    arguments: [
      // It multiplies.
      "L = mean((w * x - y) ** 2)\ndL_dw = 2 * sum((w * x - y) * x) * N / 9",
      // Nothing is averaged.
      "L = sum((w * x - y) ** 2) / 3\ndL_dw = 2 * sum((w * x - y) * x) / N",
      // It says how much of the data there is.
      "L = mean((w * x - y)[:N - 1] ** 2)\ndL_dw = sum(((w * x - y) * x)[:N - 1]) * 3 / N",
    ])
  func otherNumbers(formulas: String) throws {
    let found = try gradientCheck(stage(Self.fit + "\n" + formulas)).diagnostics
    #expect(found.count == 1)
    #expect(found.first?.summary.contains("but not with N = ") == true)
  }
}
