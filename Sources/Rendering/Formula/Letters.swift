// Those digits and letters that Unicode has as subscripts and superscripts.

/// `text` below a letter in a line: `₁`, `_all` for a word, `_{1,all}` for anything else that Unicode has
/// no such characters for.
func lineSubscript(_ text: String) -> String {
  if let translated = unicodeSubscript(text) { return translated }
  let isWord =
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
  return isWord || text.count == 1 ? "_\(text)" : "_{\(text)}"
}

/// `text` in subscript characters, or nil if one of them has no such form.
///
/// Words have none here although most of their letters do: `Xₐₗₗ` is hard to read and missing
/// from many fonts.
func unicodeSubscript(_ text: String) -> String? {
  if text.utf8.count == 1, let letter = subscriptLetters[text] { return letter }
  return translated(text, from: 0x2080)
}

/// `text` in superscript characters, or nil if one of them has no such form.
func unicodeSuperscript(_ text: String) -> String? {
  if text.utf8.count == 1, let letter = superscriptLetters[text] { return letter }
  return translated(text, from: 0x2070)
}

private let subscriptLetters = [
  "a": "ₐ", "e": "ₑ", "h": "ₕ", "i": "ᵢ", "j": "ⱼ", "k": "ₖ", "l": "ₗ", "m": "ₘ", "n": "ₙ",
  "o": "ₒ", "p": "ₚ", "r": "ᵣ", "s": "ₛ", "t": "ₜ", "u": "ᵤ", "v": "ᵥ", "x": "ₓ",
]

private let superscriptLetters = ["n": "ⁿ", "i": "ⁱ", "T": "ᵀ", "x": "ˣ", "k": "ᵏ", "t": "ᵗ"]

/// Digits and signs in the block of super- or subscripts that starts at `zero`.
private func translated(_ text: String, from zero: UInt32) -> String? {
  var scalars = String.UnicodeScalarView()
  for byte in text.utf8 {
    let code: UInt32
    switch byte {
    case UInt8(ascii: "1") where zero == 0x2070: code = 0xB9
    case UInt8(ascii: "2") where zero == 0x2070: code = 0xB2
    case UInt8(ascii: "3") where zero == 0x2070: code = 0xB3
    case UInt8(ascii: "0")...UInt8(ascii: "9"): code = zero + UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "+"): code = zero + 0xA
    case UInt8(ascii: "-"): code = zero + 0xB
    default: return nil
    }
    guard let scalar = Unicode.Scalar(code) else { return nil }
    scalars.append(scalar)
  }
  return text.isEmpty ? nil : String(scalars)
}

/// A letter and the mark over it, as one character where Unicode has one: HTML asks for that.
func composed(_ letter: String, _ mark: String) -> String {
  let text = letter + mark
  guard text.count == 1, let character = text.first else { return text }
  // Characters are equal however they are encoded.
  return String(precomposed.first { $0 == character } ?? character)
}

/// The letters of ASCII with a hat, a bar, a tilde, one dot and two.
private let precomposed =
  "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ"
  + "āēḡīōūȳĀĒḠĪŌŪȲ"
  + "ãẽĩñõũṽỹÃẼĨÑÕŨṼỸ"
  + "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżȦḂĊḊĖḞĠḢİṀṄȮṖṘṠṪẆẊẎŻ"
  + "äëḧïöẗüẅẍÿÄËḦÏÖÜẄẌŸ"
