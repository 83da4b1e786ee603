/// TeX mathematics as a line of Unicode, as far as the commonest commands go: `\frac{\partial L}
/// {\partial W_2}` is `∂L/∂W₂`. What it does not know stays as it was written.
struct TeXText {
  private let characters: [Character]
  private var index = 0
  private var depth = 0

  /// What a stretch of TeX became.
  private struct Piece {
    var text = ""
    /// The symbols and numbers side by side in it: one needs no parentheses under a fraction bar.
    var atoms = 0
  }

  /// The line that `tex` becomes; the lines, if it has `\\` in it.
  static func line(_ tex: String) -> String {
    var reader = TeXText(characters: Array(tex))
    var text = ""
    while reader.index < reader.characters.count {
      text += reader.sequence().text
      // A closing brace without an opening one.
      if reader.index < reader.characters.count {
        text.append(reader.characters[reader.index])
        reader.index += 1
      }
    }
    return collapsed(text)
  }

  private init(characters: [Character]) { self.characters = characters }

  /// Reads up to a closing brace or the end.
  private mutating func sequence() -> Piece {
    var result = Piece()
    while index < characters.count, characters[index] != "}" {
      let piece = next()
      result.text += piece.text
      result.atoms += piece.atoms
    }
    return result
  }

  private mutating func next() -> Piece {
    let character = characters[index]
    index += 1
    switch character {
    case "\\": return command()
    case "{":
      guard depth < 60 else { return Piece(text: "{", atoms: 1) }
      depth += 1
      defer { depth -= 1 }
      let group = sequence()
      if index < characters.count { index += 1 }
      return group
    case "_": return Piece(text: script("_", unicodeSubscript))
    case "^": return Piece(text: script("^", unicodeSuperscript))
    case "'": return Piece(text: "′")
    case "&", "~": return Piece(text: " ")
    case " ", "\n", "\t": return Piece(text: " ")
    case _ where character.isNumber:
      var digits = String(character)
      while index < characters.count, characters[index].isNumber || characters[index] == "." {
        digits.append(characters[index])
        index += 1
      }
      return Piece(text: digits, atoms: 1)
    case _ where character.isLetter: return Piece(text: String(character), atoms: 1)
    // An operator between two symbols makes what they are in more than one atom.
    default: return Piece(text: String(character), atoms: 2)
    }
  }

  /// Reads one argument: a group, or what comes next.
  private mutating func argument() -> Piece {
    while index < characters.count, characters[index] == " " || characters[index] == "\n" {
      index += 1
    }
    return index < characters.count && characters[index] != "}" ? next() : Piece()
  }

  private mutating func script(_ sign: String, _ translate: (String) -> String?) -> String {
    let content = collapsed(argument().text)
    if ["*", "′", "ᵀ"].contains(content) { return content }
    return translate(content) ?? (content.count == 1 ? sign + content : "\(sign){\(content)}")
  }

  private mutating func command() -> Piece {
    var name = ""
    while index < characters.count, characters[index].isASCII, characters[index].isLetter {
      name.append(characters[index])
      index += 1
    }
    if name.isEmpty {
      guard index < characters.count else { return Piece(text: "\\", atoms: 1) }
      let sign = characters[index]
      index += 1
      switch sign {
      case "\\": return Piece(text: "\n")
      case ",", ";", ":", " ": return Piece(text: " ")
      case "!": return Piece()
      default: return Piece(text: String(sign), atoms: 1)
      }
    }
    switch name {
    case "frac", "dfrac", "tfrac":
      let (above, below) = (argument(), argument())
      return Piece(text: "\(grouped(above))/\(grouped(below))", atoms: 2)
    case "sqrt": return Piece(text: "√" + grouped(argument()), atoms: 1)
    case "text", "mathrm", "mathbf", "mathit", "operatorname", "boldsymbol":
      return Piece(text: argument().text, atoms: 1)
    case "hat": return Piece(text: argument().text + "\u{302}", atoms: 1)
    case "bar": return Piece(text: argument().text + "\u{304}", atoms: 1)
    case "tilde": return Piece(text: argument().text + "\u{303}", atoms: 1)
    case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits": return Piece()
    case "begin", "end":
      let isOpening = name == "begin"
      let brackets = ["pmatrix", "bmatrix", "matrix"].contains(argument().text)
      return Piece(text: brackets ? (isOpening ? "[" : "]") : "", atoms: 1)
    case "quad", "qquad": return Piece(text: "  ")
    case "partial":
      while index < characters.count, characters[index] == " " { index += 1 }
      return Piece(text: "∂")
    default:
      if let sign = signs[name] { return Piece(text: sign, atoms: 2) }
      return Piece(text: greekLetters[name] ?? name, atoms: 1)
    }
  }

  private func grouped(_ piece: Piece) -> String {
    let text = collapsed(piece.text)
    return piece.atoms > 1 ? "(\(text))" : text
  }
}

/// The text with each run of spaces as one, and none at the ends.
private func collapsed(_ text: String) -> String {
  text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    .joined(separator: "\n")
}

private let signs: [String: String] = [
  "sum": "Σ", "prod": "Π", "int": "∫", "cdot": "·", "odot": "⊙", "times": "×", "top": "ᵀ",
  "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
  "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "mapsto": "↦", "pm": "±",
  "in": "∈", "nabla": "∇", "ldots": "…", "cdots": "…", "dots": "…", "prime": "′", "mid": "|",
  "circ": "∘", "Rightarrow": "⇒", "forall": "∀", "exists": "∃", "lvert": "|", "rvert": "|",
]
