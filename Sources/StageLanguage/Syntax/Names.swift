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
    for child in children { child.visit(body) }
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
    switch self {
    case .number, .boolean, .name: []
    case .unary(_, let operand), .transpose(let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let arguments): arguments.map(\.value)
    case .method(let object, _, let arguments): [object] + arguments.map(\.value)
    case .subscripted(let array, let subscripts): [array] + subscripts.flatMap(\.expressions)
    case .tuple(let items), .list(let items): items
    }
  }
}

extension Subscript {
  /// The expressions it is made of.
  var expressions: [Expression] {
    switch self {
    case .index(let index): [index]
    case .slice(let lower, let upper, let step, _): [lower, upper, step].compactMap { $0 }
    }
  }
}
