import Matrices

/// Where an axis has marks, and what is written at them.
struct Ticks: Hashable, Sendable {
  /// The places, in order.
  let values: [Double]
  /// What is written at each.
  let labels: [String]

  /// Marks at multiples of 1, 2 or 5 times a power of ten, as many as fit.
  ///
  /// - Parameters:
  ///   - range: What the axis shows; both ends finite.
  ///   - limit: The most marks, 2 or more.
  /// - Returns: the marks, one at least.
  static func linear(_ range: ClosedRange<Double>, limit: Int) -> Ticks {
    let length = range.upperBound - range.lowerBound
    guard length.isFinite, length > 0 else {
      // Numbers so large that their difference is none.
      let ends = length > 0 ? [range.lowerBound, 0, range.upperBound] : [range.lowerBound]
      return Ticks(values: ends, labels: ends.map { shortNumber($0) })
    }
    // Beyond 15 digits neighbouring numbers are no longer told apart.
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    var (mantissa, exponent) = (1, max(length.decade - 2, largest.decade - 14))
    while true {
      let first = (range.lowerBound / mantissa.times(exponent)).rounded(.up)
      let last = (range.upperBound / mantissa.times(exponent)).rounded(.down)
      if last - first < Double(max(limit, 2)) { break }
      switch mantissa {
      case 1: mantissa = 2
      case 2: mantissa = 5
      default: (mantissa, exponent) = (1, exponent + 1)
      }
    }
    let step = mantissa.times(exponent)
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    // Whole numbers of steps, so that no error adds up; adding zero makes 0 of -0.
    var values = (0..<Int(max(last - first + 1, 0))).map {
      (Double(mantissa) * (first + Double($0))).times(exponent) + 0
    }
    if values.isEmpty { values = [range.lowerBound] }
    return Ticks(values: values, labels: labels(of: values, decade: exponent))
  }

  /// Marks at powers of ten, or at 1, 2 and 5 times those if there are few, as many as fit on an axis
  /// above zero.
  static func logarithmic(_ range: ClosedRange<Double>, limit: Int) -> Ticks {
    let (first, last) = (range.lowerBound.decade, range.upperBound.decade)
    let stride = max(1, (last - first + 1 + max(limit, 2) - 1) / max(limit, 2))
    let mantissas = (last - first + 1) * 3 <= limit + 2 ? [1, 2, 5] : [1]
    var values: [Double] = []
    for exponent in first...last where exponent % stride == 0 {
      values += mantissas.map { $0.times(exponent) }.filter { range.contains($0) }
    }
    if values.count < 2 { return linear(range, limit: limit) }
    return Ticks(values: values, labels: values.map { shortNumber($0) })
  }

  private static func labels(of values: [Double], decade: Int) -> [String] {
    let largest = values.reduce(0) { max($0, abs($1)) }
    if decade < -4 || largest >= 1e6 {
      return values.map { shortNumber($0, digits: max(1, largest.decade - decade + 1)) }
    }
    return values.map { fixed($0, decimals: max(0, -decade)).withThousands }
  }
}

extension Double {
  /// The exponent of the power of ten at or below a positive number.
  var decade: Int {
    guard isFinite, self > 0 else { return 0 }
    // log₁₀ 2 of the binary exponent is never off by more than one.
    var decade = Int((Double(exponent) * 0.301029995663981).rounded(.down))
    if 1.times(decade + 1) <= self { decade += 1 }
    if 1.times(decade) > self { decade -= 1 }
    return decade
  }

  /// The number times a power of ten.
  func times(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<min(exponent.magnitude, 22) { power *= 10 }
    let rest = Int(exponent.magnitude) - 22
    let result = exponent < 0 ? self / power : self * power
    return rest > 0 ? result.times(exponent < 0 ? -rest : rest) : result
  }
}

extension Int {
  /// The number times a power of ten.
  func times(_ exponent: Int) -> Double { Double(self).times(exponent) }
}

/// A number in so many digits, one or more, for words and marks: `0.2307`, `60,000`, `1.5e-5`.
func shortNumber(_ value: Double, digits: Int = 4) -> String {
  guard value.isFinite else { return fixed(value, decimals: 0) }
  if value == 0 { return "0" }
  if value == value.rounded(), abs(value) < 1e6 { return fixed(value, decimals: 0).withThousands }
  let decade = abs(value).decade
  if decade < -4 || decade >= 6 {
    let text = scientific(value, decimals: max(digits - 1, 0))
    guard let mark = text.firstIndex(of: "e") else { return text }
    return String(text[..<mark]).withoutTrailingZeros + text[mark...].shortExponent
  }
  return fixed(value, decimals: max(0, digits - 1 - decade)).withoutTrailingZeros.withThousands
}

extension StringProtocol {
  /// A number's digits before the point in groups of three.
  var withThousands: String {
    let whole = prefix { $0 != "." }
    let digits = whole.drop { $0 == "-" }
    guard digits.count > 4 || (digits.count == 4 && !contains(".")) else { return String(self) }
    var text = whole.hasPrefix("-") ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text + dropFirst(whole.count)
  }

  /// A number without zeros at the end of its decimals.
  fileprivate var withoutTrailingZeros: String {
    guard contains(".") else { return String(self) }
    var text = String(self)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// `e-05` as `e-5`, `e+06` as `e6`.
  fileprivate var shortExponent: String {
    let sign = contains("-") ? "-" : ""
    let digits = drop { !("1"..."9").contains($0) }
    return "e" + sign + digits
  }
}
