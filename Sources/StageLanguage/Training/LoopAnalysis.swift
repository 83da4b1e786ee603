import Matrices

/// What an epoch needs of a loop's instructions, once one epoch has been carried out.
///
/// What is the same in every epoch stays as the first one left it. What nobody reads is left out,
/// unless it can stop the program.
struct LoopAnalysis {
  /// What carries out an instruction.
  enum Means {
    /// A kernel that works entry by entry.
    case elementwise
    /// The kernel of a matrix product, a transposition, or a sum, mean, maximum or minimum.
    case kernel
    /// The machine: it is rare, or it can fail, or it gives whole numbers.
    case machine
  }

  let loop: Loop
  var program: Program { loop.program }
  /// Whether each slot's value may differ from one epoch to the next.
  private(set) var varies: [Bool]
  /// How large the entries of each slot can be at most; infinite where they may be infinite.
  private var bounds: [Double]
  /// The instructions that every epoch carries out, in order.
  private(set) var needed: [Int] = []
  /// What carries out each instruction that is needed.
  private(set) var means: [Int: Means] = [:]
  /// The slots that must be finite at the end of an epoch, those that are carried first.
  private(set) var results: [Slot] = []

  /// Analyses a loop of which `machine` has carried out the first epoch.
  init(_ loop: Loop, measured: [Slot], machine: borrowing Machine) {
    self.loop = loop
    let count = loop.program.types.count
    varies = [Bool](repeating: false, count: count)
    bounds = [Double](repeating: .infinity, count: count)
    for carried in loop.carried { varies[carried.to.index] = true }
    varies[loop.epoch.index] = true
    bounds[loop.epoch.index] = Double(Loop.mostRounds)

    for number in loop.round {
      let instruction = program.instructions[number]
      if case .draw = instruction.operation { varies[number] = true }
      for operand in instruction.operands where varies[operand.index] { varies[number] = true }
      for operand in instruction.operands + [instruction.result]
      where !varies[operand.index] && bounds[operand.index] == .infinity {
        bounds[operand.index] = machine.largestMagnitude(of: operand)
      }
      if varies[number] { bounds[number] = bound(of: instruction) }
    }
    results = loop.carried.map(\.from).filter { varies[$0.index] }
    results += measured.filter { varies[$0.index] && bounds[$0.index] == .infinity }
    findNeeded(machine)
  }

  /// The slots that an instruction reads: of a product that kernels compute, the matrices
  /// themselves rather than their transposes.
  func reads(_ number: Int) -> [Slot] {
    let instruction = program.instructions[number]
    guard case .matmul = instruction.operation, means[number] == .kernel else {
      return instruction.operands
    }
    return instruction.operands.map { factor($0).slot }
  }

  /// A factor of a product: the matrix, and whether its transpose is meant.
  func factor(_ slot: Slot) -> (slot: Slot, isTransposed: Bool) {
    let source = program.instructions[slot.index]
    guard varies[slot.index], case .transpose = source.operation,
      program.type(of: slot).shape.rank == 2
    else { return (slot, false) }
    return (source.operands[0], true)
  }

  private mutating func findNeeded(_ machine: borrowing Machine) {
    var isRead = [Bool](repeating: false, count: varies.count)
    for slot in results { isRead[slot.index] = true }
    for number in loop.round.reversed() where varies[number] {
      let canFail = canFail(number, machine)
      guard canFail || isRead[number] else { continue }
      needed.append(number)
      means[number] = canFail ? .machine : means(for: program.instructions[number], machine)
      for slot in reads(number) { isRead[slot.index] = true }
    }
    needed.reverse()
  }

  /// Whether carrying out an instruction can stop the program, or changes a random generator.
  private func canFail(_ number: Int, _ machine: borrowing Machine) -> Bool {
    let instruction = program.instructions[number]
    switch instruction.operation {
    case .draw:
      return true
    case .index(let rows, let columns):
      return [rows, columns].contains { index in
        switch index {
        case .slice: false
        case .at(let operand), .gather(let operand): varies[instruction.operands[operand].index]
        }
      }
    case .binary(.divide) where program.isPython(instruction):
      let divisor = instruction.operands[1]
      return varies[divisor.index] || machine.largestMagnitude(of: divisor) == 0
    case .binary(.power) where program.isPython(instruction):
      return true
    default:
      return program.types[number].kind == .integer && bounds[number] > 0x1p50
    }
  }

  private func means(for instruction: Instruction, _ machine: borrowing Machine) -> Means {
    let shapes = (instruction.operands + [instruction.result]).map { program.type(of: $0).shape }
    let kind = program.type(of: instruction.result).kind
    guard kind != .integer, shapes.allSatisfy({ $0.count > 0 }) else { return .machine }
    switch instruction.operation {
    case .binary(.power):
      return isSquare(instruction, machine) ? .elementwise : .machine
    case .unary, .binary, .select, .reshape:
      return .elementwise
    case .matmul:
      return .kernel
    case .transpose:
      return shapes[0].rank == 2 ? .kernel : .machine
    case .reduce(let reduction, _, _):
      return reduction == .argmax ? .machine : .kernel
    case .constant, .index, .stack, .concatenate, .draw:
      return .machine
    }
  }

  /// Whether a power is a square, which is the product of its base with itself for every base.
  private func isSquare(_ instruction: Instruction, _ machine: borrowing Machine) -> Bool {
    let exponent = instruction.operands[1]
    return !varies[exponent.index] && program.type(of: exponent).shape.count == 1
      && machine.value(of: exponent).elements == [2]
  }

  /// How large the entries of a result can be, if those of the operands are as large as they can
  /// be; infinite where that is not known.
  private func bound(of instruction: Instruction) -> Double {
    let operands = instruction.operands.map { bounds[$0.index] }
    let largest = operands.max() ?? .infinity
    let isTruth = program.type(of: instruction.result).kind == .boolean
    let bound: Double
    switch instruction.operation {
    case _ where isTruth: bound = 1
    case .unary(.negative), .unary(.copy), .unary(.absolute), .transpose, .reshape, .stack,
      .concatenate, .binary(.maximum), .binary(.minimum):
      bound = largest
    case .select: bound = max(operands[1], operands[2])
    case .index: bound = operands[0]
    case .unary(.sign), .unary(.tanh): bound = operands[0] < .infinity ? 1 : .infinity
    case .unary(.square): bound = operands[0] * operands[0]
    case .binary(.add), .binary(.subtract): bound = operands[0] + operands[1]
    case .binary(.multiply): bound = operands[0] * operands[1]
    case .matmul:
      let inner = program.type(of: instruction.operands[0]).shape.columns
      bound = operands[0] * operands[1] * Double(inner)
    case .reduce(let reduction, _, _):
      let count = Double(program.type(of: instruction.operands[0]).shape.count)
      switch reduction {
      case .sum: bound = operands[0] * count
      case .argmax: bound = count
      // A mean of nothing is not a number.
      case .mean, .max, .min: bound = count > 0 ? operands[0] : .infinity
      }
    case .unary, .binary, .constant, .draw: bound = .infinity
    }
    // 0 · ∞ is not a number; and rounding may exceed a bound a little.
    return bound < 0x1p1000 ? bound : .infinity
  }
}
