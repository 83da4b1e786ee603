import Foundation
import Testing

/// Expects `actual` to be what is recorded in `Tests/Goldens/<name>`.
///
/// With `BRICKWISE_RECORD_GOLDENS=1` in the environment the text is recorded instead if it differs,
/// and the test fails: what was recorded is to be looked at before it is believed.
public func expectGolden(
  _ actual: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation,
  file: String = #filePath
) {
  var tests = URL(fileURLWithPath: file)
  repeat {
    tests.deleteLastPathComponent()
  } while tests.deletingLastPathComponent()
    .appendingPathComponent("Package.swift").isMissing
  let golden = tests.appendingPathComponent("Goldens").appendingPathComponent(name)
  let expected = try? String(contentsOf: golden, encoding: .utf8)
  guard expected != actual else { return }
  guard ProcessInfo.processInfo.environment["BRICKWISE_RECORD_GOLDENS"] == "1" else {
    let difference = firstDifference(between: expected ?? "", and: actual)
    Issue.record(
      """
      \(name) is not as recorded. \(expected == nil ? "There is no recording." : difference)
      To record: BRICKWISE_RECORD_GOLDENS=1 swift test
      """, sourceLocation: sourceLocation)
    return
  }
  do {
    try FileManager.default.createDirectory(
      at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: golden, options: .atomic)
    Issue.record("recorded \(name): look at it", sourceLocation: sourceLocation)
  } catch {
    Issue.record("cannot record \(name): \(error)", sourceLocation: sourceLocation)
  }
}

extension URL {
  fileprivate var isMissing: Bool { path != "/" && !FileManager.default.fileExists(atPath: path) }
}

private func firstDifference(between expected: String, and actual: String) -> String {
  let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
  for index in 0..<max(expectedLines.count, actualLines.count) {
    let old = index < expectedLines.count ? String(expectedLines[index]) : "(nothing)"
    let new = index < actualLines.count ? String(actualLines[index]) : "(nothing)"
    if old != new { return "Line \(index + 1):\nrecorded: \(old)\n  actual: \(new)" }
  }
  return ""
}
