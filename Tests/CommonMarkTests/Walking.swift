import CommonMark

// What the tests look for in a document.

extension Document {
  var codeSpans: [CodeSpan] { blocks.flatMap(\.inlines).flatMap(\.codeSpans) }

  var codeBlocks: [CodeBlock] {
    blocks.flatMap(\.withDescendants).compactMap {
      if case .code(let code) = $0.kind { code } else { nil }
    }
  }
}

extension Block {
  /// The block and all that it holds.
  var withDescendants: [Block] {
    switch kind {
    case .quote(let blocks): [self] + blocks.flatMap(\.withDescendants)
    case .list(let list): [self] + list.items.joined().flatMap(\.withDescendants)
    default: [self]
    }
  }

  /// The inlines of the block and of all that it holds.
  var inlines: [Inline] {
    withDescendants.flatMap { block -> [Inline] in
      switch block.kind {
      case .heading(_, let inlines), .paragraph(let inlines): inlines
      default: []
      }
    }
  }
}

extension Inline {
  var codeSpans: [CodeSpan] {
    switch kind {
    case .code(let code), .math(let code): [code]
    case .emphasis(let inlines), .strong(let inlines), .link(_, _, let inlines),
      .image(_, _, let inlines):
      inlines.flatMap(\.codeSpans)
    default: []
    }
  }
}
