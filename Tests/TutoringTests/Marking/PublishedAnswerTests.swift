import Foundation
import Source
import Testing

@testable import Tutoring

@Suite("What two authors printed")
struct PublishedAnswerTests {
  private func fixture(_ name: String) throws -> SourceText {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.appendingPathComponent("Fixtures/answers/\(name)")
    return SourceText(name: name, try String(contentsOf: url, encoding: .utf8))
  }

  @Test("The article is right but for its two misprints")
  func article() throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark(try fixture("article-printed.txt"))
    #expect(marking.diagnostics.isEmpty)
    for answer in marking.answers where !["dh2_dz2", "dL_dz2"].contains(answer.name) {
      #expect(answer.flat.allSatisfy { $0 == .right }, "\(answer.name)")
      #expect(answer.remarks.isEmpty, "\(answer.name)")
    }
    let slopes = try marking.answer("dh2_dz2")
    #expect(slopes.flat == [.slip(.signLost), .right])
    let gradient = try marking.answer("dL_dz2")
    #expect(gradient.flat == [.mistake, .mistake])
    #expect(gradient.kinds == [.factorForgotten])
    #expect(gradient.mistakes[0].usedFormula?.description == "dh2_dz2")
    var tally = Tally()
    (tally.right, tally.wrong) = (59, 3)
    #expect(marking.tally == tally)
    #expect(marking.notAttempted == ["L"])
    #expect(marking.firstWrong?.name == "dh2_dz2")
  }

  @Test("Mazur's example is right but for the loss after the step")
  func mazur() throws {
    var marker = try SampleLesson.mazur.marker()
    let marking = marker.mark(try fixture("mazur-published.txt"))
    #expect(marking.diagnostics.isEmpty)
    for answer in marking.answers where !["paths", "L_new"].contains(answer.name) {
      #expect(answer.flat.allSatisfy { $0 == .right }, "\(answer.name)")
    }
    #expect(try marking.answer("paths").flat == [.right, .roundedOnTheWay])
    let loss = try marking.answer("L_new")
    #expect(loss.flat == [.mistake])
    #expect(loss.kinds == [.updatedValue])
    #expect(loss.mistakes.map(\.name) == ["dL_dh1"])
    #expect(loss.mistakes[0].usedFormula?.description == "dL_dz2 @ W2_new.T")
    #expect(marking.tally.wrong == 1)
    #expect(marking.firstWrong?.name == "L_new")
  }
}
