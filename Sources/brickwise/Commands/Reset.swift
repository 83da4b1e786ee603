import ArgumentParser
import Source

/// `brickwise reset`: forget how far somebody is.
struct Reset: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "reset",
    abstract: "Forget your place and your answers in a lesson, or in all of them.",
    discussion: "Example: brickwise reset xor")

  @Argument(help: "A bundled lesson's name, or a path; all lessons if not given.")
  var lesson: String?

  func run() throws {
    let store = ProgressStore.current
    let count: Int
    do throws(ProgressStore.Failure) {
      count = try store.reset(lesson.map { LessonSource.identity(of: $0) })
    } catch {
      Output.complain("brickwise: \(error.reason)\n")
      throw ExitCode(ExitStatus.outputFailed)
    }
    let words: String
    switch (lesson, count) {
    case (let lesson?, 0): words = "There is nothing to forget about \(lesson)."
    case (let lesson?, _): words = "Forgotten: your place and your answers in \(lesson)."
    case (nil, 0): words = "There is nothing to forget."
    case (nil, 1): words = "Forgotten: your place and your answers in 1 lesson."
    case (nil, _): words = "Forgotten: your place and your answers in \(count) lessons."
    }
    try show(words.sanitized + "\n")
  }
}
