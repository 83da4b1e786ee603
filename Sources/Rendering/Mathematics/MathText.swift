import Source

extension Math {
  /// The mathematics in one line of text; lines that belong together are separated by line feeds.
  public func oneLine(_ notation: Notation = .unicode) -> String {
    MathText(notation: notation).line(self)
  }
}

/// Writes mathematics in lines of text.
struct MathText {
  let notation: Notation

  private func sign(_ unicode: String, _ ascii: String) -> String {
    notation == .unicode ? unicode : ascii
  }

  func line(_ math: Math) -> String {
    var text = ""
    write(math, to: &text)
    return text
  }

  private func write(_ math: Math, to text: inout String) {
    switch math {
    case .row:
      math.forEachPart { part, hasGap in
        if hasGap { text += " " }
        write(part, to: &text)
      }
    case .letter(let letter, let style): text += self.letter(letter, style)
    case .number(let digits): text += digits
    case .words(let words): text += words
    case .function(let name): text += name
    case .sign(let sign): text += self.text(of: sign)
    case .fraction(let above, let below):
      writeGrouped(above, to: &text)
      text += "/"
      writeGrouped(below, to: &text)
    case .root(let radicand, let degree): text += root(radicand, degree)
    case .scripts(let base, let below, let above), .stacked(let base, let below, let above):
      text += scripted(base, below, above)
    case .accent(let accent, let base): text += accented(accent, base)
    case .fenced(let opening, let content, let closing):
      if case .table = content, opening == "(" || opening == "[" {
        return write(content, to: &text)
      }
      text += delimiter(opening)
      write(content, to: &text)
      text += delimiter(closing)
    case .table(let table): text += self.table(table)
    case .space(let space): if space != .thin, space != .typed { text += " " }
    case .blank(let decimals): text += Math.blankText(decimals)
    case .unknown(let source): text += source
    }
  }

  private func writeGrouped(_ math: Math, to text: inout String) {
    guard math.atomCount > 1 else { return write(math, to: &text) }
    text += "("
    write(math, to: &text)
    text += ")"
  }

  private func root(_ radicand: Math, _ degree: Math?) -> String {
    // Written once: roots may stand in one another's degrees.
    let degree = degree.map(line)
    let mark = degree.map { "\($0)-" } ?? ""
    guard notation == .unicode else { return "\(mark)sqrt(\(line(radicand)))" }
    var text = "\(degree.flatMap(unicodeSuperscript) ?? mark)√"
    writeGrouped(radicand, to: &text)
    return text
  }

  /// The letter in its style, where there are such letters that every font has.
  private func letter(_ letter: String, _ style: Math.Style) -> String {
    guard notation == .unicode else {
      return MathSymbols.command(ofLetter: letter).map(asciiName) ?? letter
    }
    return style == .blackboard ? MathAlphabet.letter(letter, style) : letter
  }

  private func asciiName(_ command: String) -> String {
    switch command {
    case "partial": "d"
    case "nabla": "grad "
    case "infty": "inf"
    case "varepsilon": "epsilon"
    case "varphi": "phi"
    default: command
    }
  }

  func text(of sign: MathSign) -> String {
    // Most are ASCII, and none of these.
    if sign.unicode.utf8.count == 1 { return self.sign(sign.unicode, sign.ascii) }
    return switch sign.unicode {
    case "∑": self.sign("Σ", "sum")
    case "∏": self.sign("Π", "prod")
    case "⊤", "⊺": self.sign("ᵀ", "T")
    default: self.sign(sign.unicode, sign.ascii)
    }
  }

  func delimiter(_ sign: String) -> String {
    guard notation == .ascii else { return sign }
    switch sign {
    case "‖": return "||"
    case "⟨": return "<"
    case "⟩": return ">"
    default: return sign
    }
  }

  private func scripted(_ base: Math, _ below: Math?, _ above: Math?) -> String {
    var text = line(base)
    if case .row = base, base.atomCount > 1 { text = "(\(text))" }
    if let below { text += subscripted(below) }
    if let above { text += script("^", line(above), unicodeSuperscript) }
    return text
  }

  /// What stands below something, in a line; a word needs no braces.
  func subscripted(_ below: Math) -> String {
    switch below {
    case .letter(let word, _) where word.utf8.count > 1, .words(let word): lineSubscript(word)
    default: script("_", line(below), unicodeSubscript)
    }
  }

  func script(_ mark: String, _ content: String, _ translate: (String) -> String?) -> String {
    if content == "*" || content == "ᵀ" { return content }
    if !content.isEmpty, content.unicodeScalars.allSatisfy({ $0 == "′" || $0 == "'" }) {
      return content
    }
    if notation == .unicode, let translated = translate(content) { return translated }
    return content.count == 1 ? mark + content : "\(mark){\(content)}"
  }

  private func accented(_ accent: MathAccent, _ base: Math) -> String {
    let text = line(base)
    if notation == .ascii { return "\(text)_\(accent.rawValue)" }
    return text.count == 1 ? composed(text, accent.combining) : "\(accent.rawValue)(\(text))"
  }

  private func table(_ table: MathTable) -> String {
    switch table.kind {
    case .matrix, .numbers:
      let rows = table.rows.map { $0.map(line).joined(separator: "  ") }
      return "[\(rows.joined(separator: "; "))]"
    case .cases:
      let rows = table.rows.map { $0.map(line).joined(separator: "  ") }
      return "{ \(rows.joined(separator: "; "))"
    case .aligned:
      // The columns are there for the eye only.
      return table.rows.map { row in line(.row(Array(row.map { [$0] }.joined(by: .space(.typed)))))
      }
      .joined(separator: "\n")
    }
  }
}

extension Math {
  /// A blank in text: `_.__`.
  static func blankText(_ decimals: Int) -> String {
    decimals == 0 ? "_" : "_." + String(repeating: "_", count: decimals)
  }

  /// How wide a blank is that is written in by hand.
  static func blankWidth(_ decimals: Int) -> String {
    decimals == 0 ? "2.4em" : "\(2 + decimals / 2).\(decimals % 2 * 5)em"
  }
}

extension [[Math]] {
  /// All parts, with `separator` between each two.
  fileprivate func joined(by separator: Math) -> [Math] {
    Array<Math>(joined(separator: [separator]))
  }
}
