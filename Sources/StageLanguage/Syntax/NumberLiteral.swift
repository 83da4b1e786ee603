import Source

extension NumberLiteral {
  /// Reads a number as a stage would have it, possibly with a sign; nil if the text is none.
  public init?(parsing text: String) {
    let source = SourceText(name: "", text.filter { $0 != " " })
    guard let expression = Parser.expression(in: SourceFragment(source, source.span)).expression
    else { return nil }
    switch expression.kind {
    case .number(let literal):
      self = literal
    case .unary(let prefix, let operand):
      guard case .number(let literal) = operand.kind else { return nil }
      self.init(
        text: (prefix == .negative ? "-" : "") + literal.text,
        value: prefix == .negative ? -literal.value : literal.value, isInteger: literal.isInteger)
    default:
      return nil
    }
  }
}
