extension ElementaryFunctions {
  /// `base` to the power `exponent`, with the special values of IEEE 754's `pow`; within 2 ulp.
  ///
  /// A square and a cube are plain products, as people compute them: x³ is x·x·x. Other small whole
  /// powers are products too, in twice the precision, so that those of whole numbers are exact. Any
  /// other power is e to the power of exponent · ln base.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    if base.isNaN || exponent.isNaN { return .nan }
    if base == 0 || !base.isFinite || !exponent.isFinite { return edge(base, exponent) }
    if let plain = plainPower(base, exponent) { return plain }
    let isWhole = exponent == exponent.rounded(.towardZero)
    if base < 0, !isWhole { return .nan }
    let magnitude =
      isWhole && exponent.magnitude <= 64
      ? product(base.magnitude, count: Int(exponent))
      : exponential(exponent, timesLogarithmOf: base.magnitude)
    return base < 0 && isOdd(exponent) ? -magnitude : magnitude
  }

  /// The powers that one or two operations give.
  private static func plainPower(_ base: Double, _ exponent: Double) -> Double? {
    switch exponent {
    case 0.5 where base > 0: return base.squareRoot()
    case 1: return base
    case -1: return 1 / base
    case 2: return base * base
    case 3:
      let cube = base * base * base
      // Where the square is out of range the cube may still be rounded twice, or be wrong.
      return cube.isNormal ? cube : nil
    default: return nil
    }
  }

  /// A small whole power of a positive number.
  private static func product(_ base: Double, count: Int) -> Double {
    // Of the significand, between 1 and 2, whose powers are all in range; then the power of 2.
    var square = DoubleDouble(high: base.significand, low: 0)
    var result = DoubleDouble(high: 1, low: 0)
    var remaining = count.magnitude
    while remaining > 0 {
      if remaining & 1 == 1 { result = product(result, square) }
      remaining >>= 1
      if remaining > 0 { square = product(square, square) }
    }
    if count < 0 {
      let quotient = 1 / result.high
      let back = DoubleDouble(productOf: quotient, result.high)
      let missing = ((1 - back.high) - back.low) - quotient * result.low
      result = DoubleDouble(sumOf: quotient, missing * quotient)
    }
    return scaled(result.high + result.low, by: Int(base.exponent) * count)
  }

  private static func product(_ one: DoubleDouble, _ other: DoubleDouble) -> DoubleDouble {
    let leading = DoubleDouble(productOf: one.high, other.high)
    return DoubleDouble(
      sumOf: leading.high, leading.low + (one.high * other.low + one.low * other.high))
  }

  /// A number of moderate size times 2 to the power `exponent`.
  private static func scaled(_ number: Double, by exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: number)
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
    // A number that is not 1 has a logarithm of at least 2⁻⁵³: what is out of range stays so.
    let exponent = min(max(exponent, -0x1p80), 0x1p80)
    // The base as 2ᵏ m with m between √½ and √2.
    let isLarge = base.significand > 0x1.6a09e667f3bcdp+0
    let logarithm = logarithm(
      exponent: Double(base.exponent) + (isLarge ? 1 : 0),
      mantissa: isLarge ? base.significand * 0.5 : base.significand)
    let sum = DoubleDouble(sumOf: logarithm.high, logarithm.low)
    let product = DoubleDouble(productOf: exponent, sum.high)
    if product.high > 710 { return .infinity }
    if product.high < -746 { return 0 }

    // The power of 2 is taken out first: it may be out of range where the result is not.
    let twos = (product.high * 0x1.71547652b82fep+0).rounded()
    let remainder = product.high - twos * naturalLogarithmOf2High
    let rest = (product.low + exponent * sum.low) - twos * naturalLogarithmOf2Low
    let significand = exp(remainder)
    return scaled(significand + significand * rest, by: Int(twos))
  }
}
