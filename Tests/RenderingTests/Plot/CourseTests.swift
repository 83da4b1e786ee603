import Testing

@testable import Rendering

/// What curves do, in words.
@Suite("The course of a curve") struct CourseTests {
  private func words(_ values: [Double], height: Double = .infinity) -> String {
    let points = values.enumerated().map { Plot.Point(Double($0.offset), $0.element) }
    return Course(points, height: height) { "epoch \(shortNumber($0))" }.words
  }

  @Test("is told turn by turn")
  func turns() {
    #expect(words([3, 2, 1]) == "falls from 3 to 1 at epoch 2")
    #expect(words([3, 1, 2, 5]) == "falls from 3 to 1 at epoch 1, then rises to 5 at epoch 3")
    #expect(
      words([0, 4, 1, 4]) == "rises from 0 to 4 at epoch 1, then falls to 1 at epoch 2, "
        + "then rises to 4 at epoch 3")
    #expect(
      words([0, 9, 1, 8, 2, 7]) == "goes up and down between 0 (epoch 0) and 9 (epoch 1), "
        + "and ends at 7")
  }

  @Test("small turns are not told")
  func smallTurns() {
    #expect(words([100, 50, 51, 20, 21, 0, 1]) == "falls from 100 to 0 at epoch 5")
    #expect(words([0, 1, 0.99, 2]) == "rises from 0 to 2 at epoch 3")
  }

  @Test("what goes beyond the picture does not hide what is in it")
  func explosion() {
    #expect(
      words([0.26, 0.24, 0.23, 0.26, 1e9], height: 0.04)
        == "falls from 0.26 to 0.23 at epoch 2, then rises to 1e9 at epoch 4")
  }

  @Test("constant, single, missing and infinite values are said")
  func special() {
    #expect(words([0.25, 0.25, 0.25]) == "stays at 0.25")
    #expect(words([0.25]) == "is 0.25 at epoch 0")
    #expect(words([]) == "has no values yet")
    #expect(words([.nan, .infinity]) == "has no finite value")
    #expect(words([3, 1, .nan, .nan]) == "falls from 3 to 1 at epoch 1; not finite from epoch 2")
    #expect(words([3, .nan, 1]) == "falls from 3 to 1 at epoch 2; not finite at epoch 1")
    #expect(
      words([3, .nan, .infinity, 1])
        == "falls from 3 to 1 at epoch 3; 2 of 4 values not finite, the first at epoch 1")
  }

  @Test("a million points become a few hundred, with the least, the greatest and the gaps")
  func reduction() {
    var points = (0..<1_000_000).map { Plot.Point(Double($0), Double($0 % 1000) / 1000) }
    points[123_456].y = 7
    points[654_321].y = -7
    points[777_777].y = .nan
    let reduced = points.reduced(to: 480)
    #expect(reduced.count <= 700)
    #expect(reduced.contains { $0.y == 7 } && reduced.contains { $0.y == -7 })
    #expect(reduced.contains { $0.y.isNaN })
    #expect(reduced.first == points.first && reduced.last == points.last)
    #expect(zip(reduced, reduced.dropFirst()).allSatisfy { $0.x < $1.x })
  }
}
