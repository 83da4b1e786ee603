import Tutoring

/// The symbols that TeX has commands for, and those that are typed as they are.
enum MathSymbols {
  /// The sign of a command without its backslash; nil if it is none.
  static func sign(named name: String) -> MathSign? {
    commandSigns[name]
  }

  /// The letter of a command: Greek ones and those that are used like letters.
  static func letter(named name: String) -> String? {
    // Two of the names are the stage language's, not TeX's.
    if name == "lam" || name == "eps" || name == "sigmoid" { return nil }
    return greekLetters[name] ?? letters[name]
  }

  /// The command of a letter; nil if it has none.
  static func command(ofLetter letter: String) -> String? { letterCommands[letter] }

  /// The sign that is typed as `character`; nil if it is none.
  static func typed(_ character: Character) -> MathSign? {
    if let kind = plainKind(of: character) { return MathSign(String(character), kind) }
    return character.isASCII ? nil : named[String(character)]
  }

  /// What a character that stands in prose is in TeX mathematics; nil if it is nothing there.
  static func mathematics(of scalar: Unicode.Scalar) -> String? {
    let text = String(scalar)
    return named[text]?.tex ?? letterCommands[text].map { "\\" + $0 }
  }

  /// The names of functions that have commands of their own.
  static let functions: Set<String> = [
    "arg", "cos", "cosh", "det", "dim", "exp", "inf", "ker", "lim", "ln", "log", "max", "min",
    "Pr", "sin", "sinh", "sup", "tan", "tanh", "argmax", "argmin", "softmax",
  ]

  /// Those of them that LaTeX has itself.
  static let latexFunctions: Set<String> = functions.subtracting(["argmax", "argmin", "softmax"])

  /// Those whose scripts stand below them in display.
  static let limitFunctions: Set<String> = [
    "lim", "max", "min", "inf", "sup", "argmax", "argmin", "Pr", "det",
  ]

  /// Every command that stands for a symbol.
  static var commands: [String] {
    tables.flatMap { $0.0.keys } + Array(greekLetters.keys) + Array(letters.keys)
      + Array(functions)
  }

  private typealias Table = [String: (unicode: String, ascii: String)]

  private static let tables: [(Table, MathSign.Kind)] = [
    (relations, .relation), (binaries, .binary), (large, .large), (ordinary, .ordinary),
    (openings, .opening), (closings, .closing),
  ]

  private static let commandSigns: [String: MathSign] = {
    var signs: [String: MathSign] = [:]
    for (table, kind) in tables {
      for (name, texts) in table where signs[name] == nil {
        signs[name] = MathSign(texts.unicode, ascii: texts.ascii, tex: "\\" + name, kind)
      }
    }
    return signs
  }()

  private static let letters: [String: String] = [
    "partial": "∂", "nabla": "∇", "infty": "∞", "ell": "ℓ", "hbar": "ℏ", "varepsilon": "ε",
    "vartheta": "ϑ", "varphi": "φ", "varrho": "ϱ", "omicron": "ο", "emptyset": "∅",
    "Upsilon": "Υ",
  ]

  private static let letterCommands: [String: String] = {
    var commands: [String: String] = [:]
    for (name, letter) in greekLetters where MathSymbols.letter(named: name) != nil {
      commands[letter] = name
    }
    for (name, letter) in letters where commands[letter] == nil { commands[letter] = name }
    commands["ε"] = "varepsilon"
    commands["φ"] = "varphi"
    // LaTeX has no command for it: it looks like an o.
    commands["ο"] = nil
    return commands
  }()

  private static let named: [String: MathSign] = {
    var signs: [String: MathSign] = [:]
    for (table, kind) in tables {
      for (name, texts) in table.sorted(by: { $0.key > $1.key }) {
        signs[texts.unicode] = MathSign(
          texts.unicode, ascii: texts.ascii, tex: "\\" + name, kind)
      }
    }
    signs["−"] = MathSign("-", .binary)
    return signs
  }()

