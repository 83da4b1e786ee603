import Source

// Expressions, loosest first: comparisons, sums, products, prefix signs, powers, and the postfix
// forms `.T`, `.method(…)`, `[…]`. Python's grammar, less what the language does without.

extension Parser {
  mutating func expression() throws(Failure) -> Expression {
    try enter()
    defer { depth -= 1 }
    let left = try operators(above: 0)
    if case .name(let word) = current.kind, let advice = Self.wordAdvice[word] {
      fail("there is no `\(word)` here", note: advice)
      throw Failure()
    }
    return left
  }

  /// Goes one level deeper.
  private mutating func enter() throws(Failure) {
    guard depth < Self.maximumDepth else {
      fail(
        "the expression nests more than \(Self.maximumDepth) deep",
        note: "give a part of it a name, on a line of its own")
      throw Failure()
    }
    depth += 1
  }

  /// Makes an expression of parts, unless it becomes too deep a tree.
  private mutating func made(
    _ kind: Expression.Kind, from start: Int
  ) throws(Failure) -> Expression {
    let expression = Expression(kind, span: span(from: start))
    guard expression.height <= Self.maximumDepth else {
      fail(
        "more than \(Self.maximumDepth) operations within one another, or in a row",
        at: fragment.sourceSpan(start, start + 1),
        note: "give a part of it a name, on a line of its own")
      throw Failure()
    }
    return expression
  }

  private static let wordAdvice = [
    "and": "write logical_and(…, …)",
    "or": "write logical_or(…, …)",
    "if": "write where(condition, this, that)",
    "for": "repetition is a training run",
    "in": "repetition is a training run",
    "is": "write == ",
  ]

  /// Reads operands joined by operators that bind tighter than `precedence`.
  private mutating func operators(above precedence: Int) throws(Failure) -> Expression {
    let start = current.start
    var left = try prefix()
    var chain = 0
    while case .sign(let sign) = current.kind, let infix = BinaryOperator(rawValue: sign),
      infix.precedence > precedence, infix != .power
    {
      chain += 1
      advance()
      let right = try operators(above: infix.precedence)
      if infix.isComparison, case .binary(let inner, _, _) = left.kind, inner.isComparison,
        chain > 1
      {
        fail(
          "comparisons do not chain", at: span(from: start),
          note: "write logical_and(a < b, b < c)")
        throw Failure()
      }
      left = try made(.binary(infix, left, right), from: start)
    }
    return left
  }

  private mutating func prefix() throws(Failure) -> Expression {
    guard case .sign(let sign) = current.kind, let prefix = UnaryOperator(rawValue: sign) else {
      return try power()
    }
    let start = current.start
    try enter()
    defer { depth -= 1 }
    advance()
    let operand = try self.prefix()
    return try made(.unary(prefix, operand), from: start)
  }

  private mutating func power() throws(Failure) -> Expression {
    let start = current.start
    let base = try postfix()
    guard take("**") else { return base }
    try enter()
    defer { depth -= 1 }
    // `**` groups to the right, and its exponent may carry a sign: 2 ** -x ** 2.
    let exponent = try prefix()
    return try made(.binary(.power, base, exponent), from: start)
  }

  private mutating func postfix() throws(Failure) -> Expression {
    let start = current.start
    var result = try atom()
    while isSign(".") || isSign("[") || isSign("(") {
      if take(".") {
        result = try member(of: result, from: start)
      } else if take("[") {
        if isSign("]") { throw unexpected("in an empty index") }
        let subscripts = try list(until: "]", in: "in an index") { parser throws(Failure) in
          try parser.axis()
        }.items
        result = try made(.subscripted(result, subscripts), from: start)
      } else {
        guard case .name(let word) = result.kind else {
          fail("only a function can be called", note: "a product needs its sign: a * (b + c)")
          throw Failure()
        }
        advance()
        let name = Name(word, span: result.span)
        let arguments = try arguments()
        result = try made(.call(name, arguments), from: start)
      }
    }
    return result
  }

