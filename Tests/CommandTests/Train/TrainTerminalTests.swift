import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Training runs on a terminal: drawn while they go, ended in every way, the terminal given back.
@Suite("Training on a terminal", .serialized)
struct TrainTerminalTests {
  /// A run that takes for ever, and one that is soon done.
  private static let lesson = """
    # Halving

    ```python {stage=start}
    w = 1.0
    X = array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    labels = array([0, 0, 1])
    def predict(x): return x[:, 0] + x[:, 1] > 1.5
    ```

    ```python {stage=step}
    w = w * 0.999999 + 0.0000001
    ```

    ```train {run=endless}
    repeat: step
    epochs: 1000000000
    measure: w
    ```

    ```train {run=short}
    repeat: step
    epochs: 1000
    measure: w
    ```

    ```plot {run=endless}
    line: w
    boundary: predict(X), labels
    ```
    """

  private func start(_ runs: [String], in folder: URL) throws -> PseudoTerminal {
    let path = folder.appendingPathComponent("lesson.md")
    try Self.lesson.write(to: path, atomically: true, encoding: .utf8)
    return try PseudoTerminal(
      brickwisePath(), ["train", path.path] + runs,
      environment: [
        "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
      ])
  }

  private static let left = "\u{1B}[?25h\u{1B}[?1049l"

  @Test(
    "however it is ended, the terminal is given back and what there is remains",
    arguments: ["q", "\u{03}"])
  func ended(key: String) throws {
    try withFolder { folder in
      let session = try start(["endless"], in: folder)
      let before = session.settings
      #expect(session.wait(for: "epochs/s"))
      #expect(session.settings != before)
      session.type(key)
      let status = try #require(session.end())
      #expect(status >> 8 & 0xFF == (key == "q" ? 0 : 130))
      #expect(status & 0x7F == 0)
      #expect(session.settings == before)
      let after = session.output.components(separatedBy: Self.left).last ?? ""
      #expect(
        after.contains(" epochs") && after.contains("w falls from") && after.contains("⠀") == false)
      #expect(after.contains("predict(X)"))
    }
  }

  @Test("killed, it gives the terminal back", arguments: [SIGTERM, SIGHUP, SIGSEGV])
  func killed(signal: Int32) throws {
    try withFolder { folder in
      let session = try start(["endless"], in: folder)
      let before = session.settings
      #expect(session.wait(for: "epochs/s"))
      kill(session.pid, signal)
      let status = try #require(session.end())
      #expect(status & 0x7F == signal)
      #expect(session.settings == before)
      #expect(session.output.hasSuffix(Self.left))
    }
  }

  @Test("paused it waits, and goes on")
  func paused() throws {
    try withFolder { folder in
      let session = try start(["endless"], in: folder)
      #expect(session.wait(for: "epochs/s"))
      session.type("p")
      #expect(session.wait(for: "go on"))
      session.type("p")
      #expect(session.wait(for: "pause"))
      session.type("q")
      #expect(session.end() == 0)
    }
  }

  @Test("two runs go side by side, and what is done is done")
  func sideBySide() throws {
    try withFolder { folder in
      let session = try start(["short", "endless"], in: folder)
      #expect(session.wait(for: "done"))
      session.type("q")
      #expect(session.end() == 0)
      let after = session.output.components(separatedBy: Self.left).last ?? ""
      #expect(after.contains("short") && after.contains("endless"))
    }
  }
}
