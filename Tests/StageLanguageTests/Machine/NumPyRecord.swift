import Foundation
import Matrices
import Source

@testable import StageLanguage

/// A program, and what Python with NumPy made of it: a record of `Tests/Vectors/language_oracle.py`.
struct NumPyRecord: CustomStringConvertible {
  let lines: [Substring]
  /// What every name was at the end; nil if Python refused the last line.
  let values: [String: RecordedValue]?

  var description: String { lines.joined(separator: "\n") }

  /// The records of a file in `Tests/Vectors`.
  static func records(named name: String) throws -> [NumPyRecord] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Vectors/\(name)")
    return records(in: try String(contentsOf: file, encoding: .utf8))
  }

  static func records(in text: String) -> [NumPyRecord] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(separator: "", omittingEmptySubsequences: true)
      .compactMap { NumPyRecord($0.filter { !$0.hasPrefix("#") }) }
  }

  private init?(_ record: [Substring]) {
    lines = record.filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
    guard !lines.isEmpty else { return nil }
    var values: [String: RecordedValue] = [:]
    for line in record where !line.hasPrefix(">") {
      if line.hasPrefix("!") {
        self.values = nil
        return
      }
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      values[String(words[0])] = RecordedValue(words.dropFirst())
    }
    self.values = values
  }

  /// What Brickwise does otherwise than Python, if it does; a refusal is no difference.
  func difference() -> String? {
    let run = StageRun(description)
    guard run.refusals.isEmpty else { return nil }
    guard let values else { return "Python refuses this, and Brickwise does not" }
    let scale = values.values.flatMap(\.entries).filter(\.isFinite).map(\.magnitude).max() ?? 0
    for (name, recorded) in values.sorted(by: { $0.key < $1.key }) {
      guard let actual = run.values[name] else { return "`\(name)` has no value" }
      if let difference = recorded.difference(from: actual, scale: scale) {
        return "`\(name)`: \(difference)"
      }
    }
    return nil
  }
}

/// A value that Python recorded.
struct RecordedValue {
  let kind: Substring
  let shape: Substring
  let entries: [Double]

  init(_ words: ArraySlice<Substring>) {
    kind = words.first ?? ""
    shape = words.dropFirst().first ?? ""
    entries = words.dropFirst(2).map { Double($0) ?? .nan }
  }

  func difference(from actual: StageRun.Value, scale: Double) -> String? {
    let (array, isPython) = actual
    let kindName =
      switch array.kind {
      case .boolean: "bool"
      case .integer: "int"
      case .real: "float"
      }
    guard kind == kindName else { return "\(kind) in Python, \(kindName) here" }
    let shapeName =
      array.shape == .scalar
      ? (isPython ? "python" : "scalar")
      : array.shape.sizes.map(String.init).joined(separator: "x")
    guard shape == shapeName else { return "\(shape) in Python, \(shapeName) here" }
    for (expected, entry) in zip(entries, array.elements) {
      guard agree(expected, entry, scale: scale) else {
        return "\(expected) in Python, \(entry) here"
      }
    }
    return nil
  }

  private func agree(_ expected: Double, _ actual: Double, scale: Double) -> Bool {
    if expected.isNaN || actual.isNaN { return expected.isNaN && actual.isNaN }
    if expected == actual { return expected != 0 || expected.sign == actual.sign }
    guard kind == "float", expected.isFinite, actual.isFinite else { return false }
    return abs(expected - actual) <= 1e-12 * max(abs(expected), abs(actual))
      || abs(expected - actual) <= 1e-14 * scale
  }
}

/// A stage compiled and run.
struct StageRun {
  typealias Value = (array: NumericArray, isPython: Bool)

  /// Why it was refused, by the compiler or while it ran.
  private(set) var refusals: [Diagnostic] = []
  private(set) var values: [String: Value] = [:]
  let source: SourceText

  init(
    _ text: String, overrides: [String: NumberLiteral] = [:], limits: Limits = Limits()
  ) {
    source = SourceText(name: "stage", text)
    let parsed = Parser.statements(in: SourceFragment(source, source.span))
    var compiler = Compiler(overrides: overrides, limits: limits)
    for statement in parsed.statements { _ = compiler.compile(statement) }
    refusals = parsed.diagnostics + compiler.diagnostics.sorted
    guard refusals.isEmpty else { return }
    var machine = Machine(compiler.program)
    do throws(Machine.Failure) {
      try machine.run()
    } catch {
      refusals = [error.diagnostic]
      return
    }
    for name in compiler.names {
      guard let slot = compiler.slot(of: name) else { continue }
      values[name] = (machine.value(of: slot), compiler.program.type(of: slot).isPython)
    }
  }
}
