import Matrices
import Source

/// Runs a program.
///
/// Every slot has its own stretch of one block of memory, allocated once.
/// Running writes each slot once, in order; all values are there to be read afterwards.
public struct Machine: ~Copyable {
  private(set) var program: Program
  /// The memory of all slots, one after another.
  private var memory: UnsafeMutableBufferPointer<Double>
  /// Where each slot's stretch begins.
  private var offsets: [Int]
  /// How many numbers all slots hold; there may be room for more.
  private var total: Int
  private var generators: [RandomState]
  /// Paper arithmetic: the slots whose values are rounded before they are used, and to how many
  /// decimals.
  public var rounding: (decimals: Int, slots: Set<Slot>)?
  /// How many instructions have been carried out.
  public private(set) var executed = 0

  /// What stops a program: something that only the numbers decide.
  public struct Failure: Error, Sendable {
    /// What happened, as an error at the expression.
    public let diagnostic: Diagnostic
  }

  /// Creates a machine for `program`, at its start.
  public init(_ program: Program) {
    self.program = program
    var offsets: [Int] = []
    offsets.reserveCapacity(program.types.count)
    var total = 0
    for type in program.types {
      offsets.append(total)
      total += type.shape.count
    }
    self.offsets = offsets
    self.total = total
    memory = .allocate(capacity: max(1, total))
    memory.initialize(repeating: 0)
    generators = program.seeds.map { RandomState(seed: $0) }
  }

  /// Creates a machine that has run as far as `other`, with the same values.
  public init(copying other: borrowing Machine) {
    program = other.program
    offsets = other.offsets
    total = other.total
    memory = .allocate(capacity: other.memory.count)
    _ = memory.initialize(from: other.memory[..<other.total])
    generators = other.generators
    rounding = other.rounding
    executed = other.executed
  }

  deinit { memory.deallocate() }

  /// Takes the values of `other`, whose program this one's begins with.
  public mutating func restore(from other: borrowing Machine) {
    _ = memory[..<other.total].update(fromContentsOf: other.memory[..<other.total])
  }

  /// Lets go of the program, so that it can grow without being copied; until `extend(to:)` nothing can
  /// be carried out.
  public mutating func letGoOfProgram() { program = Program() }

  /// Goes on to a program that begins with the present one; nothing of what follows is carried out.
  public mutating func extend(to longer: Program) {
    let filled = total
    for type in longer.types[offsets.count...] {
      offsets.append(total)
      total += type.shape.count
    }
    program = longer
    if total > memory.count {
      let larger = UnsafeMutableBufferPointer<Double>.allocate(capacity: 2 * total)
      _ = larger.initialize(from: memory[..<filled])
      memory.deallocate()
      memory = larger
    }
    memory[filled..<total].initialize(repeating: 0)
  }

  /// Carries out the instructions up to, not including, the one of that number.
  public mutating func run(upTo end: Int) throws(Failure) {
    while executed < end {
      try execute(program.instructions[executed])
      executed += 1
    }
  }

  /// Carries out all instructions.
  public mutating func run() throws(Failure) {
    try run(upTo: program.instructions.count)
  }

  /// Computes everything once more, with some values replaced by others: what would have come out
  /// if those slots had held these arrays.
  ///
  /// What was drawn from random generators stays as it was drawn.
  ///
  /// - Precondition: the program has been run, and every replacement has its slot's shape.
  public mutating func recompute(
    replacing values: [Slot: NumericArray], upTo end: Int? = nil
  ) throws(Failure) {
    for instruction in program.instructions.prefix(end ?? program.instructions.count) {
      if let value = values[instruction.result] {
        write(value, to: instruction.result)
      } else if case .draw = instruction.operation {
        continue
      } else {
        try execute(instruction)
      }
    }
  }

  /// Carries out these instructions once more, from the values at hand.
  ///
  /// - Parameters:
  ///   - numbers: The instructions, by their numbers in the program.
  ///   - drawsAgain: Whether random numbers are drawn anew, or stay as they were drawn.
  /// - Throws: what the numbers of an instruction do not allow.
  public mutating func runAgain(
    _ numbers: Range<Int>, drawsAgain: Bool = true
  ) throws(Failure) {
    for number in numbers {
      if !drawsAgain, case .draw = program.instructions[number].operation { continue }
      try execute(program.instructions[number])
    }
  }

  /// Copies the value in one slot to another of the same shape.
  public mutating func copy(_ source: Slot, to target: Slot) {
    let count = program.types[source.index].shape.count
    let (from, to) = (offsets[source.index], offsets[target.index])
    for index in 0..<count { memory[to + index] = memory[from + index] }
  }

  /// Copies the entries of the value in a slot to somewhere else.
  func copy(_ slot: Slot, to target: UnsafeMutablePointer<Double>) {
    let entries = entries(of: slot)
    for index in entries.indices { target[index] = entries[index] }
  }

  /// Puts as many numbers as a slot holds into it.
  mutating func write(_ entries: UnsafePointer<Double>, to slot: Slot) {
    let offset = offsets[slot.index]
    for index in 0..<program.types[slot.index].shape.count {
      memory[offset + index] = entries[index]
    }
  }

  /// The size of the largest entry of a value; infinite if one is not a number.
  func largestMagnitude(of slot: Slot) -> Double {
    entries(of: slot).reduce(0) { $1.isNaN ? .infinity : max($0, $1.magnitude) }
  }

