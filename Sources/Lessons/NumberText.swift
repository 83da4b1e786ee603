import Matrices
import Source

/// A number as somebody wrote it: its digits say how much is claimed.
public struct NumberText: Sendable, Hashable {
  /// The characters, as written.
  public let text: String
  /// The value, correctly rounded to double precision.
  public let value: Double
  /// The position of the last digit written: 2 for `0.40`, 0 for `7`, 5 for `1.5e-4`, -2 for `3e2`.
  public let decimals: Int
  /// The digits read as one whole number, with the sign: 40 for `0.40`; exact up to 2⁵³.
  public let digits: Double
  /// Whether it has neither a point nor an exponent.
  public let isInteger: Bool
  /// Where it stands.
  public let span: Span

  /// Whether it is a blank, `?` or `_`: a number that was not given.
  public var isBlank: Bool { text == "?" }

  /// A blank at `span`.
  static func blank(at span: Span) -> NumberText {
    NumberText(text: "?", value: .nan, decimals: 0, digits: .nan, isInteger: false, span: span)
  }
}

/// A number and its length, read from the start of a text.
struct NumberScanner {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let start: Int
  private var mantissa = ""
  private var fractionDigits = 0
  private var exponent = 0
  private var isNegative = false
  private var hasPoint = false
  private var hasExponent = false

  /// Reads a number at `offset` of `bytes`.
  ///
  /// - Returns: nil if there is none.
  static func scan(
    _ bytes: [UInt8], at offset: Int, span: (Int, Int) -> Span
  ) -> (number: NumberText, end: Int)? {
    var scanner = NumberScanner(bytes: bytes, offset: offset)
    guard let number = scanner.number(span: span) else { return nil }
    return (number, scanner.offset)
  }

  private init(bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
    self.start = offset
  }

  private mutating func number(span: (Int, Int) -> Span) -> NumberText? {
    if take("-") || take("−") || take("–") { isNegative = true } else { _ = take("+") }
    if let special = specialValue() { return finish(special, digits: special, span: span) }
    takeDigits()
    if byte == UInt8(ascii: ".") {
      hasPoint = true
      offset += 1
      let before = mantissa.count
      takeDigits()
      fractionDigits = mantissa.count - before
    }
    guard !mantissa.isEmpty else { return nil }
    takeExponent()
    let sign = isNegative ? "-" : ""
    guard let value = Double("\(sign)\(mantissa)e\(exponent - fractionDigits)"),
      let digits = Double(sign + mantissa)
    else { return nil }
    return finish(value, digits: digits, span: span)
  }

  private func finish(_ value: Double, digits: Double, span: (Int, Int) -> Span) -> NumberText {
    NumberText(
      text: String(decoding: bytes[start..<offset], as: UTF8.self), value: value,
      decimals: fractionDigits - exponent, digits: digits, isInteger: !hasPoint && !hasExponent,
      span: span(start, offset))
  }

  private mutating func specialValue() -> Double? {
    let magnitude: Double
    if take("nan") || take("NaN") {
      magnitude = .nan
    } else if take("infinity") || take("inf") || take("Inf") || take("∞") {
      magnitude = .infinity
    } else {
      return nil
    }
    hasPoint = true
    return isNegative ? -magnitude : magnitude
  }

  private mutating func takeDigits() {
    while let digit = byte, digit >= 0x30, digit <= 0x39 {
      mantissa.unicodeScalars.append(UnicodeScalar(digit))
      offset += 1
    }
  }

  /// `e-3`, `·10^-3`, `×10⁻³`, `x 10^-3`, `*10**-3`.
  private mutating func takeExponent() {
    let before = offset
    if byte.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      offset += 1
      if takeSignedExponent() { return }
    } else {
      while take(" ") {}
      if take("·") || take("×") || take("⋅") || take("*") || take("x") || take("X") {
        while take(" ") {}
        if take("10"), take("^{") || take("^(") || take("^") || take("**") || isSuperscript,
          takeSignedExponent()
        {
          if !take("}") { _ = take(")") }
          return
        }
      }
    }
    offset = before
  }

  private mutating func takeSignedExponent() -> Bool {
    let isDown = take("-") || take("−") || take("⁻")
    if !isDown { _ = take("+") }
    var digits = 0
    var magnitude = 0
    while let digit = takeExponentDigit() {
      digits += 1
      // Past any exponent of a double it makes no difference.
      magnitude = min(magnitude * 10 + digit, 100_000)
    }
    guard digits > 0 else { return false }
    hasExponent = true
    exponent = isDown ? -magnitude : magnitude
    return true
  }

  private static let superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  private var isSuperscript: Bool {
    (Self.superscripts + ["⁻"]).contains { matches($0) }
  }

  private mutating func takeExponentDigit() -> Int? {
    if let digit = byte, digit >= 0x30, digit <= 0x39 {
      offset += 1
      return Int(digit) - 0x30
    }
    return Self.superscripts.firstIndex { take($0) }
  }

  private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func matches(_ text: String) -> Bool {
    var index = offset
    for expected in text.utf8 {
      guard index < bytes.count, bytes[index] == expected else { return false }
      index += 1
    }
    return true
  }

  private mutating func take(_ text: String) -> Bool {
    guard matches(text) else { return false }
    offset += text.utf8.count
    return true
  }
}
