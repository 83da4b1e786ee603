import ArgumentParser

/// The program: its commands, and what it says when called without one.
@main
struct Brickwise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brickwise",
    abstract: "A step-by-step tutor for the mathematics of neural networks.",
    discussion: """
      Lessons are Markdown files whose prose is interleaved with stages of matrix code. Brickwise \
      runs them and shows every intermediate matrix.

      Example: brickwise run xor
      """,
    version: "0.1.0",
    subcommands: [
    subcommands: [
      Run.self, Explain.self, Check.self, Lint.self, CheckGradients.self, ListLessons.self,
      Functions.self,
    ])
    ])

  static func main() {
    Output.ignoreBrokenPipes()
    main(nil)
  }

  func run() throws {
    try show(Listing.home())
  }
}

/// Prints text to standard output; a failure to do so ends the program.
func show(_ text: String) throws {
  do throws(Output.Failure) {
    try Output.write(text)
  } catch {
    Output.complain("brickwise: the output could not be written: \(error.reason)\n")
    throw ExitCode(ExitStatus.outputFailed)
  }
}
