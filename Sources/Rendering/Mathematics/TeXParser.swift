import Source

/// Something in TeX that is not understood.
public struct TeXProblem: Sendable, Hashable {
  /// Where it begins: an offset into the UTF-8 of the text.
  public let start: Int
  /// Where it ends.
  public let end: Int
  /// What it is.
  public let summary: String
  /// What to do.
  public let note: String?
}

extension Math {
  /// Reads TeX mathematics.
  ///
  /// Whatever the text, there is mathematics afterwards: what is not understood is in it as it was
  /// written. Rows that `\\` separates are lines of an aligned table.
  public init(tex: String) { self = Math.parsing(tex).math }

  /// Reads TeX mathematics and says what in it is not understood.
  public static func parsing(_ tex: String) -> (math: Math, problems: [TeXProblem]) {
    var parser = TeXParser(tex)
    let math = parser.whole()
    return (math, parser.problems)
  }
}

/// Reads the subset of TeX that lessons use, character by character.
struct TeXParser {
  /// What is being read, and so what may end it.
  enum Context {
    /// The text itself, whose rows `\\` may separate.
    case whole
    case group
    case option
    case fence
    case table
  }

  let scalars: [Unicode.Scalar]
  /// The text again, from which its parts are copied.
  private let bytes: [UInt8]
  /// The UTF-8 offset of each scalar, and of the end.
  private let offsets: [Int]
  var index = 0
  private(set) var problems: [TeXProblem] = []
  private var contexts: [Context] = []
  private var depth = 0
  /// How deep things may stand in one another; each level is a call.
  private static let depthLimit = 60

  init(_ tex: String) {
    scalars = Array(tex.unicodeScalars)
    bytes = Array(tex.utf8)
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.offsets = offsets
  }

  // MARK: What stands where

  var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Whether the text goes on with `name` as a command.
  func isAt(command name: String) -> Bool {
    guard current == "\\" else { return false }
    var place = index + 1
    for scalar in name.unicodeScalars {
      guard place < scalars.count, scalars[place] == scalar else { return false }
      place += 1
    }
    let isWord = name.unicodeScalars.first?.isTeXLetter ?? false
    return !isWord || place >= scalars.count || !scalars[place].isTeXLetter
  }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  mutating func skipSpaces() {
    while let scalar = current {
      if scalar == "%" {
        skipComment()
      } else if scalar.isTeXSpace {
        index += 1
      } else {
        return
      }
    }
  }

  mutating func skipComment() {
    while let scalar = current, scalar != "\n" {
      _ = scalar
      index += 1
    }
  }

  mutating func report(from start: Int, _ summary: String, note: String? = nil) {
    let end = max(index, start)
    problems.append(
      TeXProblem(start: offsets[start], end: offsets[end], summary: summary, note: note))
  }

  func source(from start: Int) -> String { source(start..<index) }

  private func source(_ range: Range<Int>) -> String {
    String(decoding: bytes[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
  }

  /// Reads something inside of something else, unless that goes too deep: then the rest of the text
  /// is left as it is.
  mutating func nested(_ context: Context?, _ read: (inout TeXParser) -> Math) -> Math {
    guard depth < TeXParser.depthLimit else {
      let start = index
      index = scalars.count
      report(
        from: start, "mathematics is nested more than \(TeXParser.depthLimit) deep",
        note: "write it in several formulas")
      return .unknown(source(from: start))
    }
    depth += 1
    if let context { contexts.append(context) }
    let math = read(&self)
    if context != nil { contexts.removeLast() }
    depth -= 1
    return math
  }

  // MARK: Rows

  /// Reads the whole text.
  mutating func whole() -> Math {
    contexts = [.whole]
    let rows = tableRows()
    contexts = []
    if rows.count <= 1, (rows.first?.count ?? 0) <= 1 { return rows.first?.first ?? .row([]) }
    return .table(MathTable(.aligned, rows))
  }

  /// Reads rows and columns up to `\end` or the end of the text.
  mutating func tableRows() -> [[Math]] {
    var rows: [[Math]] = [[]]
    while true {
      let cell = row()
      rows[rows.count - 1].append(cell)
      if skip("&") { continue }
      if isAt(command: "\\") {
        index += 2
        skipSpaces()
        if current == "[" { skipRowSpace() }
        rows.append([])
        continue
      }
      break
    }
    if rows.count > 1, rows[rows.count - 1].allSatisfy({ $0 == .row([]) }) { rows.removeLast() }
    return rows
  }

  /// The space after a row, `\\[2pt]`, is the printer's business.
  private mutating func skipRowSpace() {
    let start = index
    index += 1
    while let scalar = current,
      scalar.isTeXLetter || scalar.isTeXDigit || [".", "-", " "].contains(scalar)
    {
      index += 1
    }
    if !skip("]") { index = start }
  }

  /// Reads parts side by side, up to what ends one of the things that are being read.
  mutating func row() -> Math {
    var parts: [Math] = []
    while let scalar = current, !isAtEnd(scalar) {
      if scalar.isTeXSpace || scalar == "%" {
        skipSpaces()
        if !parts.isEmpty, index < scalars.count { parts.append(.space(.typed)) }
        continue
      }
      guard let part = part() else { continue }
      parts.append(part)
      if case .letter("∂", _) = part { skipSpaces() }
      if case .letter("∇", _) = part { skipSpaces() }
    }
    while case .space(.typed)? = parts.last { parts.removeLast() }
    return .joined(parts)
  }

  private func isAtEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "}": return contexts.contains(.group)
    case "]": return contexts.last == .option
    case "&": return contexts.contains(.table) || contexts.contains(.whole)
    case "\\":
      if isAt(command: "\\") { return contexts.contains(.table) || contexts.contains(.whole) }
      if isAt(command: "end") { return contexts.contains(.table) }
      if isAt(command: "right") { return contexts.contains(.fence) }
      return false
    default: return false
    }
  }

