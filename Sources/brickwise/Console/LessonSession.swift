import ArgumentParser
import Lessons
import Source
import StageLanguage
import Tutoring

/// A lesson on its way through a command: read, compiled, run, and what was said of it.
struct LessonSession {
  let source: SourceText
  let lesson: Lesson
  private let reading: Diagnostics

  /// Finds and reads a lesson.
  ///
  /// - Throws: the exit code for a lesson that cannot be read; the reason has been said.
  init(opening name: String) throws {
    do throws(LessonSource.Failure) {
      self.init(try LessonSource.find(name))
    } catch {
      complain(error.message)
      throw ExitCode(ExitStatus.badLesson)
    }
  }

  /// Reads a lesson.
  init(_ source: SourceText) {
    var diagnostics = Diagnostics()
    self.source = source
    lesson = Lesson(reading: source, diagnostics: &diagnostics)
    reading = diagnostics
  }

  /// The lesson's program; what keeps it from running is said.
  ///
  /// - Throws: the exit code for a lesson that cannot run, or a usage error.
  func compiled(_ options: OverrideOptions) throws -> CompiledLesson {
    var diagnostics = reading
    let compiled = CompiledLesson(
      lesson, overrides: try options.numbers(for: lesson), diagnostics: &diagnostics)
    complain(diagnostics.sorted, in: source)
    guard !diagnostics.hasErrors else { throw ExitCode(ExitStatus.badLesson) }
    return compiled
  }

  /// Runs the lesson, each named value rounded before it is used if that is asked for.
  ///
  /// What keeps it from running is said.
  ///
  /// - Parameters:
  ///   - options: Numbers for parameters.
  ///   - rounding: How values are rounded; nil for full precision.
  ///   - runs: Which of the training runs are carried out.
  /// - Returns: The lesson with what running it gave.
  /// - Throws: the exit code for a lesson that cannot run, or a usage error.
  func run(
    _ options: OverrideOptions, rounding: PaperArithmetic? = nil, runs: RunChoice = .none
  ) throws -> LessonRun {
    let compiled = try compiled(options)
    var stopping = Diagnostics()
    var walkthrough = Walkthrough(
      running: compiled, overrides: compiled.overrides, rounding: rounding,
      diagnostics: &stopping)
    walkthrough.carryOut(
      runs, overrides: try options.numbers(for: lesson), diagnostics: &stopping)
    return LessonRun(source: source, walkthrough: walkthrough, stopping: stopping.sorted)
  }
}

/// A lesson that has been run.
struct LessonRun {
  let source: SourceText
  /// The lesson and its values.
  let walkthrough: Walkthrough
  /// What stopped it, if something did.
  let stopping: [Diagnostic]

  /// Says what stopped the lesson and which claims are wrong.
  ///
  /// - Throws: the exit code, unless all is well.
  func finish() throws {
    let claims = walkthrough.claimDiagnostics
    complain(stopping + claims, in: source)
    if !stopping.isEmpty { throw ExitCode(ExitStatus.badLesson) }
    if walkthrough.tally.wrong > 0 { throw ExitCode(ExitStatus.wrong) }
  }
}
