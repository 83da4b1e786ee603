import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise check-gradients`: every derivative of a lesson beside the true one.
struct CheckGradients: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "check-gradients",
    abstract: "Check the derivatives in a lesson, by reverse mode and by central differences.",
    discussion: """
      A name such as dL_dW2 claims to be the derivative of L by W2. The exit code is 1 if one is \
      wrong, 2 if the lesson has errors.

      Examples:
        brickwise check-gradients xor
        brickwise check-gradients xor --set N=50 --set reg=0.1
        brickwise check-gradients my-lesson.md --digits 8
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var display: DisplayOptions

  func run() throws {
    let session = try LessonSession(opening: lesson)
    let numbers = try overrides.numbers(for: session.lesson)
    // Says what keeps the lesson from running; its claims are another command's business.
    let run = try session.run(overrides)
    guard let check = GradientCheck(of: session.lesson, overrides: numbers) else {
      try run.finish()
      throw ExitCode(ExitStatus.badLesson)
    }
    guard !check.derivatives.isEmpty else {
      try show("Nothing in this lesson has the name of a derivative, such as dL_dW2.\n")
      return
    }
    try show(gradientTable(check, profile: display.profile))
    try show("\n\(check.tally)\n")
    complain(check.diagnostics, in: session.source)
    if check.fails { throw ExitCode(ExitStatus.wrong) }
  }
}