  /// Reads one thing with its scripts.
  private mutating func part() -> Math? {
    let start = index
    let base: Math?
    if current == "_" || current == "^" {
      base = .row([])
    } else {
      base = atom()
    }
    guard let base else { return nil }
    return scripts(of: base, from: start)
  }

  private mutating func scripts(of base: Math, from start: Int) -> Math {
    // More than one of a kind is an error, and however many there are they stand side by side.
    var below: [Math] = []
    var above: [Math] = []
    var primes: [Math] = []
    while true {
      let place = index
      skipSpaces()
      let mark = index
      if skip("'") {
        primes.append(.command("prime"))
      } else if isAt(command: "limits") || isAt(command: "nolimits") {
        index += 1 + commandName(at: index + 1).unicodeScalars.count
      } else if skip("_") {
        let script = argument(of: "_")
        if below.count == 1 { report(from: mark, "a second subscript", note: "put both in braces") }
        below.append(script)
      } else if skip("^") {
        let script = argument(of: "^")
        if above.count == 1 {
          report(from: mark, "a second superscript", note: "put both in braces")
        }
        above.append(script)
      } else {
        index = place
        break
      }
    }
    above = primes + above
    guard !below.isEmpty || !above.isEmpty else { return base }
    return .scripts(
      base, below: below.isEmpty ? nil : .joined(below), above: above.isEmpty ? nil : .joined(above)
    )
  }

  // MARK: Atoms

  /// Reads one thing; nil for what leaves no trace.
  private mutating func atom() -> Math? {
    let start = index
    guard let scalar = current else { return nil }
    index += 1
    switch scalar {
    case "\\": return command(from: start)
    case "{": return group(from: start)
    case "}":
      report(from: start, "`}` closes nothing", note: #"write \} for a brace that is seen"#)
      return .unknown("}")
    case "~": return .space(.word)
    case "'": return .command("prime")
    case "&", "#", "$":
      report(from: start, "`\(scalar)` has no meaning here", note: "write \\\(scalar) for the sign")
      return .unknown(String(scalar))
    case _ where scalar.isTeXDigit: return number(from: start)
    case _ where scalar.isTeXLetter: return .letter(String(scalar))
    default:
      let character = Character(scalar)
      if let sign = MathSymbols.typed(character) { return .sign(sign) }
      if !scalar.isASCII, !scalar.properties.isAlphabetic { return .words(String(scalar)) }
      // Greek letters are letters; other scripts are words.
      let isGreek = ("\u{370}"..."\u{3FF}").contains(scalar) || scalar == "∂"
      return isGreek ? .letter(String(scalar)) : .words(String(scalar))
    }
  }

  private mutating func number(from start: Int) -> Math {
    while let scalar = current {
      if scalar.isTeXDigit {
        index += 1
      } else if scalar == ".", index + 1 < scalars.count, scalars[index + 1].isTeXDigit {
        index += 2
      } else {
        break
      }
    }
    return .number(source(from: start))
  }

  /// Reads the rest of a group in braces.
  mutating func group(from start: Int) -> Math {
    let content = nested(.group) { $0.row() }
    if !skip("}"), index >= scalars.count || current != "}" {
      report(from: start, "this brace is never closed")
    }
    return content
  }

  /// Reads an argument: a group, or the next thing alone.
  mutating func argument(of command: String) -> Math {
    let start = index
    skipSpaces()
    guard let scalar = current, !isAtEnd(scalar), scalar != "_", scalar != "^" else {
      index = start
      report(from: max(start - 1, 0), "`\(command)` needs something after it")
      return .row([])
    }
    if scalar.isTeXDigit {
      index += 1
      return .number(String(scalar))
    }
    return nested(nil) { $0.atom() ?? .row([]) }
  }

  /// The name of a command whose backslash is before `place`: letters, or one character.
  func commandName(at place: Int) -> String {
    guard place < scalars.count else { return "" }
    guard scalars[place].isTeXLetter else { return String(scalars[place]) }
    var end = place
    while end < scalars.count, scalars[end].isTeXLetter { end += 1 }
    return source(place..<end)
  }
}

extension Unicode.Scalar {
  var isTeXLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var isTeXDigit: Bool { ("0"..."9").contains(self) }
  var isTeXSpace: Bool { self == " " || self == "\n" || self == "\t" || self == "\r" }
}
