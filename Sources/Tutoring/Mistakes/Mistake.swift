import StageLanguage

/// A known mistake that explains an answer: which formula was used instead of the right one.
public struct Mistake: Sendable, Hashable {
  /// What kind of mistake it is.
  public let kind: MistakeKind
  /// The value in whose formula it was made.
  public let name: String
  /// The formula as it should be.
  public let rightFormula: Expression
  /// The formula that gives what was answered.
  public let usedFormula: Expression
  /// The part of the formula that it is about.
  public let part: Expression
  /// Whether it was made with the learner's own earlier values rather than the true ones.
  public let fromOwnValues: Bool
  /// Whether it gives the answer but for the last digit, as it comes out of rounding on the way.
  public let isNearly: Bool

  /// The belief behind the mistake, and what to do instead: one sentence or two.
  public var sentence: Sentence { kind.sentence(part: part) }
}
