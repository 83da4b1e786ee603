import Source

extension String {
  /// The text with everything that means something to LaTeX written so that it is only seen.
  ///
  /// Characters that the fonts of pdfLaTeX lack are written as mathematics where they are that.
  var escapedForLaTeX: String {
    var result = ""
    var wordLength = 0
    for character in sanitized {
      wordLength = character.isASCII && !character.isWhitespace ? wordLength + 1 : 0
      // A word that is wider than a line would run off the page.
      if wordLength > 40, wordLength % 10 == 1 { result += "\\allowbreak{}" }
      result += LaTeXText.escaped(character)
    }
    return result
  }

  /// The text as a line of code: spaces and hyphens stay what they are.
  var escapedForLaTeXCode: String {
    var result = ""
    for character in sanitized {
      switch character {
      case " ": result += "~"
      case "\t": result += "~~~~"
      case "-": result += "{-}"
      case "'": result += "\\textquotesingle{}"
      default: result += LaTeXText.escaped(character)
      }
    }
    return result
  }

  /// An address as an argument of `\href`.
  var escapedForLaTeXAddress: String {
    var result = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result += "\\" + String(UnicodeScalar(byte))
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"),
        UInt8(ascii: "$"), UInt8(ascii: "\""), UInt8(ascii: "`"), 0..<0x21, 0x7F...:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "\\%" + (digits.utf8.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(UnicodeScalar(byte))
      }
    }
    return result.replacing("\\~", with: "\\string~")
  }

  private func replacing(_ old: String, with new: String) -> String {
    var result = ""
    var rest = self[...]
    while let first = rest.first {
      if rest.hasPrefix(old) {
        result += new
        rest = rest.dropFirst(old.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

/// What stands for a character in LaTeX.
enum LaTeXText {
  static func escaped(_ character: Character) -> String {
    if character.isASCII { return ascii[character] ?? String(character) }
    if let text = special[character] { return text }
    if let digit = translate(character, subscripts) { return "\\textsubscript{\(digit)}" }
    if let digit = translate(character, superscripts) { return "\\textsuperscript{\(digit)}" }
    if let command = MathSymbols.mathematics(of: character) { return "\\ensuremath{\(command)}" }
    return String(character)
  }

  /// Whether pdfLaTeX has no such character: the text then needs XeLaTeX.
  static func needsUnicodeFont(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x180, 0x2013, 0x2014, 0x2018...0x201E, 0x2020...0x2022, 0x2026, 0x20AC: false
    default: true
    }
  }

  /// Whether a character is written in a font for Chinese, Japanese or Korean.
  static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static let ascii: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "_": "\\_", "%": "\\%", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "\"": "\\textquotedbl{}",
    "`": "\\textasciigrave{}", "|": "\\textbar{}", "[": "{[}", "]": "{]}", "*": "{*}",
    "-": "{-}",
  ]

  private static let special: [Character: String] = [
    "…": "\\ldots{}", "—": "---", "–": "--", "\u{A0}": "~", "✓": "\\ensuremath{\\checkmark}",
    "✗": "\\ensuremath{\\times}", "−": "\\ensuremath{-}", "√": "\\ensuremath{\\surd}",
    "Σ": "\\ensuremath{\\Sigma}", "≉": "\\ensuremath{\\not\\approx}", "→": "\\ensuremath{\\to}",
    "×": "\\ensuremath{\\times}", "·": "\\ensuremath{\\cdot}", "°": "\\textdegree{}",
    "ᵀ": "\\ensuremath{^\\top}",
  ]

  private static let subscripts = Array("₀₁₂₃₄₅₆₇₈₉")
  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")

  private static func translate(_ character: Character, _ digits: [Character]) -> String? {
    digits.firstIndex(of: character).map { "\($0)" }
  }
}
