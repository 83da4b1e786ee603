import Matrices

// The derivative rules: one table, apart from the engine that applies them. A primitive that is
// added to the language does not compile until it has its rule here.
//
// A rule is a pullback (a vector-Jacobian product): given how the output reacts to the result of an
// instruction, its cotangent, how does it react to one of the operands?

/// An instruction at work: its operands, its result, and how the output reacts to that.
struct Pullback {
  let operation: Operation
  let operands: [NumericArray]
  let result: NumericArray
  /// As many numbers as the result has.
  let cotangent: [Double]
  /// The choice at ties.
  let ties: TieRule

  /// How the output reacts to the operand of that number.
  ///
  /// - Returns: as many numbers as the operand has, or as the result has if that is broadcast: the
  ///   engine adds up what one entry of the operand had become. Nil for a derivative that is zero
  ///   everywhere.
  func callAsFunction(to index: Int) -> [Double]? {
    switch operation {
    case .constant:
      return nil
    case .unary(let function):
      return scaled {
        function.slope(at: operands[0].elements[$0], value: result.elements[$0], ties: ties)
      }
    case .binary(let function):
      if function.givesTruth { return nil }
      let (x, y) = (stretched(0), stretched(1))
      return index == 0
        ? scaled { function.leftSlope(at: x($0), y($0), ties: ties) }
        : scaled { function.rightSlope(at: x($0), y($0), value: result.elements[$0], ties: ties) }
    case .select:
      if index == 0 { return nil }
      let condition = stretched(0)
      return scaled { (condition($0) != 0) == (index == 1) ? 1 : 0 }
    case .matmul:
      return matmul(to: index)
    case .transpose:
      return transposed(cotangent, rows: result.shape.rows, columns: result.shape.columns)
    case .reshape:
      return cotangent
    case .reduce(let reduction, let axis, _):
      return reduce(reduction, axis: axis)
    case .index(let rows, let columns):
      return index == 0 ? scatter(rows, columns) : nil
    case .stack:
      let length = operands[index].shape.count
      return Array(cotangent[index * length..<(index + 1) * length])
    case .concatenate(let axis):
      return piece(index, axis: axis)
    case .draw:
      // What was drawn stays as it was drawn, as in `Machine.recompute`.
      return nil
    }
  }

  // MARK: Entry by entry

  /// The cotangent times a slope in each entry.
  ///
  /// Where the output does not react to the result it does not react to the operand either, however
  /// steep the function: `where(x > 0, log(x), 0)` is flat at 0 although the logarithm is not.
  private func scaled(_ slope: (Int) -> Double) -> [Double] {
    cotangent.indices.map { cotangent[$0] == 0 ? 0 : cotangent[$0] * slope($0) }
  }

  /// The entry of an operand that meets the result's entry of a given number.
  private func stretched(_ operand: Int) -> (Int) -> Double {
    let array = operands[operand]
    if array.shape.count == result.shape.count { return { array.elements[$0] } }
    let strides = array.shape.strides(broadcastTo: result.shape)
    let columns = result.shape.columns
    return { array.elements[$0 / columns * strides.row + $0 % columns * strides.column] }
  }

  // MARK: Products

  /// The rule for C = A B: the cotangent of A is C's times Bᵀ, that of B is Aᵀ times C's.
  ///
  /// A vector is a row on the left and a column on the right.
  private func matmul(to index: Int) -> [Double] {
    let (left, right) = (operands[0], operands[1])
    let (rows, inner) = (left.shape.rows, left.shape.columns)
    let columns = right.shape.rank == 1 ? 1 : right.shape.columns
    let turned =
      index == 0
      ? transposed(right.elements, rows: inner, columns: columns)
      : transposed(left.elements, rows: rows, columns: inner)
    return index == 0
      ? product(cotangent, turned, rows: rows, inner: columns, columns: inner)
      : product(turned, cotangent, rows: inner, inner: rows, columns: columns)
  }

  // MARK: Many to one

  private func reduce(_ reduction: Reduction, axis: Int?) -> [Double]? {
    let operand = operands[0]
    let columns = operand.shape.columns
    /// The entry of the result that an entry went into.
    func target(_ index: Int) -> Int {
      guard let axis, operand.shape.rank == 2 else { return 0 }
      return axis == 0 ? index % columns : index / columns
    }
    let indices = operand.elements.indices
    switch reduction {
    case .sum:
      return indices.map { cotangent[target($0)] }
    case .mean:
      let count = Double(operand.shape.count / max(1, result.shape.count))
      return indices.map { cotangent[target($0)] / count }
    case .max, .min:
      // Those that tie for the extreme share its cotangent equally, or one of them has it.
      var winners = [[Int]](repeating: [], count: result.shape.count)
      for index in indices where operand.elements[index] == result.elements[target(index)] {
        winners[target(index)].append(index)
      }
      var pulled = [Double](repeating: 0, count: operand.shape.count)
      for (all, cotangent) in zip(winners, cotangent) {
        switch ties {
        case .shared: for index in all { pulled[index] = cotangent / Double(all.count) }
        case .first: if let index = all.first { pulled[index] = cotangent }
        case .last: if let index = all.last { pulled[index] = cotangent }
        }
      }
      return pulled
    case .argmax:
      return nil
    }
  }

  // MARK: Moving entries about

  /// Gives each picked entry's cotangent back to where it was picked; what is picked twice adds up.
  private func scatter(_ rows: AxisIndex, _ columns: AxisIndex) -> [Double] {
    // Indexing an array of positions, instead of values, says where each entry came from.
    var inputs = operands
    let array = operands[0]
    inputs[0] = NumericArray((0..<array.shape.count).map(Double.init), shape: array.shape)
    var sources = [Double](repeating: 0, count: cotangent.count)
    sources.withUnsafeMutableBufferPointer { buffer in
      withOperands(inputs) { _ = Kernels.index(rows, columns, $0, into: buffer) }
    }
    var gradient = [Double](repeating: 0, count: array.shape.count)
    for (source, reaction) in zip(sources, cotangent) { gradient[Int(source)] += reaction }
    return gradient
  }

  /// The part of the cotangent that belongs to one of the joined arrays.
  private func piece(_ index: Int, axis: Int) -> [Double] {
    let shape = operands[index].shape
    if axis == 0 {
      let start = operands[..<index].reduce(0) { $0 + $1.shape.count }
      return Array(cotangent[start..<start + shape.count])
    }
    let start = operands[..<index].reduce(0) { $0 + $1.shape.columns }
    return (0..<shape.rows).flatMap { row in
      let first = row * result.shape.columns + start
      return cotangent[first..<first + shape.columns]
    }
  }
}

/// A matrix's entries with rows and columns exchanged.
private func transposed(_ entries: [Double], rows: Int, columns: Int) -> [Double] {
  (0..<entries.count).map { entries[$0 % rows * columns + $0 / rows] }
}

private func product(
  _ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int
) -> [Double] {
  var result = [Double](repeating: 0, count: rows * columns)
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      result.withUnsafeMutableBufferPointer { c in
        guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
        Kernels.matmul(a, b, into: c, rows: rows, inner: inner, columns: columns)
      }
    }
  }
  return result
}

/// Lends arrays to a kernel.
private func withOperands(_ arrays: [NumericArray], _ body: ([Operand]) -> Void) {
  func lend(_ index: Int, _ operands: [Operand]) {
    guard index < arrays.count else { return body(operands) }
    arrays[index].elements.withUnsafeBufferPointer { entries in
      lend(index + 1, operands + [Operand(entries: entries, shape: arrays[index].shape)])
    }
  }
  lend(0, [])
}
