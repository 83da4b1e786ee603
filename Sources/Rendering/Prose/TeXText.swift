/// TeX mathematics in one line, as far as the commonest commands go.
///
/// `\frac{\partial L}{\partial W_2}` is `∂L/∂W₂`. What it does not know stays as it was written.
struct TeXText {
  private let characters: [Unicode.Scalar]
  private let notation: Notation
  private var index = 0
  private var depth = 0
  /// How deep groups and arguments are read into one another; each level is a call.
  private static let depthLimit = 60

  /// What a stretch of TeX became.
  private struct Piece {
    var text = ""
    /// The symbols, numbers and parentheses side by side in it: one alone needs no parentheses
    /// around it under a fraction bar.
    var atoms = 0
  }

  /// The line that `tex` becomes; several lines if it has `\\` in it.
  static func line(_ tex: String, _ notation: Notation) -> String {
    var reader = TeXText(characters: Array(tex.unicodeScalars), notation: notation)
    var text = ""
    while reader.index < reader.characters.count {
      text += reader.sequence().text
      // A closing brace without an opening one.
      if reader.index < reader.characters.count {
        text.unicodeScalars.append(reader.characters[reader.index])
        reader.index += 1
      }
    }
    return collapsed(text)
  }

  private init(characters: [Unicode.Scalar], notation: Notation) {
    self.characters = characters
    self.notation = notation
  }

  private func sign(_ unicode: String, _ ascii: String) -> String {
    notation == .unicode ? unicode : ascii
  }

  /// Reads up to a closing brace or the end.
  private mutating func sequence() -> Piece {
    var result = Piece()
    var parentheses = 0
    while index < characters.count, characters[index] != "}" {
      let piece = next()
      if piece.text == ")", parentheses > 0 { parentheses -= 1 }
      if parentheses == 0 { result.atoms += piece.text == ")" ? 0 : piece.atoms }
      if piece.text == "(" { parentheses += 1 }
      result.text += piece.text
    }
    return result
  }

  private mutating func next() -> Piece {
    let character = characters[index]
    index += 1
    switch character {
    case "\\": return command()
    case "{":
      guard depth < TeXText.depthLimit else { return Piece(text: "{", atoms: 1) }
      depth += 1
      defer { depth -= 1 }
      let group = sequence()
      if index < characters.count { index += 1 }
      return group
    case "_": return Piece(text: script("_", unicodeSubscript))
    case "^": return Piece(text: script("^", unicodeSuperscript))
    case "'": return Piece(text: sign("′", "'"))
    case "&", "~", " ", "\n", "\t": return Piece(text: " ")
    case "(", ")": return Piece(text: String(character), atoms: 1)
    case "d" where index < characters.count && characters[index].isLetter:
      // The d of dh/dz belongs to what follows.
      return Piece(text: "d")
    case _ where character.isNumber:
      var digits = String(character)
      while index < characters.count, characters[index].isNumber || characters[index] == "." {
        digits.unicodeScalars.append(characters[index])
        index += 1
      }
      return Piece(text: digits, atoms: 1)
    case _ where character.isLetter: return Piece(text: String(character), atoms: 1)
    // An operator between two symbols makes what they are in more than one atom.
    default: return Piece(text: String(character), atoms: 2)
    }
  }

  private mutating func skipSpaces() {
    while index < characters.count, characters[index] == " " || characters[index] == "\n" {
      index += 1
    }
  }

  /// Reads one argument: a group, or what comes next.
  private mutating func argument() -> Piece {
    skipSpaces()
    guard index < characters.count, characters[index] != "}", depth < TeXText.depthLimit else {
      return Piece()
    }
    depth += 1
    defer { depth -= 1 }
    return next()
  }

  private mutating func script(_ mark: String, _ translate: (String) -> String?) -> String {
    let content = collapsed(argument().text)
    if content == "*" || content == "′" || content == "ᵀ" { return content }
    if notation == .unicode, let translated = translate(content) { return translated }
    return content.count == 1 ? mark + content : "\(mark){\(content)}"
  }

