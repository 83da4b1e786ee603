extension ElementaryFunctions {
  /// The natural logarithm of `x`: −∞ for a zero, NaN for a negative number.
  ///
  /// x = 2ᵏ m with m between √½ and √2, and with s = (m − 1) / (m + 1),
  /// ln x = k ln 2 + 2 artanh s = k ln 2 + 2s + ⅔s³ + s⁵ g(s²). All but the last term are
  /// carried in twice the precision, which leaves an error of at most 0.501 ulp: one result in
  /// some thousands is not the double nearest to the true value. So much care is for
  /// `RandomState.standardNormal`, whose numbers should be everyone's, to the last bit.
  @inlinable @inline(__always)
  public static func log(_ x: Double) -> Double {
    let isSubnormal = x < 0x1p-1022
    let normal = isSubnormal ? x * 0x1p54 : x
    let bits = normal.bitPattern

    // The mantissa in 1…2, then in √½…√2. The exponent is read off as a double, without a
    // conversion of integers, which few machines vectorize: the biased exponent in the low bits of
    // 2⁵² is that many more than 2⁵².
    let upper = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000)
    let isUpper = upper > 0x1.6a09e667f3bcdp+0
    let m = isUpper ? upper * 0.5 : upper
    let biased = Double(bitPattern: (bits &>> 52) | 0x4330_0000_0000_0000) - 0x1p52
    let bias = (isSubnormal ? 1077.0 : 1023.0) - (isUpper ? 1.0 : 0.0)
    let parts = logarithm(exponent: biased - bias, mantissa: m)
    let result = parts.high + parts.low

    let finite = x < .infinity ? result : x
    let positive = x > 0 ? finite : .nan
    return x == 0 ? -.infinity : positive
  }

  /// ln(2ᵏ m) for √½ ≤ m ≤ √2, to about 2⁻⁶² of its size.
  @inlinable @inline(__always)
  static func logarithm(exponent k: Double, mantissa m: Double) -> DoubleDouble {
    // s = (m − 1) / (m + 1): numerator and denominator are exact, the quotient is corrected once.
    let numerator = m - 1
    let denominator = m + 1
    let denominatorLow = m - (denominator - 1)
    let s = numerator / denominator
    let product = DoubleDouble(productOf: s, denominator)
    let sLow =
      (((numerator - product.high) - product.low) - s * denominatorLow) / denominator

    // ⅔ s³ = ⅔ s² · s
    let square = DoubleDouble(productOf: s, s)
    let z = square.high
    let zLow = square.low + 2 * s * sLow
    let scaled = DoubleDouble(productOf: z, 0x1.5555555555555p-1)
    let scaledLow = scaled.low + (zLow * 0x1.5555555555555p-1 + z * 0x1.5555555555555p-55)
    let cubic = DoubleDouble(productOf: scaled.high, s)
    let cubicLow = cubic.low + (scaled.high * sLow + scaledLow * s)
    let quintic = s * (z * z) * logarithmPolynomial(z)

    let leading = DoubleDouble(sumOf: k * naturalLogarithmOf2High, 2 * s)
    let sum = DoubleDouble(sumOf: leading.high, cubic.high)
    let small = (leading.low + sum.low) + (2 * sLow + cubicLow + k * naturalLogarithmOf2Low)
    return DoubleDouble(high: sum.high, low: small + quintic)
  }

  /// (2 artanh s − 2s − ⅔s³) / s⁵ in z = s² for |s| ≤ (√2 − 1) / (√2 + 1).
  ///
  /// The interpolant of degree 7 at the Chebyshev nodes of 0…0.0295, within 2⁻⁶⁶ of the logarithm.
  @inlinable @inline(__always)
  static func logarithmPolynomial(_ z: Double) -> Double {
    let z2 = z * z
    let z4 = z2 * z2
    let terms0and1 = 0x1.999999999999ap-2 + z * 0x1.2492492492521p-2
    let terms2and3 = 0x1.c71c71c6eaa10p-3 + z * 0x1.745d177a96056p-3
    let terms4and5 = 0x1.3b1395d2190c1p-3 + z * 0x1.1118c7e4b0917p-3
    let terms6and7 = 0x1.df7cc8e5fa539p-4 + z * 0x1.e02e6fff27908p-4
    return (terms0and1 + z2 * terms2and3) + z4 * (terms4and5 + z2 * terms6and7)
  }
}
