extension Math {
  /// The mathematics as LaTeX with amsmath.
  ///
  /// It is written anew from the tree: no command that a lesson holds gets into it unless it is one
  /// that was understood.
  public var latex: String {
    switch self {
    case .row(let parts):
      return parts.map(\.latex).filter { !$0.isEmpty }.joined(separator: " ")
    case .letter(let letter, let style): return Math.latex(letter: letter, style)
    case .number(let digits): return Math.latex(number: digits)
    case .words(let words): return "\\text{\(words.escapedForLaTeX)}"
    case .function(let name):
      if MathSymbols.latexFunctions.contains(name) { return "\\" + name }
      return "\\operatorname{\(Math.name(name))}"
    case .sign(let sign): return sign.tex
    case .fraction(let above, let below): return "\\frac{\(above.latex)}{\(below.latex)}"
    case .root(let radicand, let degree):
      return "\\sqrt\(degree.map { "[{\($0.latex)}]" } ?? ""){\(radicand.latex)}"
    case .scripts(let base, let below, let above):
      let isOperator = base.takesLimits
      let nucleus = isOperator ? base.latex : "{\(base.latex)}"
      return nucleus + (below.map { "_{\($0.latex)}" } ?? "")
        + (above.map { "^{\($0.latex)}" } ?? "")
    case .stacked(let base, let below, let above):
      var result = base.latex
      if let above { result = "\\overset{\(above.latex)}{\(result)}" }
      if let below { result = "\\underset{\(below.latex)}{\(result)}" }
      return result
    case .accent(let accent, let base):
      let isWide = base.atomCount > 1
      return "\\\(isWide ? accent.wideCommand : accent.rawValue){\(base.latex)}"
    case .fenced(let opening, let content, let closing):
      return "\\mathopen{}\\left\(Math.delimiter(opening)) \(content.latex) "
        + "\\right\(Math.delimiter(closing))\\mathclose{}"
    case .table(let table): return table.latex
    case .space(let space):
      switch space {
      case .typed: return ""
      case .thin: return "\\,"
      case .word: return "\\ "
      case .quad: return "\\quad"
      }
    case .blank(let decimals): return "\\blank{\(Math.blankWidth(decimals))}"
    case .unknown(let source): return "\\text{\\texttt{\(source.escapedForLaTeX)}}"
    }
  }

  private static func latex(letter: String, _ style: Style) -> String {
    let command = MathSymbols.command(ofLetter: letter).map { "\\" + $0 }
    if command == nil, !letter.utf8.allSatisfy({ $0 < 0x80 }) {
      return "\\text{\(letter.escapedForLaTeX)}"
    }
    let text = command ?? name(letter)
    switch style {
    case .italic: return command == nil && letter.count > 1 ? "\\mathit{\(text)}" : text
    case .upright: return command ?? "\\mathrm{\(text)}"
    case .bold: return command == nil ? "\\mathbf{\(text)}" : "\\boldsymbol{\(text)}"
    case .boldItalic: return "\\boldsymbol{\(text)}"
    case .blackboard: return "\\mathbb{\(text)}"
    case .calligraphic: return "\\mathcal{\(text)}"
    case .typewriter: return "\\mathtt{\(text)}"
    }
  }

  /// A name among mathematics, where few characters need to be escaped.
  private static func name(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "_", "%", "#", "&", "$", "{", "}": result += "\\\(scalar)"
      case "\\", "^", "~", "`", "\"": result += "\\text{\(String(scalar).escapedForLaTeX)}"
      case _ where !scalar.isASCII: result += "\\text{\(String(scalar).escapedForLaTeX)}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func latex(number: String) -> String {
    let isPlain = number.utf8.dropFirst().allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
    let first = number.utf8.first ?? 0x30
    if isPlain, first == 0x2D || first == 0x2E || (first >= 0x30 && first <= 0x39) {
      return first == 0x2D ? "{\(number)}" : number
    }
    // 1.0e-05, inf, nan: upright, and the sign of an exponent without space around it.
    var result = ""
    for scalar in number.unicodeScalars {
      switch scalar {
      case "-", "+": result += "{\(scalar)}"
      case _ where scalar.properties.isAlphabetic: result += "\\mathrm{\(name(String(scalar)))}"
      default: result += name(String(scalar))
      }
    }
    return "{\(result)}"
  }

  private static func delimiter(_ sign: String) -> String {
    switch sign {
    case "": "."
    case "{": "\\{"
    case "}": "\\}"
    case "‖": "\\|"
    case "⟨": "\\langle"
    case "⟩": "\\rangle"
    case "⌊": "\\lfloor"
    case "⌋": "\\rfloor"
    case "⌈": "\\lceil"
    case "⌉": "\\rceil"
    case "↑": "\\uparrow"
    case "↓": "\\downarrow"
    case "\\": "\\backslash"
    case "(", ")", "[", "]", "|", "/": sign
    default: "."
    }
  }
}

extension MathTable {
  fileprivate var latex: String {
    // The length after each row keeps a bracket that begins the next from being read as one.
    let ends = unseenEnds
    let lines = rows.enumerated().map { row, cells in
      cells.enumerated().map { column, cell in
        guard let end = ends?[row][column], !end.isEmpty else { return cell.latex }
        return cell.latex + "\\phantom{\(Math.number(end).latex)}"
      }.joined(separator: " & ")
    }.joined(separator: " \\\\[1pt]\n")
    switch kind {
    case .matrix: return "\\begin{matrix} \(lines) \\end{matrix}"
    case .numbers:
      let columns = String(repeating: "r", count: max(columns, 1))
      return "\\begin{array}{@{}\(columns)@{}} \(lines) \\end{array}"
    case .cases: return "\\begin{cases} \(lines) \\end{cases}"
    case .aligned: return "\\begin{aligned} \(lines) \\end{aligned}"
    }
  }
}
