import Source

// What each command of TeX reads, and what becomes of it.

extension TeXParser {
  /// Reads a command whose backslash has been read; nil for one that leaves no trace.
  mutating func command(from start: Int) -> Math? {
    let name = commandName(at: index)
    index += name.unicodeScalars.count
    guard let first = name.unicodeScalars.first else {
      report(from: start, "a backslash at the end says nothing")
      return .unknown("\\")
    }
    if !first.isTeXLetter { return controlSymbol(name, from: start) }
    if let style = TeXParser.styles[name] { return styled(name, style) }
    if let accent = MathAccent(rawValue: TeXParser.accentNames[name] ?? name) {
      return .accent(accent, argument(of: "\\" + name))
    }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let above = argument(of: "\\" + name)
      return .fraction(above, argument(of: "\\" + name))
    case "binom":
      let above = argument(of: "\\binom")
      return .fenced(
        "(", .table(MathTable(.matrix, [[above], [argument(of: "\\binom")]])), ")")
    case "sqrt": return root(from: start)
    case "text", "textrm", "textbf", "textit", "mbox":
      return words(after: "\\" + name, from: start) { .words($0) }
    case "operatorname":
      _ = skip("*")
      return words(after: "\\operatorname", from: start) { .function($0) }
    case "overset", "stackrel":
      let above = argument(of: "\\" + name)
      return .stacked(argument(of: "\\" + name), below: nil, above: above)
    case "underset":
      let below = argument(of: "\\underset")
      return .stacked(argument(of: "\\underset"), below: below, above: nil)
    case "left": return fence(from: start)
    case "right":
      let sign = delimiter() ?? ""
      report(from: start, "`\\right` without `\\left` before it")
      return .unknown("\\right" + sign)
    case "begin": return environment(from: start)
    case "end":
      let name = words(after: "\\end")
      report(from: start, "`\\end{\(name)}` without `\\begin{\(name)}` before it")
      return .unknown(source(from: start))
    case "not": return negated(from: start)
    case "quad": return .space(.quad)
    case "qquad": return .row([.space(.quad), .space(.quad)])
    case "big", "bigl", "bigr", "Big", "Bigl", "Bigr", "bigg", "biggl", "biggr", "Bigg",
      "displaystyle", "textstyle", "limits", "nolimits", "middle":
      // How large something is drawn is the printer's business.
      return nil
    case "lbrace": return .typedBrace("{", .opening)
    case "rbrace": return .typedBrace("}", .closing)
    default: break
    }
    if let letter = MathSymbols.letter(named: name) { return .letter(letter) }
    if let sign = MathSymbols.sign(named: name) { return .sign(sign) }
    if MathSymbols.functions.contains(name) { return .function(name) }
    return unknown(name, from: start)
  }

  private mutating func unknown(_ name: String, from start: Int) -> Math {
    let known = MathSymbols.commands + Array(TeXParser.styles.keys) + TeXParser.structures
    let match = closestMatch(to: name, among: known.sorted())
    report(
      from: start, "`\\\(name)` is no command of the mathematics that can be shown",
      note: match.map { "did you mean `\\\($0)`?" } ?? "it is shown as it is written")
    // What stands in braces behind it is most likely its own, and is not read on.
    while current == "{" { _ = words(after: "\\" + name, isRead: false) }
    return .unknown(source(from: start))
  }

  /// A backslash and a character that is no letter.
  private mutating func controlSymbol(_ name: String, from start: Int) -> Math? {
    switch name {
    case ",", ":", ";", ">": return .space(.thin)
    case " ", "\n", "\t": return .space(.word)
    case "!": return nil
    case "{": return .typedBrace("{", .opening)
    case "}": return .typedBrace("}", .closing)
    case "|": return .command("Vert")
    case "%", "#", "&", "$", "_": return .words(name)
    case "\\":
      report(from: start, "`\\\\` has no rows to separate here")
      return .unknown("\\\\")
    default:
      report(from: start, "`\\\(name)` is no command of the mathematics that can be shown")
      return .unknown("\\" + name)
    }
  }

  // MARK: Letters

  static let styles: [String: Math.Style] = [
    "mathrm": .upright, "mathbf": .bold, "boldsymbol": .boldItalic, "bm": .boldItalic,
    "mathit": .italic,
    "mathbb": .blackboard, "mathcal": .calligraphic, "mathtt": .typewriter, "mathsf": .upright,
  ]

  private static let accentNames = [
    "widehat": "hat", "widetilde": "tilde", "overline": "bar", "overrightarrow": "vec",
  ]

  private static let structures = [
    "frac", "sqrt", "text", "operatorname", "left", "right", "begin", "end", "quad", "qquad",
    "hat", "bar", "tilde", "vec", "dot", "ddot", "overset", "underset", "binom",
  ]

  private mutating func styled(_ name: String, _ style: Math.Style) -> Math {
    let content = argument(of: "\\" + name)
    // Letters side by side in one style are a word: \mathrm{softmax}.
    if style == .upright || style == .typewriter || style == .italic, let word = content.word {
      return .letter(word, style)
    }
    return content.styled(style)
  }

  /// Reads an argument as words, of which `make` makes something; whatever is not understood in them
  /// leaves the whole as it was written.
  private mutating func words(
    after command: String, from start: Int, _ make: (String) -> Math
  ) -> Math {
    let count = problems.count
    let words = words(after: command)
    return problems.count == count ? make(words) : .unknown(source(from: start))
  }

  /// Reads an argument as words, character by character.
  ///
  /// - Parameters:
  ///   - command: What they are the words of.
  ///   - isRead: Whether commands among them are told as not understood.
  /// - Returns: The words, without the braces.
  private mutating func words(after command: String, isRead: Bool = true) -> String {
    let start = index
    skipSpaces()
    guard skip("{") else {
      index = start
      report(from: max(start - 1, 0), "`\(command)` needs its words in braces")
      return ""
    }
    var text = String.UnicodeScalarView()
    var depth = 1
    while let scalar = current {
      index += 1
      switch scalar {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return String(text) }
      case "\\" where current.map { !$0.isTeXLetter } ?? false:
        if let escaped = current { text.append(escaped) }
        index += 1
      case "\\" where isRead && current?.isTeXLetter == true:
        let place = index - 1
        let name = commandName(at: index)
        index += name.unicodeScalars.count
        report(
          from: place, "`\\\(name)` is not read among words", note: "close the braces before it")
      case "\n", "\t", "~": text.append(" ")
      default: text.append(scalar)
      }
    }
    report(from: start, "this brace is never closed")
    return String(text)
  }

  // MARK: Larger things

  private mutating func root(from start: Int) -> Math {
    var degree: Math?
    skipSpaces()
    if current == "[" {
      let bracket = index
      index += 1
      degree = nested(.option) { $0.row() }
      if !skip("]") { report(from: bracket, "this bracket is never closed") }
    }
    return .root(argument(of: "\\sqrt"), degree: degree)
  }

  private mutating func negated(from start: Int) -> Math {
    skipSpaces()
    let base = argument(of: "\\not")
    guard case .sign(let sign) = base else { return base }
    switch sign.unicode {
    case "=": return .command("ne")
    case "∈": return .command("notin")
    default:
      return .sign(
        MathSign(
          sign.unicode + "\u{338}", ascii: "not " + sign.ascii, tex: "\\not" + sign.tex, sign.kind))
    }
  }

  /// Reads a delimiter after `\left` or `\right`; nil if there is none.
  mutating func delimiter() -> String? {
    skipSpaces()
    guard let scalar = current else { return nil }
    if scalar == "\\" {
      let name = commandName(at: index + 1)
      let sign: String? =
        switch name {
        case "{", "lbrace": "{"
        case "}", "rbrace": "}"
        case "|": "‖"
        default: MathSymbols.sign(named: name)?.unicode
        }
      if sign != nil { index += 1 + name.unicodeScalars.count }
      return sign
    }
    guard "()[]|/.<>‖⟨⟩".unicodeScalars.contains(scalar) else { return nil }
    index += 1
    switch scalar {
    case ".": return ""
    case "<": return "⟨"
    case ">": return "⟩"
    default: return String(scalar)
    }
  }

  private mutating func fence(from start: Int) -> Math {
    guard let opening = delimiter() else {
      report(
        from: start, #"`\left` needs a parenthesis, a bracket or a bar after it"#,
        note: #"write \left. for none"#)
      return .unknown("\\left")
    }
    let content = nested(.fence) { $0.row() }
    guard isAt(command: "right") else {
      report(from: start, #"`\left` without `\right` after it"#)
      return .fenced(opening, content, "")
    }
    let end = index
    index += "\\right".unicodeScalars.count
    guard let closing = delimiter() else {
      report(from: end, #"`\right` needs a parenthesis, a bracket or a bar after it"#)
      return .fenced(opening, content, "")
    }
    return .fenced(opening, content, closing)
  }

  private mutating func environment(from start: Int) -> Math {
    let name = words(after: "\\begin")
    let kind: MathTable.Kind
    var delimiters: (String, String)?
    switch name {
    case "matrix", "smallmatrix": kind = .matrix
    case "pmatrix": (kind, delimiters) = (.matrix, ("(", ")"))
    case "bmatrix": (kind, delimiters) = (.matrix, ("[", "]"))
    case "vmatrix": (kind, delimiters) = (.matrix, ("|", "|"))
    case "Bmatrix": (kind, delimiters) = (.matrix, ("{", "}"))
    case "array":
      kind = .matrix
      // Columns are centred, whatever is said of them.
      let count = problems.count
      _ = words(after: "\\begin{array}")
      guard problems.count == count else { return .unknown(source(from: start)) }
    case "cases": kind = .cases
    case "aligned", "align", "align*", "split", "gather", "gather*", "gathered": kind = .aligned
    default:
      report(
        from: start, "`\\begin{\(name)}` is no environment that can be shown",
        note: "there are matrix, pmatrix, bmatrix, vmatrix, array, cases and aligned")
      return .unknown(source(from: start))
    }
    var rows: [[Math]] = []
    let content = nested(.table) { parser in
      rows = parser.tableRows()
      return .row([])
    }
    if case .unknown = content { return content }
    if isAt(command: "end") {
      let end = index
      index += "\\end".unicodeScalars.count
      let closing = words(after: "\\end")
      if closing != name { report(from: end, "`\\end{\(closing)}` closes `\\begin{\(name)}`") }
    } else {
      report(from: start, "`\\begin{\(name)}` is never ended")
    }
    let table = Math.table(MathTable(kind, rows))
    return delimiters.map { .fenced($0.0, table, $0.1) } ?? table
  }
}

extension Math {
  fileprivate static func typedBrace(_ brace: String, _ kind: MathSign.Kind) -> Math {
    .sign(MathSign(brace, tex: "\\" + brace, kind))
  }

  /// The letters and digits side by side in it as a word; nil if there is more to it.
  fileprivate var word: String? {
    switch self {
    case .letter(let letter, .italic): return letter
    case .number(let digits): return digits
    case .sign(let sign) where sign.unicode == "-": return sign.unicode
    case .row(let parts):
      var word = ""
      for part in parts where part != .space(.typed) {
        guard let letter = part.word else { return nil }
        word += letter
      }
      return word
    default: return nil
    }
  }

  /// The same with every letter in a style.
  fileprivate func styled(_ style: Style) -> Math {
    switch self {
    case .letter(let letter, _): .letter(letter, style)
    case .number(let digits) where style == .bold: .letter(digits, style)
    case .row(let parts): .row(parts.map { $0.styled(style) })
    case .scripts(let base, let below, let above):
      .scripts(base.styled(style), below: below?.styled(style), above: above?.styled(style))
    case .accent(let accent, let base): .accent(accent, base.styled(style))
    case .number, .words, .function, .sign, .fraction, .root, .stacked, .fenced, .table, .space,
      .blank, .unknown:
      self
    }
  }
}
