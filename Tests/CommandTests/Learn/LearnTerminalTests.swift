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
      #expect(session.wait(for: "1/165"))
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

  @Test("one write a frame, and only the rows that differ")
  func frames() throws {
    try withFolder { folder in
      let session = try start(folder)
      #expect(session.wait(for: "1/165"))
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
        try #require(session.wait(for: "/165"))
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

  private static func lastStep(_ output: String) -> Int? {
    guard let slash = output.ranges(of: "/165").last else { return nil }
    return Int(String(output[..<slash.lowerBound].reversed().prefix { $0.isNumber }.reversed()))
  }

  @Test("a place that cannot be kept is said once, and the lesson goes on")
  func unwritable() throws {
    try withFolder(["brickwise": "in the way"]) { folder in
      let session = try start(folder)
      #expect(session.wait(for: "cannot be kept"))
      session.type("\r\r\r")
      #expect(session.wait(for: "2/165"))
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
      #expect(session.wait(for: "1/165"))
      #expect(session.output.contains("damaged"))
      session.type("q")
      #expect(session.end() == 0)
    }
  }
}
