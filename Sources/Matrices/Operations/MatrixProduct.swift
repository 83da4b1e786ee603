extension Kernels {
  /// The matrix product c = a b.
  ///
  /// Each entry is 0 + a₀b₀ + a₁b₁ + …, from left to right, one rounding for each product and one
  /// for each sum. The loops over rows, inner index and columns are nested so that the innermost
  /// one runs along rows of b and c, where neighbours are independent.
  ///
  /// - Parameters:
  ///   - a: rows × inner numbers, row by row.
  ///   - b: inner × columns numbers, row by row.
  ///   - c: Where the rows × columns numbers of the product go; not overlapping `a` or `b`.
  ///   - rows: The rows of a and c.
  ///   - inner: The columns of a and rows of b.
  ///   - columns: The columns of b and c.
  public static func matmul(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int
  ) {
    for row in 0..<rows {
      let result = c + row &* columns
      result.update(repeating: 0, count: columns)
      for index in 0..<inner {
        addScaled(a[row &* inner &+ index], b + index &* columns, to: result, count: columns)
      }
    }
  }

  /// The matrix product c = aᵀ b with a as it stands, not transposed in memory.
  ///
  /// Each entry has the order of operations of `matmul` with a transposed copy of a.
  ///
  /// - Parameters:
  ///   - a: inner × rows numbers, row by row.
  ///   - b: inner × columns numbers, row by row.
  ///   - c: Where the rows × columns numbers of the product go; not overlapping `a` or `b`.
  ///   - rows: The columns of a, rows of c.
  ///   - inner: The rows of a and b.
  ///   - columns: The columns of b and c.
  public static func matmul(
    transposed a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int
  ) {
    c.update(repeating: 0, count: rows &* columns)
    for index in 0..<inner {
      for row in 0..<rows {
        addScaled(
          a[index &* rows &+ row], b + index &* columns, to: c + row &* columns, count: columns)
      }
    }
  }

  /// The transposed matrix.
  ///
  /// - Parameters:
  ///   - a: rows × columns numbers, row by row.
  ///   - result: Where the columns × rows numbers go; not overlapping `a`.
  ///   - rows: The rows of a.
  ///   - columns: The columns of a.
  public static func transpose(
    _ a: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    for column in 0..<columns {
      for row in 0..<rows { result[column &* rows &+ row] = a[row &* columns &+ column] }
    }
  }

  /// Adds a multiple of one row to another.
  @inline(__always)
  private static func addScaled(
    _ factor: Double, _ row: UnsafePointer<Double>,
    to result: UnsafeMutablePointer<Double>, count: Int
  ) {
    for index in 0..<count { result[index] += factor * row[index] }
  }
}
