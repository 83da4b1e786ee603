import Lessons
import Matrices
import Source
import StageLanguage

/// What is said of one number that a learner gave.
public enum Verdict: Sendable, Hashable {
  /// It was not given.
  case blank
  /// It is the value to the digits typed.
  case right
  /// It is the value to the digits typed, and those are too few.
  case rightAsFarAsItGoes
  /// It is the value cut off instead of rounded.
  case truncated
  /// It is as far off as rounding on the way can take it.
  case roundedOnTheWay
  /// It follows from an earlier number of the learner's own that is wrong.
  case carried
  /// The whole value is what a known mistake gives.
  case mistake
  /// The number was worked out rightly and written down wrongly.
  case slip(Slip)
  /// None of these.
  case wrong

  /// Whether a mistake may explain it: a slip may be one.
  var isMistake: Bool {
    switch self {
    case .mistake, .slip: true
    case .blank, .right, .rightAsFarAsItGoes, .truncated, .roundedOnTheWay, .carried, .wrong: false
    }
  }

  /// Whether nothing is held against the learner: the number is right, or near enough to the digits.
  public var isRight: Bool {
    switch self {
    case .right, .rightAsFarAsItGoes, .truncated, .roundedOnTheWay: true
    case .blank, .carried, .mistake, .slip, .wrong: false
    }
  }
}

/// One answer and what is said of it.
public struct MarkedAnswer: Sendable {
  /// The answer.
  public let answer: Answer
  /// The lesson's name for the value.
  public let name: String
  /// The statement that computes the value, by its number in the lesson's values.
  public let order: Int
  /// Which of several values of the name it is, to be said after the name: `@update`; empty for the
  /// first.
  public let version: String
  /// The stage that gives the name this value, if the lesson gives it several.
  public let stage: String?
  /// The true value; of an answer with an index, that entry alone.
  public let value: NumericArray
  /// What is said of each entry, in rows and columns as the learner wrote them.
  public let verdicts: [[Verdict]]
  /// What is said of the whole.
  public let remarks: [Remark]

  /// The numbers of entries that came out in each way.
  public var tally: Tally { Tally(verdicts.joined()) }
  /// Whether something in it is wrong by itself, not only in consequence.
  public var isWrongByItself: Bool {
    tally.wrong > 0 || remarks.contains { if case .wrongShape = $0 { true } else { false } }
  }
}

/// Something that is said of a whole answer.
public enum Remark: Sendable, Hashable {
  /// The value has another shape.
  case wrongShape(expected: Shape, found: String, isTransposed: Bool)
  /// Entries follow from wrong values of the learner's own: the method is right.
  case carried(from: [String])
  /// What probably went wrong; of several that cannot be told apart, all are there.
  case mistake(Mistake)
  /// Rounding on the way explains it, and so does this mistake.
  case perhaps(Mistake)
  /// Entries were exchanged, or share one factor.
  case slip(Slip)
  /// The question asks for more decimals.
  case tooFewDecimals(asked: Int)
  /// An entry has only one digit that says something.
  case tooFewDigits
  /// Mistakes give these numbers, and the digits are too few to believe any of it.
  case tooFewDigitsToTell
  /// The numbers follow from a value of that name that cannot be like that, and are not right.
  case followsFromImpossible(String)
  /// What was given has numbers that the value cannot have, so that nothing was carried forward
  /// from it.
  case notCarriedForward
}

/// How many entries came out in each way.
public struct Tally: Sendable, Hashable {
  /// Right, as far as the digits go.
  public var right = 0
  /// Following from an earlier wrong value.
  public var carried = 0
  /// Wrong by themselves.
  public var wrong = 0
  /// Not given.
  public var blank = 0

  /// Counts nothing.
  public init() {}

  init(_ verdicts: some Sequence<Verdict>) {
    for verdict in verdicts {
      switch verdict {
      case .blank: blank += 1
      case .carried: carried += 1
      case .mistake, .slip, .wrong: wrong += 1
      case .right, .rightAsFarAsItGoes, .truncated, .roundedOnTheWay: right += 1
      }
    }
  }

  /// Adds the counts of `other`.
  public static func += (left: inout Tally, right: Tally) {
    left.right += right.right
    left.carried += right.carried
    left.wrong += right.wrong
    left.blank += right.blank
  }
}

/// A whole set of answers and what is said of it.
public struct Marking: Sendable {
  /// The answers that belong to the lesson, in the lesson's order.
  public let answers: [MarkedAnswer]
  /// Names that the lesson's questions ask for and that were not given.
  public let notAttempted: [String]
  /// What could not be read, and names that mean nothing.
  public let diagnostics: [Diagnostic]
  /// The shapes of the lesson's values, for formulas to be printed with.
  public let shapes: [String: Shape]

  /// All entries together.
  public var tally: Tally {
    var tally = Tally()
    for answer in answers { tally += answer.tally }
    return tally
  }

  /// The first step, in the lesson's order, that is wrong by itself.
  public var firstWrong: MarkedAnswer? { answers.first { $0.isWrongByItself } }

  /// Whether everything given is right.
  public var isAllRight: Bool {
    !diagnostics.contains { $0.severity == .error }
      && answers.allSatisfy { !$0.isWrongByItself && $0.tally.carried == 0 }
  }
}
