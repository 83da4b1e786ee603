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
}
