import Matrices

extension Formula {
  /// The formula of a value, in the digits that are shown, long axes elided.
  init(value: NumericArray, digits: Int) {
    let format = NumberFormat(digits: digits)
    guard value.shape != .scalar else {
      self = .number(format.string(of: value, row: 0, column: 0))
      return
    }
    let displayed = format.displayed(value)
    let rows = displayed.rows.map { row in
      row.map { cell -> Formula in
        switch cell {
        case .entry(let text, _, _): .number(text)
        case .ellipsis: .ellipsis
        }
      }
    }
    let isElided = displayed.elidedRow != nil || displayed.elidedColumn != nil
    self = .matrix(Matrix(rows: rows, isElided: isElided))
  }
}