  private mutating func command() -> Piece {
    var name = ""
    while index < characters.count, characters[index].isASCII, characters[index].isLetter {
      name.unicodeScalars.append(characters[index])
      index += 1
    }
    if name.isEmpty { return controlSymbol() }
    switch name {
    case "frac", "dfrac", "tfrac":
      let fraction = "\(grouped(argument()))/\(grouped(argument()))"
      // `1/N (Y - h)`: what follows is not part of the denominator.
      let follows = index < characters.count ? characters[index] : " "
      let isFactor = follows.isLetter || follows == "(" || follows == "\\"
      return Piece(text: isFactor ? fraction + " " : fraction, atoms: 2)
    case "sqrt": return Piece(text: sign("√", "sqrt ") + grouped(argument()), atoms: 1)
    case "text", "mathrm", "mathbf", "mathit", "operatorname", "boldsymbol":
      return Piece(text: argument().text, atoms: 1)
    case "hat": return Piece(text: argument().text + sign("\u{302}", "^"), atoms: 1)
    case "bar": return Piece(text: argument().text + sign("\u{304}", "-"), atoms: 1)
    case "tilde": return Piece(text: argument().text + sign("\u{303}", "~"), atoms: 1)
    case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits":
      return Piece()
    case "begin", "end":
      let hasBrackets = ["pmatrix", "bmatrix"].contains(argument().text)
      return Piece(text: hasBrackets ? (name == "begin" ? "[" : "]") : "", atoms: 1)
    case "quad", "qquad": return Piece(text: "  ")
    case "partial":
      skipSpaces()
      return Piece(text: sign("∂", "d"))
    default:
      if let (unicode, ascii) = signs[name] { return Piece(text: sign(unicode, ascii), atoms: 2) }
      return Piece(text: sign(greekLetters[name] ?? name, name), atoms: 1)
    }
  }

  /// A backslash and a character that is no letter.
  private mutating func controlSymbol() -> Piece {
    guard index < characters.count else { return Piece(text: "\\", atoms: 1) }
    let character = characters[index]
    index += 1
    switch character {
    case "\\": return Piece(text: "\n")
    case ",", ";", ":", " ": return Piece(text: " ")
    case "!": return Piece()
    default: return Piece(text: String(character), atoms: 1)
    }
  }

  private func grouped(_ piece: Piece) -> String {
    let text = collapsed(piece.text)
    return piece.atoms > 1 ? "(\(text))" : text
  }
}

/// The text with each run of spaces as one, and none at the ends or inside of parentheses.
private func collapsed(_ text: String) -> String {
  let (space, lineFeed) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
  var result: [UInt8] = []
  result.reserveCapacity(text.utf8.count)
  var gap = false
  for byte in text.utf8 {
    switch byte {
    case space: gap = true
    case lineFeed:
      gap = false
      if let last = result.last, last != lineFeed { result.append(lineFeed) }
    default:
      if gap, let last = result.last, last != lineFeed, last != UInt8(ascii: "("),
        byte != UInt8(ascii: ")")
      {
        result.append(space)
      }
      gap = false
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

extension Unicode.Scalar {
  fileprivate var isNumber: Bool { ("0"..."9").contains(self) }

  fileprivate var isLetter: Bool {
    isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) : properties.isAlphabetic
  }
}

private let signs: [String: (unicode: String, ascii: String)] = [
  "sum": ("Σ", "sum"), "prod": ("Π", "prod"), "int": ("∫", "int"), "cdot": ("·", "*"),
  "odot": ("⊙", "*"), "times": ("×", "x"), "top": ("ᵀ", "T"), "le": ("≤", "<="),
  "leq": ("≤", "<="), "ge": ("≥", ">="), "geq": ("≥", ">="), "ne": ("≠", "!="),
  "neq": ("≠", "!="), "approx": ("≈", "~="), "infty": ("∞", "inf"), "to": ("→", "->"),
  "rightarrow": ("→", "->"), "leftarrow": ("←", "<-"), "mapsto": ("↦", "->"), "pm": ("±", "+-"),
  "in": ("∈", "in"), "nabla": ("∇", "grad"), "ldots": ("…", "..."), "cdots": ("…", "..."),
  "dots": ("…", "..."), "prime": ("′", "'"), "mid": ("|", "|"), "circ": ("∘", "o"),
  "Rightarrow": ("⇒", "=>"), "lvert": ("|", "|"), "rvert": ("|", "|"),
]
