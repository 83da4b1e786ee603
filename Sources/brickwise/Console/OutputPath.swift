import ArgumentParser

/// Where a command writes its files: what `--output` says, or a name made of the lesson's.
struct OutputPath {
  private let output: String?
  private let lesson: String
  private let stem: String
  /// The endings that a name may have for another format's.
  private let formats: Set<String>

  /// - Parameters:
  ///   - output: What `--output` says.
  ///   - lesson: The lesson's name or path.
  ///   - suffix: What tells a name made of the lesson's from that of another file of the lesson.
  ///   - formats: The endings that a name may have for another format's.
  init(_ output: String?, lesson: String, suffix: String = "", formats: Set<String> = []) {
    self.output = output
    self.lesson = lesson
    stem = PathName(lesson).stem + suffix
    self.formats = formats
  }

  /// The file to write, or `-` for standard output.
  ///
  /// - Parameters:
  ///   - ending: What a file of its format ends in.
  ///   - isOneOfSeveral: Whether there are others, so that each needs its own ending.
  /// - Returns: Its path.
  /// - Throws: the exit code for a folder that is not there; a usage error for the lesson itself, which
  ///   would be lost.
  func path(endingIn ending: String, isOneOfSeveral: Bool = false) throws -> String {
    let path = try name(endingIn: ending, isOneOfSeveral)
    try Self.spare(lesson, from: path, named: "--output")
    return path
  }

  /// Refuses a path that is the lesson's own.
  static func spare(_ lesson: String, from path: String, named option: String) throws {
    guard FileReading.exists(lesson), isSame(path, lesson) else { return }
    throw ValidationError("\(path) is the lesson itself: name another file with \(option)")
  }

  private func name(endingIn ending: String, _ isOneOfSeveral: Bool) throws -> String {
    guard let output else { return "\(stem).\(ending)" }
    guard !output.isEmpty else { throw ValidationError("--output names no file") }
    // A device or a pipe has the name that it has.
    if output == "-" || FileWriting.isSpecial(output) { return output }
    if FileReading.isDirectory(output) {
      return output.hasSuffix("/") ? "\(output)\(stem).\(ending)" : "\(output)/\(stem).\(ending)"
    }
    guard !output.hasSuffix("/") else {
      Output.complain("brickwise: \(output): there is no such folder\n")
      throw ExitCode(ExitStatus.outputFailed)
    }
    guard let given = PathName(output).fileExtension else { return "\(output).\(ending)" }
    if !isOneOfSeveral { return output }
    let base = formats.contains(given) ? String(output.dropLast(given.count + 1)) : output
    return "\(base).\(ending)"
  }

  /// Whether two paths lead to one file, whether it is there or not.
  static func isSame(_ first: String, _ second: String) -> Bool {
    FileReading.absolutePath(of: first) == FileReading.absolutePath(of: second)
  }

  /// Writes a file and says so, or writes to standard output.
  ///
  /// - Throws: the exit code for output that cannot be written; the reason has been said.
  static func write(_ bytes: [UInt8], to path: String) throws {
    guard path == "-" else {
      try FileWriting.replace(path, with: bytes)
      return Output.complain("\(path)\n")
    }
    do throws(Output.Failure) {
      try Output.write(bytes)
    } catch {
      Output.complain("brickwise: the output could not be written: \(error.reason)\n")
      throw ExitCode(ExitStatus.outputFailed)
    }
  }
}

/// A path and the parts of its last component.
struct PathName {
  /// The last component without its ending; `lesson` for one that has none, such as `-`.
  let stem: String
  /// What follows the last point of the last component; nil if nothing does.
  let fileExtension: String?

  init(_ path: String) {
    let last = path.split(separator: "/").last.map { String($0) } ?? ""
    if let point = last.lastIndex(of: "."), point > last.startIndex {
      stem = String(last[..<point])
      fileExtension = String(last[last.index(after: point)...])
    } else {
      stem = last.isEmpty || last == "-" ? "lesson" : last
      fileExtension = nil
    }
  }
}
