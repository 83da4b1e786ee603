import Source
import StageLanguage

// Ways to take formulas apart and to put them together, for the rules.

extension Expression {
  /// The expression with one of its children replaced; nil where the child is not a part that can be
  /// another expression.
  func replacingChild(_ index: Int, by new: Expression) -> Expression? {
    switch kind {
    case .number, .boolean, .name: return nil
    case .unary(let prefix, _): return Expression(.unary(prefix, new), span: span)
    case .transpose: return Expression(.transpose(new), span: span)
    case .binary(let infix, let left, let right):
      return Expression(
        index == 0 ? .binary(infix, new, right) : .binary(infix, left, new), span: span)
    case .call(let name, var arguments):
      // Sizes, axes and the like are not what a formula is about.
      guard arguments[index].label == nil else { return nil }
      arguments[index] = Argument(new)
      return Expression(.call(name, arguments), span: span)
    case .subscripted(_, let subscripts):
      return index == 0 ? Expression(.subscripted(new, subscripts), span: span) : nil
    case .list(var items):
      items[index] = new
      return Expression(.list(items), span: span)
    case .method, .tuple: return nil
    }
  }
}

func * (left: Expression, right: Expression) -> Expression { .binary(.multiply, left, right) }
func / (left: Expression, right: Expression) -> Expression { .binary(.divide, left, right) }
func + (left: Expression, right: Expression) -> Expression { .binary(.add, left, right) }
func - (left: Expression, right: Expression) -> Expression { .binary(.subtract, left, right) }
prefix func - (operand: Expression) -> Expression {
  Expression(.unary(.negative, operand), span: operand.span)
}

extension Expression {
  static func binary(
    _ infix: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Expression {
    Expression(.binary(infix, left, right), span: left.span.joined(to: right.span))
  }

  static func whole(_ number: Int) -> Expression {
    let literal = NumberLiteral(text: "\(number)", value: Double(number), isInteger: true)
    return Expression(.number(literal), span: Span(0, 0))
  }

  /// A number with a point.
  static func decimal(_ text: String) -> Expression {
    let literal = NumberLiteral(text: text, value: Double(text) ?? .nan, isInteger: false)
    return Expression(.number(literal), span: Span(0, 0))
  }

  static func named(_ name: String) -> Expression {
    Expression(.name(name), span: Span(0, 0))
  }

  static func call(_ function: String, _ arguments: [Expression]) -> Expression {
    let none = Span(0, 0)
    return Expression(
      .call(Name(function, span: none), arguments.map { Argument($0) }), span: none)
  }

  static func call(
    _ function: String, _ argument: Expression, axis: Int? = nil, keepdims: Bool = false
  ) -> Expression {
    var arguments = [Argument(argument)]
    let none = Span(0, 0)
    if let axis { arguments.append(Argument(label: Name("axis", span: none), .whole(axis))) }
    if keepdims {
      arguments.append(
        Argument(label: Name("keepdims", span: none), Expression(.boolean(true), span: none)))
    }
    return Expression(.call(Name(function, span: none), arguments), span: argument.span)
  }

  /// What is left of 1: `1 - x` for `x`, and `x` for `1 - x`.
  var complement: Expression {
    if case .binary(.subtract, let one, let rest) = kind, one.isNumber(1) { return rest }
    return .whole(1) - self
  }

  var transposed: Expression { Expression(.transpose(self), span: span) }

  /// `x[:, k:k+1]` or `x[k:k+1, :]`.
  func strip(row: Int? = nil, column: Int? = nil) -> Expression {
    func axis(_ index: Int?) -> Subscript {
      guard let index else { return .slice(lower: nil, upper: nil, step: nil, span: span) }
      return .slice(lower: .whole(index), upper: .whole(index + 1), step: nil, span: span)
    }
    return Expression(.subscripted(self, [axis(row), axis(column)]), span: span)
  }

  /// `x[k:k+1]`, of a vector.
  func strip(_ index: Int) -> Expression {
    let part = Subscript.slice(
      lower: .whole(index), upper: .whole(index + 1), step: nil, span: span)
    return Expression(.subscripted(self, [part]), span: span)
  }

  /// Whether it is the number `value`.
  func isNumber(_ value: Double) -> Bool {
    if case .number(let literal) = kind { literal.value == value } else { false }
  }

  /// The expression with every occurrence of a name replaced.
  func renaming(_ name: String, to new: Expression) -> Expression { renaming([name: new]) }

  /// The expression with every occurrence of these names replaced, all at once.
  func renaming(_ names: [String: Expression]) -> Expression {
    if case .name(let name) = kind { return names[name] ?? self }
    var result = self
    for (index, child) in children.enumerated() {
      if let replaced = result.replacingChild(index, by: child.renaming(names)) {
        result = replaced
      }
    }
    return result
  }

  /// The number of names, numbers and signs in it.
  var size: Int {
    var size = 0
    visit { _ in size += 1 }
    return size
  }
}
