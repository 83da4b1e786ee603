import Foundation
import Testing

@testable import Matrices

@Suite("Powers")
struct PowerTests {
  @Test("within 2 ulp of the true value, over the whole range")
  func accuracy() throws {
    let lines = try Vectors.lines("powers.txt")
    #expect(lines.count > 1500)
    var worst = 0
    for words in lines {
      let (base, exponent) = (try Vectors.double(words[0]), try Vectors.double(words[1]))
      let expected = try Vectors.double(words[2])
      let actual = ElementaryFunctions.power(base, exponent)
      let distance = distance(expected, actual)
      worst = max(worst, distance)
      if distance > 2 {
        Issue.record("\(base) ** \(exponent) is \(expected), not \(actual): \(distance) ulp")
      }
    }
    #expect(worst <= 2)
  }

  @Test("whole powers of whole numbers are exact below 2⁵³")
  func exactness() {
    for base in -100...100 {
      var product = 1
      for count in 0... {
        #expect(ElementaryFunctions.power(Double(base), Double(count)) == Double(product))
        let (next, overflow) = product.multipliedReportingOverflow(by: base)
        guard count < 60, !overflow, next.magnitude < 1 << 53 else { break }
        product = next
      }
    }
  }

  @Test("the special values are those of IEEE 754")
  func specialValues() {
    let infinity = Double.infinity
    let nan = Double.nan
    let cases: [(base: Double, exponent: Double, power: Double)] = [
      (nan, 0, 1), (nan, -0.0, 1), (infinity, 0, 1), (0, 0, 1), (-0.0, 0, 1), (-3, -0.0, 1),
      (1, nan, 1), (1, infinity, 1), (1, -infinity, 1), (nan, 1, nan), (2, nan, nan),
      (-1, nan, nan), (nan, infinity, nan), (-1, infinity, 1), (-1, -infinity, 1),
      (0, -1, infinity), (-0.0, -1, -infinity), (0, -2, infinity), (-0.0, -2, infinity),
      (-0.0, -3, -infinity), (-0.0, -0.5, infinity), (0, -infinity, infinity),
      (-0.0, -infinity, infinity), (0, 3, 0), (-0.0, 3, -0.0), (-0.0, 2, 0), (-0.0, 0.5, 0),
      (-0.0, 2.5, 0), (0, infinity, 0), (-0.0, infinity, 0), (0.5, infinity, 0),
      (0.5, -infinity, infinity), (2, infinity, infinity), (2, -infinity, 0),
      (-2, infinity, infinity),
      (-0.5, infinity, 0), (-0.5, -infinity, infinity), (infinity, 2, infinity),
      (infinity, -2, 0), (infinity, 0.5, infinity), (infinity, -0.5, 0), (-infinity, 3, -infinity),
      (-infinity, 2, infinity), (-infinity, 2.5, infinity), (-infinity, 0.5, infinity),
      (-infinity, -3, -0.0), (-infinity, -2, 0), (-infinity, -2.5, 0),
      (infinity, infinity, infinity),
      (-infinity, -infinity, 0), (-8, 0.5, nan), (-8, 1.0 / 3, nan), (-8, -2.5, nan),
      (-2, 0x1p53, infinity), (-2, 0x1.fffffffffffffp52, -infinity),
      (-2, -0x1.fffffffffffffp52, -0.0),
      (-1, 0x1.fffffffffffffp52, -1), (-1, 65, -1), (-1, 1e300, 1), (-1, 64, 1),
    ]
    for (base, exponent, power) in cases {
      let actual = ElementaryFunctions.power(base, exponent)
      let agrees = power.isNaN ? actual.isNaN : power.bitPattern == actual.bitPattern
      #expect(agrees, "\(base) ** \(exponent) is \(power), not \(actual)")
    }
  }

  @Test("a square and a cube are the products that people compute")
  func products() {
    for x in stride(from: -3.7, through: 3.7, by: 0.1) {
      #expect(ElementaryFunctions.power(x, 2) == x * x)
      #expect(ElementaryFunctions.power(x, 3) == x * x * x)
    }
  }

  /// How many doubles lie between the two.
  private func distance(_ one: Double, _ other: Double) -> Int {
    func position(_ number: Double) -> Int {
      let magnitude = Int(number.magnitude.bitPattern)
      return number.sign == .minus ? -magnitude : magnitude
    }
    let (difference, overflow) = position(one).subtractingReportingOverflow(position(other))
    return overflow || one.isNaN != other.isNaN ? .max : abs(difference)
  }
}
