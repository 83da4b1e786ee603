import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise run`: a lesson, computed and shown.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "run",
    abstract: "Run a lesson and show every intermediate matrix.",
    discussion: """
      Examples:
        brickwise run xor
        brickwise run xor --stage forward --digits 8
        brickwise run xor --set lr=0.1 --set seed=7
        brickwise run xor --round 4
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @Option(help: "Show this stage alone.")
  var stage: String?

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var rounding: RoundingOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    let session = try LessonSession(opening: lesson)
    if let stage { try requireStage(stage, of: session.lesson) }
    let run = try session.run(
      overrides, rounding: rounding.arithmetic, runs: stage == nil ? .needed : .none)
    let profile = display.profile(for: rounding.arithmetic)
    try show(terminalText(run.walkthrough, profile: profile, stage: stage))
    try run.finish()
  }

  private func requireStage(_ stage: String, of lesson: Lesson) throws {
    let names = lesson.stages.map(\.name)
    guard !names.contains(stage) else { return }
    let hint = closestMatch(to: stage, among: names).map { "Did you mean `\($0)`? " } ?? ""
    throw ValidationError(
      "there is no stage `\(stage)`. \(hint)The stages are \(names.joined(separator: ", "))")
  }
}
