import Matrices
import Source
import StageLanguage

/// Random numbers that a statement drew.
public struct Draw: Sendable, Hashable {
  /// The call that drew them, in the lesson's text.
  public let span: Span
  /// The seed of the generator.
  public let seed: Int
  /// How they are distributed.
  public let distribution: Distribution
  /// How many numbers the generator had given before.
  public let numbersBefore: Int
  /// The numbers.
  public let value: NumericArray

  /// Creates a draw.
  public init(
    span: Span, seed: Int, distribution: Distribution, numbersBefore: Int, value: NumericArray
  ) {
    self.span = span
    self.seed = seed
    self.distribution = distribution
    self.numbersBefore = numbersBefore
    self.value = value
  }
}
