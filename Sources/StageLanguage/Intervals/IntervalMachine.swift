import Matrices
import Source

/// Runs parts of a program on intervals instead of numbers.
///
/// It answers how far rounding on the way, or a value that is only known roughly, can take a result.
/// It computes what is asked for and no more; what no uncertainty reaches is taken from a machine
/// that has run the program.
public struct IntervalMachine {
  let program: Program
  /// Half a unit of the last decimal to which every intermediate value is rounded; nil if none is.
  private let halfUnit: Double?
  /// Values that nobody computes: they are rounded once, however they came about.
  private let given: Set<Slot>
  private var states: [State]
  /// What has been computed already for the same rounding without replacements.
  private let known: [State]

  private enum State {
    case unknown
    /// The value is the machine's.
    case exact
    /// The value lies within bounds; `isReplaced` if a replacement is what widened or moved them.
    case within([Interval], isReplaced: Bool)
  }

  /// Creates a machine that has computed nothing.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - decimals: Every value is rounded to so many; nil leaves them exact.
  ///   - given: Values that are not computed but given, by slot.
  ///   - base: Has computed values with the same rounding; they are taken from there.
  ///   - replacements: Values known only to lie within a distance of the given one, by slot.
  public init(
    _ program: Program, decimals: Int?, given: Set<Slot> = [], base: IntervalMachine? = nil,
    replacing replacements: [Slot: (value: NumericArray, margins: [Double])] = [:]
  ) {
    self.program = program
    self.given = given
    halfUnit = decimals.map { 0.5 * ElementaryFunctions.power(10, Double(-$0)) }
    states = Array(repeating: .unknown, count: program.instructions.count)
    known = base?.states ?? []
    for (slot, replacement) in replacements {
      states[slot.index] = .within(
        zip(replacement.value.elements, replacement.margins).map {
          Interval($0).widened(by: $1)
        }, isReplaced: true)
    }
  }

  /// The lowest and highest that each entry of the value in `slot` can be; `machine` has run the
  /// program.
  public mutating func bounds(
    of slot: Slot, exact machine: borrowing Machine
  ) -> (low: [Double], high: [Double]) {
    compute(slot, machine)
    let intervals = intervals(slot, machine)
    return (intervals.map(\.low), intervals.map(\.high))
  }

  /// Computes the value in `slot` and what it needs.
  ///
  /// Each slot is written by the instruction of its
  /// number, so that one pass back finds what is needed and one pass forth computes it.
  private mutating func compute(_ slot: Slot, _ machine: borrowing Machine) {
    var needed = [Bool](repeating: false, count: slot.index + 1)
    needed[slot.index] = true
    var first = slot.index
    for number in stride(from: slot.index, through: 0, by: -1) where needed[number] {
      guard case .unknown = states[number] else {
        needed[number] = false
        continue
      }
      first = number
      for operand in program.instructions[number].operands { needed[operand.index] = true }
    }
    for number in first...slot.index where needed[number] {
      states[number] = state(after: program.instructions[number], machine)
    }
  }

  private func state(
    after instruction: Instruction, _ machine: borrowing Machine
  ) -> State {
    let type = program.type(of: instruction.result)
    let number = instruction.result.index
    if number < known.count, !dependsOnReplacement(instruction) {
      if case .unknown = known[number] {} else { return known[number] }
    }
    if given.contains(instruction.result) {
      guard halfUnit != nil else { return .exact }
      return rounded(points(instruction.result, machine), by: 1, isReplaced: false)
    }
    var isExact = true
    var isReplaced = false
    for operand in instruction.operands {
      if case .within(_, let wasReplaced) = states[operand.index] {
        isExact = false
        if wasReplaced { isReplaced = true }
      }
    }
    // Of which side of zero a number is, nobody is in doubt because of rounding.
    if isExact || (type.kind != .real && !isReplaced) {
      guard halfUnit != nil, type.kind == .real, !type.isPython else { return .exact }
      let roundings = roundings(of: instruction)
      guard roundings > 0 else { return .exact }
      return rounded(points(instruction.result, machine), by: roundings, isReplaced: false)
    }
    let result = evaluate(instruction, machine)
    guard halfUnit != nil, type.kind == .real, !type.isPython else {
      return .within(result, isReplaced: isReplaced)
    }
    return rounded(result, by: roundings(of: instruction), isReplaced: isReplaced)
  }

  private func dependsOnReplacement(_ instruction: Instruction) -> Bool {
    instruction.operands.contains { operand in
      if case .within(_, isReplaced: true) = states[operand.index] { true } else { false }
    }
  }

