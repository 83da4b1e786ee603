import Matrices
import StageLanguage
import Testing

@testable import Tutoring

@Suite("What follows from an earlier error")
struct CarryForwardTests {
  @Test("One wrong entry of h1 makes one row of dW2 carried", arguments: 0..<3)
  func oneRowIsCarried(_ entry: Int) throws {
    var marker = try SampleLesson.xor.marker()
    var h1 = ["0.19626223", "0.71301043", "0.48867814"]
    h1[entry] = ["0.29626223", "0.61301043", "0.58867814"][entry]
    let right = [-0.14673508, 0.11258065]
    let rows = h1.map { text in
      right.map { fixed((Double(text) ?? 0) * $0, decimals: 8) }.joined(separator: " ")
    }
    let marking = marker.mark(
      "h1 = [\(h1.joined(separator: ", "))]", "dL_dz2 = [-0.14673508, 0.11258065]",
      "dL_dW2 = [\(rows.joined(separator: "; "))]")
    let gradient = try marking.answer("dL_dW2")
    for (row, verdicts) in gradient.verdicts.enumerated() {
      for verdict in verdicts {
        #expect(row == entry ? verdict == .carried : verdict.isRight)
      }
    }
    #expect(gradient.remarks.contains(.carried(from: ["h1"])))
    #expect(marking.tally.wrong == 1)
    #expect(marking.tally.carried == 2)
    #expect(marking.firstWrong?.name == "h1")
  }

  @Test("Any subset of the learner's own values is followed", arguments: SampleLesson.allCases)
  func anySubset(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    let computed = marker.values.all.filter { value in
      !value.isGiven && !value.isReassignment
        && marker.truth.value(of: value.slot).elements.contains { abs($0) > 0.02 }
    }
    for first in computed.indices.dropLast(2) {
      for second in computed.indices.dropFirst(first + 1).dropLast() {
        // Each is wrong in one entry, and what follows is computed from both.
        var lines = ""
        var own: [(slot: Slot, value: NumericArray)] = []
        for index in [first, second] {
          var value = marker.truth.value(of: computed[index].slot)
          value.elements = value.elements.map { Double(fixed($0, decimals: 8)) ?? $0 }
          value.elements[0] += value.elements[0] > 0.5 ? -0.125 : 0.125
          own.append((computed[index].slot, value))
          lines += "\(computed[index].name) = \(answerText(value, decimals: 8))\n"
        }
        marker.replaceOnBench(own)
        let slots = own.map(\.slot)
        let target = try #require(computed.last)
        let path = marker.variants.path(from: slots, to: target.order)
        guard marker.bench.repeatInstructions(path) else { continue }
        let value = marker.bench.value(of: target.slot)
        let answer = try marker.mark(
          lines + "\(target.name) = \(answerText(value, decimals: 8))"
        ).answer(target.name)
        #expect(
          answer.flat.allSatisfy { $0 == .carried || $0.isRight },
          "\(computed[first].name), \(computed[second].name): \(answer.flat)")
      }
    }
  }

  @Test(
    "Nothing is carried from values that cannot be",
    arguments: [
      "h1 = [0, 0, 0]", "h1 = [1.2, 0.7, 0.5]", "h1 = [nan, 0.7, 0.5]", "h1 = [0.2; 0.7; 0.5]",
      "h1 = [inf, 0.7, 0.5]",
    ])
  func degenerateValues(_ line: String) throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark(line, "z2 = [0.0000, 0.0000]", "L = 0.3005")
    #expect(try marking.answer("h1").isWrongByItself)
    #expect(try marking.answer("z2").tally.carried == 0)
    #expect(try marking.answer("L").flat == [.right])
    #expect(marking.firstWrong?.name == "h1")
  }

  @Test("The first error in a chain is the one that is blamed")
  func firstErrorIsBlamed() throws {
    var marker = try SampleLesson.xor.marker()
    // z1 has a lost sign; everything after it is computed from that.
    let marking = marker.mark(
      "z1 = [1.4098, 0.9101, -0.0453]", "h1 = [0.8037, 0.7130, 0.4887]",
      "z2 = [-0.7771, -0.3722]", "h2 = [0.3150, 0.4080]", "L = 0.3178")
    #expect(marking.firstWrong?.name == "z1")
    #expect(marking.tally.wrong == 1)
    for name in ["h1", "z2", "h2", "L"] {
      let answer = try marking.answer(name)
      #expect(answer.tally.wrong == 0, "\(name): \(answer.flat)")
      #expect(answer.remarks.contains(.carried(from: ["z1"])), "\(name): \(answer.remarks)")
    }
  }

  @Test("A mistake is found in what was computed from a wrong value")
  func mistakeAfterAnError() throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark(
      "z1 = [1.4098, 0.9101, -0.0453]", "h1 = [0.8037, 0.7130, 0.4887]",
      "dL_dz2 = [-0.1467, 0.1126]", "dL_dh1 = [0.0260, 0.0152, 0.0827]",
      "dL_dz1 = [0.0209, 0.0108, 0.0404]")
    let answer = try marking.answer("dL_dz1")
    #expect(answer.kinds.first == .halfSlope, "\(answer.kinds) \(answer.flat)")
    #expect(answer.mistakes.first?.fromOwnValues == true)
  }

  @Test("What follows from right values with few digits is right")
  func fewDigits() throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark("h1 = [0.2, 0.7, 0.5]", "z2 = [-0.528, -0.180]")
    #expect(try marking.answer("z2").flat.allSatisfy(\.isRight))
  }
}
