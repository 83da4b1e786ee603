/// The number that is read back from `value` as it is written with so many decimals.
///
/// - Parameters:
///   - value: Any number; one that is not finite stays as it is.
///   - decimals: 0 or more.
/// - Returns: the double nearest to the decimal number.
public func rounded(_ value: Double, decimals: Int) -> Double {
  guard value.isFinite else { return value }
  if decimals <= 15 {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = value * power
    let whole = scaled.rounded(.toNearestOrEven)
    // A whole number divided by an exact power of ten is the double nearest to that decimal number,
    // which is what reading its digits gives. Only close to a tie do the exact digits decide.
    if scaled.magnitude < 0x1p40, abs(abs(scaled - whole) - 0.5) > 1e-3 {
      // Adding zero takes the sign off a negative zero: on paper there is none.
      return whole / power + 0
    }
  }
  return Double(fixed(value, decimals: decimals)) ?? value
}

/// `value` rounded as people do it on paper: half a unit of the last decimal is rounded away from zero.
///
/// - Parameters:
///   - value: Any number; one that is not finite stays as it is.
///   - decimals: 0 or more.
/// - Returns: the double nearest to the decimal number. What the computer has one part in a billion
///   of a unit beside the half, such as 0.325, which is no double, is taken for the half.
public func roundedOnPaper(_ value: Double, decimals: Int) -> Double {
  guard value.isFinite, decimals <= 15 else { return rounded(value, decimals: decimals) }
  var power = 1.0
  for _ in 0..<decimals { power *= 10 }
  let scaled = value.magnitude * power
  guard scaled < 0x1p40 else { return rounded(value, decimals: decimals) }
  let below = scaled.rounded(.down)
  guard abs(scaled - below - 0.5) <= 1e-9 * max(1, scaled * 1e-4) else {
    return rounded(value, decimals: decimals)
  }
  return (value < 0 ? -(below + 1) : below + 1) / power
}
