// Every tree prints itself as the Python it was read from, with no parentheses but the needed ones.
// Parsing what is printed gives the same tree.

extension Expression: CustomStringConvertible {
  /// The expression as Python.
  public var description: String { printed(within: 0) }

  /// The precedence of the outermost operator; an atom's is higher than all.
  private var precedence: Int {
    switch kind {
    case .binary(let infix, _, _): infix.precedence
    case .unary: 4
    default: 8
    }
  }

  private func printed(within outer: Int) -> String {
    let text =
      switch kind {
      case .number(let literal): literal.text
      case .boolean(let value): value ? "True" : "False"
      case .name(let name): name
      case .unary(let prefix, let operand): prefix.rawValue + operand.printed(within: 4)
      case .binary(.power, let base, let exponent):
        "\(base.printed(within: 6)) ** \(exponent.printed(within: 4))"
      case .binary(let infix, let left, let right):
        left.printed(within: infix.isComparison ? 2 : infix.precedence) + " \(infix.rawValue) "
          + right.printed(within: infix.precedence + 1)
      case .call(let name, let arguments): "\(name.text)(\(commaSeparated(arguments)))"
      case .method(let object, let name, let arguments):
        "\(object.printed(within: 7)).\(name.text)(\(commaSeparated(arguments)))"
      case .transpose(let operand): operand.printed(within: 7) + ".T"
      case .subscripted(let array, let subscripts):
        "\(array.printed(within: 7))[\(commaSeparated(subscripts))]"
      case .tuple(let items):
        "(\(commaSeparated(items))\(items.count == 1 ? "," : ""))"
      case .list(let items): "[\(commaSeparated(items))]"
      }
    // A number before a dot must not swallow it, and Python reads 2.T as a number.
    if case .number = kind, outer >= 7 { return "(\(text))" }
    return precedence < outer ? "(\(text))" : text
  }
}

private func commaSeparated<Item: CustomStringConvertible>(_ items: [Item]) -> String {
  items.map(\.description).joined(separator: ", ")
}

extension Argument: CustomStringConvertible {
  /// The argument as Python.
  public var description: String {
    label.map { "\($0.text)=\(value)" } ?? value.description
  }
}

extension Subscript: CustomStringConvertible {
  /// The index or slice as Python.
  public var description: String {
    switch self {
    case .index(let index):
      return index.description
    case .slice(let lower, let upper, let step, _):
      let bounds = "\(lower?.description ?? ""):\(upper?.description ?? "")"
      return step.map { "\(bounds):\($0)" } ?? bounds
    }
  }
}

extension Statement: CustomStringConvertible {
  /// The statement as a line of Python, its caption included.
  public var description: String {
    let code =
      switch kind {
      case .assign(let name, let value): "\(name.text) = \(value)"
      case .update(let name, let infix, let value): "\(name.text) \(infix.rawValue)= \(value)"
      case .define(let function):
        "def \(function.name.text)(\(function.parameters.map(\.text).joined(separator: ", "))): "
          + "return \(function.body)"
      case .show(let value): value.description
      case .comment: ""
      }
    guard let caption else { return code }
    return code.isEmpty ? "# \(caption)" : "\(code)  # \(caption)"
  }
}
