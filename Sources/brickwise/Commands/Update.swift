import ArgumentParser
import CommonMark
import Lessons
import Source
import Tutoring

/// `brickwise update`: the numbers of claims, brought up to date.
struct Update: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "update",
    abstract: "Bring the numbers in a lesson's claims up to date with its code.",
    discussion: """
      After a change to a lesson's code, the numbers that its prose claims are others. They are \
      written anew in the file, each with as many digits as it had; every change is printed. Look at \
      them: a number that changes for no reason that you know of is a mistake in the code.

      The exit code is 1 if some claim is still wrong, because its shape is another or its value no \
      number: that needs an author.

      Examples:
        brickwise update my-lesson.md
        brickwise update --dry-run my-lesson.md
      """)

  @Argument(help: "The files of the lessons.")
  var files: [String]

  @Flag(help: "Print what would change, and leave the files as they are.")
  var dryRun = false

  func run() throws {
    var status = ExitStatus.success
    for file in files { status = max(status, try update(file)) }
    if status != ExitStatus.success { throw ExitCode(status) }
  }

  private func update(_ file: String) throws -> Int32 {
    let source: SourceText
    do throws(FileReading.Failure) {
      source = SourceText(
        name: file, bytes: try FileReading.bytes(at: file, limit: Document.sizeLimit))
    } catch {
      complain("\(file): \(error.reason)")
      return ExitStatus.badLesson
    }
    let (walkthrough, diagnostics) = walkthrough(of: source)
    guard !diagnostics.hasErrors else {
      complain(diagnostics.sorted, in: source)
      complain("\(file): a lesson with errors is left as it is")
      return ExitStatus.badLesson
    }
    let update = ClaimUpdate(walkthrough)
    if !update.changes.isEmpty, !dryRun {
      try FileWriting.replace(file, with: update.applied(to: source.bytes))
    }
    try show(lines(update, of: source).map { $0.sanitized + "\n" }.joined())
    complain(update.unresolved, in: source)
    return update.unresolved.isEmpty ? ExitStatus.success : ExitStatus.wrong
  }

  private func lines(_ update: ClaimUpdate, of source: SourceText) -> [String] {
    var lines = update.changes.map { change in
      "\(source.name):\(source.position(of: change.span.start)): \(change.subject): "
        + "\(change.old) → \(change.new)"
    }
    let count = counted(update.changes.count, "number")
    lines.append(
      update.changes.isEmpty && update.unresolved.isEmpty
        ? "\(source.name): every claim holds"
        : "\(source.name): \(count) \(dryRun ? "would be " : "")brought up to date")
    return lines
  }

  private func walkthrough(of source: SourceText) -> (Walkthrough, Diagnostics) {
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: source, diagnostics: &diagnostics)
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    var walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    if !diagnostics.hasErrors {
      lesson.checkBeginnings(of: lesson.runs, diagnostics: &diagnostics)
    }
    if !diagnostics.hasErrors {
      walkthrough.carryOut(.needed, overrides: [:], diagnostics: &diagnostics)
    }
    return (walkthrough, diagnostics)
  }
}
