/// The parts of a calculation as it is shown: symbols, then numbers, then the result.
public struct StepParts: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8
  /// The formula in symbols.
  public static let symbols = StepParts(rawValue: 1)
  /// The formula with numbers for names.
  public static let numbers = StepParts(rawValue: 2)
  /// What it gives.
  public static let result = StepParts(rawValue: 4)
  /// Everything.
  public static let all: StepParts = [.symbols, .numbers, .result]

  /// Creates a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// One step of following a lesson: what a single press of a key brings.
public enum LearnStep: Sendable, Hashable {
  /// Parts of the lesson that are read: prose, mathematics, figures. By their numbers.
  case prose(Range<Int>)
  /// The code of the stage of that number.
  case stage(Int)
  /// A statement of a stage, as far as it is revealed.
  case assignment(LearnAssignment)
  /// The question of that number.
  case question(Int)
  /// The last page.
  case end
}

/// A statement of a stage on its way to being shown whole.
public struct LearnAssignment: Sendable, Hashable {
  /// The stage, by its number.
  public let stage: Int
  /// The statement within it.
  public let statement: Int
  /// How much of it is shown.
  public let parts: StepParts
  /// The question that must be behind the learner before the rest is shown; nil if nothing is kept
  /// back.
  public let heldBy: Int?
  /// Whether that question asks for this very value.
  public let isAskedFor: Bool
  /// The step with which the page begins that this one adds to.
  public let pageStart: Int
  /// Whether the page goes on with a stage that a question interrupted.
  public let isContinued: Bool
}

/// A place that the list of contents leads to.
public struct LearnPlace: Sendable, Hashable {
  /// What is there.
  public enum Kind: Sendable, Hashable {
    /// A heading of that level.
    case heading(Int)
    case stage
    /// The question of that number.
    case question(Int)
  }
  /// What is there.
  public let kind: Kind
  /// What it is called.
  public let title: String
  /// The step it begins with.
  public let position: Int
}
