import StageLanguage

// Whether two formulas are the same, wherever they stand. (As trees that have places they never are.)

extension Expression {
  /// Whether the two are the same formula, wherever they stand.
  func isSame(as other: Expression) -> Bool {
    guard height == other.height else { return false }
    switch (kind, other.kind) {
    case (.name(let a), .name(let b)): return a == b
    case (.number(let a), .number(let b)): return a.value == b.value
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.unary(let f, let a), .unary(let g, let b)): return f == g && a.isSame(as: b)
    case (.transpose(let a), .transpose(let b)): return a.isSame(as: b)
    case (.binary(let f, let a, let b), .binary(let g, let c, let d)):
      return f == g && a.isSame(as: c) && b.isSame(as: d)
    case (.call(let f, let a), .call(let g, let b)): return f.text == g.text && a.areSame(as: b)
    case (.method(let x, let f, let a), .method(let y, let g, let b)):
      return f.text == g.text && x.isSame(as: y) && a.areSame(as: b)
    case (.subscripted(let x, let a), .subscripted(let y, let b)):
      return x.isSame(as: y) && a.areSame(as: b)
    case (.tuple(let a), .tuple(let b)), (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.name, _), (.number, _), (.boolean, _), (.unary, _), (.transpose, _), (.binary, _),
      (.call, _), (.method, _), (.subscripted, _), (.tuple, _), (.list, _):
      return false
    }
  }

  /// Gives a hasher what makes the formula the one it is.
  fileprivate func hashFormula(into hasher: inout Hasher) {
    switch kind {
    case .name(let name): hasher.combine(name)
    case .number(let literal): hasher.combine(literal.value)
    case .boolean(let value): hasher.combine(value)
    case .binary(let infix, _, _): hasher.combine(infix)
    case .unary(let prefix, _): hasher.combine(prefix)
    case .call(let name, _), .method(_, let name, _): hasher.combine(name.text)
    case .transpose: hasher.combine(0)
    case .subscripted: hasher.combine(1)
    case .tuple, .list: hasher.combine(2)
    }
    kind.forEachChild { $0.hashFormula(into: &hasher) }
  }
}

extension [Argument] {
  fileprivate func areSame(as others: [Argument]) -> Bool {
    count == others.count
      && zip(self, others).allSatisfy {
        $0.label?.text == $1.label?.text && $0.value.isSame(as: $1.value)
      }
  }
}

extension [Subscript] {
  fileprivate func areSame(as others: [Subscript]) -> Bool {
    count == others.count && zip(self, others).allSatisfy { $0.isSame(as: $1) }
  }
}

extension Subscript {
  fileprivate func isSame(as other: Subscript) -> Bool {
    switch (self, other) {
    case (.index(let a), .index(let b)):
      return a.isSame(as: b)
    case (.slice(let a, let b, let c, _), .slice(let d, let e, let f, _)):
      return [(a, d), (b, e), (c, f)].allSatisfy { pair in
        switch pair {
        case (nil, nil): true
        case (let first?, let second?): first.isSame(as: second)
        default: false
        }
      }
    case (.index, _), (.slice, _):
      return false
    }
  }
}

/// A formula as a member of a set in which each stands once.
struct SameFormula: Hashable {
  private let expression: Expression
  /// Worked out once: a set that grows asks for it again.
  private let value: Int

  init(_ expression: Expression) {
    self.expression = expression
    var hasher = Hasher()
    expression.hashFormula(into: &hasher)
    value = hasher.finalize()
  }

  static func == (left: SameFormula, right: SameFormula) -> Bool {
    left.value == right.value && left.expression.isSame(as: right.expression)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
