import Source

// Scalar by scalar: what a reader takes for one character may be a percent sign with something on it,
// and to TeX that is still a percent sign.

extension String {
  /// The text with everything that means something to LaTeX written so that it is only seen.
  ///
  /// Characters that the fonts of pdfLaTeX lack are written as mathematics where they are that.
  var escapedForLaTeX: String {
    var result = ""
    var wordLength = 0
    for scalar in sanitized.unicodeScalars {
      wordLength = scalar.isASCII && scalar > " " ? wordLength + 1 : 0
      // A word that is wider than a line would run off the page.
      if wordLength > 40, wordLength % 10 == 1 { result += "\\allowbreak{}" }
      LaTeXText.append(scalar, to: &result)
    }
    return result
  }

  /// The text as a line of code: spaces and hyphens stay what they are.
  var escapedForLaTeXCode: String {
    var result = ""
    for scalar in sanitized.unicodeScalars {
      switch scalar {
      case " ": result += "~"
      case "\t": result += "~~~~"
      case "'": result += "\\textquotesingle{}"
      default: LaTeXText.append(scalar, to: &result)
      }
    }
    return result
  }

  /// An address as an argument of `\href`.
  var escapedForLaTeXAddress: String {
    var result = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "~"): result += "\\string~"
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "_"):
        result += "\\" + String(UnicodeScalar(byte))
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"),
        UInt8(ascii: "$"), UInt8(ascii: "\""), UInt8(ascii: "`"), 0..<0x21, 0x7F...:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "\\%" + (digits.utf8.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(UnicodeScalar(byte))
      }
    }
    return result
  }
}

/// What stands for a character in LaTeX.
enum LaTeXText {
  static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if let written = scalar.isASCII ? ascii(scalar) : other(scalar) {
      text += written
    } else {
      text.unicodeScalars.append(scalar)
    }
  }

  /// Whether pdfLaTeX has no such character: the text then needs XeLaTeX.
  static func needsUnicodeFont(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Of the European letters its fonts lack these.
    case 0x126, 0x127, 0x138, 0x13F, 0x140, 0x149, 0x166, 0x167, 0x17F: true
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

  /// What stands for a character that means something; nil for one that stands for itself.
  private static func ascii(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\\": "\\textbackslash{}"
    case "{", "}", "$", "&", "#", "_", "%": "\\\(scalar)"
    case "^": "\\textasciicircum{}"
    case "~": "\\textasciitilde{}"
    case "<": "\\textless{}"
    case ">": "\\textgreater{}"
    case "\"": "\\textquotedbl{}"
    case "`": "\\textasciigrave{}"
    case "|": "\\textbar{}"
    // Two hyphens would be a dash, and brackets an option.
    case "[", "]", "*", "-": "{\(scalar)}"
    default: nil
    }
  }

  private static func other(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "…": return "\\ldots{}"
    case "—": return "---"
    case "–": return "--"
    case "\u{A0}": return "~"
    case "✓": return "\\ensuremath{\\checkmark}"
    case "✗", "×": return "\\ensuremath{\\times}"
    case "−": return "\\ensuremath{-}"
    case "√": return "\\ensuremath{\\surd}"
    case "Σ": return "\\ensuremath{\\Sigma}"
    case "≉": return "\\ensuremath{\\not\\approx}"
    case "→": return "\\ensuremath{\\to}"
    case "·": return "\\ensuremath{\\cdot}"
    case "°": return "\\textdegree{}"
    case "ᵀ": return "\\ensuremath{^\\top}"
    case "₀"..."₉": return "\\textsubscript{\(scalar.value - 0x2080)}"
    case "¹", "²", "³": return "\\textsuperscript{\(scalar == "¹" ? 1 : scalar.value - 0xB0)}"
    case "⁰", "⁴"..."⁹": return "\\textsuperscript{\(scalar.value - 0x2070)}"
    default: return MathSymbols.mathematics(of: scalar).map { "\\ensuremath{\($0)}" }
    }
  }
}
