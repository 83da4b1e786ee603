import Testing

@testable import Matrices

@Suite("Elementary functions")
struct ElementaryFunctionsTests {
  private static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": { ElementaryFunctions.exp($0) },
    "log": { ElementaryFunctions.log($0) },
    "tanh": { ElementaryFunctions.tanh($0) },
  ]

  /// Compares with correctly rounded results, and bounds the share of results that are not.
  ///
  /// A fifth of the points were searched for because they are hard to round.
  @Test(
    "are within 1 ulp of the true value, and mostly the nearest double",
    arguments: [("exp", 0.12), ("log", 0.01), ("tanh", 0.06)])
  func accuracy(name: String, mayMiss: Double) throws {
    let function = try #require(Self.functions[name])
    let points = try Vectors.lines("elementary.txt").filter { $0[0] == name }
    #expect(points.count > 2000)

    var missed = 0
    for point in points {
      let argument = try Vectors.double(point[1])
      let expected = try Vectors.double(point[2])
      let result = function(argument)
      if result.bitPattern == expected.bitPattern { continue }
      missed += 1
      #expect(
        result == expected.nextUp || result == expected.nextDown,
        "\(name)(\(argument)) is \(result), not \(expected)")
    }
    #expect(Double(missed) <= mayMiss * Double(points.count), "\(missed) of \(points.count)")
  }

  @Test("exp: zeros, infinities, NaN and both ends of the range")
  func exponentialOfSpecialValues() {
    let exp = ElementaryFunctions.exp
    #expect(exp(0) == 1 && exp(-0.0) == 1)
    #expect(exp(.infinity) == .infinity)
    #expect(exp(-.infinity) == 0 && exp(-.infinity).sign == .plus)
    #expect(exp(.nan).isNaN && exp(-Double.nan).isNaN)
    #expect(exp(0x1.62e42fefa39efp+9).isFinite)
    #expect(exp(0x1.62e42fefa39f0p+9) == .infinity)
    #expect(exp(1e308) == .infinity)
    #expect(exp(-0x1.74910d52d3051p+9) == .leastNonzeroMagnitude)
    #expect(exp(-0x1.74910d52d3052p+9) == 0)
    #expect(exp(-1e308) == 0)
    #expect(exp(.leastNonzeroMagnitude) == 1)
  }

  @Test("log: zeros, negative numbers, infinities and NaN")
  func logarithmOfSpecialValues() {
    let log = ElementaryFunctions.log
    #expect(log(1) == 0 && log(1).sign == .plus)
    #expect(log(0) == -.infinity && log(-0.0) == -.infinity)
    #expect(log(-1).isNaN && log(-.infinity).isNaN && log(-.leastNonzeroMagnitude).isNaN)
    #expect(log(.infinity) == .infinity)
    #expect(log(.nan).isNaN)
    #expect(log(2) == 0x1.62e42fefa39efp-1)
    #expect(log(.leastNonzeroMagnitude) == -0x1.74385446d71c3p+9)
    #expect(log(.greatestFiniteMagnitude) == 0x1.62e42fefa39efp+9)
  }

  @Test("tanh: signed zeros, infinities, NaN, and ±1 far out")
  func hyperbolicTangentOfSpecialValues() {
    let tanh = ElementaryFunctions.tanh
    #expect(tanh(0) == 0 && tanh(0).sign == .plus)
    #expect(tanh(-0.0) == 0 && tanh(-0.0).sign == .minus)
    #expect(tanh(.infinity) == 1 && tanh(-.infinity) == -1)
    #expect(tanh(.nan).isNaN)
    #expect(tanh(20) == 1 && tanh(-1e308) == -1)
    #expect(tanh(.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
    #expect(tanh(-0.625) == -tanh(0.625))
  }
}
