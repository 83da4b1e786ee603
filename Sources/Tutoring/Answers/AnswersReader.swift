import Lessons
import Matrices
import Source

/// A value that a learner gives: a name, as they wrote it, and numbers.
public struct Answer: Sendable {
  /// The name as written, without an index.
  public let name: String
  /// The entry meant, counted from 0, if the name has an index: `z1[0, 2]`.
  public let index: [Int]?
  /// The numbers.
  public let literal: ArrayLiteral
  /// Where the name stands.
  public let nameSpan: Span
  /// Whether commas stand between its whole numbers with no blanks: `[0,37; 0,45]` may be meant for
  /// two decimal numbers.
  let hasTightCommas: Bool
}

extension Answer {
  /// The answer as a list, if it was written as a column and the value is a vector, which neither
  /// stands nor lies.
  func lyingDown(for shape: Shape) -> Answer {
    guard case .vector(let count) = shape, index == nil, literal.rows.count == count, count > 1,
      literal.rows.allSatisfy({ $0.count == 1 })
    else { return self }
    return Answer(
      name: name, index: index,
      literal: ArrayLiteral(rows: [literal.entries], form: .list, span: literal.span),
      nameSpan: nameSpan, hasTightCommas: hasTightCommas)
  }
}

/// Reads answers: `name = value`, one a line or over several lines; `#` starts a comment.
///
/// What cannot be read is reported, and the rest is kept.
public struct AnswersReader {
  private let source: SourceText
  private var answers: [Answer] = []
  private var diagnostics = Diagnostics()

  /// How many answers a text may hold.
  private static let limit = 20_000

  /// The answers in `source`.
  public static func read(_ source: SourceText) -> (answers: [Answer], diagnostics: Diagnostics) {
    var reader = AnswersReader(source: source)
    reader.read()
    return (reader.answers, reader.diagnostics)
  }

  private init(source: SourceText) { self.source = source }

  private struct Pending {
    let name: Span
    var lines: [Span]
  }