  private static func plainKind(of character: Character) -> MathSign.Kind? {
    switch character.asciiValue.map({ Unicode.Scalar($0) }) {
    case "+", "-", "*": .binary
    case "=", "<", ">", ":": .relation
    case "(", "[": .opening
    case ")", "]": .closing
    case ",", ";": .punctuation
    case "/", "!", "?", ".", "|", "\"", "@": .ordinary
    default: nil
    }
  }

  private static let binaries: Table = [
    "cdot": ("·", "*"), "odot": ("⊙", "*"), "times": ("×", "x"), "pm": ("±", "+-"),
    "mp": ("∓", "-+"), "div": ("÷", "/"), "circ": ("∘", "o"), "ast": ("∗", "*"),
    "star": ("⋆", "*"), "oplus": ("⊕", "(+)"), "otimes": ("⊗", "(x)"), "cup": ("∪", "union"),
    "cap": ("∩", "intersection"), "wedge": ("∧", "and"), "land": ("∧", "and"),
    "vee": ("∨", "or"), "lor": ("∨", "or"), "setminus": ("∖", "\\"), "bullet": ("•", "*"),
  ]

  private static let relations: Table = [
    "le": ("≤", "<="), "leq": ("≤", "<="), "ge": ("≥", ">="), "geq": ("≥", ">="),
    "ne": ("≠", "!="), "neq": ("≠", "!="), "approx": ("≈", "~="), "equiv": ("≡", "=="),
    "sim": ("∼", "~"), "simeq": ("≃", "~="), "cong": ("≅", "~="), "propto": ("∝", "~"),
    "ll": ("≪", "<<"), "gg": ("≫", ">>"), "in": ("∈", "in"), "notin": ("∉", "not in"),
    "subset": ("⊂", "subset of"), "subseteq": ("⊆", "subset of"), "mid": ("∣", "|"),
    "parallel": ("∥", "||"), "perp": ("⊥", "perp"), "to": ("→", "->"),
    "rightarrow": ("→", "->"), "longrightarrow": ("⟶", "->"), "leftarrow": ("←", "<-"),
    "gets": ("←", "<-"), "leftrightarrow": ("↔", "<->"), "Rightarrow": ("⇒", "=>"),
    "implies": ("⟹", "=>"), "Leftarrow": ("⇐", "<="), "Leftrightarrow": ("⇔", "<=>"),
    "iff": ("⟺", "<=>"), "mapsto": ("↦", "->"), "uparrow": ("↑", "^"), "downarrow": ("↓", "v"),
    "colon": (":", ":"), "vdots": ("⋮", ":"), "ddots": ("⋱", "..."),
  ]

  private static let large: Table = [
    "sum": ("∑", "sum"), "prod": ("∏", "prod"), "int": ("∫", "int"), "bigcup": ("⋃", "union"),
    "bigcap": ("⋂", "intersection"),
  ]

  private static let ordinary: Table = [
    "top": ("⊤", "T"), "intercal": ("⊺", "T"), "prime": ("′", "'"), "ldots": ("…", "..."),
    "cdots": ("⋯", "..."), "dots": ("…", "..."), "forall": ("∀", "for all "),
    "exists": ("∃", "there is "), "neg": ("¬", "not "), "lnot": ("¬", "not "),
    "angle": ("∠", "angle "), "degree": ("°", " degrees"), "dagger": ("†", "+"),
    "backslash": ("\\", "\\"), "vert": ("|", "|"), "Vert": ("‖", "||"),
  ]

  private static let openings: Table = [
    "lvert": ("|", "|"), "lVert": ("‖", "||"), "langle": ("⟨", "<"), "lfloor": ("⌊", "floor("),
    "lceil": ("⌈", "ceil("), "lbrace": ("{", "{"), "lbrack": ("[", "["),
  ]

  private static let closings: Table = [
    "rvert": ("|", "|"), "rVert": ("‖", "||"), "rangle": ("⟩", ">"), "rfloor": ("⌋", ")"),
    "rceil": ("⌉", ")"), "rbrace": ("}", "}"), "rbrack": ("]", "]"),
  ]
}
