import Matrices
import Source

/// An entry of a claim that is not what the value is.
public struct Mismatch: Sendable, Hashable {
  /// The number as written.
  public let number: NumberText
  /// What it should be: the value to the same digits.
  public let expected: String
  /// The value, in full.
  public let value: Double
  /// Its row and column, from 0.
  public let row: Int
  /// Its column, from 0.
  public let column: Int
  /// For a misprint that is itself misquoted, what it is otherwise.
  public var resembles: String?

  /// Where the first digit stands that is not as it should be.
  public var digitSpan: Span {
    let found = Array(number.text)
    let wanted = Array(expected)
    // Numbers whose points stand apart differ from the start.
    guard found.count == wanted.count,
      let index = found.indices.first(where: { found[$0] != wanted[$0] })
    else { return number.span }
    let start = number.span.start + String(found[..<index]).utf8.count
    return Span(start, start + String(found[index]).utf8.count)
  }
}

extension NumberText {
  /// How far the number is from `value`, in units of its last digit.
  ///
  /// Carried in twice the precision, so that what is compared is the decimal number as it was
  /// written and the double as it is: nothing is rounded before the comparison.
  public func distance(to value: Double) -> Double {
    if value.isNaN || self.value.isNaN { return value.isNaN && self.value.isNaN ? 0 : .infinity }
    if !value.isFinite || !self.value.isFinite { return value == self.value ? 0 : .infinity }
    guard decimals >= 0, decimals <= 22, abs(digits) < 0x1p53 else {
      let unit = ElementaryFunctions.power(10, Double(-decimals))
      return abs(self.value - value) / unit
    }
    // Powers of ten are exact up to 10²²; the product's rounding error is exact as well.
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = value * power
    guard scaled.isFinite else { return .infinity }
    let rest = (-scaled).addingProduct(value, power)
    return abs((scaled - digits) + rest)
  }

  /// Whether `value`, rounded to the digits written, is this number.
  ///
  /// Both ways of rounding a tie are right; the slack is for what binary cannot represent.
  public func isRounding(of value: Double) -> Bool { distance(to: value) <= 0.5 + 1e-9 }
}

extension ArrayLiteral {
  /// The entries that are not those of `array`, which has the literal's shape.
  ///
  /// - Parameters:
  ///   - array: The value.
  ///   - exactly: Whether every entry must be the very number, not one rounded to it.
  /// - Returns: Those entries, row by row.
  public func mismatches(with array: NumericArray, exactly: Bool) -> [Mismatch] {
    mismatches(exactly: exactly) { array[$0, $1] }
  }

  /// The entries that are not the number that `number` gives for their row and column.
  public func mismatches(
    exactly: Bool, with number: (_ row: Int, _ column: Int) -> Double
  ) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    for (row, numbers) in rows.enumerated() {
      for (column, written) in numbers.enumerated() {
        let value = number(row, column)
        let isRight =
          exactly
          ? written.value == value || (written.value.isNaN && value.isNaN)
          : written.isRounding(of: value)
        guard !isRight else { continue }
        mismatches.append(
          Mismatch(
            number: written,
            expected: exactly ? written.exactly(value) : written.rewritten(value), value: value,
            row: row, column: column))
      }
    }
    return mismatches
  }
}

extension NumberText {
  /// `value` itself: written as this number is if it has digits enough, and else with all it has.
  fileprivate func exactly(_ value: Double) -> String {
    let alike = rewritten(value)
    let read = NumberScanner.scan(Array(alike.utf8), at: 0) { Span($0, $1) }
    if read?.number.value == value { return alike }
    return Int(exactly: value).map(String.init) ?? value.description
  }
}
