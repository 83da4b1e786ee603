/// A stream of random numbers: NumPy's `RandomState(seed)`, bit for bit.
///
/// Every number continues the one stream, so that drawing n numbers one after another gives what
/// NumPy gives for `size=n`, and the numbers of a matrix come row by row.
public struct RandomState: Hashable, Sendable {
  /// The source of all bits.
  var twister: MersenneTwister
  /// The second number of the last pair of normal deviates, when it has not been used yet.
  var spareNormal: Double?

  /// Creates the stream of a seed; NumPy accepts the same seeds, 0 to 2³² − 1.
  public init(seed: UInt32) {
    twister = MersenneTwister(seed: seed)
  }
}
