import Foundation
import TestSupport
import Testing

@Suite("Files that are no lessons")
struct FileTests {
  @Test("what cannot be read is said, and why", arguments: ["run", "lint"])
  func unreadable(_ command: String) throws {
    try withFolder { folder in
      func outcome(_ name: String) throws -> ProcessOutcome {
        let outcome = try runBrickwise(command, name, in: folder)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        return outcome
      }
      #expect(
        try outcome("nosuch.md").errors == "brickwise: nosuch.md: No such file or directory\n")
      #expect(
        try outcome("xr").errors.contains("there is no lesson `xr`"))
      #expect(try outcome("xro").errors.contains("did you mean `xor`?"))
      let directory = try outcome(".").errors
      #expect(directory.contains(command == "run" ? "Is a directory" : "there is no lesson (*.md)"))
      let file = folder.appendingPathComponent("locked.md")
      try Data("# a".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
      // Nothing is locked to root, who reads it and finds no stage in it.
      if !FileManager.default.isReadableFile(atPath: file.path) {
        #expect(try outcome("locked.md").errors == "brickwise: locked.md: Permission denied\n")
      }
    }
  }

  @Test(
    "an empty file is a lesson with nothing in it, and that is said", arguments: ["run", "lint"])
  func empty(_ command: String) throws {
    let outcome = try runBrickwise(command, "-")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: nothing in this lesson runs"))
  }

  @Test(
    "bytes that are no text are errors, the first twenty and a count", arguments: ["run", "lint"])
  func noText(_ command: String) throws {
    for bytes in [[UInt8](repeating: 0, count: 10_000), [UInt8](repeating: 0xFF, count: 10_000)] {
      let outcome = try runBrickwise(command, "-", input: bytes)
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("<standard input>:1:1: error: byte 0x"))
      #expect(outcome.errors.contains("and 9980 more such bytes"))
      #expect(outcome.errors.hasOnlyText)
    }
  }

  @Test("a file that is too large is refused", arguments: ["run", "lint"])
  func large(_ command: String) throws {
    let outcome = try runBrickwise(
      command, "-", input: [UInt8](repeating: 0x61, count: 5_000_000))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("4 MiB"))
    #expect(outcome.errors.utf8.count < 1000)
  }

  @Test("a megabyte on one line is a lesson")
  func longLine() throws {
    let stage = "\n\n```python {stage=a}\nx = 1\n```\n"
    let text = String(repeating: "word ", count: 200_000) + "`y ≈ 1`" + stage
    let outcome = try runBrickwise("run", "-", input: Array(text.utf8))
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("<standard input>:1:1000002: error: nothing is named `y`"))
    #expect(outcome.errors.utf8.count < 1000)
  }

  @Test("an endless file is not read to its end")
  func endless() throws {
    #expect(try runScript("\"$BRICKWISE\" run - < /dev/zero").status == 2)
    #expect(try runScript("\"$BRICKWISE\" check xor - < /dev/zero").status == 2)
  }

  @Test("escapes in a lesson and in a file's name are shown, not obeyed")
  func escapes() throws {
    let evil = "\u{1B}[2J\u{1B}]0;title\u{07}\u{9B}31m\u{202E}"
    let text = """
      # Title \(evil)

      Prose \(evil) `x ≈ 2` `code \(evil)` $`a \(evil)`$ <b \(evil)>

      ```python {stage=a}
      x = 1  # caption \(evil)
      ```

      ```text \(evil)
      \(evil)
      ```

      `x ≈ 2 \(evil)`

      <details><summary>S \(evil)</summary>

      H \(evil)

      </details>
      """
    try withFolder(["\u{1B}[31mred.md": text, "a.txt": "x = 1 \(evil)\n\(evil) = 3"]) { folder in
      for script in [
        "\"$BRICKWISE\" run ./*red.md", "\"$BRICKWISE\" run ./*red.md --plain",
        "\"$BRICKWISE\" lint .", "\"$BRICKWISE\" lint ./*red.md",
        "\"$BRICKWISE\" check ./*red.md a.txt", "\"$BRICKWISE\" check xor a.txt ./*red.md",
        "sed 's/.x ≈ 2.*//' ./*red.md > b.md; \"$BRICKWISE\" run b.md; \"$BRICKWISE\" check b.md a.txt",
      ] {
        let outcome = try runScript(script, in: folder)
        #expect(outcome.output.hasOnlyText, "\(script)")
        #expect(outcome.errors.hasOnlyText, "\(script)")
        #expect(!(outcome.output + outcome.errors).contains("\u{202E}"))
      }
    }
  }
}
