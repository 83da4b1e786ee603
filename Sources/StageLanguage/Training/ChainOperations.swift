import Matrices

internal import CKernels

/// One operation of a chain: what a kernel does to the entries of up to three slots.
///
/// Some make up for several instructions, without changing any of their roundings.
struct ChainOperation {
  let function: brickwise_function
  /// x, and y and z if there are such.
  let operands: [Slot]
  /// Which of them are single numbers to the kernel, by position.
  var numbers: Set<Int> = []
  let result: Slot
}

extension LoopAnalysis {
  /// The operations that carry out a chain's instructions.
  ///
  /// - Parameters:
  ///   - step: The chain.
  ///   - usedOnce: Whether a slot is read by one instruction alone.
  /// - Returns: the operations, in order.
  func operations(
    of step: LoopSchedule.Step, usedOnce: (Slot) -> Bool
  ) -> [ChainOperation] {
    let members = Set(step.members)
    var absorbed: Set<Int> = []
    var operations: [ChainOperation] = []
    /// The instruction in this chain that made `slot`, if nobody else wants it.
    func maker(of slot: Slot) -> Instruction? {
      members.contains(slot.index) && usedOnce(slot) ? program.instructions[slot.index] : nil
    }
    func isNumber(_ slot: Slot) -> Bool {
      !members.contains(slot.index) && program.type(of: slot).shape.count == 1
    }
    for number in step.members.reversed() where !absorbed.contains(number) {
      let instruction = program.instructions[number]
      let pattern =
        logistic(instruction, maker, isNumber)
        ?? timesSlope(instruction, maker, isNumber)
        ?? timesDifference(instruction, maker, isNumber)
        ?? minusMultiple(instruction, maker, isNumber)
      if let pattern {
        absorbed.formUnion(pattern.absorbed)
        operations.append(pattern.operation)
      } else {
        operations.append(plain(instruction, count: step.shape?.count ?? 1))
      }
    }
    return operations.reversed()
  }

  private typealias Pattern = (operation: ChainOperation, absorbed: [Int])

  /// a / (b + exp(−x)) for numbers a and b.
  private func logistic(
    _ division: Instruction, _ maker: (Slot) -> Instruction?, _ isNumber: (Slot) -> Bool
  ) -> Pattern? {
    guard case .binary(.divide) = division.operation, isNumber(division.operands[0]),
      let sum = maker(division.operands[1]), case .binary(.add) = sum.operation
    else { return nil }
    for (shift, power) in [(0, 1), (1, 0)] where isNumber(sum.operands[shift]) {
      guard let exponential = maker(sum.operands[power]),
        case .unary(.exp) = exponential.operation,
        let negative = maker(exponential.operands[0]), case .unary(.negative) = negative.operation
      else { continue }
      let operation = ChainOperation(
        function: brickwise_logistic,
        operands: [negative.operands[0], sum.operands[shift], division.operands[0]],
        numbers: [1, 2], result: division.result)
      return (operation, [sum, exponential, negative].map(\.result.index))
    }
    return nil
  }

  /// (x z) (a − z) or x (z (a − z)) for a number a, whatever the order of the factors.
  private func timesSlope(
    _ product: Instruction, _ maker: (Slot) -> Instruction?, _ isNumber: (Slot) -> Bool
  ) -> Pattern? {
    guard case .binary(.multiply) = product.operation else { return nil }
    for (first, second) in [(0, 1), (1, 0)] {
      guard let inner = maker(product.operands[second]) else { continue }
      // (x z) (a − z): the other factor is a product with z.
      if let difference = timesDifference(product, maker, isNumber, other: second),
        let multiple = maker(product.operands[first]), case .binary(.multiply) = multiple.operation,
        let x = cofactor(of: difference.operation.operands[2], in: multiple), !isNumber(x)
      {
        let operands = [x] + difference.operation.operands.dropFirst()
        let operation = ChainOperation(
          function: brickwise_times_slope, operands: operands, numbers: [1],
          result: product.result)
        return (operation, difference.absorbed + [multiple.result.index])
      }
      // x (z (a − z)): z is the other factor of the difference.
      if case .binary(.multiply) = inner.operation, !isNumber(product.operands[first]),
        let slope = timesDifference(inner, maker, isNumber),
        slope.operation.operands[0] == slope.operation.operands[2]
      {
        let operands = [product.operands[first]] + slope.operation.operands.dropFirst()
        let operation = ChainOperation(
          function: brickwise_by_slope, operands: operands, numbers: [1], result: product.result)
        return (operation, slope.absorbed + [inner.result.index])
      }
    }
    return nil
  }

