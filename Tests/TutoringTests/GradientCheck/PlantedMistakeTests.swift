import Lessons
import Source
import Testing

@testable import Tutoring

@Suite("Every known mistake, put into a lesson, makes its check fail")
struct PlantedMistakeTests {
  /// The mistakes in formulas that a gradient is one of or is taken through.
  static let mistakes =
    KnownMistakeTests.forward + KnownMistakeTests.loss + KnownMistakeTests.backward

  @Test("in the lesson whose formulas contain it", arguments: mistakes)
  func planted(_ mistake: KnownMistake) throws {
    let lines = mistake.lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(
      lines.firstIndex {
        $0.hasPrefix("\(mistake.name) = ") && !$0.contains("\\frac")
      })
    var changed = lines.map(String.init)
    changed[line] = "\(mistake.name) = \(mistake.used)"
    #expect(try fails(changed.joined(separator: "\n")))
    #expect(try !fails(mistake.lesson.text))
  }

  /// Whether `lint` finds a lesson wrong: it does not run, or a claim or a derivative is wrong.
  private func fails(_ text: String) throws -> Bool {
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    let walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    if diagnostics.hasErrors { return true }
    let check = try #require(GradientCheck(of: lesson))
    return walkthrough.tally.wrong > 0 || check.fails
  }

  /// The same for a network with the regularizer off, on, and in a lesson that begins after 100
  /// updates.
  @Test(
    "with the regularizer off and on, at the start and after 100 updates",
    arguments: PlantedMistake.all)
  func settings(_ mistake: PlantedMistake) throws {
    for regularizer in ["0", "0.1"] {
      for weights in [Network.Weights.random, .trained] {
        var network = Network(mistake.formulas, points: 3, regularizer: regularizer)
        network.weights = weights
        let check = try gradientCheck(network.text)
        #expect(check.fails, "reg = \(regularizer)")
        let summaries = check.diagnostics.filter { $0.severity == .error }.map(\.summary)
        #expect(
          summaries.contains { $0.hasPrefix("`\(mistake.blamed)` ") }, "\(summaries)")
      }
    }
  }

  @Test("and with the regularizer alone")
  func regularizerAlone() throws {
    let alone = [
      "L": "penalty", "dL_dh2": "0 * h2", "dL_dz2": "0 * h2", "dL_dh1": "0 * h1",
      "dL_dz1": "0 * h1",
    ]
    for wrong in ["0 * W2", "reg * W2", "2 * reg * W2 / N", "-reg * W2 / N", "reg * W1 / N"] {
      let formulas = alone.merging(["dL_dW2": wrong]) { $1 }
      #expect(try gradientCheck(Network(formulas).text).fails, "\(wrong)")
    }
    #expect(try !gradientCheck(Network(alone).text).fails)
  }
}
