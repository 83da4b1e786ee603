import Source

/// Reads stages and expressions.
///
/// A recursive-descent parser with one table of precedences (``BinaryOperator/precedence``). A
/// statement that is wrong is reported once and skipped; the next line is read afresh.
public struct Parser {
  /// How deep an expression may nest. Everything that walks a tree recurses, so that this bounds
  /// the stack.
  static let maximumDepth = 100
  /// How many operators one after another, as in a sum of many terms.
  static let maximumChain = 400

  let fragment: SourceFragment
  let tokens: [Token]
  var index = 0
  var depth = 0
  /// What is wrong with the text.
  public internal(set) var diagnostics: Diagnostics

  /// Thrown when the rest of a statement cannot be read; it has been reported.
  struct Failure: Error {}

  init(_ fragment: SourceFragment) {
    self.fragment = fragment
    (tokens, diagnostics) = Lexer.tokens(of: fragment)
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
      while parser.current.kind == .newline { parser.index += 1 }
      guard parser.current.kind == .end else { throw parser.unexpected("after the expression") }
      return (expression, parser.diagnostics.sorted)
    } catch {
      return (nil, parser.diagnostics.sorted)
    }
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

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
    fragment.sourceSpan(start, index > 0 ? tokens[index - 1].end : start)
  }

  var currentSpan: Span { fragment.sourceSpan(current.start, current.end) }

  /// Reports that the current token has no place here.
  mutating func unexpected(_ context: String) -> Failure {
    switch current.kind {
    case .invalid:
      break  // The lexer has said it.
    case .name(let word):
      fail("unexpected `\(word)` \(context)")
    case .number(let literal):
      fail("unexpected number \(literal.text) \(context)")
    case .sign(let sign):
      fail("unexpected `\(sign)` \(context)")
    case .newline, .comment, .end:
      fail("the line ends too early \(context)")
    }
    return Failure()
  }

  mutating func fail(_ summary: String, at span: Span? = nil, note: String? = nil) {
    diagnostics.error(at: span ?? currentSpan, summary, notes: note.map { [$0] } ?? [])
  }
}
