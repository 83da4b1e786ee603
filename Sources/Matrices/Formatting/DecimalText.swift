/// A number with a fixed count of decimals, exactly rounded: `-0.34`, `1250.00`.
///
/// The double's exact value is rounded, ties to even, as C's `%.nf` has it; but a result whose
/// digits are all zero has no sign. NaN and the infinities are `nan`, `inf` and `-inf`.
///
/// - Parameters:
///   - value: Any double.
///   - decimals: How many digits follow the point, 0 or more; for 0 there is no point.
/// - Returns: The text, in ASCII.
public func fixed(_ value: Double, decimals: Int) -> String {
  guard value.isFinite else { return nonFinite(value) }
  precondition(decimals >= 0)
  if let units = roundedUnits(value.magnitude, decimals: decimals) {
    return text(of: units, isNegative: value < 0 && units > 0, decimals: decimals)
  }
  var expansion = DecimalExpansion(magnitudeOf: value)
  expansion.round(toDigits: expansion.pointPosition + decimals)

  let isZero = expansion.digits.isEmpty
  let point = isZero ? 0 : expansion.pointPosition
  var text: [UInt8] = value < 0 && !isZero ? [UInt8(ascii: "-")] : []
  for place in min(point - 1, 0)..<(point + decimals) {
    if place == point { text.append(UInt8(ascii: ".")) }
    text.append(UInt8(ascii: "0") + expansion[place])
  }
  return String(decoding: text, as: UTF8.self)
}

/// A number that is not negative in units of its last decimal, rounded to a whole one, ties to even;
/// nil if it takes more than 64 bits.
///
/// The same as a ``DecimalExpansion`` gives, for numbers that 128 bits hold with all their decimals:
/// nearly every one that is shown.
private func roundedUnits(_ value: Double, decimals: Int) -> UInt64? {
  guard decimals <= 17, value < 0x1p52, value.isNormal else { return value == 0 ? 0 : nil }
  // value = mantissa / 2^shift, and times 10^17 the mantissa has less than 53 + 57 bits.
  let shift = 52 - Int(value.exponent)
  let mantissa = value.significandBitPattern | 1 << 52
  let power = (0..<decimals).reduce(1 as UInt64) { product, _ in product * 10 }
  let scaled = UInt128(mantissa) * UInt128(power)
  // Less than half a unit.
  if shift > 111 { return 0 }
  let half: UInt128 = 1 << UInt128(shift - 1)
  let (whole, rest) = (scaled >> UInt128(shift), scaled & (2 * half - 1))
  let isUp = rest == half ? whole % 2 == 1 : rest > half
  return UInt64(exactly: isUp ? whole + 1 : whole)
}

/// The text of a number of units of the last decimal.
private func text(of units: UInt64, isNegative: Bool, decimals: Int) -> String {
  // 20 digits hold any 64 bits; a sign and a point come to them.
  String(unsafeUninitializedCapacity: max(20, decimals + 1) + 2) { text in
    var count = 0
    func append(_ letter: UInt8) {
      text[count] = letter
      count += 1
    }
    // From the last digit to the first.
    var rest = units
    while rest > 0 || count < decimals + (decimals > 0 ? 2 : 1) {
      if decimals > 0, count == decimals { append(UInt8(ascii: ".")) }
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    if isNegative { append(UInt8(ascii: "-")) }
    var written = text[..<count]
    written.reverse()
    return count
  }
}

/// A number in scientific notation, exactly rounded: `1.0e-05`, `-2.3e+10`.
///
/// The exponent has a sign and at least two digits, as in C's `%.ne`. A zero has no sign; NaN and
/// the infinities are `nan`, `inf` and `-inf`.
///
/// - Parameters:
///   - value: Any double.
///   - decimals: How many digits follow the point, 0 or more; for 0 there is no point.
/// - Returns: The text, in ASCII.
public func scientific(_ value: Double, decimals: Int) -> String {
  guard value.isFinite else { return nonFinite(value) }
  precondition(decimals >= 0)
  var expansion = DecimalExpansion(magnitudeOf: value)
  expansion.round(toDigits: decimals + 1)

  var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
  for place in 0...decimals {
    if place == 1 { text.append(UInt8(ascii: ".")) }
    text.append(UInt8(ascii: "0") + expansion[place])
  }
  let exponent = expansion.digits.isEmpty ? 0 : expansion.pointPosition - 1
  let size = String(exponent.magnitude)
  return String(decoding: text, as: UTF8.self)
    + (exponent < 0 ? "e-" : "e+") + (size.utf8.count < 2 ? "0" : "") + size
}

/// NaN or an infinity as NumPy prints them.
private func nonFinite(_ value: Double) -> String {
  value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
}
