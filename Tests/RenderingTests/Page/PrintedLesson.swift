import Foundation
import Lessons
import Source
import StageLanguage
import Tutoring

@testable import Rendering

/// A lesson of `Tests/Fixtures/lessons`, run.
func walkthrough(ofFixture name: String) throws -> Walkthrough {
  var url = URL(fileURLWithPath: #filePath)
  for _ in 0..<3 { url.deleteLastPathComponent() }
  let path = url.appendingPathComponent("Fixtures/lessons/\(name).md")
  return walkthrough(of: try String(contentsOf: path, encoding: .utf8))
}

/// A lesson, run, with other numbers for some parameters.
func walkthrough(of text: String, setting numbers: [String: Int] = [:]) -> Walkthrough {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
  let overrides = numbers.compactMapValues { NumberLiteral(parsing: "\($0)") }
  let compiled = CompiledLesson(lesson, overrides: overrides, diagnostics: &diagnostics)
  return Walkthrough(
    running: compiled, overrides: compiled.overrides, diagnostics: &diagnostics)
}

/// The page of a lesson.
func page(_ text: String, worksheet: Worksheet? = nil) -> Page {
  Page(walkthrough(of: text), worksheet: worksheet)
}
