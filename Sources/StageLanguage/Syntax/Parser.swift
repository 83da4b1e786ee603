import Source

/// Reads stages and expressions.
///
/// A recursive-descent parser with one table of precedences (``BinaryOperator/precedence``). A
/// statement that is wrong is reported once and skipped; the next line is read afresh.
public struct Parser {
  /// How deep an expression may nest, and how many operators may follow one another in it.
  ///
  /// Everything that walks a tree recurses, so that this bounds the stack: half a megabyte must do.
  static let maximumDepth = 40

  let fragment: SourceFragment
  private var lexer: Lexer
  /// The token that is to be read now.
  private(set) var current: Token
  /// The token after it.
  private(set) var upcoming: Token
  /// Where the token before it ends.
  private(set) var previousEnd = 0
  /// How many brackets the text has opened before `upcoming`.
  private var bracketDepth = 0
  /// Where the brackets stand that are being read, outermost first.
  var openings: [Int] = []
  var depth = 0
  /// What is wrong with the text.
  public internal(set) var diagnostics = Diagnostics()

  /// Thrown when the rest of a statement cannot be read; it has been reported.
  struct Failure: Error {}

  init(_ fragment: SourceFragment) {
    self.fragment = fragment
    lexer = Lexer(fragment)
    current = lexer.next()
    bracketDepth = lexer.bracketDepth
    upcoming = lexer.next()
  }

  /// Reads the statements of a stage.
  public static func statements(
    in fragment: SourceFragment
  ) -> (statements: [Statement], diagnostics: [Diagnostic]) {
    var parser = Parser(fragment)
    let statements = parser.statements()
    return (statements, parser.diagnostics.sorted)
  }

  /// Reads a text that is one expression.
  ///
  /// - Returns: nil if it is not one; the diagnostics say why.
  public static func expression(
    in fragment: SourceFragment
  ) -> (expression: Expression?, diagnostics: [Diagnostic]) {
    var parser = Parser(fragment)
    do throws(Failure) {
      let expression = try parser.expression()
      while parser.current.kind == .newline { parser.advance() }
      guard parser.current.kind == .end else { throw parser.unexpected("after the expression") }
      return (expression, parser.diagnostics.sorted)
    } catch {
      return (nil, parser.diagnostics.sorted)
    }
  }

  // MARK: Tokens

  mutating func advance() {
    previousEnd = current.end
    current = upcoming
    bracketDepth = lexer.bracketDepth
    upcoming = lexer.next()
  }

  /// Goes on at `offset`, the start of a line, as if no bracket were open.
  mutating func restart(at offset: Int) {
    lexer.restart(at: offset)
    advance()
    advance()
    openings = []
  }

  /// Whether the current token stands between brackets.
  var isInsideBrackets: Bool { bracketDepth > 0 }

  func isSign(_ sign: String) -> Bool { current.kind == .sign(sign) }

  mutating func take(_ sign: String) -> Bool {
    guard isSign(sign) else { return false }
    advance()
    return true
  }

  mutating func expect(_ sign: String, _ context: String) throws(Failure) {
    guard take(sign) else { throw unexpected("\(context): expected `\(sign)`") }
  }

  func span(from start: Int) -> Span {
    fragment.sourceSpan(start, max(start, previousEnd))
  }

  var currentSpan: Span { fragment.sourceSpan(current.start, current.end) }

  /// Reports that the current token has no place here.
  mutating func unexpected(_ context: String) -> Failure {
    if let opening = openings.last, isEndOfBrackets(openedAt: opening) {
      fail(
        "`\(Character(Unicode.Scalar(fragment.bytes[opening])))` is never closed",
        at: fragment.sourceSpan(opening, opening + 1))
      return Failure()
    }
    switch current.kind {
    case .invalid(let diagnostic):
      diagnostics.append(contentsOf: [diagnostic])
    case .name(let word):
      fail("unexpected `\(word.count <= 40 ? word : "\(word.prefix(36))…")` \(context)")
    case .number(let literal):
      fail("unexpected number \(literal.text) \(context)")
    case .sign(let sign):
      fail("unexpected `\(sign)` \(context)")
    case .newline, .comment, .end:
      fail(
        "the line ends too early \(context)", at: fragment.sourceSpan(previousEnd, previousEnd))
    }
    return Failure()
  }

  /// Whether the text, or at least the statement, is over while a bracket is open: another line
  /// begins as a statement does.
  private func isEndOfBrackets(openedAt opening: Int) -> Bool {
    switch (current.kind, upcoming.kind) {
    case (.end, _): return true
    case (.name("def"), _): break
    case (.sign(let sign), _), (.name, .sign(let sign)):
      guard Self.assigningSigns.contains(sign) else { return false }
    default: return false
    }
    return fragment.bytes[opening..<current.start].contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// The signs that make a statement of a name before them.
  static let assigningSigns: Set<String> = ["=", "+=", "-=", "*=", "/="]

  mutating func fail(_ summary: String, at span: Span? = nil, note: String? = nil) {
    diagnostics.error(at: span ?? currentSpan, summary, notes: note.map { [$0] } ?? [])
  }
}
