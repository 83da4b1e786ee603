import Testing

@testable import Matrices

@Suite("Decimal text")
struct DecimalTextTests {
  @Test("fixed and scientific agree with C's %f and %e, but for the sign of a zero")
  func reference() throws {
    let lines = try Vectors.lines("formats.txt")
    #expect(lines.count > 1500)
    for line in lines {
      let value = try Vectors.double(line[0])
      let decimals = try Vectors.integer(line[1])
      #expect(fixed(value, decimals: decimals) == line[2])
      #expect(scientific(value, decimals: decimals) == line[3])
    }
  }

  @Test("a tie goes to the even digit, and only an exact tie is one")
  func ties() {
    #expect(fixed(0.125, decimals: 2) == "0.12")
    #expect(fixed(0.375, decimals: 2) == "0.38")
    #expect(fixed(2.675, decimals: 2) == "2.67")
    #expect(fixed(2.5, decimals: 0) == "2")
    #expect(fixed(-1.5, decimals: 0) == "-2")
  }

  @Test("a result of zeros only has no sign")
  func noNegativeZero() {
    #expect(fixed(-0.0, decimals: 2) == "0.00")
    #expect(fixed(-0.00004, decimals: 4) == "0.0000")
    #expect(fixed(-0.4, decimals: 0) == "0")
    #expect(scientific(-0.0, decimals: 1) == "0.0e+00")
  }

  @Test("numbers of every size have all their digits")
  func sizes() {
    #expect(fixed(1e22, decimals: 1) == "10000000000000000000000.0")
    #expect(fixed(.leastNonzeroMagnitude, decimals: 3) == "0.000")
    #expect(fixed(9.9996, decimals: 3) == "10.000")
    #expect(scientific(.leastNonzeroMagnitude, decimals: 2) == "4.94e-324")
    #expect(scientific(-2.3e10, decimals: 1) == "-2.3e+10")
    #expect(scientific(9.96e-6, decimals: 1) == "1.0e-05")
    #expect(scientific(7, decimals: 0) == "7e+00")
  }

  @Test("NaN and infinities are written as NumPy prints them")
  func nonFinite() {
    for text in [fixed(.nan, decimals: 2), scientific(-Double.nan, decimals: 2)] {
      #expect(text == "nan")
    }
    #expect(fixed(.infinity, decimals: 2) == "inf")
    #expect(scientific(-.infinity, decimals: 2) == "-inf")
  }
}
