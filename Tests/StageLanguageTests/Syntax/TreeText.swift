@testable import StageLanguage

// Trees as Lisp writes them, so that a test shows what belongs to what.

extension Expression {
  /// The tree, every operation in parentheses, its name first.
  var tree: String {
    switch kind {
    case .number(let literal): literal.text
    case .boolean(let value): value ? "True" : "False"
    case .name(let name): name
    case .unary(let prefix, let operand): "(\(prefix.rawValue) \(operand.tree))"
    case .binary(let infix, let left, let right): "(\(infix.rawValue) \(left.tree) \(right.tree))"
    case .call(let name, let arguments): joined("(\(name.text)", arguments.map(\.tree))
    case .method(let object, let name, let arguments):
      joined("(.\(name.text) \(object.tree)", arguments.map(\.tree))
    case .transpose(let operand): "(.T \(operand.tree))"
    case .subscripted(let array, let subscripts):
      joined("([] \(array.tree)", subscripts.map(\.tree))
    case .tuple(let items): joined("(tuple", items.map(\.tree))
    case .list(let items): joined("(list", items.map(\.tree))
    }
  }
}

extension Argument {
  var tree: String { label.map { "\($0.text)=\(value.tree)" } ?? value.tree }
}

extension Subscript {
  var tree: String {
    switch self {
    case .index(let index): index.tree
    case .slice(let lower, let upper, let step, _):
      [lower, upper, step].map { $0?.tree ?? "_" }.joined(separator: ":")
    }
  }
}

private func joined(_ first: String, _ rest: [String]) -> String {
  ([first] + rest).joined(separator: " ") + ")"
}
