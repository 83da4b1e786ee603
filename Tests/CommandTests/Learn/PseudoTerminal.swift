import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process on a terminal of its own, with somebody at the keyboard.
final class PseudoTerminal {
  let pid: pid_t
  private var master: Int32
  /// The terminal's own end, kept open so that its settings can be looked at afterwards.
  private let terminal: Int32
  /// All that the process has written.
  private(set) var output = ""

  init(_ executable: URL, _ arguments: [String], environment: [String: String]) throws {
    var master: Int32 = -1
    var terminal: Int32 = -1
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    var path = [CChar](repeating: 0, count: 1024)
    try #require(openpty(&master, &terminal, &path, nil, &size) == 0)
    let name = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.master = master
    self.terminal = terminal
    for descriptor in [master, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let newSession: Int16 = 0x0400
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let newSession: Int16 = 0x80
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens is the one that Ctrl-C comes from.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test runner block signals, and a process would inherit that.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    var words = ([executable.path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var pid: pid_t = 0
    let status = posix_spawn(
      &pid, executable.path, &actions, &attributes, &words, &variables)
    try #require(status == 0)
    self.pid = pid
  }

  deinit {
    if master >= 0 { close(master) }
    close(terminal)
  }

  /// The terminal's settings, as numbers that can be compared.
  var settings: [UInt64] {
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { return [] }
    let controls = withUnsafeBytes(of: settings.c_cc) { $0.map { UInt64($0) } }
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
      .map { UInt64($0) } + controls
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Reads until `text` has been written, or for at most so many seconds.
  ///
  /// - Returns: whether it has.
  @discardableResult
  func wait(for text: String, seconds: Double = 5) -> Bool {
    wait(until: { $0.contains(text) }, seconds: seconds)
  }

  /// Reads until what has been written since holds, or for at most so many seconds.
  ///
  /// - Returns: whether it does.
  @discardableResult
  func wait(until holds: (Substring) -> Bool, seconds: Double = 5) -> Bool {
    let start = output.endIndex
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
      read(milliseconds: 20)
      if holds(output[start...]) { return true }
    }
    return false
  }

  /// Closes the window: the process is left without a terminal.
  func hangUp() {
    close(master)
    master = -1
  }

  /// Reads what there is, waiting for it so long.
  func read(milliseconds: Int32) {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    #if canImport(Glibc)
      let count = Glibc.read(master, &bytes, bytes.count)
    #else
      let count = Darwin.read(master, &bytes, bytes.count)
    #endif
    if count > 0 { output += String(decoding: bytes.prefix(count), as: UTF8.self) }
  }

  /// Waits for the end of the process.
  ///
  /// - Returns: its status as `waitpid` gives it.
  func end(seconds: Double = 5) -> Int32? {
    var status: Int32 = 0
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
      read(milliseconds: 5)
      if waitpid(pid, &status, WNOHANG) == pid {
        read(milliseconds: 0)
        return status
      }
    }
    kill(pid, SIGKILL)
    waitpid(pid, &status, 0)
    return nil
  }
}
