import Foundation
import TestSupport
import Testing

@Suite("The same numbers as Python with NumPy")
struct NumPyTests {
  @Test("every form of the language, against recorded values, kinds, shapes and refusals")
  func vectors() throws {
    let records = try NumPyRecord.records(named: "language.txt")
    #expect(records.count > 250)
    for record in records {
      if let difference = record.difference() {
        Issue.record("\(difference), in\n\(record)")
      }
      // What Python accepts in the recorded programs is accepted here too.
      if record.values != nil, let refusal = StageRun(record.description).refusals.first {
        Issue.record("refused: \(refusal.summary), in\n\(record)")
      }
    }
  }

  /// `BRICKWISE_FUZZ="seed count"` tries others, and more of them.
  @Test(
    "random stages mean the same, or are refused",
    .enabled(if: Oracle.isAvailable, "python3 with NumPy is not installed"))
  func fuzz() throws {
    let setting = ProcessInfo.processInfo.environment["BRICKWISE_FUZZ"] ?? "7 400"
    let records = NumPyRecord.records(
      in: try Oracle.output(of: "fuzz_language.py", setting.split(separator: " ").map(String.init)))
    #expect(records.count > 300)
    var agreed = 0
    for record in records {
      if let difference = record.difference() {
        Issue.record("\(difference), in\n\(record)")
      } else if record.values != nil, StageRun(record.description).refusals.isEmpty {
        agreed += 1
      }
    }
    // The comparison says something only if most programs do run.
    #expect(agreed > records.count / 3)
  }
}

/// Python with NumPy, where it is installed.
private enum Oracle {
  static let isAvailable = (try? run(["-c", "import numpy; print(numpy.__version__)"])) != nil

  static func output(of script: String, _ arguments: [String]) throws -> String {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Vectors/\(script)").path
    return try run([path] + arguments)
  }

  private struct Unavailable: Error {}

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Unavailable() }
    return String(decoding: data, as: UTF8.self)
  }
}