  /// The other factor of a product with `slot`.
  private func cofactor(of slot: Slot, in product: Instruction) -> Slot? {
    if product.operands[1] == slot { return product.operands[0] }
    return product.operands[0] == slot ? product.operands[1] : nil
  }

  /// x (a − z) for a number a.
  private func timesDifference(
    _ product: Instruction, _ maker: (Slot) -> Instruction?, _ isNumber: (Slot) -> Bool
  ) -> Pattern? {
    timesDifference(product, maker, isNumber, other: 1)
      ?? timesDifference(product, maker, isNumber, other: 0)
  }

  /// x (a − z), the difference being the operand of that position.
  private func timesDifference(
    _ product: Instruction, _ maker: (Slot) -> Instruction?, _ isNumber: (Slot) -> Bool,
    other: Int
  ) -> Pattern? {
    guard case .binary(.multiply) = product.operation else { return nil }
    let x = product.operands[1 - other]
    guard let difference = maker(product.operands[other]),
      case .binary(.subtract) = difference.operation, isNumber(difference.operands[0]),
      !isNumber(x), !isNumber(difference.operands[1])
    else { return nil }
    let operation = ChainOperation(
      function: brickwise_times_difference,
      operands: [x, difference.operands[0], difference.operands[1]], numbers: [1],
      result: product.result)
    return (operation, [difference.result.index])
  }

  /// x − a z for a number a.
  private func minusMultiple(
    _ difference: Instruction, _ maker: (Slot) -> Instruction?, _ isNumber: (Slot) -> Bool
  ) -> Pattern? {
    guard case .binary(.subtract) = difference.operation, !isNumber(difference.operands[0]),
      let product = maker(difference.operands[1]), case .binary(.multiply) = product.operation
    else { return nil }
    for (factor, z) in [(0, 1), (1, 0)] where isNumber(product.operands[factor]) {
      guard !isNumber(product.operands[z]) else { continue }
      let operation = ChainOperation(
        function: brickwise_minus_multiple,
        operands: [difference.operands[0], product.operands[factor], product.operands[z]],
        numbers: [1], result: difference.result)
      return (operation, [product.result.index])
    }
    return nil
  }

  private func plain(_ instruction: Instruction, count: Int) -> ChainOperation {
    let operands = instruction.operands
    switch instruction.operation {
    case .unary(let function):
      return ChainOperation(
        function: function.kernel, operands: operands, result: instruction.result)
    case .reshape:
      return ChainOperation(
        function: brickwise_copy, operands: operands, result: instruction.result)
    case .select:
      return ChainOperation(
        function: brickwise_select, operands: operands, result: instruction.result)
    case .binary(.power):
      return ChainOperation(
        function: brickwise_square, operands: [operands[0]], result: instruction.result)
    case .binary(let function):
      let numbers = operands.indices.filter {
        count > 1 && function.takesNumbers && program.type(of: operands[$0]).shape.count == 1
      }
      return ChainOperation(
        function: function.kernel, operands: operands, numbers: Set(numbers),
        result: instruction.result)
    case .constant, .matmul, .transpose, .reduce, .index, .stack, .concatenate, .draw:
      preconditionFailure("not an operation entry by entry")
    }
  }
}

extension UnaryFunction {
  fileprivate var kernel: brickwise_function {
    switch self {
    case .negative: brickwise_negative
    case .copy: brickwise_copy
    case .exp: brickwise_exp
    case .log: brickwise_log
    case .sqrt: brickwise_sqrt
    case .absolute: brickwise_absolute
    case .square: brickwise_square
    case .tanh: brickwise_tanh
    case .sign: brickwise_sign
    case .logicalNot: brickwise_not
    }
  }
}

extension BinaryFunction {
  /// Whether the kernel has a loop for a number on either side.
  fileprivate var takesNumbers: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide: true
    case .power, .maximum, .minimum, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal,
      .notEqual, .logicalAnd, .logicalOr, .logicalXor:
      false
    }
  }

  fileprivate var kernel: brickwise_function {
    switch self {
    case .add: brickwise_add
    case .subtract: brickwise_subtract
    case .multiply: brickwise_multiply
    case .divide: brickwise_divide
    case .power: brickwise_square
    case .maximum: brickwise_maximum
    case .minimum: brickwise_minimum
    case .less: brickwise_less
    case .lessOrEqual: brickwise_less_or_equal
    case .greater: brickwise_greater
    case .greaterOrEqual: brickwise_greater_or_equal
    case .equal: brickwise_equal
    case .notEqual: brickwise_not_equal
    case .logicalAnd: brickwise_and
    case .logicalOr: brickwise_or
    case .logicalXor: brickwise_xor
    }
  }
}
