extension Expression {
  /// The expression with parts of it replaced, the innermost first.
  ///
  /// - Parameter replacement: Gives what a part is replaced by, or nil to leave it.
  /// - Returns: The new expression; what was not replaced is where it was.
  public func replacing(_ replacement: (Expression) -> Expression?) -> Expression {
    func inner(_ part: Expression) -> Expression { part.replacing(replacement) }
    func inner(_ arguments: [Argument]) -> [Argument] {
      arguments.map { Argument(label: $0.label, inner($0.value)) }
    }
    let kind: Kind =
      switch kind {
      case .number, .boolean, .name: self.kind
      case .unary(let prefix, let operand): .unary(prefix, inner(operand))
      case .binary(let infix, let left, let right): .binary(infix, inner(left), inner(right))
      case .call(let name, let arguments): .call(name, inner(arguments))
      case .method(let object, let name, let arguments):
        .method(inner(object), name, inner(arguments))
      case .transpose(let operand): .transpose(inner(operand))
      case .subscripted(let array, let subscripts):
        .subscripted(inner(array), subscripts.map { $0.mapped(inner) })
      case .tuple(let items): .tuple(items.map { inner($0) })
      case .list(let items): .list(items.map { inner($0) })
      }
    let rebuilt = Expression(kind, span: span)
    return replacement(rebuilt) ?? rebuilt
  }
}

extension Subscript {
  fileprivate func mapped(_ transform: (Expression) -> Expression) -> Subscript {
    switch self {
    case .index(let index): .index(transform(index))
    case .slice(let lower, let upper, let step, let span):
      .slice(
        lower: lower.map(transform), upper: upper.map(transform), step: step.map(transform),
        span: span)
    }
  }
}
