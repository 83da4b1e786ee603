import ArgumentParser
import Lessons
import Rendering
import Source
import Tutoring

/// `brickwise lint`: an author's checks.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    named: "lint",
    abstract: "Check lessons: their structure, their stages, every claim and derivative in them.",
    discussion: """
      Every mistake is reported at file:line:column. The exit code is 1 if a claim or a \
      derivative is wrong, 2 if a lesson has errors.

      Examples:
        brickwise lint my-lesson.md
        brickwise lint lessons
        brickwise lint --questions xor
      """)

  @Argument(help: "Files, directories of lessons, bundled lessons' names, or - for standard input.")
  var lessons: [String]

  @Flag(help: "Say of each question which mistakes an answer to it cannot show.")
  var questions = false

  func run() throws {
    var status = ExitStatus.success
    for name in lessons {
      let sources: [SourceText]
      do throws(LessonSource.Failure) {
        sources = try LessonSource.findAll(name)
      } catch {
        complain(error.message)
        status = ExitStatus.badLesson
        continue
      }
      for source in sources { status = max(status, try lint(source)) }
    }
    if status != ExitStatus.success { throw ExitCode(status) }
  }

  private func lint(_ source: SourceText) throws -> Int32 {
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: source, diagnostics: &diagnostics)
    let mathematics = lesson.mathematicsDiagnostics
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    var walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    if !diagnostics.hasErrors {
      lesson.checkBeginnings(of: lesson.runs, diagnostics: &diagnostics)
    }
    if !diagnostics.hasErrors {
      walkthrough.carryOut(.needed, overrides: [:], diagnostics: &diagnostics)
    }
    let claims = walkthrough.claimDiagnostics
    let gradients = diagnostics.hasErrors ? nil : GradientCheck(of: lesson)
    if !diagnostics.hasErrors { diagnostics.append(contentsOf: walkthrough.plotDiagnostics) }
    diagnostics.append(contentsOf: mathematics)
    complain(diagnostics.sorted + claims + (gradients?.diagnostics ?? []), in: source)
    let tally = walkthrough.tally
    var facts = [
      counted(lesson.stages.count, "stage"),
      "\(counted(tally.holding, "claim")) \(tally.holding == 1 ? "holds" : "hold")",
    ]
    if tally.wrong > 0 { facts.append("\(tally.wrong) wrong") }
    if tally.unchecked > 0 { facts.append("\(tally.unchecked) not checked") }
    if let gradients {
      facts += gradients.derivatives.isEmpty ? unclaimedFacts(compiled) : [gradients.tally]
    }
    facts.append(questionFact(compiled, diagnostics.hasErrors, in: source))
    let errors = diagnostics.all.filter { $0.severity == .error }.count
    if errors > 0 { facts.append(counted(errors, "error")) }
    try show("\(source.name.sanitized): \(facts.joined(separator: ", "))\n")
    if diagnostics.hasErrors { return ExitStatus.badLesson }
    let isWrong = tally.wrong > 0 || gradients?.fails == true
    return isWrong ? ExitStatus.wrong : ExitStatus.success
  }

  /// Which values are derivatives, where none is called one.
  private func unclaimedFacts(_ compiled: CompiledLesson) -> [String] {
    guard let derivatives = try? Marker(compiled).unclaimedDerivatives(),
      let first = derivatives.first
    else { return [] }
    return [
      "\(counted(derivatives.count, "derivative")) not checked (`\(first.name)` would be if it were "
        + "called `d\(first.numerator)_d\(first.denominator)`)"
    ]
  }

  /// Of how many questions it is worked out which mistakes they can tell: that takes every variant
  /// of every formula for each.
  private static let questionLimit = 100

  /// How many questions there are, and how many of them leave mistakes unseen; which ones, if that
  /// is asked for.
  private func questionFact(
    _ compiled: CompiledLesson, _ hasErrors: Bool, in source: SourceText
  ) -> String {
    let count = counted(compiled.lesson.questions.count, "question")
    guard compiled.lesson.questions.count <= Self.questionLimit else {
      return "\(count), too many to ask of each which mistakes it can tell"
    }
    guard !hasErrors, var marker = try? Marker(compiled) else { return count }
    let blind = marker.questionChecks().compactMap(\.diagnostic)
    if questions { complain(blind, in: source) }
    if blind.isEmpty { return count }
    return "\(count), of which \(blind.count) cannot tell every mistake"
      + (questions ? "" : " (see --questions)")
  }
}

/// `1 stage`, `2 stages`.
func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
