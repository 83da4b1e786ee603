/// Something to be said about a text, at a place in it: the one form of every error and warning.
///
/// A summary leads with the specific thing, states the rule, and has no final period; a note says
/// what to do next or adds a fact.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable {
    /// The text cannot be used as it is.
    case error
    /// The text can be used, but something in it is probably not meant.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// Where it is; UTF-8 offsets.
  public let span: Span
  /// The message: one line.
  public let summary: String
  /// What to do about it, or further facts; each one line.
  public let notes: [String]

  /// Creates a diagnostic.
  public init(_ severity: Severity, at span: Span, _ summary: String, notes: [String] = []) {
    self.severity = severity
    self.span = span
    self.summary = summary
    self.notes = notes
  }
}

/// Diagnostics gathered while a text is read, in order of discovery.
public struct Diagnostics: Sendable {
  /// What has been gathered.
  public private(set) var all: [Diagnostic] = []

  /// Creates an empty collection.
  public init() {}

  /// Adds an error.
  public mutating func error(at span: Span, _ summary: String, notes: [String] = []) {
    all.append(Diagnostic(.error, at: span, summary, notes: notes))
  }

  /// Adds a warning.
  public mutating func warning(at span: Span, _ summary: String, notes: [String] = []) {
    all.append(Diagnostic(.warning, at: span, summary, notes: notes))
  }

  /// Adds those of `others`.
  public mutating func append(contentsOf others: [Diagnostic]) {
    all += others
  }

  /// Whether any of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// All of them in the order of the text, each once.
  public var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let distinct = all.filter { seen.insert($0).inserted }
    return distinct.enumerated()
      .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
      .map(\.element)
  }
}
