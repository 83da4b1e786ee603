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
