/// The exact decimal digits of a finite double.
///
/// Every double is a finite decimal fraction: m · 2⁻ⁿ = m · 5ⁿ / 10ⁿ. The digits of the whole
/// number m · 5ⁿ (or m · 2ⁿ) and the place of the point therefore say everything, and rounding
/// anywhere is a matter of looking at digits, with no error at all.
struct DecimalExpansion {
  /// The digits, the highest first, each 0 to 9, without leading zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand before the decimal point; negative for 0.00…, and it may exceed
  /// the number of digits, as it does for a whole number after rounding.
  private(set) var pointPosition: Int

  /// Expands the magnitude of a finite number.
  init(magnitudeOf value: Double) {
    precondition(value.isFinite)
    guard value != 0 else {
      digits = []
      pointPosition = 0
      return
    }
    let hiddenBit: UInt64 = value.isNormal ? 1 << 52 : 0
    let mantissa = value.significandBitPattern | hiddenBit
    let exponent = max(Int(value.exponentBitPattern), 1) - 1075
    // The fewer factors of two, the fewer digits there are to compute.
    let spare = min(mantissa.trailingZeroBitCount, exponent < 0 ? -exponent : 0)

    var whole = WholeNumber(mantissa >> UInt64(spare))
    whole.multiply(by: exponent < 0 ? 5 : 2, power: abs(exponent + spare))
    digits = whole.digits
    pointPosition = digits.count + min(exponent + spare, 0)
  }

  /// Rounds so that only the first `count` digits remain, ties to an even last digit.
  ///
  /// A `count` below zero or beyond the digits is fine: the first gives zero, the second no change.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let next = digits[count]
    let isTie = next == 5 && digits[(count + 1)...].allSatisfy { $0 == 0 }
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    let roundsUp = isTie ? isOdd : next >= 5
    digits.removeSubrange(count...)
    guard roundsUp else { return }

    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      pointPosition += 1
    }
  }

  /// The digit so many places after the highest one, 0 outside of the digits.
  subscript(place: Int) -> UInt8 {
    digits.indices.contains(place) ? digits[place] : 0
  }
}

/// A whole number of any size, in limbs of nine decimal digits, the lowest first.
private struct WholeNumber {
  private static let base: UInt64 = 1_000_000_000
  private var limbs: [UInt64] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(rest % Self.base)
      rest /= Self.base
    }
  }

  /// Multiplies by a power of 2 or 5, as many factors at once as keep the products in 64 bits.
  mutating func multiply(by factor: UInt64, power: Int) {
    let atOnce = factor == 5 ? 13 : 30
    var remaining = power
    while remaining > 0 {
      let count = min(remaining, atOnce)
      multiply(by: (0..<count).reduce(1) { product, _ in product * factor })
      remaining -= count
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    while carry > 0 {
      limbs.append(carry % Self.base)
      carry /= Self.base
    }
  }

  /// The decimal digits, the highest first, without leading zeros.
  var digits: [UInt8] {
    var lowestFirst: [UInt8] = []
    lowestFirst.reserveCapacity(limbs.count * 9)
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        lowestFirst.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while lowestFirst.last == 0 { lowestFirst.removeLast() }
    return lowestFirst.reversed()
  }
}
