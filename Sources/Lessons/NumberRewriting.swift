import Matrices

// A number is corrected in the hand of whoever wrote it: with as many digits, the same minus sign,
// the same way of writing a power of ten. So the digit that is wrong is where the two differ.

extension NumberText {
  /// `value` to as many digits as were written here, in the same notation.
  public func rewritten(_ value: Double) -> String {
    guard value.isFinite else { return NumberFormat().string(value, kind: .real) }
    let magnitude = unsigned(abs(value))
    // What rounds to zero has no sign.
    let isNegative = value < 0 && magnitude.utf8.contains { $0 >= 0x31 && $0 <= 0x39 }
    let sign = text[..<afterSign]
    if isNegative { return (sign == "+" || sign.isEmpty ? "-" : String(sign)) + magnitude }
    return sign == "+" ? "+" + magnitude : magnitude
  }

  /// Where the digits begin.
  private var afterSign: String.Index {
    let isSign: (Unicode.Scalar) -> Bool = { $0 == "-" || $0 == "−" || $0 == "–" || $0 == "+" }
    return text.unicodeScalars.firstIndex { !isSign($0) } ?? text.endIndex
  }

  /// A value that is not negative, written as this number is, without a sign.
  private func unsigned(_ value: Double) -> String {
    let digits = text[afterSign...]
    let mantissa = Substring(
      digits.utf8.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") })
    let power = PowerOfTen(digits[mantissa.endIndex...])
    guard let power else { return dressed(fixed(value, decimals: max(0, decimals)), as: mantissa) }
    let places = mantissa.firstIndex(of: ".").map { mantissa[$0...].count - 1 } ?? 0
    let isNormal = mantissa.prefix { $0 != "." }.count == 1 && mantissa.first != "0"
    if !isNormal, let kept = shifted(value, places: places) {
      return dressed(kept, as: mantissa) + power.text
    }
    let normal = scientific(value, decimals: places)
    guard let mark = normal.firstIndex(of: "e"),
      let exponent = Int(normal[normal.index(after: mark)...].drop { $0 == "+" })
    else { return normal }
    return dressed(String(normal[..<mark]), as: mantissa) + power.rewritten(exponent)
  }

  /// The value over the power of ten that is written, to `places` decimals; nil if the power leaves
  /// no digits.
  private func shifted(_ value: Double, places: Int) -> String? {
    guard decimals >= 0, decimals < 400 else { return nil }
    var digits = fixed(value, decimals: decimals).filter { $0 != "." }
    digits = String(digits.drop { $0 == "0" })
    if digits.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.count) + digits
    }
    guard places > 0 else { return digits }
    return "\(digits.dropLast(places)).\(digits.suffix(places))"
  }

  /// A number with its zero or its point left out where `mantissa` leaves it out.
  private func dressed(_ number: String, as mantissa: Substring) -> String {
    if mantissa.first == ".", number.hasPrefix("0.") { return String(number.dropFirst()) }
    return mantissa.last == "." && !number.contains(".") ? number + "." : number
  }
}

/// A power of ten as it was written: `e-05`, `·10^-5`, `×10⁻⁵`.
private struct PowerOfTen {
  /// All of it.
  let text: Substring
  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")

  init?(_ text: Substring) {
    guard !text.isEmpty else { return nil }
    self.text = text
  }

  /// The same with another exponent.
  func rewritten(_ exponent: Int) -> String {
    let isRaised = text.contains { Self.superscripts.contains($0) }
    let isDigit: (Character) -> Bool = { character in
      isRaised ? Self.superscripts.contains(character) : character >= "0" && character <= "9"
    }
    guard let last = text.lastIndex(where: isDigit) else { return String(text) }
    let start = text[...last].lastIndex { !isDigit($0) }.map { text.index(after: $0) }
    let head = text[..<(start ?? text.startIndex)]
    let width = text[(start ?? text.startIndex)...last].count
    let tail = text[text.index(after: last)...]

    let plain = String(abs(exponent))
    let digits = String(repeating: "0", count: max(0, width - plain.count)) + plain
    let written =
      isRaised ? String(digits.map { Self.superscripts[$0.wholeNumberValue ?? 0] }) : digits
    let signs: (minus: Set<Character>, plain: Character) = (["-", "−", "⁻"], isRaised ? "⁻" : "-")
    let given = head.last.flatMap { signs.minus.contains($0) || $0 == "+" ? $0 : nil }
    let base = given == nil ? head : head.dropLast()
    let minus = given.flatMap { signs.minus.contains($0) ? $0 : nil } ?? signs.plain
    let sign = exponent < 0 ? String(minus) : given == "+" ? "+" : ""
    return base + sign + written + tail
  }
}
