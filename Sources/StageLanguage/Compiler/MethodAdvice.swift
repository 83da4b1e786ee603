// NumPy's arrays have methods, and those of a lesson have not: each has a spelling that does the same.

/// What to write instead of a method of an array.
func methodAdvice(
  _ method: String, of object: Expression, _ arguments: [Argument]
) -> String {
  let operand = object.isAtom ? "\(object)" : "(\(object))"
  let values = arguments.map { "\($0.value)" }
  switch method {
  case "reshape" where arguments.count > 1:
    return "write reshape(\(object), (\(values.joined(separator: ", "))))"
  case "dot":
    let other = arguments.first.map { $0.value.isAtom ? "\($0.value)" : "(\($0.value))" }
    return "the matrix product is written \(operand) @ \(other ?? "b")"
  case "astype":
    let condition = object.isComparison ? "\(object)" : "condition"
    return "there is no conversion; where(\(condition), 1, 0) makes numbers of a condition"
  case "transpose": return "write \(operand).T"
  case "copy": return "write \(object): no array is changed through another name"
  case "item": return "an entry is picked by its place: \(operand)[0, 0]"
  case _ where Builtin(rawValue: method) != nil:
    let given = arguments.map { ($0.label.map { "\($0.text)=" } ?? "") + "\($0.value)" }
    return "write \(method)(\((["\(object)"] + given).joined(separator: ", ")))"
  case _ where DrawMethod(rawValue: method) != nil:
    return "only a random generator has it: RandomState(0).randn(2, 3)"
  default:
    return "an array has no methods; functions are called with it: sum(\(object))"
  }
}

extension Expression {
  /// Whether it needs no parentheses as an operand.
  fileprivate var isAtom: Bool {
    switch kind {
    case .name, .number, .boolean, .call, .subscripted, .transpose, .method, .list, .tuple: true
    case .unary, .binary: false
    }
  }

  /// Whether it is a condition: `z > 0`.
  fileprivate var isComparison: Bool {
    switch kind {
    case .binary(let infix, _, _): infix.precedence == BinaryOperator.less.precedence
    default: false
    }
  }
}
