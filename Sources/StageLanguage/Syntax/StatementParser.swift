import Source

// Statements: one a line.

extension Parser {
  mutating func statements() -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .end {
      if current.kind == .newline {
        advance()
        continue
      }
      let start = current.start
      do throws(Failure) {
        statements.append(try statement())
      } catch {
        skipStatement(from: start)
      }
    }
    return statements
  }

  /// Goes on at the next line after a statement that failed.
  ///
  /// Where a bracket was left open, the statement seems to run on over its line's end: the line in
  /// which it failed may be another statement. Indented lines are the rest of this one.
  private mutating func skipStatement(from start: Int) {
    var line = current.start
    while line > start, !isLineEnd(fragment.bytes[line - 1]) { line -= 1 }
    if line > start, beginsStatement(at: line) { return restart(at: line) }
    line = nextLine(after: max(line, start))
    let isOpen = isInsideBrackets
    while line < fragment.bytes.count {
      let first = fragment.bytes[line]
      guard first == 0x20 || first == 0x09 || (isOpen && (first == 0x29 || first == 0x5D)) else {
        break
      }
      line = nextLine(after: line)
    }
    restart(at: line)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func nextLine(after offset: Int) -> Int {
    var offset = offset
    let bytes = fragment.bytes
    while offset < bytes.count, !isLineEnd(bytes[offset]) { offset += 1 }
    let isPair = offset + 1 < bytes.count && bytes[offset] == 0x0D && bytes[offset + 1] == 0x0A
    return min(offset + (isPair ? 2 : 1), bytes.count)
  }

  /// Whether a line begins with `name =`, `name +=` or `def`.
  private func beginsStatement(at line: Int) -> Bool {
    var lexer = Lexer(fragment)
    lexer.restart(at: line)
    let first = lexer.next()
    guard first.start == line, case .name(let word) = first.kind else { return false }
    if word == "def" { return true }
    guard case .sign(let sign) = lexer.next().kind else { return false }
    return Self.assigningSigns.contains(sign)
  }

  private mutating func statement() throws(Failure) -> Statement {
    let start = current.start
    if case .comment(let text) = current.kind {
      advance()
      return Statement(.comment, span: span(from: start), caption: text)
    }
    try refuseIndentation()
    let kind = try statementKind()
    let statementSpan = span(from: start)
    var caption: String?
    if case .comment(let text) = current.kind {
      caption = text.isEmpty ? nil : text
      advance()
    }
    if isSign(",") {
      fail(
        "a line assigns one name, or shows one value",
        note: "an array is written array([1, 2]), a shape in parentheses")
      throw Failure()
    }
    guard current.kind == .newline || current.kind == .end else {
      throw unexpected("after the statement")
    }
    return Statement(kind, span: statementSpan, caption: caption)
  }

  private mutating func refuseIndentation() throws(Failure) {
    let start = current.start
    guard start > 0 else { return }
    let before = fragment.bytes[start - 1]
    guard before == 0x20 || before == 0x09 else { return }
    fail("a statement begins at the left margin; this one is indented")
    throw Failure()
  }

  private mutating func statementKind() throws(Failure) -> Statement.Kind {
    if case .name(let word) = current.kind {
      if word == "def" { return .define(try function()) }
      if let advice = Self.statementAdvice[word] {
        fail("there is no `\(word)` here", note: advice)
        throw Failure()
      }
    }
    let value = try expression()
    guard case .sign(let sign) = current.kind, sign.hasSuffix("="), sign != "==" else {
      return .show(value)
    }
    guard case .name(let word) = value.kind else {
      fail(
        "only a plain name can be assigned to", at: value.span,
        note: "a part of an array cannot be changed; make a new array")
      throw Failure()
    }
    let name = Name(word, span: value.span)
    let signSpan = currentSpan
    advance()
    if sign == "=" {
      let assigned = try expression()
      if isSign("=") {
        fail("one name is assigned at a time")
        throw Failure()
      }
      return .assign(name, assigned)
    }
    guard let infix = BinaryOperator(rawValue: String(sign.dropLast())),
      [.add, .subtract, .multiply, .divide].contains(infix)
    else {
      let infix = String(sign.dropLast())
      fail(
        "there is no `\(sign)` here", at: signSpan,
        note: BinaryOperator(rawValue: infix).map { "write \(word) = \(word) \($0.rawValue) …" })
      throw Failure()
    }
    return .update(name, infix, try expression())
  }

  private static let statementAdvice = [
    "for": "repetition is a training run", "while": "repetition is a training run",
    "import": "every function of the language is at hand without it",
    "from": "every function of the language is at hand without it",
    "if": "write where(condition, this, that)",
    "return": "a function is one line: def f(x): return …",
    "class": "there are only arrays, numbers and functions",
    "del": "nothing needs to be removed", "pass": "an empty stage needs no statement",
  ]

  private mutating func function() throws(Failure) -> Function {
    advance()
    guard case .name(let word) = current.kind, !pythonKeywords.contains(word) else {
      throw unexpected("after `def`: expected the function's name")
    }
    let name = Name(word, span: currentSpan)
    advance()
    try expect("(", "after the function's name")
    var parameters: [Name] = []
    while !take(")") {
      guard case .name(let parameter) = current.kind, !pythonKeywords.contains(parameter) else {
        throw unexpected("in the list of parameters")
      }
      if parameters.contains(where: { $0.text == parameter }) {
        fail("the parameter `\(parameter)` appears twice")
        throw Failure()
      }
      parameters.append(Name(parameter, span: currentSpan))
      advance()
      guard isSign(")") || take(",") else {
        throw unexpected("in the list of parameters: expected `,` or `)`")
      }
    }
    try expect(":", "after the parameters")
    guard current.kind == .name("return") else {
      fail(
        "a function is one line: def \(word)(x): return …",
        at: current.kind == .newline ? fragment.sourceSpan(previousEnd, previousEnd) : nil)
      throw Failure()
    }
    advance()
    return Function(name: name, parameters: parameters, body: try expression())
  }
}
