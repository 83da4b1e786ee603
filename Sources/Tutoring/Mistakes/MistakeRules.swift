import Matrices
import Source
import StageLanguage

/// A formula with one edge changed, and what mistake that is.
struct Variant {
  let kind: MistakeKind
  let expression: Expression
  /// The part of the right formula that the mistake is about.
  let part: String
}

/// What the rules know of the lesson around a formula.
struct RuleContext {
  /// The name whose formula it is.
  let name: String
  /// The shapes of the names that can be used.
  let shapes: [String: Shape]
  /// Those that are single numbers given by a stage: rates, counts, strengths.
  let parameters: Set<String>
  /// For each name, the expression that gives it.
  let definitions: [String: Expression]
  /// Names and the names of their updated versions: `W2` and `W2_new`.
  let updates: [String: String]
  /// The lesson's functions of one argument.
  let activations: Set<String>
  /// The names whose values are there already when the formula is reached.
  let earlier: Set<String>
  /// Names that are used as divisors: counts of observations.
  let counts: Set<String>

  /// Whether the formula is one of a derivative.
  var isDerivative: Bool { name.hasPrefix("d") && name.contains("_d") }

  func shape(of expression: Expression) -> Shape? {
    switch expression.kind {
    case .name(let name):
      return shapes[name]
    case .transpose(let operand):
      guard case .matrix(let rows, let columns) = shape(of: operand) else {
        return shape(of: operand)
      }
      return .matrix(rows: columns, columns: rows)
    case .binary(.matmul, let left, let right):
      guard case .matrix(let rows, _) = shape(of: left),
        case .matrix(_, let columns) = shape(of: right)
      else { return nil }
      return .matrix(rows: rows, columns: columns)
    case .binary(_, let left, let right):
      guard let a = shape(of: left), let b = shape(of: right) else { return nil }
      return a.broadcast(with: b)
    case .number: return .scalar
    case .unary(_, let operand): return shape(of: operand)
    case .call(let function, let arguments):
      guard activations.contains(function.text), arguments.count == 1 else { return nil }
      return shape(of: arguments[0].value)
    default: return nil
    }
  }

  func isParameter(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind { parameters.contains(name) } else { false }
  }

  /// The argument of the activation that gave a name its value: `z1` for `h1 = sigmoid(z1)`.
  func preactivation(of name: String) -> String? {
    guard case .call(let function, let arguments) = definitions[name]?.kind,
      arguments.count == 1, activations.contains(function.text) || function.text == "tanh",
      case .name(let argument) = arguments[0].value.kind
    else { return nil }
    return argument
  }

  /// The activation that gave a name its value.
  func activation(of name: String) -> String? {
    guard case .call(let function, let arguments) = definitions[name]?.kind, arguments.count == 1,
      activations.contains(function.text) || function.text == "tanh"
    else { return nil }
    return function.text
  }
}

/// The table of rewrite rules: each gives the variants that it makes of one node of a formula. The
/// engine applies every rule at every node.
enum MistakeRules {
  /// Rules for a node anywhere in a formula.
  static let local: [@Sendable (Expression, RuleContext) -> [Variant]] = [
    activations, products, entrywise, quotients, sums, differences, signs, squares, reductions,
    slopes, names, logarithms,
  ]

  /// All variants of a formula: one rule at one node each.
  static func variants(of formula: Expression, _ context: RuleContext) -> [Variant] {
    var variants = whole(formula, context)
    everywhere(formula, context) { variants.append($0) }
    return variants
  }

  private static func everywhere(
    _ node: Expression, _ context: RuleContext, _ add: (Variant) -> Void
  ) {
    for rule in local { rule(node, context).forEach(add) }
    for (index, child) in node.children.enumerated() {
      everywhere(child, context) { variant in
        guard let expression = node.replacingChild(index, by: variant.expression) else { return }
        add(Variant(kind: variant.kind, expression: expression, part: variant.part))
      }
    }
  }
}

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
    case .method, .tuple, .list: return nil
    }
  }
}

// Short ways to write formulas in the rules below.

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

  static func named(_ name: String) -> Expression {
    Expression(.name(name), span: Span(0, 0))
  }

  static func call(
    _ function: String, _ argument: Expression, axis: Int? = nil, keepdims: Bool = false
  )
    -> Expression
  {
    var arguments = [Argument(argument)]
    let none = Span(0, 0)
    if let axis { arguments.append(Argument(label: Name("axis", span: none), .whole(axis))) }
    if keepdims {
      arguments.append(
        Argument(label: Name("keepdims", span: none), Expression(.boolean(true), span: none)))
    }
    return Expression(.call(Name(function, span: none), arguments), span: argument.span)
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

  /// Whether it is the number `value`.
  func isNumber(_ value: Double) -> Bool {
    if case .number(let literal) = kind { literal.value == value } else { false }
  }

  /// Whether the two are the same formula, wherever they stand.
  func isSame(as other: Expression) -> Bool { description == other.description }

  /// The expression with every occurrence of a name replaced.
  func renaming(_ name: String, to new: Expression) -> Expression {
    if case .name(name) = kind { return new }
    var result = self
    for (index, child) in children.enumerated() {
      if let replaced = result.replacingChild(index, by: child.renaming(name, to: new)) {
        result = replaced
      }
    }
    return result
  }
}