  private mutating func member(
    of object: Expression, from start: Int
  ) throws(Failure) -> Expression {
    guard case .name(let word) = current.kind else { throw unexpected("after `.`") }
    let name = Name(word, span: currentSpan)
    advance()
    if take("(") {
      let arguments = try arguments()
      return try made(.method(object, name, arguments), from: start)
    }
    guard word == "T" else {
      fail("there is no `.\(word)` here; only .T", at: name.span, note: attributeAdvice(word))
      throw Failure()
    }
    return try made(.transpose(object), from: start)
  }

  private mutating func atom() throws(Failure) -> Expression {
    let start = current.start
    switch current.kind {
    case .number(let literal):
      advance()
      return Expression(.number(literal), span: span(from: start))
    case .name(let word) where word == "True" || word == "False":
      advance()
      return Expression(.boolean(word == "True"), span: span(from: start))
    case .name("not"):
      fail("there is no `not` here", note: "write logical_not(…)")
      throw Failure()
    case .name("lambda"):
      fail(
        "`lambda` is a word of Python's own and cannot be a name",
        note: "a strength of regularization is often called reg, a function is made with def")
      throw Failure()
    case .name("None"):
      fail("there is no `None` here", note: "leave out the argument that would be None")
      throw Failure()
    case .name(let word) where pythonKeywords.contains(word):
      fail("`\(word)` is a word of Python's own; the language does without it")
      throw Failure()
    case .name(let word):
      advance()
      return Expression(.name(word), span: span(from: start))
    case .sign("("):
      advance()
      return try parenthesized(from: start)
    case .sign("["):
      advance()
      let items = try list(until: "]", in: "in a list") { parser throws(Failure) in
        try parser.expression()
      }.items
      return try made(.list(items), from: start)
    default:
      throw unexpected("where a value is expected")
    }
  }

  private mutating func parenthesized(from start: Int) throws(Failure) -> Expression {
    let (items, hasTrailingComma) = try list(until: ")", in: "in parentheses") {
      parser throws(Failure) in try parser.expression()
    }
    if items.count == 1, !hasTrailingComma { return items[0] }
    return try made(.tuple(items), from: start)
  }

  private mutating func arguments() throws(Failure) -> [Argument] {
    try list(until: ")", in: "in a call") { parser throws(Failure) in
      if case .name(let word) = parser.current.kind,
        parser.upcoming.kind == .sign("=")
      {
        let label = Name(word, span: parser.currentSpan)
        parser.advance()
        parser.advance()
        return Argument(label: label, try parser.expression())
      }
      return Argument(try parser.expression())
    }.items
  }

  /// Reads one axis of an index.
  private mutating func axis() throws(Failure) -> Subscript {
    let start = current.start
    var parts: [Expression?] = [nil]
    while !isSign("]"), !isSign(",") {
      if isSign(":") {
        guard parts.count < 3 else { throw unexpected("in a slice") }
        advance()
        parts.append(nil)
      } else {
        guard parts[parts.count - 1] == nil else { throw unexpected("in an index") }
        parts[parts.count - 1] = try expression()
      }
    }
    if parts.count == 1 {
      guard let index = parts[0] else { throw unexpected("in an index") }
      return .index(index)
    }
    return .slice(
      lower: parts[0], upper: parts[1], step: parts.count > 2 ? parts[2] : nil,
      span: span(from: start))
  }

  /// Reads items with commas between them up to the closing bracket, and that bracket.
  ///
  /// The opening one has just been read.
  private mutating func list<Item>(
    until closing: String, in context: String,
    _ item: (inout Parser) throws(Failure) -> Item
  ) throws(Failure) -> (items: [Item], hasTrailingComma: Bool) {
    openings.append(previousEnd - 1)
    var items: [Item] = []
    var hasTrailingComma = false
    while !take(closing) {
      if !items.isEmpty, !hasTrailingComma {
        throw unexpected("\(context): expected `,` or `\(closing)`")
      }
      items.append(try item(&self))
      hasTrailingComma = take(",")
    }
    openings.removeLast()
    return (items, hasTrailingComma)
  }
}

/// What to write instead of what NumPy's arrays know of themselves.
private func attributeAdvice(_ attribute: String) -> String? {
  switch attribute {
  case "shape", "size", "ndim": "sizes are parameters of the lesson: N = 50"
  case "dtype": "whole and real numbers are told apart as NumPy does it"
  default: nil
  }
}
