/// The letters that Unicode has in the styles of mathematics.
///
/// Browsers ignore the bold and blackboard variants of MathML, so a style is a matter of the
/// character itself.
enum MathAlphabet {
  /// The letter in a style; itself where Unicode has no such letter.
  static func letter(_ letter: String, _ style: Math.Style) -> String {
    var result = String.UnicodeScalarView()
    for scalar in letter.unicodeScalars {
      result.append(styled(scalar, style) ?? scalar)
    }
    return String(result)
  }

  private static func styled(_ scalar: Unicode.Scalar, _ style: Math.Style) -> Unicode.Scalar? {
    let text = String(scalar)
    if style == .italic, text == "h" { return "ℎ" }
    if style == .blackboard, let letter = blackboardExceptions[text] { return letter }
    if style == .calligraphic, let letter = calligraphicExceptions[text] { return letter }
    guard let starts = starts(of: style) else { return nil }
    let (start, first): (UInt32?, Unicode.Scalar) =
      switch scalar {
      case "A"..."Z": (starts.capital, "A")
      case "a"..."z": (starts.small, "a")
      case "0"..."9": (starts.digit, "0")
      case "Α"..."Ω": (starts.greekCapital, "Α")
      case "α"..."ω": (starts.greekSmall, "α")
      default: (nil, "A")
      }
    return start.flatMap { Unicode.Scalar($0 + scalar.value - first.value) }
  }

  private struct Starts {
    var capital: UInt32?
    var small: UInt32?
    var digit: UInt32?
    var greekCapital: UInt32?
    var greekSmall: UInt32?
  }

  private static func starts(of style: Math.Style) -> Starts? {
    switch style {
    case .upright: nil
    case .italic:
      Starts(capital: 0x1D434, small: 0x1D44E, greekCapital: 0x1D6E2, greekSmall: 0x1D6FC)
    case .boldItalic:
      Starts(
        capital: 0x1D468, small: 0x1D482, digit: 0x1D7CE, greekCapital: 0x1D71C,
        greekSmall: 0x1D736)
    case .bold:
      Starts(
        capital: 0x1D400, small: 0x1D41A, digit: 0x1D7CE, greekCapital: 0x1D6A8,
        greekSmall: 0x1D6C2)
    case .blackboard: Starts(capital: 0x1D538, small: 0x1D552, digit: 0x1D7D8)
    case .calligraphic: Starts(capital: 0x1D49C, small: 0x1D4B6)
    case .typewriter: Starts(capital: 0x1D670, small: 0x1D68A, digit: 0x1D7F6)
    }
  }

  // Letters that were in Unicode before the others, in another place.
  private static let blackboardExceptions: [String: Unicode.Scalar] = [
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]

  private static let calligraphicExceptions: [String: Unicode.Scalar] = [
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
    "g": "ℊ", "o": "ℴ",
  ]
}
