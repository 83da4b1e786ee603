import StageLanguage

/// A known mistake that explains an answer: which formula was used instead of the right one.
public struct Mistake: Sendable, Hashable {
  /// How sure it is that this is the mistake.
  public enum Certainty: Sendable, Hashable {
    /// The digits typed outweigh all that was tried: it is no coincidence.
    case certain
    /// It gives the digits typed, and so may something else.
    case possible
  }

  /// How the answer agrees with what the mistake gives.
  public enum Agreeing: Sendable, Hashable {
    /// In every digit.
    case exactly
    /// But for the last digit, as it comes out of rounding on the way.
    case nearly
    /// In every digit of those numbers that are wrong; the others are not what the mistake gives.
    case partly
  }

  /// What kind of mistake it is.
  public let kind: MistakeKind
  /// The value in whose formula it was made.
  public let name: String
  /// The formula as it should be.
  public let rightFormula: Expression
  /// The formula that gives what was answered; nil if no formula says it better than words.
  public let usedFormula: Expression?
  /// The part of the formula that it is about.
  public let part: Expression
  /// The function of the lesson's in which it was made, if it was made in one.
  public let function: MistakenFunction?
  /// Whether it was made with the learner's own earlier values rather than the true ones.
  public let fromOwnValues: Bool
  /// How the answer agrees with it.
  public let agreeing: Agreeing
  /// The names in whose formulas it was made alike, wherever those stand; empty if it was made once.
  public let inEveryStep: [String]
  /// How sure it is.
  public internal(set) var certainty: Certainty

  /// The belief behind the mistake, and what to do instead: one sentence or two.
  public var sentence: Sentence { kind.sentence(part: part) }

  /// How much there is to read in the formula used.
  var size: Int { (function?.used ?? usedFormula)?.size ?? 0 }
}
