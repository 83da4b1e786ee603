import Matrices
import StageLanguage
import Testing

@testable import Tutoring

@Suite("Right answers, and entries ten units off")
struct RightAnswerTests {
  @Test("Every rounded value of every lesson is right", arguments: SampleLesson.allCases)
  func roundedValuesAreRight(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    for decimals in 2...8 {
      for assigned in marker.values.all {
        let value = marker.truth.value(of: assigned.slot)
        let marking = marker.mark("\(assigned.name) = \(answerText(value, decimals: decimals))")
        let comment: Comment = "\(assigned.name) to \(decimals)"
        #expect(marking.isAllRight, comment)
        let answer = try marking.answer(assigned.name)
        #expect(answer.flat.allSatisfy { $0 == .right || $0 == .rightAsFarAsItGoes }, comment)
        #expect(answer.mistakes.isEmpty, comment)
      }
    }
  }

  @Test("All of them at once are right as well", arguments: SampleLesson.allCases)
  func allAtOnceAreRight(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    for decimals in 2...8 {
      // A name that is given two values means the first or the second.
      var lines: [String] = []
      for name in marker.values.versions.keys.sorted() {
        let order = marker.values.versions[name]?.first ?? 0
        let value = marker.truth.value(of: marker.values.all[order].slot)
        lines.append("\(name) = \(answerText(value, decimals: decimals))")
      }
      let marking = marker.mark(lines.joined(separator: "\n"))
      #expect(marking.isAllRight)
      #expect(marking.tally.wrong + marking.tally.carried + marking.tally.blank == 0)
      #expect(marking.answers.allSatisfy { $0.mistakes.isEmpty })
    }
  }

  @Test("An entry ten units off is wrong, and no other", arguments: SampleLesson.allCases)
  func entriesTenUnitsOff(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    for decimals in [2, 4, 8] {
      for assigned in marker.values.all {
        let value = marker.truth.value(of: assigned.slot)
        let texts = value.elements.map { fixed($0, decimals: decimals) }
        // Of a long array the first entries are like the rest.
        for entry in value.elements.indices.prefix(12) {
          for sign in [1.0, -1] {
            var changed = texts
            let unit = ElementaryFunctions.power(10, Double(-decimals))
            let number = (Double(texts[entry]) ?? 0) + sign * 10 * unit
            changed[entry] = fixed(number, decimals: decimals)
            let marking = marker.mark("\(assigned.name) = \(answerText(value.shape, changed))")
            let answer = try marking.answer(assigned.name)
            let comment: Comment =
              "\(assigned.name)[\(entry)] = \(changed[entry]) for \(texts[entry])"
            guard answer.order == assigned.order else { continue }
            for (index, verdict) in answer.flat.enumerated() {
              #expect(verdict.isRight == (index != entry), comment)
            }
            #expect(answer.isWrongByItself, comment)
          }
        }
      }
    }
  }

  @Test("All zeros are never rounded on the way", arguments: SampleLesson.allCases)
  func zerosAreWrong(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    for decimals in [1, 2, 4] {
      for assigned in marker.values.all {
        let value = marker.truth.value(of: assigned.slot)
        let zeros = NumericArray(
          Array(repeating: 0, count: value.elements.count), shape: value.shape)
        let answer = try marker.mark("\(assigned.name) = \(answerText(zeros, decimals: decimals))")
          .answer(assigned.name)
        #expect(!answer.flat.contains(.roundedOnTheWay))
        #expect(answer.mistakes.isEmpty)
      }
    }
  }
}
