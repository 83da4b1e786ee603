import Source

/// Cuts a stage's text into tokens, by Python's rules: a line end inside brackets is a blank, and a
/// comment runs to the end of its line.
struct Lexer {
  private let fragment: SourceFragment
  private var offset = 0
  /// How many brackets are open after the last token.
  private(set) var bracketDepth = 0

  init(_ fragment: SourceFragment) { self.fragment = fragment }

  /// Goes on at `offset`, the start of a line, as if no bracket were open.
  mutating func restart(at offset: Int) {
    self.offset = offset
    bracketDepth = 0
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    let index = offset + ahead
    return index < fragment.bytes.count ? fragment.bytes[index] : 0
  }

  /// The next token; after the last one, `.end` again and again.
  mutating func next() -> Token {
    skipBlanks()
    let start = offset
    guard offset < fragment.bytes.count else { return token(.end, from: start) }
    switch byte() {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      offset += byte() == UInt8(ascii: "\r") && byte(1) == UInt8(ascii: "\n") ? 2 : 1
      return token(.newline, from: start)
    case UInt8(ascii: "#"):
      return comment()
    case let first where isNameStart(first):
      while isNameStart(byte()) || isDigit(byte()) { offset += 1 }
      if byte() == UInt8(ascii: "'") || byte() == UInt8(ascii: "\"") { return string(from: start) }
      return token(.name(text(from: start)), from: start)
    case let first where isDigit(first) || (first == UInt8(ascii: ".") && isDigit(byte(1))):
      return number()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return string(from: start)
    default:
      return sign()
    }
  }

  private mutating func comment() -> Token {
    let start = offset
    while offset < fragment.bytes.count, !isLineEnd(byte()) { offset += 1 }
    // What Python does not read at all would not run unchanged.
    let body = fragment.bytes[start..<offset]
    guard !body.contains(0), String(validating: body, as: UTF8.self) != nil else {
      return invalid(from: start, "the comment holds bytes that are not text (UTF-8)")
    }
    return token(.comment(trimmed(from: start + 1)), from: start)
  }

  private mutating func skipBlanks() {
    while offset < fragment.bytes.count {
      let here = byte()
      // Inside brackets a line end separates nothing, and a comment says nothing.
      if bracketDepth > 0, here == UInt8(ascii: "#") {
        while offset < fragment.bytes.count, !isLineEnd(byte()) { offset += 1 }
      } else if here == UInt8(ascii: " ") || here == UInt8(ascii: "\t") || here == 0x0C
        || (bracketDepth > 0 && isLineEnd(here))
      {
        offset += 1
      } else {
        return
      }
    }
  }

  // MARK: Numbers

