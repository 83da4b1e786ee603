import Foundation
import Matrices
import StageLanguage
import Testing

@testable import Tutoring

@Suite("Values of an earlier step, used in a later one")
struct EarlierValueTests {
  /// The name, the value of it that is asked for, counted from 0, and what is computed in its stead
  /// of values called by name and number.
  struct Case: Sendable {
    let name: String
    let version: Int
    let used: String
  }

  static let cases = [
    Case(name: "guess2", version: 0, used: "m_1 * x + b_0"),
    Case(name: "guess2", version: 0, used: "m_0 * x + b_1"),
    Case(name: "m", version: 2, used: "m_1 - rate * dm_0"),
    Case(name: "b", version: 2, used: "b_1 - rate * db_0"),
    Case(name: "m", version: 2, used: "m_0 - rate * dm_1"),
  ]

  @Test("are said to be that", arguments: cases)
  func isSaid(_ example: Case) throws {
    var marker = try makeMarker(SmallLesson.steps.text)
    var slots: [String: Slot] = [:]
    for (name, orders) in marker.values.versions {
      slots[name] = marker.values.all[orders[0]].slot
      for (number, order) in orders.enumerated() {
        slots["\(name)_\(number)"] = marker.values.all[order].slot
      }
    }
    let computed = marker.evaluate(example.used, slots)
    let value = try #require(computed)
    let order = try #require(marker.values.versions[example.name]?[example.version])
    // The earlier values stand on the sheet, as they do on the learner's.
    var sheet = ""
    for earlier in marker.values.all[..<order] where earlier.name == example.name {
      let right = marker.truth.value(of: earlier.slot)
      sheet += "\(earlier.name) = \(answerText(right, decimals: 6))\n"
    }
    sheet += "\(example.name) = \(answerText(value, decimals: 6))"
    let marking = marker.mark(sheet)
    let answer = try #require(marking.answers.last { $0.order == order })
    #expect(answer.kinds.contains(.staleValue), "\(answer.kinds) \(answer.flat)")
    let words = answer.sentences.map(\.plain).joined(separator: " ")
    #expect(words.contains("an earlier") && !words.contains(" before ") && !words.contains("first"))
  }

  /// What is made alike in each step, and the last values that come of it.
  static let everyStep: [(changes: [(String, String)], kind: MistakeKind, names: [String])] = [
    ([("/ 4", "/ 1")], .divisorForgotten, ["dm", "db"]),
    (
      [("(guess - y)", "(y - guess)"), ("(guess2 - y)", "(y - guess2)")], .differenceReversed,
      ["dm"]
    ),
    (
      [("m - rate * dm", "m + rate * dm"), ("b - rate * db", "b + rate * db")], .stepAdded,
      ["m", "b"]
    ),
  ]

  @Test("The same mistake in the formulas of two layers is found from the end alone")
  func twoLayers() throws {
    var marker = try makeMarker(SmallLesson.chain.text)
    let slots = Dictionary(
      marker.values.all.map { ($0.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
    let computed = marker.evaluate("sigmoid(v2 * tanh(v1 * x))", slots)
    let value = try #require(computed)
    let answer = try marker.mark("a2 = \(answerText(value, decimals: 7))").answer("a2")
    let mistake = try #require(answer.mistakes.first, "\(answer.flat)")
    #expect(mistake.kind == .termForgotten && mistake.inEveryStep == ["z1", "z2"])
  }

  @Test("A mistake made in every step is found from the last value alone", arguments: [0, 2])
  func everyStep(_ index: Int) throws {
    let (changes, kind, names) = Self.everyStep[index]
    var text = SmallLesson.steps.text
    for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
    let wrong = try makeMarker(text)
    var marker = try makeMarker(SmallLesson.steps.text)
    let last = try #require(wrong.values.versions["m"]?.last)
    let typed = answerText(wrong.truth.value(of: wrong.values.all[last].slot), decimals: 6)
    let marking = marker.mark("m@forward = \(typed)")
    let answer = try #require(marking.answers.first)
    let mistake = try #require(answer.mistakes.first { $0.kind == kind }, "\(answer.kinds)")
    #expect(mistake.inEveryStep == names && mistake.certainty == .certain)
    let words = answer.sentences.map(\.plain).joined(separator: " ")
    #expect(words.contains("Each time, in \(names.joined(separator: " and ")): "), "\(words)")
  }
}
