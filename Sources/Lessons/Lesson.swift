import CommonMark
import Source
import StageLanguage

/// A lesson: a document whose prose is interleaved with stages that run.
public struct Lesson: Sendable {
  /// The text it was read from.
  public let source: SourceText
  /// The first level-one heading, as plain text; the source's name if there is none.
  public let title: String
  /// Everything in it, in order.
  public let parts: [Part]
  /// The claims in its prose, in order.
  public let claims: [Claim]
  /// The questions in its prose, in order.
  public let questions: [Question]
  /// What its `graph` blocks ask for, by the place of the block.
  public let graphs: [Span: GraphRequest]

  /// Its stages, in order.
  public var stages: [Stage] {
    parts.compactMap { if case .stage(let stage) = $0 { stage } else { nil } }
  }
}

/// One part of a lesson.
public enum Part: Sendable {
  /// A block of prose, shown as it is. Claims and questions are code spans within it.
  case prose(Block)
  /// A block of code that runs.
  case stage(Stage)
  /// A `train`, `plot` or `graph` block.
  case directive(Directive)
  /// A block of mathematics: TeX.
  case mathematics(String, Span)
  /// A hint for the question above it.
  case hint(Hint)
}

/// A block of code that runs.
public struct Stage: Sendable {
  /// Its name, unique in the lesson.
  public let name: String
  /// Its statements, in order.
  public let statements: [Statement]
  /// The whole block.
  public let span: Span
}

/// A block that declares something to be run or drawn: its word, its attributes, its lines.
public struct Directive: Sendable {
  /// The kinds of directive.
  public enum Kind: String, Sendable, CaseIterable {
    case train
    case plot
    case graph
  }
  /// What it declares.
  public let kind: Kind
  /// Its attributes: `run`, `of`.
  public let attributes: [String: String]
  /// Where the values of its attributes stand.
  let attributeSpans: [String: Span]
  /// Its `key: value` lines.
  public let entries: [Entry]
  /// Its text as written.
  public let text: String
  /// Where its word and attributes stand.
  public let infoSpan: Span
  /// The whole block.
  public let span: Span
}

extension Directive {
  /// A line `key: value`.
  public struct Entry: Sendable {
    /// The key.
    public let key: Name
    /// The value, as text.
    public let value: String
    /// Where the value stands.
    public let valueSpan: Span
  }
}

/// A hint: folded away until it is asked for.
public struct Hint: Sendable {
  /// The line that is seen when it is folded.
  public let summary: String
  /// What it says.
  public let blocks: [Block]
  /// The whole hint.
  public let span: Span
}
