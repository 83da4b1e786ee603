import Foundation
import Lessons
import Source
import Tutoring

@testable import Rendering

/// A lesson of `Tests/Fixtures/lessons`, run.
func walkthrough(ofFixture name: String) throws -> Walkthrough {
  var url = URL(fileURLWithPath: #filePath)
  for _ in 0..<3 { url.deleteLastPathComponent() }
  let path = url.appendingPathComponent("Fixtures/lessons/\(name).md")
  return walkthrough(of: try String(contentsOf: path, encoding: .utf8))
}

/// A lesson, run.
func walkthrough(of text: String) -> Walkthrough {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: SourceText(name: "lesson.md", text), diagnostics: &diagnostics)
  let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
  return Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
}

/// The page of a lesson.
func page(_ text: String, worksheet: Worksheet? = nil) -> Page {
  Page(walkthrough(of: text), worksheet: worksheet)
}
