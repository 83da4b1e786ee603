/// When an array is too long to be shown whole, and how much of it is shown then.
public struct Elision: Hashable, Sendable {
  /// The most rows that are shown without an ellipsis.
  public var rowLimit: Int
  /// The most columns that are shown without an ellipsis.
  public var columnLimit: Int
  /// How many rows or columns remain on either side of an ellipsis.
  public var edge: Int

  /// Creates limits; an axis is never elided when its two edges would cover it.
  public init(rowLimit: Int = 8, columnLimit: Int = 12, edge: Int = 3) {
    precondition(edge >= 0)
    self.rowLimit = rowLimit
    self.columnLimit = columnLimit
    self.edge = edge
  }

  /// No elision: every entry is shown.
  public static let none = Elision(rowLimit: .max, columnLimit: .max)

  /// The indices that are shown of so many, nil standing for those left out.
  func shownIndices(of count: Int, limit: Int) -> [Int?] {
    guard count > limit, edge < (count + 1) / 2 else { return Array(0..<count) }
    return (0..<edge).map { $0 } + [nil] + (count - edge..<count).map { $0 }
  }
}

/// An array made ready for showing: texts and ellipses in rows, nothing of any output format.
public struct DisplayedArray: Hashable, Sendable {
  /// One place of the array on the page.
  public enum Cell: Hashable, Sendable {
    /// An entry's text, and its place in the whole array.
    case entry(String, row: Int, column: Int)
    /// One or more entries left out.
    case ellipsis

    /// The text to show, `…` for an ellipsis.
    public var text: String {
      switch self {
      case .entry(let text, _, _): text
      case .ellipsis: "…"
      }
    }
  }

  /// The cells row by row, each row of the same length; an elided row is one of ellipses only.
  public let rows: [[Cell]]
  /// The index in `rows` of the row that stands for those left out.
  public let elidedRow: Int?
  /// The index within each row of the cell that stands for the columns left out.
  public let elidedColumn: Int?

  /// The texts with the entries of each column padded to one width, decimal points in line.
  public var aligned: [[String]] {
    alignedOnPoints(rows.map { $0.map(\.text) })
  }
}

extension NumberFormat {
  /// The array with its long axes elided.
  ///
  /// The entries are written in the style of the whole array, so that the text of an entry is the
  /// same whether or not others are left out.
  public func displayed(
    _ array: NumericArray, elision: Elision = Elision()
  ) -> DisplayedArray {
    let style = style(of: array)
    let rows = elision.shownIndices(of: array.shape.rows, limit: elision.rowLimit)
    let columns = elision.shownIndices(of: array.shape.columns, limit: elision.columnLimit)
    let cells = rows.map { row in
      columns.map { column -> DisplayedArray.Cell in
        guard let row, let column else { return .ellipsis }
        let text = string(array[row, column], style: style)
        return .entry(text, row: row, column: column)
      }
    }
    return DisplayedArray(
      rows: cells, elidedRow: rows.firstIndex(of: nil), elidedColumn: columns.firstIndex(of: nil))
  }
}
