#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes to standard output and standard error, whole or not at all as far as the reader can tell.
enum Output {
  /// What can go wrong: a full disk, mostly.
  struct Failure: Error {
    let reason: String
  }

  /// Writes to standard output.
  ///
  /// A reader who has left (`| head`) is no failure of ours: the program ends quietly.
  static func write(_ text: String) throws(Failure) {
    try write(text, to: STDOUT_FILENO)
  }

  /// Writes to standard error; if that is impossible there is nobody left to tell.
  static func complain(_ text: String) {
    try? write(text, to: STDERR_FILENO)
  }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    try write(bytes, toFile: STDOUT_FILENO)
  }

  /// Writes to an open file.
  static func write(_ bytes: [UInt8], toFile descriptor: Int32) throws(Failure) {
    let problem = bytes.withUnsafeBufferPointer { writeAll($0, to: descriptor) }
    if problem == EPIPE, descriptor == STDOUT_FILENO { exit(ExitStatus.success) }
    if problem != 0 { throw Failure(reason: String(cString: strerror(problem))) }
  }

  private static func write(_ text: String, to descriptor: Int32) throws(Failure) {
    var text = text
    let problem = text.withUTF8 { writeAll($0, to: descriptor) }
    if problem == EPIPE { exit(ExitStatus.success) }
    if problem != 0 { throw Failure(reason: String(cString: strerror(problem))) }
  }

  /// Writes all of the bytes; the error number if that fails, or 0.
  static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = systemWrite(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count > 0 {
        written += count
      } else if count < 0, errno != EINTR {
        return errno
      }
    }
    return 0
  }

  private static func systemWrite(
    _ descriptor: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }

  /// Lets a write to a closed pipe fail instead of killing the program.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }
}

/// What the program's exit code says; usage errors have the argument parser's own, 64.
enum ExitStatus {
  /// All is well.
  static let success: Int32 = 0
  /// Something that was checked is wrong.
  static let wrong: Int32 = 1
  /// A lesson has errors, or cannot be read.
  static let badLesson: Int32 = 2
  /// Ended by Ctrl-C, with what there was kept: 128 and the signal's number, as shells have it.
  static let interrupted: Int32 = 130
  /// The output could not be written (`EX_IOERR` of `sysexits.h`).
  static let outputFailed: Int32 = 74
}
