import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise explain`: one value or entry, expanded.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "explain",
    abstract: "Show how a value, or one entry of it, is calculated.",
    discussion: """
      Rows and columns are counted from 0. A name that is given several values means the last one; \
      W1@init is W1 after the stage init.

      Examples:
        brickwise explain xor 'z1[0,2]'
        brickwise explain xor 'h1[0,2]' --depth 3
        brickwise explain xor h2
        brickwise explain xor 'h1.T @ dL_dz2'
        brickwise explain xor 'W1@init[0]'
        brickwise explain xor dL_dW2 --why
      """)

  @Argument(help: "A bundled lesson's name, a path, or - for standard input.")
  var lesson: String

  @Argument(help: "A name, an entry such as 'z1[0,2]', a row 'z1[0]', or an expression.")
  var target: String

  @Option(help: "How many levels of entries to explain; 2 adds those that the entry is made of.")
  var depth = 1

  @Flag(help: "Say why a gradient, such as dL_dW2, has the form it has.")
  var why = false

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var rounding: RoundingOptions
  @OptionGroup var display: DisplayOptions

  func validate() throws {
    guard depth >= 1 else {
      throw ValidationError("--depth is 1 or more, and this is \(depth)")
    }
  }

  func run() throws {
    let session = try LessonSession(opening: lesson)
    let run = try session.run(overrides, rounding: rounding.arithmetic)
    var diagnostics = Diagnostics()
    let explanation = Explanation(
      of: target, in: run.walkthrough, depth: depth, tellsWhy: why, diagnostics: &diagnostics)
    guard let explanation else {
      complain(run.stopping, in: session.source)
      complain(diagnostics.sorted, in: Explanation.targetText(target))
      throw ExitCode.validationFailure
    }
    let profile = display.profile(for: rounding.arithmetic)
    try show(terminalText(explanation, profile: profile))
  }
}
