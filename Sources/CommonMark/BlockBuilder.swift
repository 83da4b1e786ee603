// Makes the document's blocks from cmark's nodes. Of cmark's positions only the starts of blocks
// are used; ends follow from the content, since a fence that is cut short by the end of its
// container is said to end lines later.

import Source

/// Makes blocks from cmark's nodes.
struct BlockBuilder {
  private let nodes: [TreeNode]
  private let source: SourceText
  /// What cmark was given: the source without NUL, byte for byte at the same offsets.
  private let bytes: [UInt8]
  /// How many bytes at the start cmark skipped and did not count.
  private let markLength: Int
  /// What is to be said about the text.
  private(set) var diagnostics = Diagnostics()
  private var reportedDepth: Bool

  /// Creates a builder.
  ///
  /// - Parameters:
  ///   - tree: cmark's tree of `bytes`.
  ///   - bytes: the bytes of `source`, without NUL.
  ///   - source: the text.
  ///   - reportedDepth: whether the text has been called too deep already.
  init(_ tree: CmarkTree, bytes: [UInt8], source: SourceText, reportedDepth: Bool) {
    nodes = tree.nodes
    self.source = source
    self.bytes = bytes
    self.reportedDepth = reportedDepth
    markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The document's blocks.
  mutating func document() -> [Block] {
    nodes.isEmpty ? [] : blocks(in: 0, [])
  }

  private mutating func blocks(in parent: Int, _ containers: [Container]) -> [Block] {
    var result: [Block] = []
    var index = parent + 1
    while index < nodes[parent].end {
      result.append(block(at: index, containers))
      index = nodes[index].end
    }
    return result
  }

  private mutating func block(at index: Int, _ containers: [Container]) -> Block {
    let node = nodes[index]
    let start = offset(of: node)
    switch node.kind {
    case .quote:
      let inside = blocks(in: index, containers + [quote(node, at: start, in: containers)])
      return Block(.quote(inside), span: Span(start, end(of: inside, or: node)))
    case .list(let number, let isTight):
      return list(at: index, number, isTight, containers)
    case .code(let info):
      return code(node, info, at: start, containers)
    case .html:
      let end = line(lineIndex(node) + node.literal.lineCount - 1).end
      return Block(.html(node.text), span: Span(start, end))
    case .thematicBreak:
      return Block(.thematicBreak, span: Span(start, trimmedEnd(ofLine: lineIndex(node))))
    case .flattenedBlock:
      reportDepth(at: start)
      return Block(.paragraph([Inline(.text(node.text))]), span: Span(start, endOfText(node)))
    default:
      return leaf(at: index, start, containers)
    }
  }

  private mutating func leaf(at index: Int, _ start: Int, _ containers: [Container]) -> Block {
    let node = nodes[index]
    let whole = Span(start, endOfText(node))
    let content = leafText(node, whole, containers)
    var builder = InlineBuilder(nodes, content: content, block: whole, in: source)
    // Link definitions at the start of a paragraph are not part of what is left of it.
    let textStart = min(builder.sourceOffset, whole.end)
    let inlines = builder.inlines(in: index)
    if let offset = builder.flattenedOffset { reportDepth(at: offset) }
    EmphasisCheck(content).report(builder.literalStars, &diagnostics)
    TableCheck(content).report(&diagnostics)
    guard case .heading(let level) = node.kind else {
      return Block(.paragraph(inlines), span: Span(textStart, whole.end))
    }
    if afterNumberSigns(from: start, to: whole.end) != nil {
      return Block(.heading(level: level, inlines), span: whole)
    }
    // cmark says that an underlined heading ends on the line after it. The underline is the line
    // after the last that holds text.
    let underline = source.lineIndex(at: builder.sourceOffset) + 1
    let end = min(whole.end, trimmedEnd(ofLine: underline))
    return Block(.heading(level: level, inlines), span: Span(textStart, end))
  }

  private mutating func list(
    at index: Int, _ number: Int?, _ isTight: Bool, _ containers: [Container]
  ) -> Block {
    var items: [[Block]] = []
    var end = 0
    var itemIndex = index + 1
    while itemIndex < nodes[index].end {
      let node = nodes[itemIndex]
      if node.kind == .flattenedBlock {
        items.append([block(at: itemIndex, containers)])
      } else {
        let container = item(node, at: offset(of: node), in: containers)
        items.append(blocks(in: itemIndex, containers + [container]))
      }
      end = max(end, self.end(of: items[items.count - 1], or: node))
      itemIndex = node.end
    }
    let kind = Block.Kind.list(List(start: number, isTight: isTight, items: items))
    return Block(kind, span: Span(offset(of: nodes[index]), end))
  }
}

// Places.
extension BlockBuilder {
  private func lineIndex(_ node: TreeNode) -> Int {
    min(max(node.line - 1, 0), source.lineStarts.count - 1)
  }

  private func line(_ index: Int) -> Span {
    source.line(min(max(index, 0), source.lineStarts.count - 1))
  }

  /// Where a line's first column is: after the byte order mark on the first.
  private func lineStart(_ index: Int) -> Int {
    line(index).start + (index == 0 ? markLength : 0)
  }

  private func offset(of node: TreeNode) -> Int {
    let index = lineIndex(node)
    return min(lineStart(index) + max(node.column - 1, 0), line(index).end)
  }

  private func end(of blocks: [Block], or node: TreeNode) -> Int {
    blocks.map(\.span.end).max() ?? max(offset(of: node), trimmedEnd(ofLine: lineIndex(node)))
  }

  /// The end of a paragraph, a heading or a thematic break.
  private func endOfText(_ node: TreeNode) -> Int {
    max(offset(of: node), trimmedEnd(ofLine: max(node.endLine, node.line) - 1))
  }

