import Testing

@testable import Matrices

@Suite("Number format")
struct NumberFormatTests {
  private let format = NumberFormat()

  private func vector(_ elements: [Double], kind: ElementKind = .real) -> NumericArray {
    NumericArray(elements, shape: .vector(elements.count), kind: kind)
  }

  @Test("real entries have the same decimals throughout an array, a zero too")
  func fixedDecimals() {
    #expect(format.table(vector([1.76405, 0, -3])) == [["1.7640", "0.0000", "-3.0000"]])
    #expect(NumberFormat(digits: 2).table(vector([0.5, 12])) == [["0.50", "12.00"]])
  }

  @Test("an entry that would look like zero but is not is shown in scientific notation")
  func tinyEntries() {
    #expect(format.table(vector([1e-5, -0.00004, 0.5])) == [["1.0e-05", "-4.0e-05", "0.5000"]])
    #expect(format.string(0.00006, kind: .real) == "0.0001")
    #expect(format.string(.leastNonzeroMagnitude, kind: .real) == "4.9e-324")
    #expect(NumberFormat(digits: 0).string(0.25, kind: .real) == "2.5e-01")
  }

  @Test("entries of 10⁹ or more are shown in scientific notation, the others as ever")
  func hugeEntries() {
    let table = format.table(vector([2.5e10, 0.5, -1e9]))
    #expect(table == [["2.5000e+10", "0.5000", "-1.0000e+09"]])
    #expect(format.string(999_999_999.5, kind: .real) == "999999999.5000")
  }

  @Test("an array of exact whole numbers has no points")
  func wholeNumbers() {
    #expect(format.table(vector([1, 0, -0.0, -12])) == [["1", "0", "0", "-12"]])
    #expect(format.table(vector([1e12])) == [["1000000000000"]])
    #expect(format.table(vector([1e15])) == [["1.0000e+15"]])
    #expect(format.table(vector([1, .nan])) == [["1.0000", "nan"]])
    #expect(format.table(vector([3, 0x1p40], kind: .integer)) == [["3", "1099511627776"]])
  }

  @Test("truth values, NaN and infinities are written as NumPy prints them")
  func specialEntries() {
    #expect(format.table(vector([0, 1], kind: .boolean)) == [["False", "True"]])
    #expect(format.table(vector([.nan, .infinity, -.infinity])) == [["nan", "inf", "-inf"]])
  }

  @Test("a matrix is a table of its rows; a scalar and a vector are one row")
  func shapes() {
    let matrix = NumericArray([1, 2, 3, 4, 5, 6], shape: .matrix(rows: 3, columns: 2))
    #expect(format.table(matrix) == [["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(format.table(NumericArray(0.5)) == [["0.5000"]])
    #expect(format.table(NumericArray([], shape: .matrix(rows: 0, columns: 3))) == [])
    #expect(format.string(of: matrix, row: 2, column: 1) == "6")
  }

  @Test("alignment puts the points of each column in line")
  func alignment() {
    let matrix = NumericArray(
      [-10.5, 1e-5, .nan, 2, 3.25, -0.5], shape: .matrix(rows: 3, columns: 2))
    #expect(
      format.aligned(matrix) == [
        ["-10.5000", " 1.0e-05"],
        ["nan     ", " 2.0000 "],
        ["  3.2500", "-0.5000 "],
      ])
    #expect(alignedOnPoints([]) == [])
  }
}
