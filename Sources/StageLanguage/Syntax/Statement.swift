import Source

/// A statement of a stage: one line.
public struct Statement: Sendable, Hashable {
  /// What it is.
  public let kind: Kind
  /// Where it stands, its comment not included.
  public let span: Span
  /// The comment after it, without the `#`: its caption in every output.
  public let caption: String?

  /// Creates a statement.
  public init(_ kind: Kind, span: Span, caption: String?) {
    self.kind = kind
    self.span = span
    self.caption = caption
  }

  /// The kinds of statement.
  public enum Kind: Sendable, Hashable {
    /// `name = value`.
    case assign(Name, Expression)
    /// `name += value`, and the others.
    case update(Name, BinaryOperator, Expression)
    /// `def f(x): return value`.
    case define(Function)
    /// A bare expression: its value is shown.
    case show(Expression)
    /// A comment on a line of its own.
    case comment
  }
}

/// A function that a stage defines in one line.
public struct Function: Sendable, Hashable {
  /// Its name.
  public let name: Name
  /// Its parameters, in order.
  public let parameters: [Name]
  /// What it returns.
  public let body: Expression

  /// Creates a function.
  public init(name: Name, parameters: [Name], body: Expression) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}
