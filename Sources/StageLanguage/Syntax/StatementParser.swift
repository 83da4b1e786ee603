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
      let first = index
      do throws(Failure) {
        statements.append(try statement())
      } catch {
        skipLine(from: first)
      }
    }
    return statements
  }

  /// Goes on at the next line of the text. Where a bracket was left open, its tokens run on over
  /// the line's end: the line in which the statement failed counts.
  private mutating func skipLine(from first: Int) {
    let failed = max(index, first)
    var end = tokens[failed].start
    while end < fragment.bytes.count, fragment.bytes[end] != 0x0A, fragment.bytes[end] != 0x0D {
      end += 1
    }
    index = failed
    while current.kind != .end, current.start < end { advance() }
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
      fail("there is no `\(sign)` here", at: signSpan, note: "write \(word) = \(word) … instead")
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
      fail("a function is one line: def \(word)(x): return …")
      throw Failure()
    }
    advance()
    return Function(name: name, parameters: parameters, body: try expression())
  }
}
