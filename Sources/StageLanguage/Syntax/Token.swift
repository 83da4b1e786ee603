import Source

/// A piece of a stage's text: a word, a number, a sign, or the end of a line.
struct Token: Equatable {
  /// What it is.
  let kind: Kind
  /// Where it stands, as offsets in the fragment that is read.
  let start: Int
  let end: Int

  enum Kind: Equatable {
    case name(String)
    case number(NumberLiteral)
    /// An operator or a bracket, by its spelling.
    case sign(String)
    /// The end of a line that ends a statement.
    case newline
    /// A comment, without the `#` and the blanks around it.
    case comment(String)
    /// Something that is not of the language, and what is to be said about it.
    case invalid(Diagnostic)
    case end
  }
}

/// Words that Python keeps for itself: none can be a name.
let pythonKeywords: Set<String> = [
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
  "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
  "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
  "with", "yield", "__debug__",
]
