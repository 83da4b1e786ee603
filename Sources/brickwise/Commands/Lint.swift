import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise lint`: an author's checks.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check lessons: their structure, their stages, every claim and derivative in them.",
    discussion: """
      Every mistake is reported at file:line:column. The exit code is 1 if a claim or a \
      derivative is wrong, 2 if a lesson has errors.

      Examples:
        brickwise lint my-lesson.md
        brickwise lint lessons
      """)

  @Argument(help: "Files, directories of lessons, bundled lessons' names, or - for standard input.")
  var lessons: [String]

  func run() throws {
    var status = ExitStatus.success
    for name in lessons {
      do throws(LessonSource.Failure) {
        for source in try LessonSource.findAll(name) { status = max(status, lint(source)) }
      } catch {
        Output.complain("brickwise: \(error.message)\n")
        status = ExitStatus.badLesson
      }
    }
    if status != ExitStatus.success { throw ExitCode(status) }
  }

  private func lint(_ source: SourceText) -> Int32 {
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: source, diagnostics: &diagnostics)
    let mathematics = lesson.mathematicsDiagnostics
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    let walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    let claims = walkthrough.claimDiagnostics
    let gradients = diagnostics.hasErrors ? nil : GradientCheck(of: lesson)
    diagnostics.append(contentsOf: mathematics)
    complain(diagnostics.sorted + claims + (gradients?.diagnostics ?? []), in: source)
    let tally = walkthrough.tally
    var facts = [
      counted(lesson.stages.count, "stage"), "\(counted(tally.holding, "claim")) hold",
    ]
    if tally.wrong > 0 { facts.append("\(tally.wrong) wrong") }
    if tally.unchecked > 0 { facts.append("\(tally.unchecked) not checked") }
    if let gradients, !gradients.derivatives.isEmpty { facts.append(gradients.tally) }
    facts.append(counted(lesson.questions.count, "question"))
    let errors = diagnostics.all.filter { $0.severity == .error }.count
    if errors > 0 { facts.append(counted(errors, "error")) }
    try? Output.write("\(source.name): \(facts.joined(separator: ", "))\n")
    if diagnostics.hasErrors { return ExitStatus.badLesson }
    let isWrong = tally.wrong > 0 || gradients?.wrong.isEmpty == false
    return isWrong ? ExitStatus.wrong : ExitStatus.success
  }
}

/// `1 stage`, `2 stages`.
func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
