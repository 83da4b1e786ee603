extension [Inline] {
  /// The words alone: no marks, links without their destinations, line ends as spaces.
  public var plainText: String { map(\.plainText).joined() }
}

extension Inline {
  /// The words alone.
  public var plainText: String {
    switch kind {
    case .text(let text): text
    case .softBreak, .lineBreak: " "
    case .code(let code), .math(let code): code.content.text
    case .emphasis(let inlines), .strong(let inlines), .link(_, _, let inlines),
      .image(_, _, let inlines):
      inlines.plainText
    // Raw HTML is marks, not words.
    case .html: ""
    }
  }
}
