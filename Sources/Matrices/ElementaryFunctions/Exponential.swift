extension ElementaryFunctions {
  /// e to the power `x`.
  ///
  /// With k the whole number nearest to x / ln 2 and r = x − k ln 2, eˣ = 2ᵏ eʳ, and |r| ≤ ½ ln 2
  /// is small enough for a polynomial.
  @inlinable @inline(__always)
  public static func exp(_ x: Double) -> Double {
    // Beyond these bounds the result is infinite or zero anyway. A NaN passes both comparisons.
    let atMost = x > 710 ? 710 : x
    let bounded = atMost < -746 ? -746 : atMost
    let parts = ExponentialParts(bounded)

    // 1 + r is added exactly, so that only the smaller terms and the last addition round. (To add
    // the half square exactly too would be right by another fifth of an ulp, and half as slow again.)
    let r = parts.remainder
    let square = r * r
    let linear = DoubleDouble(sumOf: 1, r)
    let rest = 0.5 * square + (square * r) * ExponentialParts.polynomial(r)
    let mantissa = linear.high + (linear.low + rest)

    // 2ᵏ itself may be out of range where the result is not (k = 1024, or a subnormal result), so
    // it is applied in two halves. Only the second multiplication can round.
    let halfExponent = parts.exponent * 0.5 + roundingShift
    let firstBits = halfExponent.bitPattern
    let otherExponent = parts.exponent - (halfExponent - roundingShift) + roundingShift
    return mantissa * powerOfTwo(lowBits: firstBits)
      * powerOfTwo(lowBits: otherExponent.bitPattern)
  }
}

/// The parts from which eˣ = 2ᵏ eʳ is put together.
@usableFromInline
struct ExponentialParts {
  /// The whole number k, as a double.
  @usableFromInline let exponent: Double
  /// The same whole number, in the low bits.
  @usableFromInline let exponentBits: UInt64
  /// The remainder r = x − k ln 2, rounded to a double; at most ½ ln 2 in size.
  @usableFromInline let remainder: Double
  /// What rounding left of the remainder.
  @usableFromInline let remainderLow: Double

  /// Splits an argument of at most 750 in size.
  @inlinable @inline(__always)
  init(_ x: Double) {
    let shifted = x * 0x1.71547652b82fep+0 + ElementaryFunctions.roundingShift
    exponentBits = shifted.bitPattern
    exponent = shifted - ElementaryFunctions.roundingShift

    let rough = x - exponent * ElementaryFunctions.naturalLogarithmOf2High
    let correction = exponent * ElementaryFunctions.naturalLogarithmOf2Low
    remainder = rough - correction
    remainderLow = (rough - remainder) - correction
  }

  /// eʳ − 1 − r: the half square, which is exact, and all that is smaller.
  @inlinable @inline(__always)
  var tail: (halfSquare: Double, rest: Double) {
    let r = remainder
    // The upper half of r is a multiple of 2⁻²⁷ and its square needs no more than 52 bits.
    let upper = (r + 0x1.8p25) - 0x1.8p25
    let halfSquare = 0.5 * (upper * upper)
    let halfSquareLow = (0.5 * (r - upper)) * (r + upper)
    let cubic = (r * r) * r * ExponentialParts.polynomial(r)
    return (halfSquare, (halfSquareLow + cubic) + (remainderLow + r * remainderLow))
  }

  /// (eʳ − 1 − r − ½r²) / r³ for |r| ≤ ½ ln 2, with an error of 2⁻⁶¹ r⁻³ at most.
  ///
  /// The terms from the cubic one on of the interpolant of (eʳ − 1 − r) / r² of degree 10 at the
  /// Chebyshev nodes of that interval (its first coefficient is ½), paired so that independent
  /// multiplications overlap.
  @inlinable @inline(__always)
  static func polynomial(_ r: Double) -> Double {
    let r2 = r * r
    let r4 = r2 * r2
    let terms0and1 = 0x1.5555555555557p-3 + r * 0x1.5555555555556p-5
    let terms2and3 = 0x1.11111111100dcp-7 + r * 0x1.6c16c16c162d4p-10
    let terms4and5 = 0x1.a01a01abe7fe1p-13 + r * 0x1.a01a01a6d889cp-16
    let terms6and7 = 0x1.71de0231960ebp-19 + r * 0x1.27e4db646b17ep-22
    let terms8and9 = 0x1.af4de97ca4194p-26 + r * 0x1.1f730349868cep-29
    let terms4to9 = terms4and5 + r2 * terms6and7 + r4 * terms8and9
    return (terms0and1 + r2 * terms2and3) + r4 * terms4to9
  }
}
