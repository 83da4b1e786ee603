import Source
import StageLanguage

/// What the prose says of a value, to be checked against it.
public struct Claim: Sendable {
  /// How the value and the number relate.
  public enum Relation: Sendable {
    /// `≈`: the value is the number, to the digits written.
    case approximately
    /// `≉`: it is not. A lesson shows a known misprint so.
    case notApproximately
    /// `=`: the value is exactly the number.
    case exactly
  }
  /// What it speaks of: usually a name.
  public let subject: Expression
  /// How they relate.
  public let relation: Relation
  /// The number or numbers.
  public let literal: ArrayLiteral
  /// How many stages stand above it.
  public let stageCount: Int
  /// The code span that it is, backticks included.
  public let span: Span
}

/// A value that the learner is asked for: `` `h2 ≈ ?.??` ``.
public struct Question: Sendable {
  /// What is asked for: usually a name.
  public let subject: Expression
  /// To how many decimals.
  public let decimals: Int
  /// How many stages stand above it.
  public let stageCount: Int
  /// The code span that it is, backticks included.
  public let span: Span
}

/// Numbers as somebody wrote them: every entry with its own digits.
public struct ArrayLiteral: Sendable, Hashable {
  /// The rows of a matrix; one row for a list of numbers and for a single number.
  public let rows: [[NumberText]]
  /// How it was written.
  public let form: Form
  /// Where it stands.
  public let span: Span

  /// How an array was written.
  public enum Form: Sendable, Hashable {
    /// A bare number.
    case scalar
    /// `[1, 2]`: a vector, or the row of a matrix with one row.
    case list
    /// `[[1, 2], [3, 4]]` or `[1 2; 3 4]`.
    case matrix
  }
}

/// A number as somebody wrote it. Its digits say how much is claimed.
public struct NumberText: Sendable, Hashable {
  /// The characters, as written.
  public let text: String
  /// The value, correctly rounded to double precision.
  public let value: Double
  /// The position of the last digit written: 2 for `0.40`, 0 for `7`, 5 for `1.5e-4`, -2 for `3e2`.
  public let decimals: Int
  /// Whether it has neither a point nor an exponent.
  public let isInteger: Bool
  /// Where it stands.
  public let span: Span
}
