import CommonMark
import Source
import StageLanguage

extension Directive.Kind {
  /// The attributes that such a block may have.
  var attributes: [String] {
    switch self {
    case .train: ["run"]
    case .plot: ["run", "log", "frames"]
    case .graph: ["of", "to", "from", "given", "hide", "kind", "weights"]
    }
  }

  /// The attribute that it must have.
  var requiredAttribute: String? {
    switch self {
    case .train: "run"
    case .plot: nil
    case .graph: "of"
    }
  }

  /// The keys of its lines.
  var keys: [String] {
    switch self {
    case .train: ["set", "repeat", "epochs", "measure"]
    case .plot: ["line", "boundary", "scatter", "histogram"]
    case .graph: ["neurons"]
    }
  }
}

/// Reads the `key: value` lines of `train`, `plot` and `graph` blocks.
enum DirectiveReader {
  static func read(
    _ kind: Directive.Kind, _ attributes: [String: InfoString.Attribute], _ code: CodeBlock,
    _ block: Block, _ source: SourceText, _ diagnostics: inout Diagnostics
  ) -> Directive {
    var entries: [Directive.Entry] = []
    var start = code.contentSpan.start
    while start < code.contentSpan.end {
      let line = source.line(source.lineIndex(at: start))
      if let entry = entry(kind, Span(start, line.end), source, &diagnostics) {
        entries.append(entry)
      }
      let next = source.lineIndex(at: start) + 1
      start = next < source.lineStarts.count ? source.lineStarts[next] : code.contentSpan.end
    }
    return Directive(
      kind: kind, attributes: attributes.mapValues(\.value),
      attributeSpans: attributes.mapValues(\.valueSpan), entries: entries, text: code.literal,
      infoSpan: code.infoSpan, span: block.span)
  }

  private static func entry(
    _ kind: Directive.Kind, _ line: Span, _ source: SourceText, _ diagnostics: inout Diagnostics
  ) -> Directive.Entry? {
    let text = source[line]
    let bare = text.trimmingBlanks
    guard !bare.isEmpty, !bare.hasPrefix("#") else { return nil }
    guard let colon = text.firstIndex(of: ":") else {
      diagnostics.error(
        at: line, "a line of a \(kind.rawValue) block is `key: value`",
        notes: kind.keys.isEmpty ? [] : ["its keys are \(kind.keys.joined(separator: ", "))"])
      return nil
    }
    let key = text[..<colon].trimmingBlanks
    let keyStart = line.start + text.prefix { $0 == " " || $0 == "\t" }.utf8.count
    let keySpan = Span(keyStart, keyStart + key.utf8.count)
    guard kind.keys.contains(key) else {
      let match = closestMatch(to: key, among: kind.keys)
      diagnostics.error(
        at: keySpan, "a \(kind.rawValue) block has no `\(key)`",
        notes: [
          match.map { "did you mean `\($0)`?" }
            ?? (kind.keys.isEmpty
              ? "it has no lines" : "its keys are \(kind.keys.joined(separator: ", "))")
        ])
      return nil
    }
    let value = text[text.index(after: colon)...].trimmingBlanks
    guard !value.isEmpty else {
      diagnostics.error(at: keySpan, "`\(key)` has no value")
      return nil
    }
    let valueStart =
      line.end
      - text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      .utf8.count
    return Directive.Entry(
      key: Name(key, span: keySpan), value: value,
      valueSpan: Span(valueStart, valueStart + value.utf8.count))
  }
}
