import Matrices
import Source

/// One step of a program: an operation, the slots it reads, and the slot it writes.
public struct Instruction: Hashable, Sendable {
  /// What is done.
  public let operation: Operation
  /// What it is done with, in order.
  public let operands: [Slot]
  /// Where the result goes.
  public let result: Slot
  /// The expression it was compiled from.
  public let span: Span
}

/// A straight line of instructions over typed slots, each written once: what a lesson's stages
/// compile to.
///
/// Shapes, sizes and kinds are settled; running it can fail only where the numbers decide (an index
/// out of bounds, Python's division by zero, a whole number past 2⁵³).
public struct Program: Sendable {
  /// The instructions, in order; an operand is always written before it is read.
  public internal(set) var instructions: [Instruction] = []
  /// The type of each slot.
  public internal(set) var types: [ValueType] = []
  /// The seed of each random generator.
  public internal(set) var seeds: [UInt32] = []
  /// The numbers that all slots hold together.
  public internal(set) var elementCount = 0

  /// Creates an empty program.
  public init() {}

  /// The type of the value in `slot`.
  public func type(of slot: Slot) -> ValueType { types[slot.index] }

  /// Whether an instruction works on Python's own numbers, with Python's errors.
  func isPython(_ instruction: Instruction) -> Bool {
    type(of: instruction.result).isPython
      || instruction.operands.allSatisfy { type(of: $0).isPython }
  }
}

/// A statement and what it became.
public struct CompiledStatement: Sendable {
  /// The statement.
  public let statement: Statement
  /// The instructions it became; empty for a definition, and for another name of a plain number.
  public let instructions: Range<Int>
  /// What it gives.
  public let result: Result
  /// The value that each name in it stands for, of those that stand for one.
  public let inputs: [String: Slot]

  /// What a statement gives.
  public enum Result: Sendable, Hashable {
    /// A value.
    case value(Slot)
    /// A random generator, with its seed.
    case generator(seed: UInt32)
    /// Nothing: a definition, a comment, or a statement that is in error.
    case none
  }
}

/// How large a lesson may be.
///
/// Each limit is stated in the error that enforces it.
public struct Limits: Sendable {
  /// The numbers in one array.
  public var arrayElements = 10_000_000
  /// The numbers in all values together: 64 million are half a gigabyte.
  public var totalElements = 64_000_000
  /// The instructions of a program.
  public var instructions = 1_000_000
  /// The multiplications of one matrix product: some ten seconds' work.
  public var multiplications = 20_000_000_000
  /// How deep calls and expressions nest.
  public var depth = 50

  /// The limits of an ordinary lesson.
  public init() {}
}
