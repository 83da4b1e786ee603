extension Expression {
  /// The names in the expression that stand for values: those of functions called are not among
  /// them.
  public var names: Set<String> {
    var names: Set<String> = []
    visit { expression in
      if case .name(let name) = expression.kind { names.insert(name) }
    }
    return names
  }

  /// Calls `body` with the expression and every expression in it, outermost first.
  public func visit(_ body: (Expression) -> Void) {
    body(self)
    kind.forEachChild { $0.visit(body) }
  }

  /// The expressions it is made of.
  public var children: [Expression] { kind.children }

  /// Whether it is a plain number, possibly with a sign: what makes the name it is given to a
  /// parameter.
  public var isParameterValue: Bool {
    switch kind {
    case .number: true
    case .unary(_, let operand): if case .number = operand.kind { true } else { false }
    default: false
    }
  }
}

extension Expression.Kind {
  /// The expressions it is made of.
  var children: [Expression] {
    var children: [Expression] = []
    forEachChild { children.append($0) }
    return children
  }

  /// Calls `body` with each expression it is made of, in order.
  public func forEachChild(_ body: (Expression) -> Void) {
    switch self {
    case .number, .boolean, .name: break
    case .unary(_, let operand), .transpose(let operand): body(operand)
    case .binary(_, let left, let right):
      body(left)
      body(right)
    case .call(_, let arguments):
      for argument in arguments { body(argument.value) }
    case .method(let object, _, let arguments):
      body(object)
      for argument in arguments { body(argument.value) }
    case .subscripted(let array, let subscripts):
      body(array)
      for part in subscripts { part.forEachExpression(body) }
    case .tuple(let items), .list(let items):
      for item in items { body(item) }
    }
  }
}

extension Subscript {
  /// Calls `body` with each expression it is made of, in order.
  fileprivate func forEachExpression(_ body: (Expression) -> Void) {
    switch self {
    case .index(let index): body(index)
    case .slice(let lower, let upper, let step, _):
      if let lower { body(lower) }
      if let upper { body(upper) }
      if let step { body(step) }
    }
  }
}
