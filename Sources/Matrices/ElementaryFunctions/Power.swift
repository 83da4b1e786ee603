extension ElementaryFunctions {
  /// `base` to the power `exponent`, with the special values of IEEE 754's `pow`.
  ///
  /// A small whole exponent is a product of squares, as people compute it, so that x³ is x·x·x.
  /// Any other power is e to the power of exponent · ln base.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    if base.isNaN || exponent.isNaN { return .nan }
    let isWhole = exponent == exponent.rounded(.towardZero)
    if isWhole, exponent.magnitude <= 64 {
      let product = power(base, count: Int(exponent.magnitude))
      return exponent < 0 ? 1 / product : product
    }
    if exponent == 0.5, base.isFinite { return (base + 0).squareRoot() }
    if base < 0, base.isFinite, !isWhole { return exponent.isFinite ? .nan : edge(base, exponent) }
    if base == 0 || !base.isFinite || !exponent.isFinite { return edge(base, exponent) }
    let magnitude = exponential(exponent, timesLogarithmOf: base.magnitude)
    return base < 0 && isOdd(exponent) ? -magnitude : magnitude
  }

  private static func power(_ base: Double, count: Int) -> Double {
    var result = 1.0
    var square = base
    var remaining = count
    while remaining > 0 {
      if remaining & 1 == 1 { result *= square }
      remaining >>= 1
      if remaining > 0 { square *= square }
    }
    return result
  }

  /// The powers of zero and of infinities, and infinite powers.
  private static func edge(_ base: Double, _ exponent: Double) -> Double {
    if !exponent.isFinite {
      if base.magnitude == 1 { return 1 }
      return (base.magnitude > 1) == (exponent > 0) ? .infinity : 0
    }
    // What is left is a zero or infinite base: only its sign and the exponent's matter.
    let isLarge = (base == 0) == (exponent < 0)
    let magnitude = isLarge ? Double.infinity : 0
    return base.sign == .minus && isOdd(exponent) ? -magnitude : magnitude
  }

  private static func isOdd(_ exponent: Double) -> Bool {
    // From 2⁵³ on every double is even.
    exponent.magnitude < 0x1p53 && exponent.truncatingRemainder(dividingBy: 2).magnitude == 1
  }

  /// e to the power of exponent · ln base for a finite positive base.
  ///
  /// The product is carried in twice the precision: an error of it in the last place would be
  /// multiplied by the product's size, some hundreds.
  private static func exponential(
    _ exponent: Double, timesLogarithmOf base: Double
  ) -> Double {
    guard exponent.magnitude < 0x1p80 else { return exp(exponent * log(base)) }
    // The base as 2ᵏ m with m between √½ and √2.
    let isLarge = base.significand > 0x1.6a09e667f3bcdp+0
    let logarithm = logarithm(
      exponent: Double(base.exponent) + (isLarge ? 1 : 0),
      mantissa: isLarge ? base.significand * 0.5 : base.significand)
    let sum = DoubleDouble(sumOf: logarithm.high, logarithm.low)
    let product = DoubleDouble(productOf: exponent, sum.high)
    let result = exp(product.high)
    guard result.isFinite, result > 0 else { return result }
    return result + result * (product.low + exponent * sum.low)
  }
}
