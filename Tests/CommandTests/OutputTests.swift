import Foundation
import TestSupport
import Testing

@Suite("Where the output goes")
struct OutputTests {
  @Test(
    "a reader who leaves is no error",
    arguments: ["run xor", "--help", "functions", "lint xor xor xor"])
  func closedPipe(_ arguments: String) throws {
    // The reader has gone before the first word is written.
    let outcome = try runScript(
      "{ sleep 0.2; \"$BRICKWISE\" \(arguments); echo $? >&2; } | head -n 0")
    #expect(outcome.errors == "0\n")
    let head = try runScript("{ \"$BRICKWISE\" run xor; echo $? >&2; } | head -n 1")
    #expect(head.errors == "0\n")
    #expect(head.output == "One training step on XOR\n")
  }

  @Test(
    "a full disk is one",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"),
    arguments: ["run xor", "", "--help", "lessons", "functions", "check xor L=0.3005", "lint xor"])
  func fullDisk(_ arguments: String) throws {
    let outcome = try runScript("\"$BRICKWISE\" \(arguments) > /dev/full")
    #expect(outcome.status == 74)
    #expect(
      outcome.errors == "brickwise: the output could not be written: No space left on device\n")
  }

  @Test("closed outputs are no crash")
  func closed() throws {
    #expect(try runScript("\"$BRICKWISE\" run xor >&-").status == 74)
    #expect(try runScript("\"$BRICKWISE\" run nosuch 2>&-").status == 2)
    #expect(try runScript("\"$BRICKWISE\" run - <&-").status == 2)
  }
}
