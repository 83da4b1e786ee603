import Matrices

// Sums, means, extremes. Sums go in NumPy's order, so that they have NumPy's bits.

extension Kernels {
  static func reduce(
    _ reduction: Reduction, axis: Int?, _ operand: Operand,
    into result: UnsafeMutableBufferPointer<Double>
  ) {
    guard let axis, operand.shape.rank == 2 else {
      if !result.isEmpty { result[0] = reduceAll(reduction, operand.entries) }
      return
    }
    let (rows, columns) = (operand.shape.rows, operand.shape.columns)
    if axis == 1 {
      for row in 0..<rows {
        let entries = UnsafeBufferPointer(
          rebasing: operand.entries[row * columns..<(row + 1) * columns])
        result[row] = reduceAll(reduction, entries)
      }
    } else {
      reduceRows(reduction, operand.entries, rows: rows, columns: columns, into: result)
    }
  }

  private static func reduceAll(
    _ reduction: Reduction, _ entries: UnsafeBufferPointer<Double>
  ) -> Double {
    switch reduction {
    // A sum starts from 0, so that it is never a negative zero.
    case .sum:
      return 0 + pairwiseSum(entries)
    case .mean:
      return (0 + pairwiseSum(entries)) / Double(entries.count)
    case .max, .min:
      let function: BinaryFunction = reduction == .max ? .maximum : .minimum
      return entries.dropFirst().reduce(entries[0]) { function.apply($0, $1) }
    case .argmax:
      // The first of equals; a NaN wins over every number.
      var best = 0
      for index in entries.indices.dropFirst() {
        if entries[best].isNaN { break }
        if entries[index].isNaN || entries[index] > entries[best] { best = index }
      }
      return Double(best)
    }
  }

  /// Reduces down the columns, row after row.
  private static func reduceRows(
    _ reduction: Reduction, _ entries: UnsafeBufferPointer<Double>, rows: Int, columns: Int,
    into result: UnsafeMutableBufferPointer<Double>
  ) {
    switch reduction {
    case .sum, .mean:
      guard let source = entries.baseAddress, let sums = result.baseAddress else { return }
      sumOfRows(source, into: sums, rows: rows, columns: columns)
      for column in 0..<columns { result[column] += 0 }
      if reduction == .mean {
        for column in 0..<columns { result[column] /= Double(rows) }
      }
    case .max, .min:
      let function: BinaryFunction = reduction == .max ? .maximum : .minimum
      for column in 0..<columns { result[column] = entries[column] }
      for row in 1..<rows {
        for column in 0..<columns {
          result[column] = function.apply(result[column], entries[row * columns + column])
        }
      }
    case .argmax:
      for column in 0..<columns {
        var best = 0
        for row in 1..<rows {
          let (old, new) = (entries[best * columns + column], entries[row * columns + column])
          if old.isNaN { break }
          if new.isNaN || new > old { best = row }
        }
        result[column] = Double(best)
      }
    }
  }
}
