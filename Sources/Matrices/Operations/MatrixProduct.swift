extension Kernels {
  /// The matrix product c = a b.
  ///
  /// Each entry is 0 + a₀b₀ + a₁b₁ + …, from left to right, one rounding for each product and one
  /// for each sum.
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
    let left = LeftFactor(entries: a, rows: rows, inner: inner, rowStride: inner, innerStride: 1)
    multiply(left, b, into: c, columns: columns)
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
    let left = LeftFactor(entries: a, rows: rows, inner: inner, rowStride: 1, innerStride: rows)
    multiply(left, b, into: c, columns: columns)
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

  /// A left factor, transposed in memory or not.
  private struct LeftFactor {
    let entries: UnsafePointer<Double>
    let rows: Int
    let inner: Int
    let rowStride: Int
    let innerStride: Int
  }

  /// Multiplies in strips of columns as wide as they come: 4, 2 and 1.
  @inline(__always)
  private static func multiply(
    _ a: LeftFactor, _ b: UnsafePointer<Double>, into c: UnsafeMutablePointer<Double>, columns: Int
  ) {
    var column = 0
    while column &+ 4 <= columns {
      strip(a, b + column, into: c + column, columns: columns, as: SIMD4<Double>.self)
      column &+= 4
    }
    if columns & 2 != 0 {
      strip(a, b + column, into: c + column, columns: columns, as: SIMD2<Double>.self)
      column &+= 2
    }
    if columns & 1 != 0 {
      strip(a, b + column, into: c + column, columns: columns, as: Double.self)
    }
  }

  /// The columns of the product that fit in one vector, four rows at a time.
  ///
  /// The sums stay in registers, and the four rows' chains of additions overlap. That changes
  /// which entries are computed together, not the order of the operations within an entry.
  @inline(__always)
  private static func strip<Vector: Lanes>(
    _ a: LeftFactor, _ b: UnsafePointer<Double>, into c: UnsafeMutablePointer<Double>,
    columns: Int, as type: Vector.Type
  ) {
    var row = 0
    while row &+ 4 <= a.rows {
      var sums = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
      var entry = a.entries + row &* a.rowStride
      var other = b
      for _ in 0..<a.inner {
        let lanes = Vector.load(other)
        sums.0 = sums.0.adding(entry[0], times: lanes)
        sums.1 = sums.1.adding(entry[a.rowStride], times: lanes)
        sums.2 = sums.2.adding(entry[2 &* a.rowStride], times: lanes)
        sums.3 = sums.3.adding(entry[3 &* a.rowStride], times: lanes)
        entry += a.innerStride
        other += columns
      }
      let result = c + row &* columns
      sums.0.store(result)
      sums.1.store(result + columns)
      sums.2.store(result + 2 &* columns)
      sums.3.store(result + 3 &* columns)
      row &+= 4
    }
    while row < a.rows {
      var sum = Vector.zero
      var entry = a.entries + row &* a.rowStride
      var other = b
      for _ in 0..<a.inner {
        sum = sum.adding(entry[0], times: Vector.load(other))
        entry += a.innerStride
        other += columns
      }
      sum.store(c + row &* columns)
      row &+= 1
    }
  }
}
