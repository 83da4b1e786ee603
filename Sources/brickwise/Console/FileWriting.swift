import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes whole files: under a temporary name first, so that a full disk or a killed program leaves
/// what was there before.
enum FileWriting {
  /// Writes `text` to the file at `path`, in place of what is there.
  ///
  /// - Throws: the exit code for output that cannot be written; the reason has been said.
  static func replace(_ path: String, with text: String) throws {
    try replace(path, with: Array(text.utf8))
  }

  /// Writes bytes to the file at `path`, in place of what is there.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      if status.st_mode & S_IFMT == S_IFDIR { throw failure(path, "Is a directory") }
      // A pipe or a device cannot be replaced.
      return try write(bytes, path, O_WRONLY, for: path)
    }
    // What may not be written may not be replaced either.
    if isThere, access(path, W_OK) != 0 { throw failure(path, String(cString: strerror(errno))) }
    // A link stays a link: the file that it leads to is replaced.
    let target = isThere ? FileReading.absolutePath(of: path) : path
    let temporary = temporaryName(for: target)
    do {
      try write(bytes, temporary, O_WRONLY | O_CREAT | O_EXCL, for: path)
      if isThere { chmod(temporary, status.st_mode & 0o7777) }
    } catch {
      unlink(temporary)
      throw error
    }
    try rename(temporary, to: target)
  }

  /// Whether there is something at `path` that is neither a file nor a directory.
  static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Gives the finished file at `temporary` its name.
  static func rename(_ temporary: String, to path: String) throws {
    #if canImport(Glibc)
      let result = Glibc.rename(temporary, path)
    #elseif canImport(Musl)
      let result = Musl.rename(temporary, path)
    #else
      let result = Darwin.rename(temporary, path)
    #endif
    guard result == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw failure(path, reason)
    }
  }

  /// A name in the same directory, so that the file can be renamed.
  static func temporaryName(for path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path[..<slash] + ".\(path[slash...]).\(getpid()).tmp"
  }

  /// Writes bytes to `path`; what goes wrong is said of the file that they are `for`.
  private static func write(
    _ bytes: [UInt8], _ path: String, _ flags: Int32, for file: String
  ) throws {
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else { throw failure(file, String(cString: strerror(errno))) }
    do throws(Output.Failure) {
      try Output.write(bytes, toFile: descriptor)
    } catch {
      close(descriptor)
      throw failure(file, error.reason)
    }
    guard close(descriptor) == 0 else { throw failure(file, String(cString: strerror(errno))) }
  }

  private static func failure(_ path: String, _ reason: String) -> ExitCode {
    Output.complain("brickwise: \(path): \(reason)\n")
    return ExitCode(ExitStatus.outputFailed)
  }
}
