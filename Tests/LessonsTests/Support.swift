import Source
import StageLanguage
import TestSupport
import Testing

@testable import Lessons

/// A lesson read from a text, and what was said of it, in the order of the text.
func read(_ text: String) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
  read(SourceText(name: "lesson.md", text))
}

/// A lesson read and compiled, and what was said of it, in the order of the text.
func read(_ source: SourceText) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: source, diagnostics: &diagnostics)
  _ = CompiledLesson(lesson, diagnostics: &diagnostics)
  return (lesson, diagnostics.sorted)
}

/// Expects the lesson `marked` to be reported on in these words and no others, each at its mark.
///
/// A word such as `1 a message` names the mark and the summary; ` | ` parts it from its notes.
func expectReports(
  _ marked: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = MarkedText(marked)
  let marks = Dictionary(text.offsets.map { ($0.value, $0.key) }, uniquingKeysWith: min)
  let actual = read(text.source).diagnostics.map { diagnostic in
    let mark =
      marks[diagnostic.span.start].map(String.init)
      ?? "\(text.source.position(of: diagnostic.span.start))"
    let warning = diagnostic.severity == .warning ? "warning: " : ""
    return ([mark + " " + warning + diagnostic.summary] + diagnostic.notes)
      .joined(separator: " | ")
  }
  #expect(actual == expected, sourceLocation: sourceLocation)
}

/// A lesson of one stage that gives a few names a value, and then `prose`.
func lesson(_ prose: String) -> String {
  """
  # Lesson

  ```python {stage=forward}
  x = 1.5
  N = 1
  W1 = array([[1.0, 2.0], [3.0, 4.0]])
  dL_dW1 = array([[0.5, 0.5], [0.5, 0.5]])
  ```

  \(prose)

  """
}
