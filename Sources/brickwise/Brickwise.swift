import ArgumentParser
import Source

/// The program: its commands, and what it says when it is used wrongly.
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
      Home.self, Learn.self, Run.self, Explain.self, Check.self, Train.self, Print.self,
      Export.self, New.self, Lint.self, CheckGradients.self, Update.self, ListLessons.self,
      Functions.self, Reset.self,
    ],
    // Its options stand there and not here: an option of the program itself would be read before
    // a command's own, and a mistake in it shown with the program's usage.
    defaultSubcommand: Home.self)

  static func main() {
    Output.ignoreBrokenPipes()
    var command: any ParsableCommand
    do {
      command = try parsedCommand()
    } catch {
      leave(saying: fullMessage(for: error), exitCode(for: error))
    }
    do {
      try command.run()
    } catch let error as ValidationError {
      leave(saying: usageError(error, of: type(of: command)), .validationFailure)
    } catch {
      leave(saying: fullMessage(for: error), exitCode(for: error))
    }
  }

  /// The command that was typed.
  ///
  /// One that is named first is asked to read its own arguments: reading them from the program down
  /// takes twice the time. Only so, however, is it known what to say of arguments that are wrong, or
  /// that ask for help.
  private static func parsedCommand() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    // Each has a name of its own: to find the name of a type takes a good part of a short run.
    if let command = configuration.subcommands.first(where: { $0._commandName == arguments.first }),
      let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())),
      type(of: parsed) == command
    {
      return parsed
    }
    return try parseAsRoot()
  }

  /// A mistake in how a command is used that shows only once its lesson is read, in the words of
  /// those that show at once.
  private static func usageError(
    _ error: ValidationError, of command: any ParsableCommand.Type
  ) -> String {
    let name = command == Home.self ? "" : " \(command._commandName)"
    let usage = usageString(for: command).split(separator: "\n").joined(separator: "\n")
    return "Error: \(error.message)\nUsage: \(usage)\n"
      + "  See 'brickwise\(name) --help' for more information."
  }

  /// Ends the program; what was asked for goes to standard output, complaints to standard error.
  private static func leave(saying text: String, _ code: ExitCode) -> Never {
    guard code != .success else {
      do { try show(text + "\n") } catch { exit(withError: error) }
      exit(withError: code)
    }
    // The arguments are quoted in it, whatever they hold.
    if !text.isEmpty { Output.complain(text.sanitized + "\n") }
    exit(withError: code)
  }
}
