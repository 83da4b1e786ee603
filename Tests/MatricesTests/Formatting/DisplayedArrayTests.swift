import Testing

@testable import Matrices

@Suite("Elision")
struct DisplayedArrayTests {
  private let format = NumberFormat(digits: 1)

  /// A matrix whose entry in row i and column j is 100 i + j.
  private func numbered(rows: Int, columns: Int) -> NumericArray {
    let elements = (0..<rows).flatMap { row in (0..<columns).map { Double(100 * row + $0) } }
    return NumericArray(elements, shape: .matrix(rows: rows, columns: columns))
  }

  @Test("arrays within the limits are shown whole")
  func whole() {
    let displayed = format.displayed(numbered(rows: 8, columns: 12))
    #expect(displayed.rows.count == 8 && displayed.rows[0].count == 12)
    #expect(displayed.elidedRow == nil && displayed.elidedColumn == nil)
    #expect(displayed.rows[7][11] == .entry("711", row: 7, column: 11))
  }

  @Test("a ninth row leaves the first three, an ellipsis and the last three")
  func longColumns() {
    let displayed = format.displayed(numbered(rows: 9, columns: 2))
    #expect(displayed.elidedRow == 3 && displayed.elidedColumn == nil)
    #expect(
      displayed.aligned == [
        ["  0", "  1"], ["100", "101"], ["200", "201"], ["  …", "  …"],
        ["600", "601"], ["700", "701"], ["800", "801"],
      ])
    #expect(displayed.rows[4][1] == .entry("601", row: 6, column: 1))
    #expect(displayed.rows[3] == [.ellipsis, .ellipsis])
  }

  @Test("a long vector is elided along its one row")
  func longRows() {
    let vector = NumericArray((0..<13).map(Double.init), shape: .vector(13))
    let displayed = format.displayed(vector)
    #expect(displayed.rows.map { $0.map(\.text) } == [["0", "1", "2", "…", "10", "11", "12"]])
    #expect(displayed.elidedColumn == 3)
  }

  @Test("the limits are parameters, and edges that cover the axis leave nothing out")
  func limits() {
    let matrix = numbered(rows: 5, columns: 5)
    let narrow = format.displayed(matrix, elision: Elision(rowLimit: 4, columnLimit: 4, edge: 1))
    let texts = narrow.rows.map { $0.map(\.text) }
    #expect(texts == [["0", "…", "4"], ["…", "…", "…"], ["400", "…", "404"]])
    let covered = format.displayed(matrix, elision: Elision(rowLimit: 4, columnLimit: 4, edge: 3))
    #expect(covered.rows.count == 5)
    #expect(format.displayed(numbered(rows: 300, columns: 1), elision: .none).rows.count == 300)
  }

  @Test("an entry has the same text whether or not others are left out")
  func style() {
    var matrix = numbered(rows: 9, columns: 1)
    matrix.elements[4] = 0.5
    #expect(format.displayed(matrix).rows[0][0].text == "0.0")
    #expect(format.displayed(matrix).rows[0][0].text == format.table(matrix)[0][0])
  }
}
