import LessonLibrary
import Lessons
import Source
import Testing

@testable import Tutoring

/// The promise that an author relies on: no digit of a claim can go wrong unnoticed.
@Suite("Every digit of every claim counts")
struct DigitTests {
  static let names = LessonLibrary.lessons.map(\.name)

  @Test("the bundled lessons have nothing wrong with them", arguments: names)
  func bundled(_ name: String) throws {
    let (diagnostics, walkthrough) = lint(try Self.source(name))
    #expect(diagnostics.map(\.summary) == [])
    for (claim, outcome) in zip(walkthrough.lesson.claims, walkthrough.outcomes) {
      // What is claimed of training runs is judged when they have been carried out.
      #expect(outcome == (claim.run == nil ? .holds : .unchecked))
    }
    #expect(walkthrough.lesson.claims.count > 30)
  }

  /// Every digit of every claim that says what something is, changed in two ways.
  ///
  /// To lint a lesson a thousand times would take a minute without optimization. So in each round one digit is changed in each of many numbers: every change must be reported,
  /// each at its place, and nothing besides.
  @Test("a digit changed is reported, at that digit and nowhere else", arguments: names)
  func changed(_ name: String) throws {
    let source = try Self.source(name)
    let claims = lint(source).walkthrough.lesson.claims.filter {
      $0.relation != .notApproximately && $0.run == nil
    }
    var changed = 0
    for step in [1, 6] {
      for round in 0..<60 {
        let changes = claims.flatMap { Self.changes(to: $0, in: source, round: round, step: step) }
        guard !changes.isEmpty else { continue }
        let problems = Self.problems(with: changes, in: source)
        #expect(problems == [])
        changed += changes.count
      }
    }
    let digits = claims.flatMap(\.literal.entries).flatMap { Self.digits(of: $0, in: source) }
    #expect(digits.count > 50 && changed == 2 * digits.count)
  }

  /// Nearly every number is *not* a given one, but a misprint is seldom arbitrary.
  ///
  /// Of those that are quoted to eight digits, all but two are some other value of their lesson.
  @Test("a digit changed in a misprint is reported too, if the misprint is another value")
  func misprints() throws {
    var reported = 0
    var silent: Set<String> = []
    for name in Self.names {
      let source = try Self.source(name)
      for claim in lint(source).walkthrough.lesson.claims
      where claim.relation == .notApproximately {
        for number in claim.literal.entries {
          for offset in Self.digits(of: number, in: source) {
            let digit = 0x30 + (source.bytes[offset] - 0x30 + 1) % 10
            let change = Change(number: number, offset: offset, digit: digit)
            if Self.problems(with: [change], in: source) == [] {
              reported += 1
            } else {
              silent.insert("\(claim.subject) ≉ \(number.text)")
            }
          }
        }
      }
    }
    // Few digits, a last digit rounded twice, and one that the lesson cannot compute: of these any
    // other number would be as true.
    #expect(
      silent == [
        "sum(h2) ≉ 1.00", "Y ≉ 0", "Y ≉ 1", "paths[0, 1] ≉ -0.019049119",
        "X[0, 0] * W1[0, 0] + X[0, 1] * W1[0, 1] + b1 ≉ 0.3775",
        "(square(0.015912196 - 0.01) + square(0.984065734 - 0.99)) / 2 ≉ 0.0000351085",
      ])
    #expect(reported > 60)
  }

  private struct Change {
    let number: NumberText
    let offset: Int
    let digit: UInt8
  }

  /// What is changed of a claim in one round: a digit in each of the five numbers whose turn it is.
  /// (Of more than five wrong entries of one claim, lint counts the rest.)
  private static func changes(
    to claim: Claim, in source: SourceText, round: Int, step: Int
  ) -> [Change] {
    let longest = 12
    return claim.literal.entries.dropFirst(round / longest * 5).prefix(5).compactMap { number in
      let digits = digits(of: number, in: source)
      guard round % longest < digits.count else { return nil }
      let offset = digits[round % longest]
      let digit = (Int(source.bytes[offset]) - 0x30 + step) % 10
      return Change(number: number, offset: offset, digit: UInt8(0x30 + digit))
    }
  }

  private static func digits(of number: NumberText, in source: SourceText) -> [Int] {
    (number.span.start..<number.span.end).filter {
      source.bytes[$0] >= 0x30 && source.bytes[$0] <= 0x39
    }
  }

  /// What is wrong with what lint says of a lesson with these changes.
  private static func problems(with changes: [Change], in source: SourceText) -> [String] {
    var bytes = source.bytes
    for change in changes { bytes[change.offset] = change.digit }
    let changed = SourceText(name: source.name, bytes: bytes)
    var reports = Dictionary(grouping: lint(changed).diagnostics, by: \.span.start)
    var problems: [String] = []
    for change in changes {
      let place = "\(changed.position(of: change.offset)): \(changed[change.number.span])"
      let found = reports.removeValue(forKey: change.offset) ?? []
      let words = ["expected \(change.number.text)", "found \(changed[change.number.span])"]
      if found.count != 1 || found.contains(where: { $0.severity != .error || $0.span.length != 1 })
        || !(words + ["difference "]).allSatisfy({ found[0].summary.contains($0) })
      {
        problems.append("\(place): \(found.map(\.summary))")
      }
    }
    return problems
      + reports.map { "\(changed.position(of: $0.key)): \($0.value.map(\.summary))" }
  }

  private static func source(_ name: String) throws -> SourceText {
    let entry = try #require(LessonLibrary.lessons.first { $0.name == name })
    return SourceText(name: "\(name).md", bytes: entry.bytes)
  }
}
