import Foundation
import LessonLibrary
import Lessons
import Source
import StageLanguage
import Testing

@testable import Tutoring

// Without optimization a run takes a minute. So only their first epochs are carried out here; what
// the lessons claim of the whole of them is checked by `make lint`.

@Suite("The training runs of the bundled lessons")
struct BundledRunsTests {
  private static let names = LessonLibrary.lessons.map(\.name)

  private func lesson(_ name: String) throws -> Lesson {
    let entry = try #require(LessonLibrary.lessons.first { $0.name == name })
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: name, bytes: entry.bytes), diagnostics: &diagnostics)
    #expect(diagnostics.all.map(\.summary) == [])
    return lesson
  }

  /// What each run measures in some epochs: the epoch, then its measures.
  private typealias Record = [String: [String: [[Double]]]]

  private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Vectors/runs.json").standardizedFileURL

  @Test("their first epochs measure what NumPy measures")
  func measures() throws {
    let record = try JSONDecoder().decode(Record.self, from: Data(contentsOf: Self.vectors))
    var compared = 0
    for name in Self.names {
      let lesson = try lesson(name)
      #expect(Set(lesson.runs.map(\.name)) == Set((record[name] ?? [:]).keys))
      for run in lesson.runs {
        let recorded = record[name]?[run.name] ?? []
        let epochs = Set(recorded.map { Int($0[0]) })
        let carriedOut = try RunRecord(
          carryingOut: run, of: lesson, epochs: (epochs.max() ?? 0) + 1, snapshotsAt: epochs,
          samples: 1)
        for row in recorded {
          let index = try #require(carriedOut.history.epochs.firstIndex(of: Int(row[0])))
          for (measured, expected) in zip(carriedOut.history.values[index], row.dropFirst()) {
            #expect(
              abs(measured - expected) <= 1e-9 * abs(expected), "\(run.name), epoch \(row[0])")
            compared += 1
          }
        }
      }
    }
    #expect(compared > 100)
  }

  @Test("every claim of a run speaks of values that the run has", arguments: names)
  func claims(_ name: String) throws {
    let lesson = try lesson(name)
    var records: [String: RunRecord] = [:]
    for claim in lesson.claims {
      guard let reference = claim.run else { continue }
      let run = try #require(lesson.runs.first { $0.name == reference.name.text })
      let record =
        try records[run.name] ?? RunRecord(carryingOut: run, of: lesson, epochs: 1, samples: 1)
      records[run.name] = record
      let value = try record.last.value(of: claim.subject)
      #expect(claim.literal.fits(value.shape), "\(claim.subject)")
    }
  }

  @Test("the words quoted from lint are those that lint says")
  func quotation() throws {
    let entry = try #require(LessonLibrary.lessons.first { $0.name == "xor-training" })
    let text = String(decoding: entry.bytes, as: UTF8.self)
    let start = try #require(text.range(of: "```python {stage=article}")).lowerBound
    let end = try #require(text.range(of: "## Three neurons")).lowerBound
    let renamed = text[start..<end].replacing("step_W", with: "dL_dW")
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(
        name: "renamed", bytes: Array((text[..<start] + renamed + text[end...]).utf8)),
      diagnostics: &diagnostics)
    let check = try #require(GradientCheck(of: lesson))
    // In the lesson they are broken into lines.
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(check.diagnostics.count == 2)
    for diagnostic in check.diagnostics {
      #expect(words.contains("error: \(diagnostic.summary)"), "\(diagnostic.summary)")
    }
  }
}