  private mutating func number() -> Token {
    let start = offset
    if byte() == UInt8(ascii: "0"),
      [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")]
        .contains(byte(1) | 0x20)
    {
      skipWord()
      return invalid(from: start, "numbers are decimal here, not \(shortened(text(from: start)))")
    }
    var isInteger = true
    skipDigits()
    if byte() == UInt8(ascii: ".") {
      isInteger = false
      offset += 1
      skipDigits()
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let signLength = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+") ? 1 : 0
      if isDigit(byte(1 + signLength)) {
        isInteger = false
        offset += 1 + signLength
        skipDigits()
      }
    }
    let digits = text(from: start)
    guard !isNameStart(byte()) else {
      skipWord()
      return invalid(
        from: start, "`\(shortened(text(from: start)))` is neither a number nor a name",
        note: "a product needs its sign: 2 * x")
    }
    let hasUnderscores = digits.utf8.contains(UInt8(ascii: "_"))
    if hasUnderscores {
      guard !digits.hasSuffix("_"), !digits.contains("__"), !digits.contains("_."),
        !digits.contains("._"), !digits.contains("_e"), !digits.contains("e_")
      else { return invalid(from: start, "an underscore in a number stands between two digits") }
    }
    let plain = hasUnderscores ? digits.filter { $0 != "_" } : digits
    if isInteger, plain.count > 1, plain.hasPrefix("0"), plain.contains(where: { $0 != "0" }) {
      return invalid(from: start, "a whole number cannot begin with 0")
    }
    guard let value = Double(plain), value.isFinite else {
      return invalid(from: start, "\(shortened(digits)) is too large for double precision")
    }
    if isInteger, value >= 0x1p53 {
      return invalid(
        from: start, "\(shortened(digits)) is too large: whole numbers are exact below 2**53 here",
        note: "write it with a point or an exponent, \(value)")
    }
    return token(
      .number(NumberLiteral(text: digits, value: value, isInteger: isInteger)), from: start)
  }

  private mutating func skipDigits() {
    while isDigit(byte()) || (byte() == UInt8(ascii: "_") && isDigit(byte(1))) { offset += 1 }
  }

  private mutating func skipWord() {
    while isNameStart(byte()) || isDigit(byte()) { offset += 1 }
  }

  // MARK: Signs

  private static let signs = [
    "**=", "//=", "**", "//", "<=", ">=", "==", "!=", "+=", "-=", "*=", "/=", "@=", "->", ":=",
    "<<", ">>", "+", "-", "*", "/", "@", "<", ">", "=", "(", ")", "[", "]", ",", ":", ".",
  ]

  /// Signs that Python or habit knows and this language does not, with what to write instead.
  private static let foreignSigns: [Character: String] = [
    ";": "each statement stands on a line of its own",
    "^": "a power is written **",
    "%": "there is no remainder here",
    "&": "write logical_and(…, …)",
    "|": "write logical_or(…, …)",
    "~": "write logical_not(…)",
    "!": "write logical_not(…), or != for unequal",
    "{": "there are no dictionaries or sets here",
    "}": "there are no dictionaries or sets here",
    "−": "a minus sign is typed as a hyphen, -",
    "×": "a product is typed *, a matrix product @",
    "·": "a product is typed *, a matrix product @",
    "⊙": "an entry-by-entry product is typed *",
    "÷": "a quotient is typed /",
    "≤": "typed <=",
    "≥": "typed >=",
    "≠": "typed !=",
    "ᵀ": "a transpose is typed .T",
    "²": "a square is typed ** 2",
    "√": "a square root is typed sqrt(…)",
    "\\": "a line goes on by itself inside brackets",
  ]

  private mutating func sign() -> Token {
    let start = offset
    let first = byte()
    for sign in Self.signs where sign.utf8.first == first && matches(sign) {
      offset += sign.utf8.count
      switch sign {
      case "(", "[": bracketDepth += 1
      case ")", "]": bracketDepth = max(0, bracketDepth - 1)
      default: break
      }
      return token(.sign(sign), from: start)
    }
    let rest = String(
      decoding: fragment.bytes[offset..<min(offset + 32, fragment.bytes.count)], as: UTF8.self)
    let character = rest.first ?? " "
    // What is not UTF-8 reads as U+FFFD, which is longer than the one byte that is skipped.
    guard character.utf8.elementsEqual(fragment.bytes[start...].prefix(character.utf8.count)) else {
      offset += 1
      return invalid(from: start, "this is not text: it is not valid UTF-8")
    }
    offset += character.utf8.count
    if let advice = Self.foreignSigns[character] {
      return invalid(from: start, "`\(character)` is not a sign of the language", note: advice)
    }
    if character.isLetter || character.isNumber {
      return invalid(
        from: start, "`\(character)` cannot stand in a name",
        note: "names are ASCII letters, digits and _; eta is shown η, W1 is shown W₁")
    }
    if let scalar = character.unicodeScalars.first, isInvisible(scalar) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padding = String(repeating: "0", count: max(0, 4 - code.count))
      return invalid(
        from: start, "the invisible character U+\(padding)\(code) means nothing here",
        note: "delete it, or type a space")
    }
    return invalid(from: start, "`\(character)` means nothing here")
  }

  private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse,
      .surrogate, .unassigned:
      true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private func matches(_ sign: String) -> Bool {
    var index = offset
    for expected in sign.utf8 {
      guard index < fragment.bytes.count, fragment.bytes[index] == expected else { return false }
      index += 1
    }
    return true
  }

  private mutating func string(from start: Int) -> Token {
    while offset < fragment.bytes.count, !isLineEnd(byte()) { offset += 1 }
    return invalid(from: start, "there are no strings here, only numbers")
  }

  // MARK: Helpers

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, start: start, end: offset)
  }

  private func invalid(from start: Int, _ summary: String, note: String? = nil) -> Token {
    let diagnostic = Diagnostic(
      .error, at: fragment.sourceSpan(start, offset), summary, notes: note.map { [$0] } ?? [])
    return token(.invalid(diagnostic), from: start)
  }

  private func shortened(_ text: String) -> String {
    text.utf8.count <= 40 ? text : "\(text.prefix(36))…"
  }

  private func text(from start: Int) -> String {
    String(decoding: fragment.bytes[start..<offset], as: UTF8.self)
  }

  private func trimmed(from start: Int) -> String {
    var low = start
    var high = offset
    while low < high, fragment.bytes[low] == 0x20 || fragment.bytes[low] == 0x09 { low += 1 }
    while high > low, fragment.bytes[high - 1] == 0x20 || fragment.bytes[high - 1] == 0x09 {
      high -= 1
    }
    return String(decoding: fragment.bytes[low..<high], as: UTF8.self)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_")
  }
}
