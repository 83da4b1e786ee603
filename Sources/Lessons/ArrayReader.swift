import Source

/// Reads numbers and matrices in the ways people write them: commas or blanks between numbers,
/// semicolons or brackets between rows; in an answer also line breaks between rows, round brackets,
/// and `array(…)` around the whole as in Python.
struct ArrayReader {
  private let fragment: SourceFragment
  private var offset: Int
  private let end: Int
  /// Commas with and without a blank after them: a list that has both probably has decimal commas.
  private var tightComma: Int?
  private var looseComma: Int?
  /// Whether two numbers stand in a row with only blanks between them.
  private var hasBlanksAlone = false
  /// Whether it is an answer: written with less care than a claim, and perhaps with `?` for a number
  /// that is not given.
  private let isAnswer: Bool

  init(fragment: SourceFragment, offset: Int, end: Int, isAnswer: Bool = false) {
    self.fragment = fragment
    self.offset = offset
    self.end = end
    self.isAnswer = isAnswer
  }

  /// Whether the numbers stand in brackets, or in a call of `array`.
  var beginsWithBracket: Bool {
    var reader = self
    reader.skipBlanks()
    return reader.takeCall() || reader.closingBracket != nil
  }

  /// The bracket that closes the one at hand; nil if there is none.
  private var closingBracket: UInt8? {
    switch byte {
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "(") where isAnswer: UInt8(ascii: ")")
    default: nil
    }
  }

  /// Takes `array(` or `np.array(` if it stands here.
  private mutating func takeCall() -> Bool {
    guard isAnswer else { return false }
    for call in ["np.array(", "numpy.array(", "array("]
    where fragment.bytes[offset..<end].starts(with: call.utf8) {
      offset += call.utf8.count
      return true
    }
    return false
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
    let isCall = takeCall()
    skipBlanks()
    let rows: [[NumberText]]
    let form: ArrayLiteral.Form
    if let closing = closingBracket {
      (rows, form) = try bracketed(by: closing)
    } else {
      rows = [[try number()]]
      form = .scalar
    }
    skipBlanks()
    if isCall {
      guard byte == UInt8(ascii: ")") else { throw failure("the closing `)` is missing", nil) }
      offset += 1
      skipBlanks()
    }
    let last = offset
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

  private mutating func bracketed(
    by closing: UInt8
  ) throws(ArrayLiteral.Failure) -> ([[NumberText]], ArrayLiteral.Form) {
    offset += 1
    skipBlanks()
    guard closingBracket != nil else {
      let commas = looseComma
      var (rows, breaks) = try semicolonRows(to: closing)
      // Round brackets around one number are only brackets.
      if closing == UInt8(ascii: ")"), rows.count == 1, rows[0].count == 1, looseComma == commas {
        return (rows, .scalar)
      }
      if isAnswer, rows.count == 1, let lines = rowsOfLines(rows[0], breaks) { rows = lines }
      return (rows, rows.count == 1 ? .list : .matrix)
    }
    var rows: [[NumberText]] = []
    while let inner = closingBracket {
      offset += 1
      rows.append(contentsOf: try semicolonRows(to: inner).rows)
      skipBlanks()
      if byte == UInt8(ascii: ",") { offset += 1 }
      skipBlanks()
    }
    guard byte == closing else {
      throw failure(
        closing == UInt8(ascii: "]") ? "expected `[` or `]`" : "expected `(` or `)`", nil)
    }
    offset += 1
    return (rows, .matrix)
  }

  /// The rows of numbers between which lines were broken without a comma; nil if those are not equally
  /// long (a long list was broken) or hold one number each (a list written downward).
  private func rowsOfLines(_ numbers: [NumberText], _ breaks: [Int]) -> [[NumberText]]? {
    guard let width = breaks.first, width > 1, numbers.count == width * (breaks.count + 1),
      breaks.enumerated().allSatisfy({ $1 == width * ($0 + 1) })
    else { return nil }
    return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }

  /// Reads numbers up to the closing bracket; a semicolon begins a new row.
  ///
  /// - Returns: the rows, and before which numbers a line was broken without a comma.
  private mutating func semicolonRows(
    to closing: UInt8
  ) throws(ArrayLiteral.Failure) -> (rows: [[NumberText]], breaks: [Int]) {
    var rows: [[NumberText]] = [[]]
    var breaks: [Int] = []
    while true {
      skipBlanks()
      guard offset < end else {
        throw failure("the closing `\(Character(UnicodeScalar(closing)))` is missing", nil)
      }
      switch byte {
      case closing:
        guard rows.contains(where: { !$0.isEmpty }) else {
          throw failure("a number is missing", nil)
        }
        offset += 1
        return (rows, breaks)
      case UInt8(ascii: ";"):
        offset += 1
        rows.append([])
      default:
        rows[rows.count - 1].append(try number())
        let (afterNumber, hadComma) = (offset, takeComma())
        guard let next = byte, !hadComma, next != closing, next != UInt8(ascii: ";") else {
          continue
        }
        if fragment.bytes[afterNumber..<offset].contains(0x0A) {
          breaks.append(rows[rows.count - 1].count)
        } else {
          hasBlanksAlone = hasBlanksAlone || offset > afterNumber
        }
      }
    }
  }

  /// Takes a comma, with the blanks before it, if one is next.
  @discardableResult
  private mutating func takeComma() -> Bool {
    skipBlanks()
    guard byte == UInt8(ascii: ",") else { return false }
    offset += 1
    switch byte ?? 0 {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): tightComma = tightComma ?? offset - 1
    // Before a sign no comma is one of decimals, blank or not.
    case UInt8(ascii: "-"), UInt8(ascii: "+"), 0xE2: break
    default: looseComma = looseComma ?? offset - 1
    }
    return true
  }

  private mutating func number() throws(ArrayLiteral.Failure) -> NumberText {
    if isAnswer, byte == UInt8(ascii: "?") || byte == UInt8(ascii: "_") {
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
    if byte == UInt8(ascii: "/") { throw fraction(number, from: start) }
    if isAnswer, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
      offset = start
      throw failure("`\(rest)` is not a number", "two numbers need a blank or a comma between them")
    }
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

  /// What is said of `1/40`: it may be meant exactly or not, and only digits tell.
  private mutating func fraction(
    _ numerator: NumberText, from start: Int
  ) -> ArrayLiteral.Failure {
    offset += 1
    let denominator = NumberScanner.scan(
      fragment.bytes, at: offset, span: { fragment.sourceSpan($0, $1) })
    offset = start
    let quotient = denominator.map { numerator.value / $0.number.value }
    return failure(
      "`\(rest)` is a fraction",
      quotient.flatMap { $0.isFinite ? "write it with decimals: \($0)" : nil })
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
      ![0x20, 0x0A, 0x0D, 0x2C, 0x3B, 0x5B, 0x5D, 0x29].contains(fragment.bytes[last])
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
