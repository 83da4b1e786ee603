import Lessons
import Source

@testable import Tutoring

/// What `brickwise lint` says of a lesson.
func lint(_ source: SourceText) -> (diagnostics: [Diagnostic], walkthrough: Walkthrough) {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: source, diagnostics: &diagnostics)
  let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
  let walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
  return (diagnostics.sorted + walkthrough.claimDiagnostics, walkthrough)
}

/// What `brickwise lint` says of a lesson.
func lint(_ text: String) -> [Diagnostic] { lint(SourceText(name: "lesson.md", text)).diagnostics }
