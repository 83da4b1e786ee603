import Source

/// A CommonMark document as plain values: blocks that hold blocks or inlines, each with its place.
public struct Document: Sendable {
  /// The text it was read from.
  public let source: SourceText
  /// Its blocks, in order.
  public let blocks: [Block]
}

/// A block of a document, and where it stands.
public struct Block: Sendable, Hashable {
  /// What it is.
  public let kind: Kind
  /// Where it stands: from its first byte (a list item's marker, a fence's first backtick) to its
  /// last.
  public let span: Span

  /// Creates a block.
  public init(_ kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }

  /// The kinds of block.
  public indirect enum Kind: Sendable, Hashable {
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case quote([Block])
    case list(List)
    case code(CodeBlock)
    /// Raw HTML, as written.
    case html(String)
    case thematicBreak
  }
}

/// A bullet or numbered list.
public struct List: Sendable, Hashable {
  /// The number of the first item, or nil for bullets.
  public let start: Int?
  /// Whether the items are set without space between them.
  public let isTight: Bool
  /// The items' blocks.
  public let items: [[Block]]
}

/// A fenced or indented code block.
public struct CodeBlock: Sendable, Hashable {
  /// What follows the opening fence; empty for an indented block.
  public let info: String
  /// Where the info string stands, or the block's start if there is none.
  public let infoSpan: Span
  /// The code, each line ended by a line feed.
  public let literal: String
  /// The code in its source: from the start of the line after the fence up to the closing fence.
  public let contentSpan: Span
  /// Whether it has fences; an indented block has none.
  public let isFenced: Bool
  /// Whether the closing fence is there; without one, CommonMark lets a block run to the end.
  public let isClosed: Bool
  /// Whether the block stands at the left margin of the document itself: not indented and not
  /// inside a list or a quotation.
  public let isAtMargin: Bool
}

/// A piece of running text, and where it stands.
public struct Inline: Sendable, Hashable {
  /// What it is.
  public let kind: Kind

  /// Creates an inline.
  public init(_ kind: Kind) { self.kind = kind }

  /// The kinds of inline.
  public enum Kind: Sendable, Hashable {
    case text(String)
    case softBreak
    case lineBreak
    /// A code span. Its fragment is the text between the backticks with line ends read as spaces.
    case code(CodeSpan)
    /// Mathematics: a code span between dollar signs, `` $`…`$ ``.
    case math(CodeSpan)
    case emphasis([Inline])
    case strong([Inline])
    case link(destination: String, title: String, [Inline])
    case image(source: String, title: String, [Inline])
    /// Raw HTML, as written.
    case html(String)
  }
}

/// The content of a code span and where each byte of it stands.
public struct CodeSpan: Sendable, Hashable {
  /// The text between the backticks.
  public let content: SourceFragment
  /// The whole span, backticks included.
  public let span: Span
}
