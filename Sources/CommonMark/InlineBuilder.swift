import Source

/// Makes the inlines of one leaf block from cmark's nodes, finding the places of code on the way.
struct InlineBuilder {
  private let nodes: [TreeNode]
  private let source: SourceText
  private let block: Span
  private var scanner: InlineScanner
  /// Where something stood deeper than the limit.
  private(set) var flattenedOffset: Int?

  /// Creates a builder for the block at `block`, which holds `content`.
  init(_ nodes: [TreeNode], content: LeafText, block: Span, in source: SourceText) {
    self.nodes = nodes
    self.source = source
    self.block = block
    scanner = InlineScanner(content)
  }

  /// The place in the source after what has been read.
  var sourceOffset: Int { scanner.sourceOffset }

  /// The runs of `*` that mean nothing, as ranges of the content.
  var literalStars: [Range<Int>] { scanner.literalStars }

  /// The inlines that the node at `parent` holds.
  mutating func inlines(in parent: Int) -> [Inline] {
    var result: [Inline] = []
    // Text that may go on in the next node.
    var text = ""
    var index = parent + 1
    while index < nodes[parent].end {
      let kind = kind(at: index)
      index = nodes[index].end
      if case .text(let more) = kind {
        text = text.isEmpty ? more : text + more
        continue
      }
      if !text.isEmpty { result.append(Inline(.text(text))) }
      text = ""
      result.append(Inline(kind))
    }
    if !text.isEmpty { result.append(Inline(.text(text))) }
    return markMathematics(in: result)
  }

  private mutating func kind(at index: Int) -> Inline.Kind {
    switch nodes[index].kind {
    case .softBreak:
      scanner.skipLineBreak()
      return .softBreak
    case .lineBreak:
      scanner.skipLineBreak()
      return .lineBreak
    case .codeSpan:
      return .code(codeSpan(nodes[index].literal))
    case .inlineHTML:
      scanner.skip(nodes[index].literal)
      return .html(nodes[index].text)
    case .emphasis:
      return .emphasis(delimited(by: 1, at: index))
    case .strong:
      return .strong(delimited(by: 2, at: index))
    case .link(let destination, let title):
      if scanner.skipLinkStart() {
        return .link(destination: destination, title: title, textOnly(at: index))
      }
      let text = inlines(in: index)
      scanner.skipLinkEnd()
      return .link(destination: destination, title: title, text)
    case .image(let source, let title):
      scanner.skip(Array("![".utf8))
      let text = inlines(in: index)
      scanner.skipLinkEnd()
      return .image(source: source, title: title, text)
    case .flattenedInline:
      flattenedOffset = flattenedOffset ?? scanner.sourceOffset
      scanner.lose()
      return .text(nodes[index].text)
    default:
      scanner.skipText(nodes[index].literal)
      return .text(nodes[index].text)
    }
  }

  private mutating func delimited(by count: Int, at index: Int) -> [Inline] {
    scanner.skipDelimiters(count)
    let content = inlines(in: index)
    scanner.skipDelimiters(count)
    return content
  }

  /// An autolink's text, which the scanner has passed over already.
  private func textOnly(at index: Int) -> [Inline] {
    nodes[index + 1..<nodes[index].end].map { Inline(.text($0.text)) }
  }

  private mutating func codeSpan(_ literal: [UInt8]) -> CodeSpan {
    if let found = scanner.codeSpan(literal) { return found }
    // Only for a text built to defeat the search; the block is then the best place there is.
    let offsets = Array(repeating: block.start, count: literal.count)
    return CodeSpan(content: SourceFragment(literal, at: offsets), span: block)
  }

  /// Makes mathematics of each code span between two dollar signs.
  ///
  /// A dollar that is escaped, as in `\$`, is a dollar.
  private func markMathematics(in inlines: [Inline]) -> [Inline] {
    var result = inlines
    var hasEmptyText = false
    for index in inlines.indices.dropFirst().dropLast() {
      guard case .code(let code) = result[index].kind,
        case .text(let before) = result[index - 1].kind, before.utf8.last == UInt8(ascii: "$"),
        case .text(let after) = result[index + 1].kind, after.hasPrefix("$"),
        !source.isEscaped(at: code.span.start - 1)
      else { continue }
      hasEmptyText = hasEmptyText || before.utf8.count == 1 || after.utf8.count == 1
      result[index - 1] = Inline(.text(String(before.dropLast())))
      result[index] = Inline(.math(code))
      result[index + 1] = Inline(.text(String(after.dropFirst())))
    }
    return hasEmptyText ? result.filter { $0.kind != .text("") } : result
  }
}

extension TreeNode {
  /// The literal as a string; malformed UTF-8 and NUL are replaced.
  var text: String {
    let text = String(decoding: literal, as: UTF8.self)
    guard literal.contains(Encoding.substitute) else { return text }
    return String(text.map { $0 == "\u{1A}" ? "\u{FFFD}" : $0 })
  }
}

extension SourceText {
  /// Whether an odd number of backslashes stands before `offset`.
  fileprivate func isEscaped(at offset: Int) -> Bool {
    var start = offset
    while start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (offset - start) % 2 == 1
  }
}
