extension ElementaryFunctions {
  /// The hyperbolic tangent of `x`.
  ///
  /// For a = |x|, tanh a = (e²ᵃ − 1) / (e²ᵃ + 1), with numerator and denominator in twice the
  /// precision: both lose most of their digits otherwise, the one for a small a, the other in
  /// the division.
  @inlinable @inline(__always)
  public static func tanh(_ x: Double) -> Double {
    // From 19.1 on the result rounds to 1. A NaN passes the comparison.
    let magnitude = x.magnitude
    let bounded = magnitude > 19.1 ? 19.1 : magnitude
    let parts = ExponentialParts(bounded + bounded)
    let power = powerOfTwo(lowBits: parts.exponentBits)
    let tail = parts.tail
    let linear = power * parts.remainder
    let halfSquare = power * tail.halfSquare
    let rest = power * tail.rest

    // e²ᵃ ∓ 1 = (2ᵏ ∓ 1) + 2ᵏ r + 2ᵏ (½r² + …), from large to small: 2ᵏ − 1 is zero for k = 0.
    let numerator = sum(DoubleDouble(sumOf: power, -1), linear, halfSquare, rest)
    let denominator = sum(DoubleDouble(sumOf: power, 1), linear, halfSquare, rest)

    // The quotient to the precision of a double, then what is missing from it.
    let reciprocal = 1 / denominator.high
    let quotient = numerator.high * reciprocal
    let product = DoubleDouble(productOf: quotient, denominator.high)
    let missing =
      ((numerator.high - product.high) - product.low)
      + (numerator.low - quotient * denominator.low)
    let result = quotient + missing * reciprocal

    // Below 2⁻²⁸ the cubic term is less than half an ulp; and products of the least numbers, which
    // are not exact, stay out of the result.
    let unsigned = magnitude < 0x1p-28 ? magnitude : result
    return Double(bitPattern: unsigned.bitPattern | (x.bitPattern & 0x8000_0000_0000_0000))
  }

  /// A sum of terms of decreasing size, rounded once to twice the precision of a double.
  @inlinable @inline(__always)
  static func sum(
    _ first: DoubleDouble, _ second: Double, _ third: Double, _ rest: Double
  ) -> DoubleDouble {
    let two = DoubleDouble(sumOf: first.high, second)
    let three = DoubleDouble(sumOf: two.high, third)
    return DoubleDouble(sumOf: three.high, (three.low + two.low) + first.low + rest)
  }
}
