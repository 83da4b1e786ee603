import Source

/// An expression of the stage language, and where it stands.
public struct Expression: Sendable, Hashable {
  /// What it is.
  public let kind: Kind
  /// Where it stands, parentheses around it not included.
  public let span: Span
  /// How deep it nests: 1 for a name or a number.
  ///
  /// Whatever walks an expression recurses so deep.
  public let height: Int

  /// Creates an expression.
  public init(_ kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
    var deepest = 0
    kind.forEachChild { deepest = max(deepest, $0.height) }
    height = 1 + deepest
  }

  /// The kinds of expression.
  public indirect enum Kind: Sendable, Hashable {
    /// A number as it was typed.
    case number(NumberLiteral)
    /// `True` or `False`.
    case boolean(Bool)
    case name(String)
    /// `-x`, `+x`.
    case unary(UnaryOperator, Expression)
    /// `x + y`, and the comparisons.
    case binary(BinaryOperator, Expression, Expression)
    /// `f(x, axis=0)`. The function is always a plain name.
    case call(Name, [Argument])
    /// `r.randn(3, 2)`: a method of a random generator.
    case method(Expression, Name, [Argument])
    /// `x.T`.
    case transpose(Expression)
    /// `x[0, 1:3]`.
    case subscripted(Expression, [Subscript])
    /// `(2, 3)`: a shape given to a function.
    case tuple([Expression])
    /// `[1, 2]`: rows given to `array`, or arrays given to `concatenate`.
    case list([Expression])
  }
}

/// A name where it stands.
public struct Name: Sendable, Hashable {
  /// The name.
  public let text: String
  /// Where it stands.
  public let span: Span

  /// Creates a name.
  public init(_ text: String, span: Span) {
    self.text = text
    self.span = span
  }
}

/// A number as it was typed, and its value.
public struct NumberLiteral: Sendable, Hashable {
  /// The digits as typed, underscores included.
  public let text: String
  /// The value.
  public let value: Double
  /// Whether it is a whole number to Python: without a point and without an exponent.
  public let isInteger: Bool

  /// Creates a literal.
  public init(text: String, value: Double, isInteger: Bool) {
    self.text = text
    self.value = value
    self.isInteger = isInteger
  }
}

/// An argument of a call: `x` or `axis=0`.
public struct Argument: Sendable, Hashable {
  /// The keyword, if there is one.
  public let label: Name?
  /// The value.
  public let value: Expression

  /// Creates an argument.
  public init(label: Name? = nil, _ value: Expression) {
    self.label = label
    self.value = value
  }
}

/// One axis of an index: `0`, `1:3`, `:`.
public enum Subscript: Sendable, Hashable {
  /// An index: a whole number, or an array of them.
  case index(Expression)
  /// A slice `lower:upper:step`, each part optional; with the place of the whole.
  case slice(lower: Expression?, upper: Expression?, step: Expression?, span: Span)
}

/// A prefix operator.
public enum UnaryOperator: String, Sendable, Hashable, CaseIterable {
  case negative = "-"
  case positive = "+"
}

/// An infix operator.
public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case matmul = "@"
  case power = "**"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="

  /// How tightly it binds; Python's order.
  ///
  /// Prefix minus stands between `*` and `**`.
  public var precedence: Int {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 1
    case .add, .subtract: 2
    case .multiply, .divide, .matmul: 3
    case .power: 5
    }
  }

  /// Whether it is a comparison; those do not chain here.
  public var isComparison: Bool { precedence == 1 }
}
