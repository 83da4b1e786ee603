import Lessons
import Matrices
import Source
import StageLanguage

/// A lesson and everything that running it gave: what every output format prints.
public struct Walkthrough: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The steps of each stage, in the order of `lesson.stages`.
  public let stages: [[Step]]
  /// What came of each claim, in the order of `lesson.claims`.
  public internal(set) var outcomes: [ClaimOutcome]
  /// The value that each claim speaks of, in the order of `lesson.claims`; nil if there is none.
  public internal(set) var claimed: [NumericArray?]
  /// The value that each question asks for, in the order of `lesson.questions`; nil if there is
  /// none.
  public let questions: [NumericArray?]
  /// The parameters that were overridden, in the order given.
  public let overrides: [String]
  /// How each named value was rounded before it was used; nil for full precision.
  public let rounding: PaperArithmetic?
  /// The training runs that have been carried out, by name.
  public internal(set) var records: [String: RunRecord]

  /// Creates a walkthrough.
  public init(
    lesson: Lesson, stages: [[Step]], outcomes: [ClaimOutcome], claimed: [NumericArray?],
    questions: [NumericArray?], overrides: [String], rounding: PaperArithmetic? = nil,
    records: [String: RunRecord] = [:]
  ) {
    self.lesson = lesson
    self.stages = stages
    self.outcomes = outcomes
    self.claimed = claimed
    self.questions = questions
    self.overrides = overrides
    self.rounding = rounding
    self.records = records
  }
}

/// One statement of a stage, with the numbers that went in and came out.
public struct Step: Sendable {
  /// The statement.
  public let statement: Statement
  /// What it gave.
  public let result: Result
  /// The value, just before the statement, of every name in it that is an array or a number.
  public let operands: [String: NumericArray]
  /// What is remarkable about the result, if anything.
  public let notice: Notice?
  /// What was drawn from random generators, in order.
  public let draws: [Draw]
  /// Whether the result was rounded, as it is in paper arithmetic.
  public let isRounded: Bool

  /// What a statement gives.
  public enum Result: Sendable {
    /// An array or a number.
    case array(NumericArray)
    /// A random generator with its seed.
    case generator(seed: Int)
    /// Nothing to show: a definition, a comment.
    case none
  }

  /// A value that is no longer a finite number although all that went into it was.
  public enum Notice: Sendable, Hashable {
    /// Something overflowed, or was divided by zero.
    case infinite
    /// Something has no value: 0/0, ∞ − ∞, the logarithm of a negative number.
    case notANumber
  }

  /// Creates a step.
  public init(
    statement: Statement, result: Result, operands: [String: NumericArray], notice: Notice?,
    draws: [Draw] = [], isRounded: Bool = false
  ) {
    self.statement = statement
    self.result = result
    self.operands = operands
    self.notice = notice
    self.draws = draws
    self.isRounded = isRounded
  }
}
