import ArgumentParser
import Lessons
import Rendering
import Source
import struct StageLanguage.Loop
import Tutoring

/// `brickwise train`: the training runs of a lesson, carried out.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Carry out the training runs of a lesson.",
    discussion: """
      A table shows what each run measures, from time to time. A run ends early when a value is no \
      longer a finite number, and says which.

      Examples:
        brickwise train my-lesson.md
        brickwise train my-lesson.md fifty-neurons --set lr=0.01 --epochs 20000
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @Argument(help: "The runs to carry out; all of them if none is named.")
  var runs: [String] = []

  @Option(help: "How many epochs, instead of each run's own number.")
  var epochs: Int?

  @Option(help: "How often the measures are taken.")
  var samples = 20

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var display: DisplayOptions

  func validate() throws {
    if let epochs, !(1...Loop.mostRounds).contains(epochs) {
      throw ValidationError("--epochs is from 1 to \(Loop.mostRounds), and this is \(epochs)")
    }
    guard (1...1000).contains(samples) else {
      throw ValidationError("--samples is from 1 to 1000, and this is \(samples)")
    }
  }

  func run() throws {
    let session = try LessonSession(opening: lesson)
    _ = try session.compiled(overrides)
    let numbers = try overrides.numbers(for: session.lesson)
    for run in try chosen(from: session.lesson) {
      var training: Training
      do throws(Training.Failure) {
        training = try Training(run, of: session.lesson, overrides: numbers)
      } catch {
        complain(error.diagnostics, in: session.source)
        throw ExitCode(ExitStatus.badLesson)
      }
      let history = TrainingHistory.carryOut(
        &training, epochs: epochs ?? run.epochs, samples: samples)
      try show(trainingText(history, profile: display.profile))
    }
  }

  private func chosen(from lesson: Lesson) throws -> [TrainingRun] {
    guard !lesson.runs.isEmpty else {
      throw ValidationError("this lesson has no training run: a block ```train {run=…}")
    }
    guard !runs.isEmpty else { return lesson.runs }
    return try runs.map { name in
      if let run = lesson.runs.first(where: { $0.name == name }) { return run }
      let names = lesson.runs.map(\.name)
      let hint = closestMatch(to: name, among: names).map { "Did you mean `\($0)`? " } ?? ""
      throw ValidationError(
        "there is no training run `\(name)`. \(hint)The runs are \(names.joined(separator: ", "))")
    }
  }
}