  /// How many roundings an operation brings with it: a product of matrices rounds each product on
  /// the way, moving entries about rounds nothing.
  private func roundings(of instruction: Instruction) -> Double {
    switch instruction.operation {
    case .transpose, .index, .stack, .concatenate, .reshape, .unary(.copy), .unary(.negative): 0
    case .matmul: Double(program.type(of: instruction.operands[0]).shape.columns)
    case .constant, .unary, .binary, .select, .reduce, .draw: 1
    }
  }

  private func rounded(
    _ values: [Interval], by roundings: Double, isReplaced: Bool
  ) -> State {
    guard let halfUnit, roundings > 0 else { return .within(values, isReplaced: isReplaced) }
    let widened = values.map { value in
      // A number without more digits than are worked with is not changed by rounding.
      let scaled = value.low / (2 * halfUnit)
      let isShort = value.isSingle && abs(scaled - scaled.rounded()) <= 1e-6
      return isShort ? value : value.widened(by: halfUnit * roundings)
    }
    return .within(widened, isReplaced: isReplaced)
  }

  // MARK: Operations

  private func points(_ slot: Slot, _ machine: borrowing Machine) -> [Interval] {
    machine.withEntries(of: slot) { entries in entries.map { Interval($0) } }
  }

  private func intervals(_ slot: Slot, _ machine: borrowing Machine) -> [Interval] {
    if case .within(let intervals, _) = states[slot.index] { return intervals }
    return points(slot, machine)
  }

  private func evaluate(
    _ instruction: Instruction, _ machine: borrowing Machine
  ) -> [Interval] {
    let shape = program.type(of: instruction.result).shape
    var inputs: [IntervalArray] = []
    for operand in instruction.operands {
      inputs.append(
        IntervalArray(
          entries: intervals(operand, machine), shape: program.type(of: operand).shape))
    }
    switch instruction.operation {
    case .reshape: return inputs[0].entries
    case .constant(let array): return array.elements.map { Interval($0) }
    case .unary(let function): return inputs[0].entries.map { function.apply($0) }
    case .binary(let function):
      return inputs[0].combined(with: inputs[1], shape: shape) { function.apply($0, $1) }
    case .select: return inputs[0].selecting(inputs[1], inputs[2], shape: shape)
    case .matmul: return inputs[0].matmul(inputs[1])
    case .transpose: return inputs[0].transposed
    case .reduce(let reduction, let axis, _): return inputs[0].reduced(reduction, axis: axis)
    case .index, .concatenate, .stack:
      return rearranged(instruction, inputs)
    case .draw: return Array(repeating: .everything, count: shape.count)
    }
  }

  /// Operations that only move entries are done by the kernels, on the bounds.
  private func rearranged(
    _ instruction: Instruction, _ inputs: [IntervalArray]
  ) -> [Interval] {
    let shape = program.type(of: instruction.result).shape
    // An index that is not certain could pick anything.
    if case .index = instruction.operation,
      !inputs.dropFirst().allSatisfy({ $0.entries.allSatisfy(\.isSingle) })
    {
      return Array(repeating: .everything, count: shape.count)
    }
    let shapes = inputs.map(\.shape)
    func moved(_ bound: (Interval) -> Double) -> [Double] {
      Machine.rearrange(
        instruction, inputs.map { $0.entries.map(bound) }, shapes, to: shape)
    }
    return zip(moved(\.low), moved(\.high)).map { Interval($0, $1) }
  }
}

extension Machine {
  /// Carries out an operation that only moves entries.
  fileprivate static func rearrange(
    _ instruction: Instruction, _ inputs: [[Double]], _ shapes: [Shape], to shape: Shape
  ) -> [Double] {
    var memory = inputs.flatMap { $0 }
    var result = [Double](repeating: 0, count: shape.count)
    memory.withUnsafeMutableBufferPointer { memory in
      var operands: [Operand] = []
      var offset = 0
      for (index, input) in inputs.enumerated() {
        operands.append(
          Operand(
            entries: UnsafeBufferPointer(rebasing: memory[offset..<offset + input.count]),
            shape: shapes[index]))
        offset += input.count
      }
      result.withUnsafeMutableBufferPointer { result in
        switch instruction.operation {
        case .index(let rows, let columns):
          _ = Kernels.index(rows, columns, operands, into: result)
        case .concatenate(let axis):
          Kernels.concatenate(operands, axis: axis, into: result, rows: shape.rows)
        default:
          Kernels.concatenate(operands, axis: 0, into: result, rows: 1)
        }
      }
    }
    return result
  }
}
