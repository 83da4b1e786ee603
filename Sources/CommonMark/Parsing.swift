import Source

extension Document {
  /// The largest text that is read, in bytes.
  public static let sizeLimit = 4 << 20

  /// How many quotations and list items, and in a block how many inlines, may hold one another.
  public static let depthLimit = 100

  /// Reads `source` as CommonMark.
  ///
  /// Every text has a document. Bytes that are not UTF-8, nesting beyond ``depthLimit`` and a text
  /// beyond ``sizeLimit`` are errors; `**` that means nothing beside Chinese punctuation is a
  /// warning.
  public init(parsing source: SourceText, diagnostics: inout Diagnostics) {
    self.source = source
    guard source.bytes.count <= Document.sizeLimit else {
      diagnostics.error(
        at: Span(0, 0),
        "the text has \(source.bytes.count) bytes; at most \(Document.sizeLimit) (4 MiB) are read",
        notes: ["split it into several lessons"])
      blocks = []
      return
    }
    var bytes = Encoding.check(source, &diagnostics)
    let reportedDepth = Excess.remove(from: &bytes, of: source, &diagnostics)
    let tree = CmarkTree(parsing: bytes, depthLimit: Document.depthLimit)
    var builder = BlockBuilder(tree, bytes: bytes, source: source, reportedDepth: reportedDepth)
    blocks = builder.document()
    diagnostics.append(contentsOf: builder.diagnostics.all)
  }
}

/// What is said of a text nested beyond the limit.
let tooDeepSummary =
  "nested more than \(Document.depthLimit) levels deep; what is deeper is read as plain text"
