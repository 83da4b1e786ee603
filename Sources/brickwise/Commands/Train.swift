import ArgumentParser
import Lessons
import Rendering
import Source
import struct StageLanguage.Loop
import struct StageLanguage.NumberLiteral
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `brickwise train`: the training runs of a lesson, carried out.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "train",
    abstract: "Carry out the training runs of a lesson, live on a terminal.",
    discussion: """
      On a terminal it shows the curves and the decision boundary as they change: those of the run's \
      plot in the lesson, or else what the run measures. Several runs that are named are carried \
      out side by side. q stops a run, p pauses, Ctrl-C stops everything; a table, the last \
      picture and what it shows in words remain in each case, and after Ctrl-C the exit code is 130.

      Without a terminal it prints the table and the words, with --plain the words alone. A run \
      ends early when a value is no longer a finite number, and says which.

      Examples:
        brickwise train xor-training
        brickwise train my-lesson.md fifty three
        brickwise train my-lesson.md fifty --set lr=0.01 --epochs 20000
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @Argument(help: "The runs to carry out side by side; all, one after another, if none is named.")
  var runs: [String] = []

  @Option(help: "How many epochs, instead of each run's own number.")
  var epochs: Int?

  @Option(help: "How often the table shows the measures.")
  var samples = 20

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var display: DisplayOptions

  /// The most runs side by side: as many as curves can be told apart.
  private static let runLimit = 4

  func validate() throws {
    if let epochs, !(1...Loop.mostRounds).contains(epochs) {
      throw ValidationError("--epochs is from 1 to \(Loop.mostRounds), and this is \(epochs)")
    }
    guard (1...1000).contains(samples) else {
      throw ValidationError("--samples is from 1 to 1000, and this is \(samples)")
    }
    guard runs.count <= Self.runLimit else {
      throw ValidationError("up to \(Self.runLimit) runs go side by side, not \(runs.count)")
    }
  }

  func run() throws {
    let session = try LessonSession(opening: lesson)
    _ = try session.compiled(overrides)
    let numbers = try overrides.numbers(for: session.lesson)
    for group in try chosen(from: session.lesson) {
      try carryOut(group, session, numbers)
    }
  }

  private func carryOut(
    _ group: [TrainingRun], _ session: LessonSession, _ numbers: [String: NumberLiteral]
  ) throws {
    let block = session.lesson.watched(group)
    var live: [LiveRun] = []
    for run in group {
      do throws(Training.Failure) {
        live.append(
          try LiveRun(
            run, of: session.lesson, overrides: numbers, epochs: epochs, samples: samples,
            watching: block, isWatched: isLive))
      } catch {
        complain(error.diagnostics, in: session.source)
        throw ExitCode(ExitStatus.badLesson)
      }
    }
    let ending = try watch(live, block, session.lesson)
    for run in live { run.finish() }
    try show(report(live, block, session.lesson))
    if case .interrupted = ending { throw ExitCode(ExitStatus.interrupted) }
  }

  private func watch(
    _ live: [LiveRun], _ block: PlotBlock, _ lesson: Lesson
  ) throws -> TrainLoop.Ending {
    guard isLive else {
      for run in live {
        while !run.isDone { run.advance(for: .seconds(1)) }
      }
      return .done
    }
    var loop = TrainLoop(
      lesson, live, watching: block, profile: display.profile, followsWidth: display.width == nil)
    do throws(Output.Failure) {
      return try loop.run()
    } catch {
      Output.complain("brickwise: \(error.reason)\n")
      throw ExitCode(ExitStatus.outputFailed)
    }
  }

  /// Whether somebody is watching.
  private var isLive: Bool {
    let environment = TerminalEnvironment.current
    return environment.isTerminal && isatty(STDIN_FILENO) == 1 && !display.plain
      && environment.variables["TERM"] != "dumb"
  }

  /// What remains: the table, the picture where there is a terminal, and the words.
  private func report(_ live: [LiveRun], _ block: PlotBlock, _ lesson: Lesson) -> String {
    let profile = display.profile
    var parts: [String] = []
    if !display.plain { parts += live.map { trainingText($0.table, profile: profile) } }
    parts.append(
      trainingSummary(
        lesson, live.map(\.record), block, profile: profile, hasPicture: isLive))
    return parts.joined(separator: "\n")
  }

  /// The runs, in groups that go side by side.
  private func chosen(from lesson: Lesson) throws -> [[TrainingRun]] {
    guard !lesson.runs.isEmpty else {
      throw ValidationError("this lesson has no training run: a block ```train {run=…}")
    }
    guard !runs.isEmpty else { return lesson.runs.map { [$0] } }
    var group: [TrainingRun] = []
    for name in runs {
      guard let run = lesson.runs.first(where: { $0.name == name }) else {
        let names = lesson.runs.map(\.name)
        let hint = closestMatch(to: name, among: names).map { "Did you mean `\($0)`? " } ?? ""
        throw ValidationError(
          "there is no training run `\(name)`. \(hint)The runs are "
            + "\(names.joined(separator: ", "))")
      }
      if !group.contains(where: { $0.name == name }) { group.append(run) }
    }
    return [group]
  }
}
