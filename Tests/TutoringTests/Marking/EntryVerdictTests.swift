import Matrices
import Testing

@testable import Tutoring

@Suite("What is said of single numbers")
struct EntryVerdictTests {
  static let lesson = stage(
    """
    k = 3
    a = array([2.4567, -0.4562, 1234.7])
    x = a * 1
    third = array([1 / 3, 2 / 3, -2 / 3])
    y = third + 0
    t = array([0.125, 0.375, 2.5])
    tie = t * 1
    zero = x * 0
    tiny = x * 1e-6
    bad = log(zero - 1)
    W = array([[1.234, -2.345], [3.456, 4.567], [-5.678, 6.789]])
    M = W + 0.001
    """)

  private func verdicts(_ line: String) throws -> [Verdict] {
    var marker = try makeMarker(Self.lesson)
    let marking = marker.mark(line)
    #expect(marking.diagnostics.isEmpty, "\(line): \(marking.diagnostics)")
    return try #require(marking.answers.first).flat
  }

  @Test(
    "is",
    arguments: [
      ("x[0] = 2.4567", Verdict.right), ("x[0] = 2.457", .right), ("x[0] = 2.46", .right),
      ("x[0] = 2.5", .right), ("x[0] = 2", .wrong), ("x[0] = 2.456", .truncated),
      ("x[0] = 2.45", .truncated), ("x[0] = +2.4567", .right), ("x[0] = 24.567e-1", .right),
      ("x[0] = 2.4567·10^0", .right), ("x[2] = 1.2347×10³", .right), ("x[2] = 1.23e3", .right),
      ("x[2] = 1234", .truncated), ("x[2] = 1235", .right), ("x[1] = −0.4562", .right),
      ("x[1] = -.4562", .right), ("y[0] = 0.3", .rightAsFarAsItGoes), ("y[0] = 0.33", .right),
      ("y[1] = 0.66", .truncated), ("y[1] = 1", .wrong), ("y[2] = -0.66", .truncated),
      ("tie[0] = 0.12", .right), ("tie[0] = 0.13", .right), ("tie[2] = 2", .wrong),
      ("tie[1] = 0.37", .right), ("tie[1] = 0.38", .right), ("zero = [-0, 0.00, -0.0]", .right),
      ("zero[0] = 0.01", .wrong), ("bad[0] = nan", .right), ("bad[0] = 0.00", .wrong),
      ("x[0] = nan", .wrong), ("x[0] = inf", .wrong), ("tiny[0] = 0.00", .rightAsFarAsItGoes),
      ("tiny[0] = 2.5e-6", .right), ("k = 3", .right), ("k = 3.0", .right), ("k = 4", .wrong),
    ])
  func verdict(_ line: String, _ expected: Verdict) throws {
    #expect(try verdicts(line).first == expected)
  }

  @Test(
    "A slip is told",
    arguments: [
      ("x[1] = 0.4562", Slip.signLost), ("x[0] = 24.567", .pointMoved(places: 1)),
      ("x[0] = 0.24567", .pointMoved(places: -1)), ("x[2] = 123.47", .pointMoved(places: -1)),
      ("x[0] = 2.4657", .digitsSwapped), ("x[0] = 2.567", .digitDropped),
      ("x[2] = 124.7", .digitDropped),
      ("x[0] = 2.44567", .digitDoubled), ("x[0] = 2.9567", .digitChanged),
      ("M = [[?, 4.568], [?, ?], [?, ?]]", .entryOf(row: 1, column: 1)),
    ])
  func slip(_ line: String, _ expected: Slip) throws {
    #expect(try verdicts(line).contains(.slip(expected)))
  }

