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
    var reader = ArrayReader(fragment: whole, offset: 0, end: whole.bytes.count)
    reader.allowsBlanks = true
    if reader.beginsWithBracket { return try reader.array() }
    var rows: [[NumberText]] = []
    for line in lines.dropFirst() {
      var reader = ArrayReader(fragment: line, offset: 0, end: line.bytes.count)
      reader.allowsBlanks = true
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

/// Reads numbers and matrices in the ways people write them: commas or blanks between numbers,
/// semicolons or brackets between rows.
private struct ArrayReader {
  let fragment: SourceFragment
  var offset: Int
  let end: Int
  /// Commas with and without a blank after them: a list that has both probably has decimal commas.
  var tightComma: Int?
  var looseComma: Int?
  /// Whether two numbers stand in a row with only blanks between them.
  var hasBlanksAlone = false
  /// Whether `?` may stand for a number that is not given.
  var allowsBlanks = false

  init(fragment: SourceFragment, offset: Int, end: Int) {
    self.fragment = fragment
    self.offset = offset
    self.end = end
  }

  var beginsWithBracket: Bool {
    fragment.bytes[..<end].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "[")
  }

  /// Reads rows without brackets: numbers with blanks or commas between them, a semicolon between
  /// rows.
  mutating func bareRows() throws(ArrayLiteral.Failure) -> [[NumberText]] {
    var rows: [[NumberText]] = [[]]
    skipBlanks()
    while offset < end {
      if byte == UInt8(ascii: ";") {
        offset += 1
        rows.append([])
      } else {
        rows[rows.count - 1].append(try number())
        takeComma()
      }
      skipBlanks()
    }
    if let tightComma {
      offset = tightComma
      throw failure(
        "a comma between two digits",
        "decimals follow a point: 0.37; a list of numbers has "
          + "brackets, or blanks between them")
    }
    return rows.filter { !$0.isEmpty }
  }

  mutating func array() throws(ArrayLiteral.Failure) -> ArrayLiteral {
    skipBlanks()
    let start = offset
    let rows: [[NumberText]]
    let form: ArrayLiteral.Form
    if byte == UInt8(ascii: "[") {
      (rows, form) = try bracketed()
    } else {
      rows = [[try number()]]
      form = .scalar
    }
    let last = offset
    skipBlanks()
    guard offset >= end else {
      if form == .scalar, byte == UInt8(ascii: ",") {
        throw failure(
          "a comma after a single number",
          "decimals follow a point: 0.37; a list has brackets: [1, 2]")
      }
      throw failure("unexpected `\(rest)` after the number", nil)
    }
    if let tightComma, looseComma != nil || hasBlanksAlone {
      offset = tightComma
      throw failure(
        hasBlanksAlone
          ? "commas without blanks and blanks without commas in the same list"
          : "a comma with a blank after it and one without in the same list",
        "decimals follow a point: 0.37; numbers are separated alike everywhere")
    }
    let width = rows.first?.count ?? 0
    for row in rows where row.count != width {
      throw ArrayLiteral.Failure(
        summary: "the rows are not equally long: the first has \(width) numbers, this one has "
          + "\(row.count)",
        span: row.first.map { $0.span.joined(to: row[row.count - 1].span) }
          ?? fragment.sourceSpan(start, last), note: nil)
    }
    return ArrayLiteral(rows: rows, form: form, span: fragment.sourceSpan(start, last))
  }

  private mutating func bracketed() throws(ArrayLiteral.Failure) -> (
    [[NumberText]], ArrayLiteral.Form
  ) {
    offset += 1
    skipBlanks()
    guard byte == UInt8(ascii: "[") else {
      let rows = try semicolonRows()
      return (rows, rows.count == 1 ? .list : .matrix)
    }
    var rows: [[NumberText]] = []
    while byte == UInt8(ascii: "[") {
      offset += 1
      rows.append(contentsOf: try semicolonRows())
      skipBlanks()
      if byte == UInt8(ascii: ",") { offset += 1 }
      skipBlanks()
    }
    guard byte == UInt8(ascii: "]") else { throw failure("expected `[` or `]`", nil) }
    offset += 1
    return (rows, .matrix)
  }

  /// Reads numbers up to the closing bracket; a semicolon begins a new row.
  private mutating func semicolonRows() throws(ArrayLiteral.Failure) -> [[NumberText]] {
    var rows: [[NumberText]] = [[]]
    while true {
      skipBlanks()
      guard offset < end else { throw failure("the closing `]` is missing", nil) }
      switch byte {
      case UInt8(ascii: "]"):
        offset += 1
        return rows
      case UInt8(ascii: ";"):
        offset += 1
        rows.append([])
      default:
        rows[rows.count - 1].append(try number())
        takeComma()
        if let next = byte, fragment.bytes[offset - 1] != UInt8(ascii: ","),
          next != UInt8(ascii: "]"), next != UInt8(ascii: ";"), !rows[rows.count - 1].isEmpty
        {
          hasBlanksAlone = hasBlanksAlone || isBlank(fragment.bytes[offset - 1])
        }
      }
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func takeComma() {
    skipBlanks()
    guard byte == UInt8(ascii: ",") else { return }
    offset += 1
    if offset < end, fragment.bytes[offset] >= 0x30, fragment.bytes[offset] <= 0x39 {
      tightComma = tightComma ?? offset - 1
    } else {
      looseComma = looseComma ?? offset - 1
    }
  }

  private mutating func number() throws(ArrayLiteral.Failure) -> NumberText {
    if allowsBlanks, byte == UInt8(ascii: "?") || byte == UInt8(ascii: "_") {
      let start = offset
      while let here = byte,
        [UInt8(ascii: "?"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(here)
      {
        offset += 1
      }
      return .blank(at: fragment.sourceSpan(start, offset))
    }
    guard
      let (number, next) = NumberScanner.scan(
        fragment.bytes, at: offset, span: { fragment.sourceSpan($0, $1) }), next <= end
    else {
      throw failure(
        offset < end ? "`\(rest)` is not a number" : "a number is missing", nil)
    }
    let start = offset
    offset = next
    if let after = byte,
      after == UInt8(ascii: ".") || after == UInt8(ascii: "'")
        || after == UInt8(ascii: "_") || after == UInt8(ascii: "?") || after >= 0x80
        || (after | 0x20 >= 0x61 && after | 0x20 <= 0x7A) || (after >= 0x30 && after <= 0x39)
    {
      offset = start
      throw failure(
        "`\(rest)` is not a number",
        after == UInt8(ascii: "'") ? "write it without a separator of thousands" : nil)
    }
    return number
  }

  private var byte: UInt8? { offset < end ? fragment.bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let here = byte, here == 0x20 || here == 0x09 || here == 0x0A || here == 0x0D {
      offset += 1
    }
  }

  /// The word at hand, for a message.
  private var rest: String {
    var last = offset
    while last < end, last < offset + 60,
      ![0x20, 0x0A, 0x0D, 0x2C, 0x3B, 0x5B, 0x5D].contains(fragment.bytes[last])
    {
      last += 1
    }
    if last == offset { last = min(end, offset + 1) }
    return String(decoding: fragment.bytes[offset..<last], as: UTF8.self)
  }

  private func failure(_ summary: String, _ note: String?) -> ArrayLiteral.Failure {
    let last = min(max(offset + rest.utf8.count, offset), end)
    return ArrayLiteral.Failure(
      summary: summary, span: fragment.sourceSpan(min(offset, end), last), note: note)
  }
}
