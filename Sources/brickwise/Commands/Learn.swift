import ArgumentParser
import LessonLibrary
import Lessons
import Rendering
import Source
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `brickwise learn`: a lesson, followed step by step.
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "learn",
    abstract: "Follow a lesson step by step, forwards and back.",
    discussion: """
      Enter goes on, b goes back, ? lists the keys. Your place and your answers are kept, and the \
      next time it goes on where you left. With --plain everything is asked and answered line by \
      line; without a terminal the whole lesson is printed.

      Examples:
        brickwise learn xor
        brickwise learn my-lesson.md
        brickwise learn xor --plain
      """)

  @Argument(help: "A bundled lesson's name, or a path; the one you left last if not given.")
  var lesson: String?

  @OptionGroup var display: DisplayOptions

  func run() throws {
    let store = ProgressStore.current
    let name = lesson ?? Self.nextLesson(store)
    let session = try LessonSession(opening: name)
    let compiled = try session.compiled(OverrideOptions.parse([]))
    var stopping = Diagnostics()
    var walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &stopping)
    let environment = TerminalEnvironment.current
    let hasTerminal = environment.isTerminal && isatty(STDIN_FILENO) == 1
    guard display.plain || (hasTerminal && environment.variables["TERM"] != "dumb") else {
      walkthrough.carryOut(.needed, overrides: [:], diagnostics: &stopping)
      try show(terminalText(walkthrough, profile: display.profile))
      try LessonRun(
        source: session.source, walkthrough: walkthrough, stopping: stopping.sorted
      ).finish()
      return
    }
    var state = LearnState(
      compiled, walkthrough, available: stepParts(of: walkthrough),
      stopping: stopping.all.first?.summary)
    let keeper = ProgressKeeper(
      store, lesson: LessonSource.identity(of: name), hash: Bookmark.hash(of: session.source.bytes))
    keeper.resume(&state)
    if display.plain {
      var plain = PlainLearn(state, profile: display.profile, keeper: keeper)
      try plain.run()
      return
    }
    var loop = LearnLoop(
      state, profile: display.profile, followsWidth: display.width == nil,
      asksForWidths: display.ambiguous == nil, keeper: keeper)
    do throws(Output.Failure) {
      state = try loop.run()
    } catch {
      Output.complain("brickwise: \(error.reason)\n")
      throw ExitCode(ExitStatus.outputFailed)
    }
    try show(Self.farewell(state, name))
  }

  /// The lesson that was begun and not ended, or else the first.
  private static func nextLesson(_ store: ProgressStore) -> String {
    let names = LessonLibrary.lessons.map(\.name)
    let begun = store.all().filter { $0.step + 1 < $0.stepCount }.map(\.lesson)
    return names.first { begun.contains($0) } ?? names.first ?? "xor"
  }

  /// What is left on the ordinary screen.
  private static func farewell(_ state: LearnState, _ name: String) -> String {
    let count = state.plan.steps.count
    if state.position + 1 == count {
      let names = LessonLibrary.lessons.map(\.name)
      let next = names.drop { $0 != name }.dropFirst().first
      return "You have been through “\(state.lesson.title.sanitized)”.\n"
        + (next.map { "The next lesson: brickwise learn \($0)\n" } ?? "")
    }
    return "You are at step \(state.position + 1) of \(count). "
      + "To go on: brickwise learn \(name.sanitized)\n"
  }
}