  @Test(
    "A slip in a whole array is told",
    arguments: [
      ("M = [[3.457, 4.568], [1.235, -2.344], [-5.677, 6.790]]", Slip.rowsExchanged),
      ("M = [[-2.344, 1.235], [4.568, 3.457], [6.790, -5.677]]", .columnsExchanged),
      ("M = [[2.470, -4.688], [6.914, 9.136], [-11.354, 13.580]]", .factor(2)),
      ("M = [[12.35, -23.44], [34.57, 45.68], [-56.77, 67.90]]", .factor(10)),
    ])
  func slipOfAll(_ line: String, _ expected: Slip) throws {
    var marker = try makeMarker(Self.lesson)
    let answer = try marker.mark(line).answer("M")
    let isFactor = expected == .factor(2)
    #expect(
      answer.remarks.contains(.slip(expected)) || (isFactor && answer.kinds.contains(.termTwice)),
      "\(answer.remarks)")
  }

  @Test("Where many numbers differ in a digit, none of them was miswritten")
  func manyDigits() throws {
    var marker = try makeMarker(Self.lesson)
    let two = try marker.mark("M = [1.935 -2.344; 3.457 4.068; -5.677 6.790]").answer("M")
    #expect(two.flat.count { $0 == .slip(.digitChanged) } == 2)
    let many = try marker.mark("M = [1.935 -2.944; 3.957 4.068; -5.077 6.790]").answer("M")
    #expect(many.flat.count { $0 == .wrong } == 5, "\(many.flat)")
  }

  @Test("Every shape that is not the value's is said to be so")
  func shapes() throws {
    for line in [
      "M = [1, 2]", "M = 1.0", "M = [[1, 2], [3, 4]]", "M = [1 2 3; 4 5 6]", "x = [1 2; 3 4]",
      "x = [[2.4567, -0.4562]]", "k = [1, 2]",
    ] {
      var marker = try makeMarker(Self.lesson)
      let marking = marker.mark(line)
      let answer = try #require(marking.answers.first)
      let isShape = answer.remarks.contains { if case .wrongShape = $0 { true } else { false } }
      #expect(isShape, "\(line): \(answer.remarks)")
      #expect(answer.isWrongByItself && !marking.isAllRight)
    }
    var marker = try makeMarker(Self.lesson)
    let transposed = try marker.mark("M = [1.235 3.457 -5.677; -2.344 4.568 6.790]").answer("M")
    #expect(transposed.sentences.first?.plain.contains("rows and columns exchanged") == true)
    // One row is a vector to somebody who writes by hand.
    #expect(
      try marker.mark("x = [[2.4567, -0.4562, 1234.7]]").answer("x").flat == [
        .right, .right, .right,
      ])
  }

  @Test("Fewer decimals than asked are right as far as they go")
  func askedDecimals() throws {
    var marker = try makeMarker(Self.lesson + "\n`x ≈ ?.???`\n")
    let answer = try marker.mark("x = [2.46, -0.456, 1234.7]").answer("x")
    #expect(answer.flat == [.right, .right, .right])
    #expect(answer.remarks == [.tooFewDecimals(asked: 3)])
  }

  @Test("Two digits exchanged are that, although a value with few digits before them allows much")
  func swappedBehindRoughValues() throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark(
      "z1 = [-1.410 0.910 -0.046]", "h2 = [.37 .45]",
      "dL_dW2 = [-0.0288 0.0221; -0.1064 0.0803; -0.0717 0.0550]")
    let swapped = try marking.answer("dL_dW2").flat[2]
    #expect(swapped == .slip(.digitsSwapped))
    #expect(marking.tally.wrong == 1)
  }

  @Test("That nothing explains some numbers is said once")
  func unexplainedOnce() throws {
    var marker = try SampleLesson.xor.marker()
    let marking = marker.mark("z1 = [-7.123 5.456 0.910]")
    let sentences = try marking.answer("z1").sentences.map(\.plain)
    #expect(sentences.filter { $0.contains("no known mistake") }.count == 1, "\(sentences)")
  }

  @Test("A weight that stands behind its gradient as it was given was not updated")
  func notUpdated() throws {
    var marker = try makeMarker(stage("w = 0.8\nx = 3.0\ng = x * 0.8\nw = w - 0.1 * g"))
    #expect(marker.mark("w = 0.80", "g = 2.4").isAllRight)
    #expect(marker.mark("g = 2.4", "w = 0.56").isAllRight)
    #expect(marker.mark("w = 0.80", "g = 2.4", "w = 0.56").isAllRight)
    let marking = marker.mark("g = 2.4", "w = 0.80")
    #expect(marking.tally.right == 1 && marking.tally.wrong == 1)
  }

  @Test("A vector may be written as a column")
  func columnForVector() throws {
    var marker = try makeMarker(stage("v = array([1.5, 2.5, 3.5]) * 2\nu = v + 0.25"))
    #expect(marker.mark("v = [[3.0], [5.0], [7.0]]", "u =\n3.25\n5.25\n7.25").isAllRight)
    let marking = marker.mark("v = [3.0; 5.1; 7.0]")
    #expect(try marking.answer("v").flat.map(\.isRight) == [true, false, true])
  }

  @Test("What follows from right values that were rounded is no error carried forward")
  func roundedRoots() throws {
    var marker = try makeMarker(stage("a = 1 / 3.0\nb = a * 7\nc = b * 30 - 69"))
    let marking = marker.mark("a = 0.33", "b = 2.31", "c = 0.30")
    #expect(marking.tally.carried == 0)
    #expect(marking.isAllRight == (marking.tally.wrong == 0))
  }
}
