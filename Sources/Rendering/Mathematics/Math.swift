/// Mathematics as it stands on a page: letters, signs, fractions, scripts.
///
/// A ``Formula`` says what a calculation means; this says how mathematics looks. The TeX in a
/// lesson's prose is read to it, formulas are laid out as it, and each typeset format prints it.
public indirect enum Math: Sendable, Hashable {
  /// A letter or a word that stands for something: `x`, `σ`, `labels`.
  case letter(String, Style = .italic)
  /// A number in the digits to be shown, with its sign if it is negative.
  case number(String)
  /// Words among the mathematics; `_.__` and other code too.
  case words(String)
  /// The name of a function: `log`, `softmax`.
  case function(String)
  /// An operator, a relation, a parenthesis.
  case sign(MathSign)
  /// Parts side by side.
  case row([Math])
  /// One over the other with a line between them.
  case fraction(Math, Math)
  /// A root; of a degree, if one is given.
  case root(Math, degree: Math?)
  /// Something with scripts to its right, below and above.
  case scripts(Math, below: Math?, above: Math?)
  /// Something with other things straight below and above it.
  case stacked(Math, below: Math?, above: Math?)
  /// A letter with a mark over it.
  case accent(MathAccent, Math)
  /// Something between signs that are as high as it is; an empty sign is none.
  case fenced(String, Math, String)
  /// Rows and columns.
  case table(MathTable)
  /// Space.
  case space(Space)
  /// A box to write a number of so many decimals in.
  case blank(decimals: Int)
  /// TeX that is not understood, as it was written.
  case unknown(String)

  /// How a letter is drawn.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    case italic
    case upright
    case bold
    case boldItalic
    case blackboard
    case calligraphic
    case typewriter
  }

  /// The widths of a space.
  public enum Space: Sendable, Hashable, CaseIterable {
    /// A space typed between two symbols: seen in a line of text, nowhere else.
    case typed
    case thin
    case word
    case quad
  }
}

/// Rows and columns of mathematics.
public struct MathTable: Sendable, Hashable {
  /// What the rows and columns are.
  public enum Kind: Sendable, Hashable {
    /// A matrix of formulas, each entry in the middle of its column.
    case matrix
    /// A matrix of numbers, their ends in line.
    case numbers
    /// A value and its condition in each row, behind a brace.
    case cases
    /// Lines that belong together: columns are aligned to the right and to the left in turn.
    case aligned
  }

  /// What it is.
  public let kind: Kind
  /// The entries row by row; rows may differ in length.
  public let rows: [[Math]]

  /// Creates a table.
  public init(_ kind: Kind, _ rows: [[Math]]) {
    self.kind = kind
    self.rows = rows
  }

  /// The entries of its longest row.
  public var columns: Int { rows.reduce(0) { max($0, $1.count) } }
}

/// What stands over a letter; the raw value is its TeX command.
public enum MathAccent: String, Sendable, Hashable, CaseIterable {
  case hat
  case bar
  case tilde
  case vec
  case dot
  case ddot

  /// The TeX command for one over several letters.
  var wideCommand: String {
    switch self {
    case .hat: "widehat"
    case .bar: "overline"
    case .tilde: "widetilde"
    case .vec: "overrightarrow"
    case .dot, .ddot: rawValue
    }
  }

  /// The mark that is set over a letter of its own.
  var mark: String {
    switch self {
    case .hat: "^"
    case .bar: "¯"
    case .tilde: "~"
    case .vec: "→"
    case .dot: "˙"
    case .ddot: "¨"
    }
  }

  /// The mark as it follows a letter in a line of text.
  var combining: String {
    switch self {
    case .hat: "\u{302}"
    case .bar: "\u{304}"
    case .tilde: "\u{303}"
    case .vec: "\u{20D7}"
    case .dot: "\u{307}"
    case .ddot: "\u{308}"
    }
  }
}

/// An operator, a relation, a parenthesis: what stands between or around other things.
public struct MathSign: Sendable, Hashable {
  /// What it does to the space around it.
  public enum Kind: Sendable, Hashable {
    /// Nothing: `!`, `′`, `⊤`.
    case ordinary
    /// `+`, `⊙`: space on both sides, unless it begins something.
    case binary
    /// `=`, `→`: space on both sides.
    case relation
    /// `(`
    case opening
    /// `)`
    case closing
    /// `,`: space after it.
    case punctuation
    /// `Σ`: scripts below and above it in display.
    case large
  }

  /// The character.
  public let unicode: String
  /// What stands for it in ASCII.
  public let ascii: String
  /// What stands for it in TeX.
  public let tex: String
  /// What it does to the space around it.
  public let kind: Kind

  /// Creates a sign; one that is ASCII is the same in each form.
  public init(_ unicode: String, ascii: String? = nil, tex: String? = nil, _ kind: Kind) {
    self.unicode = unicode
    self.ascii = ascii ?? unicode
    self.tex = tex ?? unicode
    self.kind = kind
  }
}

extension Math {
  /// Whether TeX that is not understood is somewhere in it.
  var hasUnknown: Bool {
    switch self {
    case .unknown: true
    case .letter, .number, .words, .function, .sign, .space, .blank: false
    case .row(let parts): parts.contains(where: \.hasUnknown)
    case .fraction(let above, let below): above.hasUnknown || below.hasUnknown
    case .root(let radicand, let degree): radicand.hasUnknown || degree?.hasUnknown == true
    case .scripts(let base, let below, let above), .stacked(let base, let below, let above):
      base.hasUnknown || below?.hasUnknown == true || above?.hasUnknown == true
    case .accent(_, let base): base.hasUnknown
    case .fenced(_, let content, _): content.hasUnknown
    case .table(let table): table.rows.joined().contains(where: \.hasUnknown)
    }
  }

  /// Parts side by side; one alone is itself.
  static func joined(_ parts: [Math]) -> Math { parts.count == 1 ? parts[0] : .row(parts) }

  /// The sign that a TeX command stands for.
  ///
  /// - Precondition: the command is one of the table's.
  static func command(_ name: String) -> Math {
    MathSymbols.sign(named: name).map { .sign($0) } ?? .unknown("\\" + name)
  }

  /// A sign that is typed as it is.
  static func typed(_ character: Character) -> Math {
    MathSymbols.typed(character).map { .sign($0) } ?? .letter(String(character))
  }
}
