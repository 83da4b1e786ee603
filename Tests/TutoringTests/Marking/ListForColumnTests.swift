import Testing

@testable import Tutoring

@Suite("A list written for a column")
struct ListForColumnTests {
  @Test(
    "is marked entry by entry, whatever is wrong with it",
    arguments: [
      "dz2_dW2 = [0.1963, 0.7130, 0.4887]", "dz2_dW2 = [0.4887, 0.7130, 0.1963]",
      "dz2_dW2 = [0.3925, 1.4260, 0.9774]", "dz2_dW2 = [?, 0.7310, 4.887]",
      "dz2_dW2 = [\n0.7130\n0.1963\n0.4887]", "dz1_dW1 = [0.40, 1.76]",
    ])
  func isMarked(_ sheet: String) throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark(sheet)
    let answer = try #require(marking.answers.first)
    #expect(answer.flat.count == answer.value.shape.count)
    #expect(!answer.sentences.isEmpty || answer.flat.allSatisfy { $0 == .right })
  }

  @Test(
    "in the wrong shape, and of names with several values, is said to be so",
    arguments: [
      (SmallLesson.steps, "m = 0.9\nm = [1.5 1.5]"), (.steps, "m = [?, 1]"),
      (.steps, "guess = [1, 2]\nm = [[1, 2], [3, 4]]\nm = 1\nm = 2"),
      (.momentum, "v1 = -2.915\nw1 = [0 0.01 -2]"),
    ])
  func wrongShape(_ lesson: SmallLesson, _ sheet: String) throws {
    var marker = try makeMarker(lesson.text)
    let marking = marker.mark(sheet)
    let isSaid = marking.answers.contains { answer in
      answer.remarks.contains { if case .wrongShape = $0 { true } else { false } }
    }
    #expect(isSaid)
  }
}
