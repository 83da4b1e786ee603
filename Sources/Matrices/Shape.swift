/// The shape of an array of rank 0, 1 or 2.
public enum Shape: Hashable, Sendable {
  /// A single number.
  case scalar
  /// A vector with so many entries.
  case vector(Int)
  /// A matrix with so many rows and columns.
  case matrix(rows: Int, columns: Int)

  /// The number of axes: 0, 1 or 2.
  public var rank: Int {
    switch self {
    case .scalar: 0
    case .vector: 1
    case .matrix: 2
    }
  }

  /// The number of entries.
  public var count: Int {
    switch self {
    case .scalar: 1
    case .vector(let count): count
    case .matrix(let rows, let columns): rows * columns
    }
  }

  /// The size along each axis, as NumPy's `shape` has it.
  public var sizes: [Int] {
    switch self {
    case .scalar: []
    case .vector(let count): [count]
    case .matrix(let rows, let columns): [rows, columns]
    }
  }

  /// The shape with the given size along each axis, or nil for more than two axes.
  public init?(sizes: [Int]) {
    switch sizes.count {
    case 0: self = .scalar
    case 1: self = .vector(sizes[0])
    case 2: self = .matrix(rows: sizes[0], columns: sizes[1])
    default: return nil
    }
  }

  /// The number of rows when the array is laid out on a page: a vector is one row.
  public var rows: Int { if case .matrix(let rows, _) = self { rows } else { 1 } }

  /// The number of columns when the array is laid out on a page.
  public var columns: Int {
    switch self {
    case .scalar: 1
    case .vector(let count): count
    case .matrix(_, let columns): columns
    }
  }
}

extension Shape: CustomStringConvertible {
  /// The shape as people write it: `1×3`, `3 entries`, `a single number`.
  public var description: String {
    switch self {
    case .scalar: "a single number"
    case .vector(let count): count == 1 ? "1 entry" : "\(count) entries"
    case .matrix(let rows, let columns): "\(rows)×\(columns)"
    }
  }
}