  /// Puts a number into the slot of a single number.
  public mutating func write(_ number: Double, to slot: Slot) {
    memory[offsets[slot.index]] = number
  }

  /// Carries out these instructions again, in the order given, from the values at hand.
  ///
  /// - Returns: whether all of them could be carried out.
  public mutating func repeatInstructions(_ numbers: [Int]) -> Bool {
    do throws(Failure) {
      for number in numbers { try execute(program.instructions[number]) }
      return true
    } catch {
      return false
    }
  }

  /// Carries out the instructions in a range again, from the values at hand.
  ///
  /// - Returns: whether all of them could be carried out.
  public mutating func repeatInstructions(_ numbers: Range<Int>) -> Bool {
    do throws(Failure) {
      for number in numbers { try execute(program.instructions[number]) }
      return true
    } catch {
      return false
    }
  }

  /// Puts a value of the slot's shape into `slot`; what is computed from it afterwards uses it.
  public mutating func write(_ value: NumericArray, to slot: Slot) {
    let offset = offsets[slot.index]
    precondition(value.shape.count == program.types[slot.index].shape.count)
    for (index, element) in value.elements.enumerated() { memory[offset + index] = element }
  }

  /// Calls `body` with the entries of the value in `slot`, which has been computed.
  public func withEntries<Result>(
    of slot: Slot, _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    body(entries(of: slot))
  }

  /// The value in `slot`, which has been computed.
  public func value(of slot: Slot) -> NumericArray {
    let type = program.type(of: slot)
    return NumericArray(Array(entries(of: slot)), shape: type.shape, kind: type.kind)
  }

  /// Whether every entry of the value in `slot` is a finite number.
  public func isFinite(_ slot: Slot) -> Bool {
    // x − x is zero for finite numbers and NaN for others, and sums of these vectorize.
    entries(of: slot).reduce(0) { $0 + ($1 - $1) } == 0
  }

  /// Whether the value in `slot` has an entry that is not a number.
  public func hasNaN(_ slot: Slot) -> Bool {
    entries(of: slot).contains { $0.isNaN }
  }

  private func entries(of slot: Slot) -> UnsafeBufferPointer<Double> {
    let count = program.types[slot.index].shape.count
    return UnsafeBufferPointer(rebasing: memory[offsets[slot.index]..<offsets[slot.index] + count])
  }

  private func operand(_ slot: Slot) -> Operand {
    Operand(entries: entries(of: slot), shape: program.types[slot.index].shape)
  }

  private mutating func execute(_ instruction: Instruction) throws(Failure) {
    let type = program.type(of: instruction.result)
    let offset = offsets[instruction.result.index]
    let result = UnsafeMutableBufferPointer(
      rebasing: memory[offset..<offset + type.shape.count])
    let operands = instruction.operands
    var problem: String?
    switch instruction.operation {
    case .constant(let array):
      array.elements.withUnsafeBufferPointer { source in
        for index in source.indices { result[index] = source[index] }
      }
    case .unary(let function):
      Kernels.unary(function, operand(operands[0]), into: result)
    case .binary(let function):
      let (left, right) = (operand(operands[0]), operand(operands[1]))
      if program.isPython(instruction) {
        problem = function.pythonProblem(left.entries[0], right.entries[0], kind: type.kind)
      } else if function == .power, type.kind == .integer, right.entries.contains(where: { $0 < 0 })
      {
        problem = "NumPy does not raise whole numbers to a negative power"
      }
      Kernels.binary(function, left, right, into: result, shape: type.shape)
    case .select:
      Kernels.select(
        operand(operands[0]), operand(operands[1]), operand(operands[2]), into: result,
        shape: type.shape)
    case .matmul:
      Kernels.matmul(operand(operands[0]), operand(operands[1]), into: result)
    case .transpose:
      Kernels.transpose(operand(operands[0]), into: result)
    case .reduce(let reduction, let axis, _):
      Kernels.reduce(reduction, axis: axis, operand(operands[0]), into: result)
    case .index(let rows, let columns):
      problem = Kernels.index(
        rows, columns, operands.map { operand($0) }, into: result)
    case .stack, .reshape:
      Kernels.concatenate(operands.map { operand($0) }, axis: 0, into: result, rows: 1)
    case .concatenate(let axis):
      Kernels.concatenate(
        operands.map { operand($0) }, axis: axis, into: result, rows: type.shape.rows)
    case .draw(let generator, let distribution):
      problem = Kernels.draw(
        distribution, from: &generators[generator], operands.map { operand($0) }, into: result)
    }
    if let rounding, rounding.slots.contains(instruction.result) {
      for index in result.indices {
        result[index] = roundedOnPaper(result[index], decimals: rounding.decimals)
      }
    }
    if problem == nil, type.kind == .integer {
      problem = Kernels.wholeNumberProblem(
        instruction.operation, operands.map { operand($0) }, result)
    }
    if let problem {
      throw Failure(diagnostic: Diagnostic(.error, at: instruction.span, problem))
    }
  }
}

/// An array that a kernel reads.
struct Operand {
  /// The entries, row by row.
  let entries: UnsafeBufferPointer<Double>
  /// The shape.
  let shape: Shape
}
