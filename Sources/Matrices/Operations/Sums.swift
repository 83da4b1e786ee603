extension Kernels {
  /// The sum of a buffer's entries; NumPy's `sum` of a contiguous array, to the last bit.
  ///
  /// Sums of halves, down to blocks of at most 128 entries that are added up by eight accumulators:
  /// the rounding error grows with the logarithm of the count, and the eight are independent.
  public static func pairwiseSum(_ entries: UnsafeBufferPointer<Double>) -> Double {
    guard let base = entries.baseAddress else { return 0 }
    return pairwiseSum(base, count: entries.count, stride: 1)
  }

  /// The sum of `count` entries that stand `stride` places apart, in the same order.
  public static func pairwiseSum(
    _ entries: UnsafePointer<Double>, count: Int, stride: Int
  ) -> Double {
    if count == 0 { return 0 }
    if count > 128 {
      let half = (count / 2) & ~7
      return pairwiseSum(entries, count: half, stride: stride)
        + pairwiseSum(entries + half * stride, count: count - half, stride: stride)
    }
    return stride == 1
      ? blockSum(entries, count: count, stride: 1)
      : blockSum(entries, count: count, stride: stride)
  }

  /// The sum of 1 to 128 entries.
  @inline(__always)
  private static func blockSum(
    _ entries: UnsafePointer<Double>, count: Int, stride: Int
  ) -> Double {
    let wholeEights = count & ~7
    var sum: Double
    if wholeEights == 0 {
      // Minus zero is the one number that adds nothing even to minus zero.
      sum = -0.0
    } else {
      var accumulators = eight(entries, stride: stride)
      var index = 8
      while index < wholeEights {
        accumulators += eight(entries + index &* stride, stride: stride)
        index &+= 8
      }
      let pairs = accumulators.evenHalf + accumulators.oddHalf
      let fours = pairs.evenHalf + pairs.oddHalf
      sum = fours[0] + fours[1]
    }
    for index in wholeEights..<count { sum += entries[index &* stride] }
    return sum
  }

  /// Eight entries from the given place on.
  @inline(__always)
  private static func eight(_ entries: UnsafePointer<Double>, stride: Int) -> SIMD8<Double> {
    SIMD8(
      entries[0], entries[stride], entries[2 &* stride], entries[3 &* stride],
      entries[4 &* stride], entries[5 &* stride], entries[6 &* stride], entries[7 &* stride])
  }

  /// The sum of each column of a matrix; NumPy's `sum(axis=0)`.
  ///
  /// Row after row is added, but a single column is summed pairwise, as NumPy does.
  ///
  /// - Parameters:
  ///   - entries: rows × columns numbers, row by row.
  ///   - sums: Where the sums go, one for each column; not overlapping `entries`.
  ///   - rows: The number of rows.
  ///   - columns: The number of columns.
  public static func sumOfRows(
    _ entries: UnsafePointer<Double>, into sums: UnsafeMutablePointer<Double>,
    rows: Int, columns: Int
  ) {
    if columns == 1 {
      sums[0] = pairwiseSum(entries, count: rows, stride: 1)
      return
    }
    for column in 0..<columns { sums[column] = rows == 0 ? 0 : entries[column] }
    for row in stride(from: 1, to: rows, by: 1) {
      let start = entries + row * columns
      for column in 0..<columns { sums[column] += start[column] }
    }
  }
}
