import Matrices

/// An array whose entries are intervals, row by row.
struct IntervalArray {
  let entries: [Interval]
  let shape: Shape

  /// Each entry with the one it meets in `other`, broadcast to `shape`.
  func combined(
    with other: IntervalArray, shape: Shape, _ body: (Interval, Interval) -> Interval
  ) -> [Interval] {
    if self.shape == shape, other.shape == shape {
      return entries.indices.map { body(entries[$0], other.entries[$0]) }
    }
    let (a, b) = (self.shape.strides(broadcastTo: shape), other.shape.strides(broadcastTo: shape))
    var result: [Interval] = []
    result.reserveCapacity(shape.count)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        result.append(
          body(
            entries[row * a.row + column * a.column],
            other.entries[row * b.row + column * b.column]))
      }
    }
    return result
  }

  /// Entries of `yes` where this condition holds, of `no` elsewhere, and of both where it is open.
  func selecting(_ yes: IntervalArray, _ no: IntervalArray, shape: Shape) -> [Interval] {
    func broadcast(_ array: IntervalArray) -> [Interval] {
      array.combined(with: self, shape: shape) { entry, _ in entry }
    }
    let conditions = combined(with: yes, shape: shape) { condition, _ in condition }
    let (first, second) = (broadcast(yes), broadcast(no))
    return conditions.indices.map { index in
      let condition = conditions[index]
      if condition.isSingle { return condition.low != 0 ? first[index] : second[index] }
      return .around(first[index].low, first[index].high, second[index].low, second[index].high)
    }
  }

  /// The matrix product.
  func matmul(_ other: IntervalArray) -> [Interval] {
    let (rows, inner) = (shape.rows, shape.columns)
    let columns = other.shape.rank == 1 ? 1 : other.shape.columns
    var result: [Interval] = []
    result.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = Interval(0)
        for index in 0..<inner {
          sum = sum + entries[row * inner + index] * other.entries[index * columns + column]
        }
        result.append(sum)
      }
    }
    return result
  }

  /// The entries with rows and columns exchanged.
  var transposed: [Interval] {
    (0..<shape.columns).flatMap { column in
      (0..<shape.rows).map { row in entries[row * shape.columns + column] }
    }
  }

  /// The reduction along an axis, or over everything.
  func reduced(_ reduction: Reduction, axis: Int?) -> [Interval] {
    groups(axis).map { group in
      switch reduction {
      case .sum: return group.reduce(Interval(0), +)
      case .mean: return group.reduce(Interval(0), +) / Interval(Double(group.count))
      case .max:
        return group.dropFirst().reduce(group[0]) { BinaryFunction.maximum.apply($0, $1) }
      case .min:
        return group.dropFirst().reduce(group[0]) { BinaryFunction.minimum.apply($0, $1) }
      case .argmax:
        let floor = group.map(\.low).max() ?? 0
        let candidates = group.indices.filter { group[$0].high >= floor }.map(Double.init)
        return Interval(candidates.min() ?? 0, candidates.max() ?? 0)
      }
    }
  }

  private func groups(_ axis: Int?) -> [[Interval]] {
    guard let axis, shape.rank == 2 else { return [entries] }
    let (rows, columns) = (shape.rows, shape.columns)
    if axis == 1 {
      return (0..<rows).map { Array(entries[$0 * columns..<($0 + 1) * columns]) }
    }
    return (0..<columns).map { column in
      (0..<rows).map { row in entries[row * columns + column] }
    }
  }
}
