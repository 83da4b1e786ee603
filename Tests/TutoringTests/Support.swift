import Lessons
import Source
import StageLanguage
import Testing

@testable import Tutoring

/// A lesson run from its text, for tests.
func walkthrough(
  _ text: String, set overrides: [String: String] = [:], round decimals: Int? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Walkthrough {
  var diagnostics = Diagnostics()
  let lesson = Lesson(
    reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
  let numbers = overrides.compactMapValues { NumberLiteral(parsing: $0) }
  let compiled = CompiledLesson(lesson, overrides: numbers, diagnostics: &diagnostics)
  let walkthrough = Walkthrough(
    running: compiled, overrides: numbers.keys.sorted(),
    rounding: decimals.map { PaperArithmetic(decimals: $0) }, diagnostics: &diagnostics)
  for error in diagnostics.sorted where error.severity == .error {
    Issue.record("\(error.summary)", sourceLocation: sourceLocation)
  }
  return walkthrough
}

/// A lesson of one stage.
func stage(_ lines: String, name: String = "forward") -> String {
  "# Lesson\n\n```python {stage=\(name)}\n\(lines)\n```\n"
}
