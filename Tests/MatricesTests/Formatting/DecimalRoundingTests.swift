import Matrices
import TestSupport
import Testing

@Suite("Rounding to decimals")
struct DecimalRoundingTests {
  @Test(
    "A number is the one that its rounded digits say",
    arguments: [
      (0.125, 2), (0.135, 2), (2.675, 2), (-0.00001, 4), (1e300, 3), (-7.5, 0),
      (0.5, 0), (123_456_789.987654321, 6), (1.0 / 3, 15), (.leastNonzeroMagnitude, 15),
      (.infinity, 2), (-0.0, 3),
    ])
  func readsBackItsDigits(_ value: Double, _ decimals: Int) {
    let result = rounded(value, decimals: decimals)
    #expect(result == (value.isFinite ? Double(fixed(value, decimals: decimals)) : value))
    #expect(result != 0 || result.sign == .plus)
  }

  @Test("So is any number, near a tie or not")
  func randomNumbersReadBackTheirDigits() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let decimals = Int.random(in: 0...15, using: &generator)
      let digits = Double(Int.random(in: -999_999...999_999, using: &generator))
      let divisors = [1000, 2000, 1024, 3, 1e7]
      let value = digits / divisors[Int.random(in: 0..<5, using: &generator)]
      let once = rounded(value, decimals: decimals)
      #expect(once == Double(fixed(value, decimals: decimals)))
      #expect(rounded(once, decimals: decimals) == once)
    }
  }

  @Test(
    "on paper a half is rounded away from zero, whatever the nearest double is",
    arguments: [
      (0.325, 2, 0.33), (0.125, 2, 0.13), (0.105, 2, 0.11), (-0.105, 2, -0.11), (1.005, 2, 1.01),
      (2.5, 0, 3), (-0.5, 0, -1), (0.1 + 0.2 - 0.15, 1, 0.2), (0.3249, 2, 0.32), (0.3251, 2, 0.33),
      (0, 3, 0), (1e300, 2, 1e300), (123456.785, 2, 123456.79),
    ])
  func paper(_ value: Double, _ decimals: Int, _ expected: Double) {
    #expect(roundedOnPaper(value, decimals: decimals) == expected)
  }
}
