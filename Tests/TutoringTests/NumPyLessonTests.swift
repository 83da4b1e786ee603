import Foundation
import LessonLibrary
import Lessons
import Matrices
import Source
import Testing

@testable import Tutoring

@Suite("The bundled lessons give the numbers of Python with NumPy")
struct NumPyLessonTests {
  /// A value as `Tests/Vectors/make_lesson_vectors.py` records it.
  private struct Recorded: Decodable {
    let shape: [Int]
    /// Of a large array every so many entries are recorded.
    let stride: Int
    let values: [Double]
  }
  private typealias Record = [String: [String: [String: Recorded]]]

  private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Vectors").standardizedFileURL

  @Test("every value of every stage, against recorded ones")
  func recorded() throws {
    let data = try Data(contentsOf: Self.vectors.appending(path: "lessons.json"))
    try Self.compare(try JSONDecoder().decode(Record.self, from: data))
  }

  @Test(
    "every value of every stage, run in Python as it stands",
    .enabled(if: Self.hasNumPy, "python3 with NumPy is not installed"))
  func live() throws {
    let lessons = LessonLibrary.lessons.map {
      Self.vectors.appending(path: "../../lessons/\($0.name).md").path
    }
    let script = Self.vectors.appending(path: "make_lesson_vectors.py").path
    let data = try #require(Self.python([script] + lessons))
    try Self.compare(try JSONDecoder().decode(Record.self, from: data))
  }

  private static func compare(_ record: Record) throws {
    for entry in LessonLibrary.lessons {
      let stages = try #require(record[entry.name], "\(entry.name) is not recorded")
      let walkthrough = lint(SourceText(name: entry.name, bytes: entry.bytes)).walkthrough
      var compared = 0
      for (stage, steps) in zip(walkthrough.lesson.stages, walkthrough.stages) {
        let recorded = try #require(stages[stage.name], "the stage \(stage.name) is not recorded")
        let values = finalValues(of: steps)
        #expect(Set(values.keys) == Set(recorded.keys), "\(entry.name), \(stage.name)")
        for (name, value) in values {
          guard let expected = recorded[name] else { continue }
          #expect(
            agrees(value, expected), "\(name) in \(entry.name), \(stage.name): \(value.elements)")
          compared += 1
        }
      }
      #expect(compared > 25)
    }
  }

  private static func finalValues(of steps: [Step]) -> [String: NumericArray] {
    var values: [String: NumericArray] = [:]
    for step in steps {
      guard let name = step.statement.assignedName, case .array(let value) = step.result else {
        continue
      }
      values[name.text] = value
    }
    return values
  }

  /// To one part in 10¹², or to 10⁻¹⁵ for what is left when larger numbers cancel.
  private static func agrees(_ value: NumericArray, _ expected: Recorded) -> Bool {
    let entries = stride(from: 0, to: value.elements.count, by: expected.stride).map {
      value.elements[$0]
    }
    guard value.shape.sizes == expected.shape, entries.count == expected.values.count else {
      return false
    }
    return zip(entries, expected.values).allSatisfy { actual, wanted in
      abs(actual - wanted) <= 1e-12 * max(abs(wanted), 1e-3)
    }
  }

  private static let hasNumPy = python(["-c", "import numpy"]) != nil

  private static func python(_ arguments: [String]) -> Data? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }
}
