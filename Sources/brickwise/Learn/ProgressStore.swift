import Source
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that say how far somebody is: one for each lesson, in the directory that the system
/// has for such things.
///
/// A file is named for its lesson: `xor.progress` for a bundled one; one of your own has a number
/// after its name that stands for its path. ``Bookmark`` says what is in it.
struct ProgressStore {
  /// Where the files are; nil if there is nowhere to put them.
  let directory: String?

  /// What went wrong with a file.
  struct Failure: Error {
    let reason: String
  }

  /// What was found for a lesson.
  enum Found {
    case nothing
    case bookmark(Bookmark)
    /// There is something, and it is no use: why.
    case damaged(String)
  }

  /// The directory of this process's user: `$XDG_STATE_HOME/brickwise`, which is
  /// `~/.local/state/brickwise` by default, or `~/Library/Application Support/brickwise`.
  static var current: ProgressStore {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    if let state = variable("XDG_STATE_HOME") {
      return ProgressStore(directory: state + "/brickwise")
    }
    guard let home = variable("HOME") else { return ProgressStore(directory: nil) }
    #if canImport(Darwin)
      return ProgressStore(directory: home + "/Library/Application Support/brickwise")
    #else
      return ProgressStore(directory: home + "/.local/state/brickwise")
    #endif
  }

  private static let suffix = ".progress"
  private static let sizeLimit = 4 << 20

  /// The file of a lesson.
  func path(of lesson: String) -> String? {
    directory.map { "\($0)/\(Self.fileName(of: lesson))\(Self.suffix)" }
  }

  private static func fileName(of lesson: String) -> String {
    guard lesson.contains("/") else { return lesson.hasPrefix(".") ? "_" + lesson : lesson }
    let last = lesson.split(separator: "/").last.map(String.init) ?? "lesson"
    let stem = last.hasSuffix(".md") ? String(last.dropLast(3)) : last
    return "\(stem)-\(Bookmark.hash(of: Array(lesson.utf8)).prefix(8))"
  }

  // MARK: Reading

  /// What is kept of a lesson.
  func read(_ lesson: String) -> Found {
    guard let path = path(of: lesson), FileReading.exists(path) else { return .nothing }
    do throws(FileReading.Failure) {
      let bytes = try FileReading.bytes(at: path, limit: Self.sizeLimit)
      guard bytes.count <= Self.sizeLimit,
        let bookmark = Bookmark(parsing: String(decoding: bytes, as: UTF8.self))
      else { return .damaged("\(path) is damaged, so this starts at the beginning") }
      return .bookmark(bookmark)
    } catch {
      return .damaged("\(path) cannot be read: \(error.reason)")
    }
  }

  /// Everything that is kept, by lesson.
  func all() -> [Bookmark] {
    guard let directory, FileReading.isDirectory(directory) else { return [] }
    let names = (try? FileReading.names(in: directory)) ?? []
    return names.filter { $0.hasSuffix(Self.suffix) }.compactMap { name in
      guard let bytes = try? FileReading.bytes(at: "\(directory)/\(name)", limit: Self.sizeLimit)
      else { return nil }
      return Bookmark(parsing: String(decoding: bytes, as: UTF8.self))
    }
  }

  // MARK: Writing

  /// Keeps a bookmark: written beside the old one and put in its place, so that there is a whole
  /// file at every moment.
  func write(_ bookmark: Bookmark) throws(Failure) {
    guard let directory, let path = path(of: bookmark.lesson) else {
      throw Failure(reason: "neither HOME nor XDG_STATE_HOME is set")
    }
    let temporary = "\(path).\(getpid()).tmp"
    var descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0, errno == ENOENT {
      makeDirectories(directory)
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { throw failure(path) }
    let error = Array(bookmark.text.utf8).withUnsafeBufferPointer {
      Output.writeAll($0, to: descriptor)
    }
    if error != 0 {
      close(descriptor)
      unlink(temporary)
      throw failure(path, error)
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let failure = failure(path)
      unlink(temporary)
      throw failure
    }
  }

  private func failure(_ path: String, _ error: Int32 = errno) -> Failure {
    Failure(reason: "\(path): \(String(cString: strerror(error)))")
  }

  private func makeDirectories(_ path: String) {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += "/" + part
      mkdir(prefix, 0o700)
    }
  }

  // MARK: Forgetting

  /// Forgets a lesson, or all of them.
  ///
  /// - Returns: how many files are gone.
  func reset(_ lesson: String?) throws(Failure) -> Int {
    guard let directory, FileReading.isDirectory(directory) else { return 0 }
    let names: [String]
    do throws(FileReading.Failure) {
      names = try FileReading.names(in: directory)
    } catch {
      throw Failure(reason: "\(directory): \(error.reason)")
    }
    let wanted = lesson.map { Self.fileName(of: $0) + Self.suffix }
    var count = 0
    for name in names where name.hasSuffix(Self.suffix) || name.hasSuffix(".tmp") {
      let isTemporary = name.hasSuffix(".tmp")
      if let wanted, !(isTemporary ? name.hasPrefix(wanted + ".") : name == wanted) { continue }
      let path = "\(directory)/\(name)"
      guard unlink(path) == 0 else { throw failure(path) }
      if !isTemporary { count += 1 }
    }
    return count
  }
}
