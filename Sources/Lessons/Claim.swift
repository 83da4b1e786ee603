import CommonMark
import Source
import StageLanguage

/// What the prose says of a value, to be checked against it.
public struct Claim: Sendable {
  /// How the value and the number relate.
  public enum Relation: Sendable {
    /// `≈`: the value is the number, to the digits written.
    case approximately
    /// `≉`: it is not. A lesson shows a known misprint so.
    case notApproximately
    /// `=`: the value is exactly the number.
    case exactly
  }
  /// The training run whose values it speaks of; nil for those of the stages above it.
  public let run: RunReference?
  /// What it speaks of: usually a name.
  public let subject: Expression
  /// How they relate.
  public let relation: Relation
  /// The number or numbers.
  public let literal: ArrayLiteral
  /// How many stages stand above it.
  public let stageCount: Int
  /// The code span that it is, backticks included.
  public let span: Span
}

/// A value that the learner is asked for: `` `h2 ≈ ?.??` ``.
public struct Question: Sendable {
  /// What is asked for: usually a name.
  public let subject: Expression
  /// To how many decimals; nil if any number of them will do.
  public let decimals: Int?
  /// How many stages stand above it.
  public let stageCount: Int
  /// The code span that it is, backticks included.
  public let span: Span
}

/// Tells claims and questions from other code spans.
struct ClaimReader {
  enum Result {
    case claim(Claim)
    case question(Question)
    case code
  }

  private struct Sign {
    let relation: Claim.Relation
    let start: Int
    let end: Int
  }

  static func read(
    _ code: CodeSpan, stageCount: Int, _ diagnostics: inout Diagnostics
  ) -> Result {
    guard let sign = sign(in: code.content.bytes) else { return .code }
    let content = code.content
    let isAssignment = sign.relation == .exactly
    var subject = content.prefix(sign.start)
    var run: RunReference?
    switch RunReference.prefix(of: subject) {
    case .none: break
    case .run(let reference, let end):
      run = reference
      subject = subject.dropFirst(end)
    case .badEpoch(let span):
      if !isAssignment {
        diagnostics.error(
          at: span, "an epoch is a whole number from 0 on",
          notes: ["`fifty[60000]: L ≈ 0.23` speaks of epoch 60000 of the run `fifty`"])
      }
      return .code
    }
    // A sign alone is spoken of.
    guard subject.bytes.contains(where: { !$0.isBlank && $0 != 0x0A && $0 != 0x0D }) else {
      return .code
    }
    let parsed = Parser.expression(in: subject)
    guard let expression = parsed.expression else {
      // Only ≈ says for certain that a claim was meant: `=` stands in much code that is only shown.
      if !isAssignment { diagnostics.append(contentsOf: parsed.diagnostics) }
      return .code
    }
    if let decimals = questionDecimals(content.bytes[sign.end...]) {
      guard sign.relation == .approximately else {
        diagnostics.error(
          at: content.sourceSpan(sign.start, sign.end), "a question is asked with `≈`")
        return .code
      }
      if let run {
        diagnostics.error(
          at: run.name.span, "a question cannot be about a training run",
          notes: ["nobody can work one out by hand: ask about what a stage gives"])
        return .code
      }
      return .question(
        Question(
          subject: expression, decimals: decimals, stageCount: stageCount, span: code.span))
    }
    do throws(ArrayLiteral.Failure) {
      let literal = try ArrayLiteral.read(content, from: sign.end, to: content.bytes.count)
      return .claim(
        Claim(
          run: run, subject: expression, relation: sign.relation, literal: literal,
          stageCount: stageCount,
          span: code.span))
    } catch {
      if !isAssignment {
        diagnostics.error(
          at: error.span, error.summary,
          notes: [error.note ?? "a claim ends in a number, [1, 2] or [[1, 2], [3, 4]]"])
      } else if holdsOnlyNumbers(content.bytes[sign.end...]) {
        diagnostics.warning(
          at: error.span, "this reads as a claim, but \(error.summary)",
          notes: ["it is shown as code and not checked"])
      }
      return .code
    }
  }

  /// Finds the sign that makes a code span a claim, outside of brackets.
  private static func sign(in bytes: [UInt8]) -> Sign? {
    var depth = 0
    for offset in bytes.indices {
      func begins(_ sign: String) -> Bool { bytes[offset...].starts(with: sign.utf8) }
      switch bytes[offset] {
      case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case _ where depth != 0: continue
      case 0xE2 where begins("≈"):
        return Sign(relation: .approximately, start: offset, end: offset + 3)
      case 0xE2 where begins("≉"):
        return Sign(relation: .notApproximately, start: offset, end: offset + 3)
      case UInt8(ascii: "!") where begins("!~="):
        return Sign(relation: .notApproximately, start: offset, end: offset + 3)
      case UInt8(ascii: "~") where begins("~="):
        return Sign(relation: .approximately, start: offset, end: offset + 2)
      case UInt8(ascii: "=") where isEquation(bytes, at: offset):
        return Sign(relation: .exactly, start: offset, end: offset + 1)
      default: continue
      }
    }
    return nil
  }

  /// Whether the `=` is that of `N = 1`: between blanks, so that `axis=0` and `a == b` are not.
  private static func isEquation(_ bytes: [UInt8], at offset: Int) -> Bool {
    offset > 0 && offset + 1 < bytes.count && bytes[offset - 1] == 0x20
      && bytes[offset + 1] == 0x20
  }

  /// Whether what stands behind `=` can hardly be anything but numbers, well written or not.
  private static func holdsOnlyNumbers(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains { $0 >= 0x30 && $0 <= 0x39 }
      && bytes.allSatisfy { "0123456789.,;[]+-eE \n".utf8.contains($0) }
  }

  /// The decimals that `?.??` asks for; inside nil if it is a bare `?`; nil if it is no question.
  private static func questionDecimals(_ bytes: ArraySlice<UInt8>) -> Int?? {
    let pattern = bytes.filter { $0 != 0x20 }
    guard pattern.first == UInt8(ascii: "?") else { return nil }
    let parts = pattern.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy { $0 == UInt8(ascii: "?") } }) else { return nil }
    return .some(parts.count > 1 ? parts[1].count : nil)
  }
}
