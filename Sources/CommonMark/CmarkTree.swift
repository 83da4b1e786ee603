// The only file that sees cmark. It parses, copies everything worth having into plain values, and
// frees the tree: no pointer of C's leaves this file, on no path.

internal import CCmark

/// What cmark found, as one array in the order of the text.
///
/// A node's descendants follow it, up to its `end`; so a tree of any depth is built and freed
/// without recursion.
struct CmarkTree {
  /// The nodes; the first is the document.
  private(set) var nodes: [TreeNode] = []

  /// Parses `bytes`, which must not hold NUL: cmark would make it three bytes, and each position
  /// after it would be wrong.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - depthLimit: how many quotations and list items, and in a block how many inlines, may hold
  ///     one another. Below that only the text is kept.
  init(parsing bytes: [UInt8], depthLimit: Int) {
    guard let root = CmarkRoot(parsing: bytes) else { return }
    // Prose has a node for every twenty bytes or so: most lessons' need not be moved as they grow.
    nodes.reserveCapacity(bytes.count / 16)
    read(root, depthLimit: depthLimit)
  }

  /// One walk over the tree: `cmark_iter` needs no stack.
  private mutating func read(_ root: borrowing CmarkRoot, depthLimit: Int) {
    guard let iterator = cmark_iter_new(root.node) else { return }
    defer { cmark_iter_free(iterator) }
    var open: [Int] = []
    var blockDepth = 0
    var inlineDepth = 0
    /// How many nodes are open below the one that was flattened.
    var flattenedDepth = 0

    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { break }
      let type = cmark_node_get_type(node)
      let isLeaf = TreeNode.isLeaf(type)

      if event == CMARK_EVENT_EXIT {
        if flattenedDepth > 1 {
          flattenedDepth -= 1
          continue
        }
        flattenedDepth = 0
        if let index = open.popLast() { nodes[index].end = nodes.count }
        if TreeNode.isInline(type) {
          inlineDepth -= 1
        } else if TreeNode.isLevel(type) {
          blockDepth -= 1
        }
        continue
      }

      if flattenedDepth > 0 {
        if let index = open.last { nodes[index].appendFlattened(node, type) }
        if !isLeaf { flattenedDepth += 1 }
        continue
      }
      if type == CMARK_NODE_TEXT, let last = nodes.indices.last, last != open.last,
        nodes[last].kind == .text, nodes[last].depth == open.count
      {
        // cmark cuts running text at each character that might have meant something.
        appendLiteral(of: node, to: &nodes[last].literal)
        continue
      }
      let isInline = TreeNode.isInline(type)
      var copy = TreeNode(node, type, depth: open.count)
      copy.end = nodes.count + 1
      if !isLeaf {
        if isInline {
          inlineDepth += 1
        } else if TreeNode.isLevel(type) {
          blockDepth += 1
        }
        if inlineDepth > depthLimit || blockDepth > depthLimit {
          copy.flatten(isInline: isInline)
          flattenedDepth = 1
        }
        open.append(nodes.count)
      }
      nodes.append(copy)
    }
  }
}

/// One block or inline of cmark's.
struct TreeNode {
  /// What it is.
  enum Kind: Equatable {
    case document, quote, item, html, paragraph, thematicBreak
    case list(start: Int?, isTight: Bool)
    case code(info: String)
    case heading(level: Int)
    case text, softBreak, lineBreak, codeSpan, inlineHTML, emphasis, strong
    case link(destination: String, title: String)
    case image(source: String, title: String)
    /// What stood deeper than the limit, its text only.
    case flattenedBlock, flattenedInline
  }

  private(set) var kind: Kind
  /// How many nodes hold this one.
  let depth: Int
  /// The text of a leaf: what cmark read, escapes and entities resolved, lines ended by line feeds.
  fileprivate(set) var literal: [UInt8]
  /// The one-based line and byte column a block starts at.
  ///
  /// Those of inlines are not used: cmark 0.30 places them wrongly after an escaped line end, in a
  /// paragraph below a link definition, and more.
  let line: Int
  let column: Int
  let endLine: Int
  /// The index after the last descendant.
  fileprivate(set) var end = 0
}

extension TreeNode {
  fileprivate static func isInline(_ type: cmark_node_type) -> Bool {
    type.rawValue >= CMARK_NODE_FIRST_INLINE.rawValue
  }

  /// Whether the iterator enters nodes of this type without leaving them.
  fileprivate static func isLeaf(_ type: cmark_node_type) -> Bool {
    switch type {
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
      CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      true
    default: false
    }
  }

  /// Whether it is a level of nesting as people count them: a quotation or an item of a list.
  fileprivate static func isLevel(_ type: cmark_node_type) -> Bool {
    type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM
  }

  fileprivate init(_ node: OpaquePointer, _ type: cmark_node_type, depth: Int) {
    kind = TreeNode.kind(of: node, type)
    self.depth = depth
    literal = []
    line = Int(cmark_node_get_start_line(node))
    column = Int(cmark_node_get_start_column(node))
    endLine = Int(cmark_node_get_end_line(node))
    if TreeNode.isLeaf(type) { appendLiteral(of: node, to: &literal) }
  }

  private static func kind(of node: OpaquePointer, _ type: cmark_node_type) -> Kind {
    switch type {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST:
      .list(
        start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
          ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .code(info: string(cmark_node_get_fence_info(node)))
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .codeSpan
    case CMARK_NODE_HTML_INLINE: .inlineHTML
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK:
      .link(
        destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      .image(source: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    // Custom nodes are made by programs, never by the parser.
    default: .paragraph
    }
  }

  fileprivate mutating func flatten(isInline: Bool) {
    kind = isInline ? .flattenedInline : .flattenedBlock
  }

  fileprivate mutating func appendFlattened(_ node: OpaquePointer, _ type: cmark_node_type) {
    if type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK {
      literal.append(UInt8(ascii: " "))
    } else if TreeNode.isLeaf(type) {
      appendLiteral(of: node, to: &literal)
    }
  }
}

/// The owner of a cmark document, which frees it wherever reading stops.
private struct CmarkRoot: ~Copyable {
  let node: OpaquePointer

  init?(parsing bytes: [UInt8]) {
    let parsed = bytes.withUnsafeBytes { buffer in
      // An empty array's buffer may have no address, and cmark wants one.
      guard let start = buffer.baseAddress else { return cmark_parse_document("", 0, 0) }
      return cmark_parse_document(
        start.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
    }
    guard let parsed else { return nil }
    node = parsed
  }

  deinit { cmark_node_free(node) }
}

/// Adds the text of a leaf to `bytes`.
private func appendLiteral(of node: OpaquePointer, to bytes: inout [UInt8]) {
  guard let start = cmark_node_get_literal(node) else { return }
  var end = start
  while end.pointee != 0 { end += 1 }
  bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: end - start))
}

private func string(_ pointer: UnsafePointer<CChar>?) -> String {
  pointer.map { String(cString: $0) } ?? ""
}
