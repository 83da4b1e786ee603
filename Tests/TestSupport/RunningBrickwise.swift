import Foundation
import Testing

/// What a process did.
public struct ProcessOutcome: Sendable {
  /// Its exit code; for one that was killed, the signal's number made negative.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String
}

/// Runs the executable that was built with the tests.
///
/// - Parameters:
///   - arguments: The words after the program's name.
///   - input: What it reads from standard input.
///   - environment: Variables besides `PATH`; without any, a terminal that is not dumb and no wish
///     about colour.
///   - folder: The current directory.
/// - Returns: What it did.
/// - Throws: What keeps it from being started.
public func runBrickwise(
  _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:],
  in folder: URL? = nil
) throws -> ProcessOutcome {
  try run(brickwisePath(), arguments, input, environment, folder)
}

/// Runs a script in which `$BRICKWISE` is the executable that was built with the tests.
///
/// - Parameters:
///   - script: The script, for `sh`.
///   - folder: The current directory.
/// - Returns: What it did.
/// - Throws: What keeps it from being started.
public func runScript(_ script: String, in folder: URL? = nil) throws -> ProcessOutcome {
  try run(
    URL(fileURLWithPath: "/bin/sh"), ["-c", script], [], ["BRICKWISE": brickwisePath().path], folder
  )
}

/// Gives `body` a folder of its own with `files` in it, by name, and removes it afterwards.
///
/// - Parameters:
///   - files: What the files hold.
///   - body: What to do with the folder.
/// - Throws: What `body` throws, and what keeps the files from being written.
public func withFolder(
  _ files: [String: String] = [:], _ body: (URL) throws -> Void
) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("brickwise-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }
  try body(folder)
}

private func run(
  _ executable: URL, _ arguments: [String], _ input: [UInt8], _ environment: [String: String],
  _ folder: URL?
) throws -> ProcessOutcome {
  let process = Process()
  process.executableURL = executable
  process.arguments = arguments
  process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
    .merging(environment) { $1 }
  process.currentDirectoryURL = folder ?? FileManager.default.temporaryDirectory
  var outcome: ProcessOutcome?
  // Files and not pipes: nothing has to be read while the process runs.
  try withFolder { scratch in
    let files = ["in", "out", "err"].map { scratch.appendingPathComponent($0) }
    try Data(input).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let isExit = process.terminationReason == .exit
    outcome = ProcessOutcome(
      status: isExit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
  return try #require(outcome)
}

/// The executable that was built with the tests: it stands beside the bundle of tests that is running.
public func brickwisePath() throws -> URL {
  let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
  let places = bundles + CommandLine.arguments.prefix(1).map { URL(fileURLWithPath: $0) }
  let candidates = places.map {
    $0.deletingLastPathComponent().appendingPathComponent("brickwise")
  }
  return try #require(
    candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) },
    "the executable is not beside the tests")
}
