import Matrices

// Reverse mode: one walk back along the program, from an output to what it was computed from. It
// carries the output's derivative by every value on the way, and knows nothing of any particular
// operation.

extension Machine {
  /// The derivative of `output` by each of `inputs`: arrays of the inputs' shapes.
  ///
  /// An output of several entries is first contracted to one number, the sum of its entries each
  /// times its `seed`: the result is the vector-Jacobian product. For what is chosen at corners and
  /// jumps, see `UnaryFunction.slope(at:value:ties:)`.
  ///
  /// - Parameters:
  ///   - output: A value that has been computed.
  ///   - inputs: The values by which to differentiate. One may be computed from another; each gets
  ///     its total derivative.
  ///   - seed: An array of the output's shape; ones if it is not given.
  ///   - ties: Which slope is taken where operands of `maximum` and the like are equal.
  /// - Returns: An array for each of `inputs`, in their order.
  public func gradient(
    of output: Slot, along inputs: [Slot], seed: NumericArray? = nil, ties: TieRule = .shared
  ) -> [NumericArray] {
    let ones = Array(repeating: 1.0, count: program.type(of: output).shape.count)
    var cotangents: [Slot: [Double]] = [output: seed?.elements ?? ones]
    let path = program.path(from: inputs, to: output)
    let starts = Set(inputs)
    let active = starts.union(path.map { program.instructions[$0].result })
    // An input on the way to another is walked through as well.
    let ends = inputs.map(\.index).filter { $0 <= output.index }
    for index in Set(path).union(ends).sorted(by: >) {
      let instruction = program.instructions[index]
      guard let cotangent = cotangents[instruction.result],
        instruction.operands.contains(where: active.contains)
      else { continue }
      let pullback = Pullback(
        operation: instruction.operation, operands: instruction.operands.map { value(of: $0) },
        result: value(of: instruction.result), cotangent: cotangent, ties: ties)
      for (number, operand) in instruction.operands.enumerated() where active.contains(operand) {
        guard let pulled = pullback(to: number) else { continue }
        let share = unbroadcast(
          pulled, from: pullback.result.shape, to: program.type(of: operand).shape)
        if let sum = cotangents[operand] {
          cotangents[operand] = zip(sum, share).map { $0 + $1 }
        } else {
          cotangents[operand] = share
        }
      }
    }
    return inputs.map { input in
      let shape = program.type(of: input).shape
      return NumericArray(
        cotangents[input] ?? Array(repeating: 0, count: shape.count), shape: shape)
    }
  }
}

/// Adds up what each entry of an operand had become when it was stretched to the result's shape.
private func unbroadcast(_ entries: [Double], from result: Shape, to operand: Shape) -> [Double] {
  guard entries.count != operand.count else { return entries }
  let strides = operand.strides(broadcastTo: result)
  var sums = [Double](repeating: 0, count: operand.count)
  var position = 0
  for row in 0..<result.rows {
    for column in 0..<result.columns {
      sums[row * strides.row + column * strides.column] += entries[position]
      position += 1
    }
  }
  return sums
}
