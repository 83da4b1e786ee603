// The one place that makes diagnostics into words for a person:
//
//     lesson.md:3:9: error: `W3` is not defined
//      3 | z1 = X @ W3
//        |          ^~
//        note: did you mean `W2`?

/// Writes diagnostics with the line they are about and a caret under the place.
public struct DiagnosticFormatter: Sendable {
  /// How many diagnostics are written out; the rest are counted.
  public static let limit = 50

  private let source: SourceText
  private let color: Bool
  private let width: Int

  /// Creates a formatter.
  ///
  /// - Parameters:
  ///   - source: the text that the diagnostics are about.
  ///   - color: whether to write colours for a terminal.
  ///   - width: how many columns of a source line to show at most.
  public init(source: SourceText, color: Bool, width: Int = 100) {
    self.source = source
    self.color = color
    self.width = max(width, 20)
  }

  /// The diagnostics in the order of the text, each once, every line ended by a line feed.
  ///
  /// Nothing of the text or of the messages can control a terminal.
  public func format(_ diagnostics: [Diagnostic]) -> String {
    var gathered = Diagnostics()
    gathered.append(contentsOf: diagnostics)
    let sorted = gathered.sorted
    var text = sorted.prefix(Self.limit).map(format).joined()
    let rest = sorted.dropFirst(Self.limit)
    if !rest.isEmpty { text += "… and \(count(rest))\n" }
    return text
  }

  private func format(_ diagnostic: Diagnostic) -> String {
    let start = min(max(diagnostic.span.start, 0), source.bytes.count)
    let position = source.position(of: start)
    let severity = style(diagnostic.severity.rawValue, diagnostic.severity.style)
    let place = "\(source.name.sanitizedLine):\(position)"
    var text = "\(style(place, .bold)): \(severity): \(diagnostic.summary.sanitizedLine)\n"

    let number = String(position.line)
    let margin = String(repeating: " ", count: number.count + 1)
    let excerpt = Excerpt(of: source, at: start, diagnostic.span.end, width: width)
    let caret = style(excerpt.caret, diagnostic.severity.style)
    let gutter = style("|", .faint)
    let line = excerpt.line.isEmpty ? "" : " \(excerpt.line)"
    text += " \(style(number, .faint)) \(gutter)\(line)\n"
    text += "\(margin) \(gutter) \(excerpt.indentation)\(caret)\n"
    for note in diagnostic.notes {
      text += "\(margin) \(style("note", .bold)): \(note.sanitizedLine)\n"
    }
    return text
  }

  private func count(_ diagnostics: ArraySlice<Diagnostic>) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    func some(_ count: Int, _ noun: String) -> String? {
      count == 0 ? nil : "\(count) more \(noun)\(count == 1 ? "" : "s")"
    }
    return [some(errors, "error"), some(warnings, "warning")].compactMap(\.self)
      .joined(separator: " and ")
  }

  private func style(_ text: String, _ style: Style) -> String {
    color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// The parameters of the terminal's "select graphic rendition".
private enum Style: String {
  case bold = "1"
  case faint = "2"
  case error = "1;31"
  case warning = "1;33"
}

extension Diagnostic.Severity {
  fileprivate var style: Style {
    switch self {
    case .error: .error
    case .warning: .warning
    }
  }
}

extension String {
  /// The text on one line, harmless to a terminal.
  fileprivate var sanitizedLine: String {
    let line = utf8.contains(UInt8(ascii: "\n")) ? String(map { $0.isNewline ? " " : $0 }) : self
    return line.sanitized
  }
}
