/// The elementary functions, in IEEE `+ - * /` and bit operations only.
///
/// A system's mathematics library promises neither accuracy nor the same bits as the next one's.
/// These functions do: every operation is correctly rounded by IEEE 754, none is fused with
/// another, so that the bits of a result depend on the argument alone. Each is within 1 ulp of the
/// true value, subnormal results included.
///
/// They are written without branches, as one straight sequence of operations and selections, so
/// that a loop over an array is vectorized by the compiler. The polynomials' coefficients come from
/// `Tests/Vectors/derive_coefficients.py`.
public enum ElementaryFunctions {
  /// Adding 1.5 · 2⁵² rounds a number of moderate size to a whole one, ties to even, and leaves
  /// that whole number in the low bits of the sum.
  @inlinable static var roundingShift: Double { 0x1.8p52 }

  /// The first 42 bits of ln 2: its product with a whole number up to 2¹¹ is exact.
  @inlinable static var naturalLogarithmOf2High: Double { 0x1.62e42fefa3800p-1 }

  /// What the first 42 bits leave of ln 2.
  @inlinable static var naturalLogarithmOf2Low: Double { 0x1.ef35793c76730p-45 }

  /// The power of two whose exponent stands in the low bits of `bits`, for exponents −1022…1023.
  @inlinable @inline(__always)
  static func powerOfTwo(lowBits bits: UInt64) -> Double {
    Double(bitPattern: (bits &+ 1023) &<< 52)
  }
}

/// A number as an unevaluated sum of two doubles, the second a correction of the first.
@usableFromInline
struct DoubleDouble {
  @usableFromInline var high: Double
  @usableFromInline var low: Double

  @inlinable @inline(__always)
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The exact sum of two doubles, the first zero or at least as large as the second.
  ///
  /// T. J. Dekker, "A floating-point technique for extending the available precision", 1971.
  @inlinable @inline(__always)
  init(sumOf large: Double, _ small: Double) {
    high = large + small
    low = small - (high - large)
  }

  /// The exact product of two doubles of moderate size, from halves of 26 bits (Dekker, Veltkamp).
  @inlinable @inline(__always)
  init(productOf left: Double, _ right: Double) {
    let (leftHigh, leftLow) = DoubleDouble.halves(of: left)
    let (rightHigh, rightLow) = DoubleDouble.halves(of: right)
    high = left * right
    low =
      ((leftHigh * rightHigh - high) + leftHigh * rightLow + leftLow * rightHigh)
      + leftLow * rightLow
  }

  /// Two numbers of at most 26 bits each whose sum is `value`.
  @inlinable @inline(__always)
  static func halves(of value: Double) -> (high: Double, low: Double) {
    let shifted = value * 0x1.0000002p27
    let high = shifted - (shifted - value)
    return (high, value - high)
  }
}
