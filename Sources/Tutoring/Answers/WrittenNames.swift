// How people write the names of a lesson by hand: with Greek letters, hats, subscripts and stars.

/// Greek letters by name; `lam` because `lambda` is a word of Python's own, and the sigmoid function,
/// which is written σ.
public let greekLetters: [String: String] = [
  "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eps": "ε", "zeta": "ζ",
  "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "lam": "λ", "mu": "μ",
  "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "sigmoid": "σ", "tau": "τ",
  "upsilon": "υ",
  "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
  "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
]

/// A name without what people leave out or write otherwise, so that `∂L/∂θ₁`, `dL/dtheta1` and
/// `dL_dtheta1` come to the same: no case, no subscripts, Greek letters for their names, and the
/// marks over a letter spelled out.
func simplifiedName(_ name: String) -> String {
  var result = ""
  var word = ""
  func finishWord() {
    result += letters(for: word)
    word = ""
  }
  for character in spelledOut(name) {
    switch character {
    case "_", "/", " ", "(", ")", "{", "}", "\\", ",": finishWord()
    case _ where character.isASCII && character.isLetter: word.append(character)
    default:
      finishWord()
      result.append(character)
    }
  }
  finishWord()
  return marksLast(result.lowercased())
}

/// A name with digits before the mark over its letter: `m2hat`, whether it was written m̂₂, `m2_hat` or
/// `m_hat2`.
private func marksLast(_ name: String) -> String {
  for mark in ["hat", "bar", "tilde"] {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let rest = name.dropLast(digits)
    if digits > 0, rest.hasSuffix(mark) {
      return rest.dropLast(mark.count) + name.suffix(digits) + mark
    }
  }
  return name
}

/// A word, or the Greek letter that it names, alone or behind the `d` of a derivative.
private func letters(for word: String) -> String {
  if let letter = greekLetters[word] { return letter }
  if word.first == "d", let letter = greekLetters[String(word.dropFirst())] { return "d" + letter }
  return word
}

/// A name in which subscripts are digits, `∂` is `d`, and a hat, a bar or a tilde over a letter is a
/// word behind it.
private func spelledOut(_ name: String) -> String {
  var result = ""
  for character in name {
    let (base, mark) = unaccented(character)
    for scalar in base.unicodeScalars {
      switch scalar {
      case "₀"..."₉":
        result.unicodeScalars.append(UnicodeScalar(UInt8(scalar.value - 0x2080 + 0x30)))
      case "∂": result += "d"
      case "⁺": result += "+"
      case "′": result += "'"
      case "∗", "⋆": result += "*"
      // Unicode has these letters twice.
      case "ϵ": result += "ε"
      case "ϕ": result += "φ"
      case "ϑ": result += "θ"
      case "µ": result += "μ"
      default: result.unicodeScalars.append(scalar)
      }
    }
    if !mark.isEmpty { result += "_" + mark + "_" }
  }
  return result
}

/// Splits a letter from the mark over it, however the two are encoded.
private func unaccented(_ character: Character) -> (base: String, mark: String) {
  guard !character.isASCII else { return (String(character), "") }
  let marks: [(sign: Unicode.Scalar, word: String)] = [
    ("\u{302}", "hat"), ("\u{304}", "bar"), ("\u{305}", "bar"), ("\u{303}", "tilde"),
  ]
  let scalars = character.unicodeScalars
  if scalars.count == 2, let last = scalars.last,
    let mark = marks.first(where: { $0.sign == last })
  {
    return (String(String.UnicodeScalarView(scalars.dropLast())), mark.word)
  }
  // One character for both: equal to the letter with the mark by the rules of Unicode.
  for (sign, word) in marks {
    for byte in UInt8(ascii: "A")...UInt8(ascii: "z") {
      let letter = UnicodeScalar(byte)
      if character == Character(String(String.UnicodeScalarView([letter, sign]))) {
        return (String(letter), word)
      }
    }
  }
  return (String(character), "")
}
