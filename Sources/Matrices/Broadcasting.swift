extension Shape {
  /// The shape that arrays of this shape and of `other` have together under NumPy's broadcasting,
  /// or nil if they cannot be combined.
  ///
  /// Axes are matched from the last; two sizes agree if they are equal or one of them is 1.
  public func broadcast(with other: Shape) -> Shape? {
    let long = rank >= other.rank ? sizes : other.sizes
    let short = rank >= other.rank ? other.sizes : sizes
    var result = long
    for (distance, size) in short.reversed().enumerated() {
      let axis = long.count - 1 - distance
      if long[axis] == 1 {
        result[axis] = size
      } else if size != 1, size != long[axis] {
        return nil
      }
    }
    return Shape(sizes: result)
  }

  /// How to walk an array of this shape while walking a result of shape `result` row by row: the
  /// steps, in entries, from one row to the next and from one column to the next.
  ///
  /// An axis that is stretched has step 0.
  public func strides(broadcastTo result: Shape) -> (row: Int, column: Int) {
    (
      row: rows == 1 && result.rows != 1 ? 0 : columns,
      column: columns == 1 && result.columns != 1 ? 0 : 1
    )
  }
}