  private mutating func read() {
    var pending: Pending?
    for index in source.lineStarts.indices {
      var whole = source.line(index)
      // What some editors put before a text is no part of the first name.
      if index == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        whole = Span(max(whole.start, 3), max(whole.end, 3))
      }
      let line = withoutMark(withoutComment(whole))
      guard line.length > 0 else { continue }
      if let sign = sign(in: line) {
        finish(pending)
        guard answers.count < Self.limit else {
          diagnostics.error(
            at: line, "there are more than \(Self.limit) answers; the rest is not read")
          return
        }
        pending = Pending(
          name: trimmed(Span(line.start, sign.start)), lines: [trimmed(Span(sign.end, line.end))])
      } else if pending != nil, !isNameStart(at: line.start) || beginsValue(line) {
        pending?.lines.append(line)
      } else {
        diagnostics.error(
          at: line, "this line is not an answer", notes: ["an answer is written name = value"])
      }
    }
    finish(pending)
  }

  private mutating func finish(_ pending: Pending?) {
    guard let pending else { return }
    let lines = pending.lines.filter { $0.length > 0 }
    guard !lines.isEmpty else { return }
    let whole = SourceFragment(source, joining: lines)
    // Question marks alone say that there is no answer.
    let text = whole.text.filter { !" \n[]()".contains($0) }
    if text.isEmpty { return }
    if text.contains(where: { "?_".contains($0) }), text.allSatisfy({ "?_.,;".contains($0) }) {
      return
    }
    do throws(ArrayLiteral.Failure) {
      let literal = try literal(lines)
      let (name, index) = try indexed(pending.name)
      answers.append(
        Answer(
          name: name, index: index, literal: literal, nameSpan: pending.name,
          hasTightCommas: hasTightCommas(literal)))
    } catch {
      diagnostics.error(at: error.span, error.summary, notes: error.note.map { [$0] } ?? [])
    }
  }

  /// The numbers of an answer of so many lines.
  ///
  /// What follows an answer may be no part of it: then that is reported, and the answer kept.
  private mutating func literal(_ lines: [Span]) throws(ArrayLiteral.Failure) -> ArrayLiteral {
    let fragments = lines.map { SourceFragment(source, $0) }
    do throws(ArrayLiteral.Failure) {
      return try ArrayLiteral.read(
        answer: [SourceFragment(source, joining: lines)] + fragments)
    } catch {
      for count in (1..<max(1, lines.count)).reversed() {
        let first = Array(lines.prefix(count))
        guard
          let literal = try? ArrayLiteral.read(
            answer: [SourceFragment(source, joining: first)] + fragments.prefix(count))
        else { continue }
        diagnostics.error(
          at: lines[count], "this line is not an answer",
          notes: ["an answer is written name = value"])
        return literal
      }
      throw error
    }
  }

  private func hasTightCommas(_ literal: ArrayLiteral) -> Bool {
    literal.rows.allSatisfy { row in
      row.count % 2 == 0 && row.allSatisfy(\.isInteger)
        && stride(from: 0, to: row.count, by: 2).allSatisfy { index in
          let (end, start) = (row[index].span.end, row[index + 1].span.start)
          return start == end + 1 && source.bytes[end] == UInt8(ascii: ",")
        }
    }
  }

  /// Splits `z1[0, 2]` into the name and the entry.
  private func indexed(_ span: Span) throws(ArrayLiteral.Failure) -> (String, [Int]?) {
    let text = source[span]
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") else { return (text, nil) }
    let name = String(text[..<bracket]).filter { $0 != " " }
    let parts = text[text.index(after: bracket)...].dropLast()
      .split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard (1...2).contains(parts.count), parts.allSatisfy({ ($0 ?? -1) >= 0 }) else {
      throw ArrayLiteral.Failure(
        summary: "an entry is named by its row and column, counted from 0: z1[0, 2]", span: span,
        note: nil)
    }
    return (name, parts.compactMap { $0 })
  }

  /// The sign between name and value, if the line begins with a name.
  private func sign(in line: Span) -> Span? {
    let bytes = source.bytes
    var offset = line.start
    guard offset < line.end, isNameStart(at: offset) else { return nil }
    // What stands in the brackets of `z1[0, 2]` is part of the name.
    var depth = 0
    while offset < line.end {
      switch bytes[offset] {
      case UInt8(ascii: "["):
        depth += 1
        offset += 1
      case UInt8(ascii: "]"):
        depth -= 1
        offset += 1
      case UInt8(ascii: "=") where depth > 0:
        return nil
      case _ where depth > 0:
        offset += 1
      case UInt8(ascii: "="), UInt8(ascii: ":"): return Span(offset, offset + 1)
      case UInt8(ascii: "~") where offset + 1 < line.end && bytes[offset + 1] == UInt8(ascii: "="):
        return Span(offset, offset + 2)
      case 0xE2
      where offset + 2 < line.end && bytes[offset + 1] == 0x89 && bytes[offset + 2] == 0x88:
        return Span(offset, offset + 3)
      default: offset += 1
      }
    }
    return nil
  }

  /// Whether a name begins here: a letter, Greek ones and ∂ included, but not a minus sign.
  private func isNameStart(at offset: Int) -> Bool {
    let byte = source.bytes[offset]
    if byte < 0x80 { return byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    return !["−", "–", "∞"].contains { source.bytes[offset...].starts(with: $0.utf8) }
  }

  /// Whether a line that begins with a letter is numbers all the same.
  private func beginsValue(_ line: Span) -> Bool {
    ["nan", "NaN", "inf", "Inf", "array(", "np.array(", "numpy.array("].contains {
      source.bytes[line.start..<line.end].starts(with: $0.utf8)
    }
  }

  /// A line without what numbers it or makes it an item of a list: `1)`, `2.`, `-`, `*`, `•`.
  ///
  /// Before numbers a minus is a sign, and `1.` a number: only before a name is it a mark.
  private func withoutMark(_ line: Span) -> Span {
    var end = line.start
    for mark in ["- ", "* ", "+ ", "• "]
    where source.bytes[line.start..<line.end].starts(with: mark.utf8) {
      end = line.start + mark.utf8.count
    }
    if end == line.start {
      while end < line.end, (0x30...0x39).contains(source.bytes[end]) { end += 1 }
      guard end > line.start, end + 1 < line.end,
        source.bytes[end] == UInt8(ascii: ")") || source.bytes[end] == UInt8(ascii: "."),
        source.bytes[end + 1] == 0x20
      else { return line }
      end += 1
    }
    let rest = trimmed(Span(end, line.end))
    return sign(in: rest) == nil ? line : rest
  }

  private func withoutComment(_ line: Span) -> Span {
    var end = line.start
    while end < line.end, source.bytes[end] != UInt8(ascii: "#") { end += 1 }
    return trimmed(Span(line.start, end))
  }

  private func trimmed(_ span: Span) -> Span {
    var (start, end) = (span.start, span.end)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while start < end, isBlank(source.bytes[start]) { start += 1 }
    while end > start, isBlank(source.bytes[end - 1]) { end -= 1 }
    return Span(start, end)
  }
}
