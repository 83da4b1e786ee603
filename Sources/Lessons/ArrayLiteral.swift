import Matrices
import Source

/// Numbers as somebody wrote them: every entry with its own digits.
public struct ArrayLiteral: Sendable, Hashable {
  /// The rows of a matrix; one row for a list of numbers and for a single number.
  public let rows: [[NumberText]]
  /// How it was written.
  public let form: Form
  /// Where it stands.
  public let span: Span

  /// How an array was written.
  public enum Form: Sendable, Hashable {
    /// A bare number.
    case scalar
    /// `[1, 2]`: a vector, or the row of a matrix with one row.
    case list
    /// `[[1, 2], [3, 4]]` or `[1 2; 3 4]`.
    case matrix
  }

  /// Creates an array of numbers read elsewhere.
  public init(rows: [[NumberText]], form: Form, span: Span) {
    self.rows = rows
    self.form = form
    self.span = span
  }

  /// The entries, row by row.
  public var entries: [NumberText] { rows.flatMap { $0 } }

  /// Whether it was written as an array of that shape is: a list is a vector or a matrix of one row.
  public func fits(_ shape: Shape) -> Bool {
    switch (form, shape) {
    case (.scalar, .scalar): true
    case (.list, .vector(let count)): rows[0].count == count
    case (.list, .matrix(1, let columns)): rows[0].count == columns
    case (.matrix, .matrix(let rows, let columns)):
      self.rows.count == rows && self.rows.allSatisfy { $0.count == columns }
    default: false
    }
  }

  /// Its own shape, in words: `2×3`, `3 entries`.
  public var shapeDescription: String {
    switch form {
    case .scalar: Shape.scalar.description
    case .list: Shape.vector(rows[0].count).description
    case .matrix: Shape.matrix(rows: rows.count, columns: rows.first?.count ?? 0).description
    }
  }

  /// What is wrong with a text that should be an array.
  public struct Failure: Error, Sendable {
    /// The message.
    public let summary: String
    /// Where.
    public let span: Span
    /// What to do about it.
    public let note: String?

    /// Creates a failure.
    public init(summary: String, span: Span, note: String?) {
      self.summary = summary
      self.span = span
      self.note = note
    }
  }

  /// Reads an array from the stretch of `fragment` from `start` up to `end`, which holds nothing
  /// else.
  public static func read(
    _ fragment: SourceFragment, from start: Int, to end: Int
  ) throws(Failure) -> ArrayLiteral {
    var reader = ArrayReader(fragment: fragment, offset: start, end: end)
    return try reader.array()
  }

  /// Reads an answer: brackets may be left out, `?` stands for a number that is not given, and each
  /// of several lines is a row.
  public static func read(answer lines: [SourceFragment]) throws(Failure) -> ArrayLiteral {
    let whole = lines[0]
    var reader = ArrayReader(
      fragment: whole, offset: 0, end: whole.bytes.count, isAnswer: true)
    if reader.beginsWithBracket { return try reader.array() }
    var rows: [[NumberText]] = []
    for line in lines.dropFirst() {
      var reader = ArrayReader(fragment: line, offset: 0, end: line.bytes.count, isAnswer: true)
      rows += try reader.bareRows()
    }
    guard let first = rows.first, let start = first.first, let last = rows.last?.last else {
      throw Failure(
        summary: "a number is missing", span: whole.sourceSpan(0, whole.bytes.count),
        note: "write ? for a number that you leave out")
    }
    for row in rows where row.count != first.count {
      throw Failure(
        summary:
          "the rows are not equally long: the first has \(first.count) numbers, this one has "
          + "\(row.count)",
        span: row.first.map { $0.span.joined(to: row[row.count - 1].span) } ?? start.span, note: nil
      )
    }
    let form: Form = rows.count > 1 ? .matrix : first.count > 1 ? .list : .scalar
    return ArrayLiteral(rows: rows, form: form, span: start.span.joined(to: last.span))
  }
}
