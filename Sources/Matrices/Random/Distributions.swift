extension RandomState {
  /// A number between 0 (included) and 1 (excluded); NumPy's `random_sample` and `rand`.
  public mutating func randomSample() -> Double {
    twister.nextUnit()
  }

  /// A number between `low` (included) and `high` (excluded, but for rounding); NumPy's `uniform`.
  public mutating func uniform(low: Double, high: Double) -> Double {
    low + (high - low) * twister.nextUnit()
  }

  /// A normal deviate of mean 0 and standard deviation 1; NumPy's `randn` and `standard_normal`.
  ///
  /// The polar method of G. Marsaglia: a point drawn in the unit disc gives two deviates. As in
  /// NumPy, the second coordinate's comes first and the other is kept for the next call.
  public mutating func standardNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    var x = 0.0
    var y = 0.0
    var squaredRadius = 0.0
    repeat {
      x = 2 * twister.nextUnit() - 1
      y = 2 * twister.nextUnit() - 1
      squaredRadius = x * x + y * y
    } while squaredRadius >= 1 || squaredRadius == 0

    let scale = (-2 * ElementaryFunctions.log(squaredRadius) / squaredRadius).squareRoot()
    spareNormal = scale * x
    return scale * y
  }

  /// A normal deviate of the given mean and standard deviation; NumPy's `normal`.
  public mutating func normal(mean: Double, deviation: Double) -> Double {
    mean + deviation * standardNormal()
  }

  /// A whole number from `low` (included) to `high` (excluded); NumPy's `randint`.
  ///
  /// - Precondition: `low < high`.
  public mutating func integer(low: Int, high: Int) -> Int {
    precondition(low < high, "an empty range has no whole number to draw")
    // The width of the range may not fit in an Int; in wrapping arithmetic it always is right.
    let maximum = UInt64(bitPattern: Int64(high &- 1 &- low))
    return low &+ Int(truncatingIfNeeded: twister.next(upTo: maximum))
  }

  /// The numbers 0 to `count` − 1 in random order; NumPy's `permutation`.
  ///
  /// The shuffle of R. Durstenfeld: from the last place down, each exchanges its number with that
  /// of a random place not after it.
  ///
  /// - Precondition: `count >= 0`.
  public mutating func permutation(_ count: Int) -> [Int] {
    var numbers = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      numbers.swapAt(last, Int(twister.next(upTo: UInt64(last))))
    }
    return numbers
  }
}