  private func trimmedEnd(ofLine index: Int) -> Int {
    let line = line(index)
    var end = line.end
    while end > line.start, bytes[end - 1].isSpace { end -= 1 }
    return end
  }

  private func cursor(onLine index: Int) -> LineCursor {
    LineCursor(bytes, from: lineStart(index), to: line(index).end)
  }
}

// Containers.
extension BlockBuilder {
  /// A cursor at `start`, which knows its column, and the column where the containers' content
  /// begins on that line.
  private func cursor(
    at start: Int, onLine line: Int, in containers: [Container]
  ) -> (LineCursor, contentColumn: Int) {
    var cursor = cursor(onLine: line)
    _ = cursor.skipPrefixes(of: containers, onLine: line)
    let contentColumn = cursor.column
    cursor.skipBlanks()
    return (cursor, contentColumn)
  }

  private func quote(_ node: TreeNode, at start: Int, in containers: [Container]) -> Container {
    let line = lineIndex(node)
    var (cursor, _) = cursor(at: start, onLine: line, in: containers)
    cursor.skipByte()
    cursor.advance(columns: 1)
    return Container(kind: .quote, line: line, contentColumn: cursor.column)
  }

  private func item(_ node: TreeNode, at start: Int, in containers: [Container]) -> Container {
    let line = lineIndex(node)
    var (cursor, base) = cursor(at: start, onLine: line, in: containers)
    while let byte = cursor.next, (0x30...0x39).contains(byte) { cursor.skipByte() }
    cursor.skipByte()
    // An item that starts with code, or with nothing, has one column after its marker.
    let indentation = cursor.indentation
    let column = cursor.column + (cursor.isBlank || indentation > 4 ? 1 : indentation)
    return Container(kind: .item(width: column - base), line: line, contentColumn: column)
  }

  /// The content of a paragraph or a heading.
  private func leafText(
    _ node: TreeNode, _ span: Span, _ containers: [Container]
  ) -> LeafText {
    var content = LeafText()
    let first = lineIndex(node)
    var last = max(first, source.lineIndex(at: max(span.end - 1, span.start)))
    var from = span.start
    if case .heading = node.kind, let start = afterNumberSigns(from: span.start, to: span.end) {
      from = start
      last = first
    }
    let end = min(span.end, line(last).end)
    for index in first...last {
      if index > first {
        var cursor = cursor(onLine: index)
        // cmark keeps the indentation of a lazy line.
        if cursor.skipPrefixes(of: containers, onLine: index) { cursor.skipBlanks() }
        from = cursor.offset
        if cursor.restOfTab > 0 {
          content.appendRestOfTab(cursor.restOfTab, at: from)
          from += 1
        }
      }
      content.append(bytes, from: from, to: min(line(index).end, end))
      if index < last { content.appendLineEnd(at: line(index).end) }
    }
    return content
  }
}

extension BlockBuilder {
  /// After the number signs and blanks that start a heading, or nil if it is an underlined one.
  private func afterNumberSigns(from start: Int, to end: Int) -> Int? {
    var offset = start
    while offset < end, bytes[offset] == UInt8(ascii: "#") { offset += 1 }
    guard (1...6).contains(offset - start), offset == end || bytes[offset].isSpace else {
      return nil
    }
    while offset < end, bytes[offset].isSpace { offset += 1 }
    return offset
  }
}

// Code blocks.
extension BlockBuilder {
  private func code(
    _ node: TreeNode, _ info: String, at start: Int, _ containers: [Container]
  ) -> Block {
    let first = lineIndex(node)
    let lines = node.literal.lineCount
    let opening = Fence(at: start, to: line(first).end, in: bytes)
    // Indented code may start with a fence's characters; but then they are in the code.
    let isIndented = info.isEmpty && node.literal.firstLine == bytes[start..<line(first).end]
    guard let opening, !isIndented else {
      let end = line(first + lines - 1).end
      let block = CodeBlock(
        info: "", infoSpan: Span(start, start), literal: node.text,
        contentSpan: Span(start, end), isFenced: false, isClosed: true, isAtMargin: false)
      return Block(.code(block), span: Span(start, end))
    }
    let closingLine = first + lines + 1
    var isClosed = false
    if closingLine < source.lineStarts.count {
      var cursor = cursor(onLine: closingLine)
      isClosed =
        cursor.skipPrefixes(of: containers, onLine: closingLine) && cursor.indentation <= 3
      cursor.skipBlanks()
      let closing = Fence(at: cursor.offset, to: line(closingLine).end, in: bytes)
      isClosed = isClosed && (closing.map { opening.isClosed(by: $0) } ?? false)
    }
    let contentStart = startOfLine(first + 1)
    let contentEnd = startOfLine(first + 1 + lines)
    let end = isClosed ? trimmedEnd(ofLine: closingLine) : line(first + lines).end
    let block = CodeBlock(
      info: info,
      infoSpan: opening.infoSpan ?? Span(start, start),
      literal: node.text,
      contentSpan: Span(contentStart, contentEnd),
      isFenced: true,
      isClosed: isClosed,
      isAtMargin: containers.isEmpty && start == lineStart(first))
    return Block(.code(block), span: Span(start, end))
  }

  private func startOfLine(_ index: Int) -> Int {
    index < source.lineStarts.count ? source.lineStarts[index] : bytes.count
  }

  private mutating func reportDepth(at offset: Int) {
    guard !reportedDepth else { return }
    reportedDepth = true
    diagnostics.error(at: Span(offset, min(offset + 1, bytes.count)), tooDeepSummary)
  }
}
