#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs another program, without its output and for so long and no longer.
enum ChildProcess {
  /// The path of the first of `names` that is an executable file in a directory of `PATH`, or nil.
  static func find(_ names: [String]) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    for name in names {
      if name.contains("/") {
        if access(name, X_OK) == 0 { return name }
        continue
      }
      for directory in path.split(separator: ":") {
        let candidate = "\(directory)/\(name)"
        if access(candidate, X_OK) == 0, !FileReading.isDirectory(candidate) { return candidate }
      }
    }
    return nil
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - path: The program.
  ///   - arguments: Its arguments, its name not among them.
  ///   - log: The file that takes what it says.
  ///   - seconds: How long it may take.
  ///   - variables: What it is told besides, as `name=value`.
  /// - Returns: Its exit code; nil if it could not be started, was killed, or took too long.
  static func run(
    _ path: String, _ arguments: [String], log: String, seconds: Int, variables: [String] = []
  ) -> Int32? {
    var actions = fileActions()
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var environment = (inherited + variables).map { strdup($0) } + [nil]
    defer { for pointer in argv + environment { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawn(&child, path, &actions, nil, &argv, &environment) == 0 else { return nil }
    var status: Int32 = 0
    for _ in 0..<(seconds * 100) {
      let result = waitpid(child, &status, WNOHANG)
      // The low byte is the signal that ended it; the next one is its exit code.
      if result == child { return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil }
      if result < 0, errno != EINTR { return nil }
      usleep(10_000)
    }
    kill(child, SIGKILL)
    waitpid(child, &status, 0)
    return nil
  }

  #if canImport(Darwin)
    private static func fileActions() -> posix_spawn_file_actions_t? {
      var actions: posix_spawn_file_actions_t?
      posix_spawn_file_actions_init(&actions)
      return actions
    }
  #else
    private static func fileActions() -> posix_spawn_file_actions_t {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      return actions
    }
  #endif

  /// What the program is told of its surroundings.
  private static var inherited: [String] {
    let names = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "DISPLAY"]
    return names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
  }
}

/// A directory of its own for as long as `body` runs.
enum TemporaryDirectory {
  static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    // An empty TMPDIR is none: it would mean the root of the file system.
    let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = named.isEmpty ? "/tmp" : named
    var template = Array("\(parent)/brickwise-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw FileReading.Failure(reason: String(cString: strerror(errno)))
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { remove(path) }
    return try body(path)
  }

  private static func remove(_ path: String) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? FileReading.names(in: path)) ?? [] where name != "." && name != ".." {
        remove("\(path)/\(name)")
      }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
