import Testing

@testable import Tutoring

@Suite("A mistake made in some entries only")
struct PartialMistakeTests {
  @Test(
    "is named, with the entry",
    arguments: [
      (SampleLesson.xor, "h1 = [0.1963 0.7130 0.5113]", MistakeKind.sigmoidOfNegative, "h1[0, 2]"),
      (.xor, "z1 = [-1.4098 0.4225 -0.0453]", .signOfTermLost, "z1[0, 1]"),
      (.xor, "dL_dz2 = [-0.6283 0.1126]", .slopeForgotten, "dL_dz2[0, 0]"),
      (.mazur, "z1 = [0.02750 0.3925]", .biasForgotten, "z1[0, 0]"),
      (
        .xor, "W2_new = [-0.4149 -0.3100; -0.3157 -0.2771; -0.4469 0.09729]", .rateForgotten,
        "W2_new[2, 1]"
      ),
    ])
  func isNamed(
    _ lesson: SampleLesson, _ sheet: String, _ kind: MistakeKind, _ entry: String
  ) throws {
    var marker = try lesson.marker()
    let marking = marker.mark(sheet)
    let answer = try #require(marking.answers.first)
    let mistake = try #require(answer.mistakes.first { $0.kind == kind }, "\(answer.kinds)")
    #expect(mistake.agreeing == .partly)
    #expect(answer.flat.count { $0 == .mistake } == 1)
    let words = answer.sentences.map(\.plain).joined(separator: " ")
    #expect(words.contains("In \(entry) alone: ") && !words.contains("Your numbers"), "\(words)")
    #expect(!words.contains("The sign is flipped") && !words.contains("1 + exp"), "\(words)")
  }

  @Test("is a slip where only the sign is wrong")
  func sign() throws {
    var marker = try SampleLesson.xor.marker()
    let answer = try marker.mark("dh2_dz2 = [-0.23353037 0.2478971]").answer("dh2_dz2")
    #expect(answer.flat == [.slip(.signLost), .right])
    #expect(answer.kinds.isEmpty)
  }

  @Test("is named rather than a digit that is another, where it gives the digits")
  func ratherThanSlip() throws {
    var marker = try makeMarker(
      stage(
        """
        A = array([[0.5, 0.25, 0.31], [0.61, 0.37, 0.6]])
        x = array([0.3, 0.5, 0.5])
        s = A @ x
        """))
    // 0.668 without its last product, 0.300.
    let missing = try marker.mark("s = [0.430, 0.368]").answer("s")
    #expect(missing.flat == [.right, .mistake] && missing.kinds == [.termOfProductMissing])
    let other = try marker.mark("s = [0.430, 0.768]").answer("s")
    #expect(other.flat == [.right, .slip(.digitChanged)] && other.kinds.isEmpty)
  }

  @Test("is looked for with the learner's own values, too")
  func fromOwn() throws {
    var marker = try SampleLesson.xor.marker()
    // h1[0, 1] is wrong; in z2 the first entry follows, in the second a sign was lost on the way.
    let sheet = "h1 = [0.1963 0.6130 0.4887]\nz2 = [-0.4935 -0.3051]"
    let answer = try marker.mark(sheet).answer("z2")
    #expect(answer.flat == [.carried, .mistake], "\(answer.flat) \(answer.sentences.map(\.plain))")
    #expect(answer.mistakes.contains { $0.kind == .signOfTermLost && $0.fromOwnValues })
  }

  @Test("What follows from a value that cannot be like that is said to")
  func impossible() throws {
    var marker = try SampleLesson.relu.marker()
    let slots = Dictionary(
      marker.values.all.map { ($0.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
    // Not divided by their sum: no probabilities.
    let powers = marker.evaluate("exp(z2)", slots)
    let differences = marker.evaluate("(exp(z2) - Y) / 4", slots)
    let (given, following) = (try #require(powers), try #require(differences))
    let marking = marker.mark(
      "h2 = \(answerText(given, decimals: 4))\ndL_dz2 = \(answerText(following, decimals: 4))")
    let answer = try marking.answer("dL_dz2")
    #expect(answer.remarks == [.followsFromImpossible("h2")])
    #expect(answer.sentences.map(\.plain).count == 1)
    let first = try marking.answer("h2")
    #expect(first.kinds.contains(.notNormalized))
  }
}
