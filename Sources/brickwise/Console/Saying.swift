import ArgumentParser
import Source

// The ways in which a command says something.

/// Prints text to standard output; a failure to do so ends the program.
func show(_ text: String) throws {
  do throws(Output.Failure) {
    try Output.write(text)
  } catch {
    complain("the output could not be written: \(error.reason)")
    throw ExitCode(ExitStatus.outputFailed)
  }
}

/// Says on standard error what the program could not do.
func complain(_ message: String) {
  // Names of files and words that were typed are quoted in it, whatever they hold.
  Output.complain("brickwise: \(message.sanitized)\n")
}

/// Says what is wrong with a text, on standard error.
func complain(_ diagnostics: [Diagnostic], in source: SourceText) {
  guard !diagnostics.isEmpty else { return }
  let formatter = DiagnosticFormatter(source: source, color: TerminalEnvironment.colorsErrors)
  Output.complain(formatter.format(diagnostics))
}
