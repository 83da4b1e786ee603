import Foundation
import TestSupport
import Testing
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Learning on a terminal", .serialized)
struct LearnTerminalTests {
  private func start(_ folder: URL, _ arguments: [String] = ["learn", "xor"]) throws
    -> PseudoTerminal
  {
    try PseudoTerminal(
      brickwisePath(), arguments,
      environment: [
        "TERM": "xterm-256color", "XDG_STATE_HOME": folder.path, "PATH": "/usr/bin:/bin",
        // The Swift runtime takes seconds to say where a program was when it was killed.
        "SWIFT_BACKTRACE": "enable=no",
      ])
  }

  private static let left = "\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"

  @Test(
    "the terminal is given back as it was",
    arguments: [
      "q", "\u{03}", "kill \(SIGTERM)", "kill \(SIGHUP)", "kill \(SIGSEGV)", "kill \(SIGTRAP)",
      "kill \(SIGQUIT)", "kill \(SIGABRT)",
    ])
  func wayOut(_ way: String) throws {
    try withFolder { folder in
      let session = try start(folder)
      let before = session.settings
      #expect(session.wait(until: { Self.lastStep($0) == 1 }))
      #expect(session.settings != before)
      #expect(session.output.hasPrefix("\u{1B}[?1049h"))
      if way.hasPrefix("kill ") {
        kill(session.pid, Int32(way.dropFirst(5)) ?? SIGTERM)
      } else {
        session.type(way)
      }
      let status = try #require(session.end())
      #expect(session.settings == before)
      #expect(session.output.contains(Self.left))
      if way == "q" {
        #expect(status == 0)
      } else {
        // Whoever waits is told which signal it was.
        let expected = way == "\u{03}" ? SIGINT : Int32(way.dropFirst(5))
        #expect(status & 0x7F == expected)
        #expect(session.output.hasSuffix(Self.left))
      }
    }
  }

  @Test("put aside with Ctrl-Z and brought back, the terminal is the shell's and then ours again")
  func suspended() throws {
    try withFolder { folder in
      let session = try PseudoTerminal(
        URL(fileURLWithPath: "/bin/sh"), ["-i"],
        environment: [
          "TERM": "xterm-256color", "XDG_STATE_HOME": folder.path, "PATH": "/usr/bin:/bin",
          "PS1": "ready> ", "ENV": "",
        ])
      #expect(session.wait(for: "ready> "))
      let path = try brickwisePath().path
      session.type("set -m; \(path) learn xor\n")
      #expect(session.wait(until: { Self.lastStep($0) == 1 }))
      let taken = session.settings
      session.type("\u{1A}")
      #expect(session.wait(until: { $0.contains(Self.left) && $0.contains("ready> ") }))
      let before = session.settings
      #expect(taken != before)
      session.type("fg\n")
      // All of it is drawn again, on the other screen.
      #expect(session.wait(until: { $0.contains("\u{1B}[?1049h") && $0.contains("XOR") }))
      #expect(session.settings == taken)
      session.type("\r")
      #expect(session.wait(until: { Self.lastStep($0) == 2 }))
      session.type("q")
      #expect(session.wait(for: "ready> "))
      #expect(session.settings == before)
      session.type("exit\n")
      #expect(session.end() == 0)
    }
  }

  @Test("a closed window ends it, and the place is kept")
  func closedWindow() throws {
    try withFolder { folder in
      let session = try start(folder)
      #expect(session.wait(until: { Self.lastStep($0) == 1 }))
      session.type("\r")
      #expect(session.wait(until: { Self.lastStep($0) == 2 }))
      session.hangUp()
      #expect(session.end() != nil)
      let file = folder.appendingPathComponent("brickwise/xor.progress")
      let bookmark = Bookmark(parsing: try String(contentsOf: file, encoding: .utf8))
      #expect(bookmark?.step == 1)
    }
  }

  @Test(
    "a terminal that draws ∂ two columns wide is asked, and believed", arguments: [(2, 1), (3, 2)])
  func ambiguousWidth(_ column: Int, _ width: Int) throws {
    try withFolder { folder in
      let session = try start(folder)
      #expect(session.wait(until: { $0.contains("\u{1B}[6n") && $0.contains("wavy equals sign") }))
      let start = session.output.endIndex
      session.type("\u{1B}[1;\(column)R")
      // Only where it was taken to be otherwise is anything drawn again.
      #expect(session.wait(for: "\u{1B}[2J", seconds: 0.5) == (width == 2))
      #expect(width == 1 || Self.lastStep(session.output[start...]) == 1)
      session.type("q")
      #expect(session.end() == 0)
    }
  }

  @Test("one write a frame, and only the rows that differ")
  func frames() throws {
    try withFolder { folder in
      let session = try start(folder)
      #expect(session.wait(until: { Self.lastStep($0) == 1 }))
      let start = session.output.endIndex
      session.type("z")
      #expect(session.wait(for: "does nothing"))
      let frame = session.output[start...]
      #expect(!frame.contains("\u{1B}[2J"))
      #expect(frame.utf8.count < 200)
      session.type("q")
      #expect(session.end() == 0)
    }
  }

  @Test("killed at any moment: the file is whole, and the lesson goes on where it was")
  func killed() throws {
    try withFolder { folder in
      var generator = SystemRandomNumberGenerator()
      var shown = 1
      for round in 0..<100 {
        let session = try start(folder)
        let known = shown
        try #require(session.wait(until: { Self.lastStep($0) != nil }))
        #expect(Self.lastStep(session.output).map { abs($0 - known) <= 1 } == true)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          session.type(["\r", "\r", " ", "b", "s", "t"].randomElement(using: &generator) ?? "\r")
          if Bool.random(using: &generator) {
            session.read(milliseconds: Int32.random(in: 0...8, using: &generator))
          }
        }
        usleep(UInt32.random(in: 0...6000, using: &generator))
        kill(session.pid, SIGKILL)
        _ = session.end()
        let file = folder.appendingPathComponent("brickwise/xor.progress")
        let text = try String(contentsOf: file, encoding: .utf8)
        let bookmark = try #require(Bookmark(parsing: text), "round \(round)")
        // It is kept just before it is shown; between the two it may be one step ahead.
        let last = try #require(Self.lastStep(session.output))
        #expect(abs(bookmark.step + 1 - last) <= 1)
        shown = bookmark.step + 1
      }
    }
  }

  /// The last step of which the title line has told.
  private static func lastStep(_ output: some StringProtocol) -> Int? {
    String(output).matches(of: /([0-9]+)\/[0-9]{3}/).last.flatMap { Int($0.output.1) }
  }

  @Test("a place that cannot be kept is said once, and the lesson goes on")
  func unwritable() throws {
    try withFolder(["brickwise": "in the way"]) { folder in
      let session = try start(folder)
      #expect(session.wait(for: "cannot be kept"))
      session.type("\r\r\r")
      #expect(session.wait(until: { Self.lastStep($0) == 2 }))
      session.type("\rq")
      #expect(session.end() == 0)
      #expect(session.output.ranges(of: "cannot be kept").count == 1)
    }
  }

  @Test("a damaged file is said once, and the lesson begins")
  func damaged() throws {
    try withFolder { folder in
      let directory = folder.appendingPathComponent("brickwise")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data("brickwise progress 1\nlesson: xor\nst".utf8)
        .write(to: directory.appendingPathComponent("xor.progress"))
      let session = try start(folder)
      #expect(session.wait(until: { Self.lastStep($0) == 1 }))
      #expect(session.output.contains("damaged"))
      session.type("q")
      #expect(session.end() == 0)
    }
  }
}
