import Foundation
import TestSupport
import Testing

@Suite("Learning line by line, and progress")
struct PlainLearnTests {
  @Test("without a terminal everything is printed, and nothing waits")
  func everything() throws {
    let learned = try runBrickwise("learn", "xor")
    #expect(learned.status == 0)
    #expect(learned.output == (try runBrickwise("run", "xor")).output)
  }

  @Test("a pipe of keystrokes follows a lesson, answers and all")
  func plain() throws {
    try withFolder { folder in
      let environment = ["XDG_STATE_HOME": folder.path]
      let input = String(repeating: "\n", count: 60) + "hint\n-1.410 0.910 0.045\nquit\n"
      let outcome = try runBrickwise(
        "learn", "xor", "--plain", input: Array(input.utf8), environment: environment)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("Neuron b uses the second column"))
      #expect(outcome.output.contains("the sign is wrong"))
      #expect(!outcome.output.contains("\u{1B}"))
      let home = try runBrickwise(environment: environment)
      #expect(home.output.contains(/you are at step 4[0-9] of [0-9]{3}/))
      let reset = try runBrickwise("reset", "xor", environment: environment)
      #expect(reset.output.contains("Forgotten"))
      #expect(!(try runBrickwise(environment: environment)).output.contains("you are at"))
    }
  }

  @Test("a lesson that has changed goes on at the same stage, and says so")
  func changed() throws {
    let lesson = """
      # Lesson

      Words.

      ```python {stage=one}
      a = 1.5
      ```

      ```python {stage=two}
      b = a * 2
      ```

      """
    try withFolder(["mine.md": lesson]) { folder in
      let environment = ["XDG_STATE_HOME": folder.path]
      func learn(_ input: String) throws -> String {
        try runBrickwise(
          "learn", "mine.md", "--plain", input: Array(input.utf8), environment: environment,
          in: folder
        ).output
      }
      _ = try learn("goto two\nquit\n")
      let again = try learn("quit\n")
      #expect(again.contains("going on where you left"))
      try Data(lesson.replacing("Words.", with: "Words.\n\n## New\n\nMore.").utf8)
        .write(to: folder.appendingPathComponent("mine.md"))
      let changed = try learn("quit\n")
      #expect(changed.contains("has changed since you left; going on at the stage two"))
      #expect(changed.contains("Stage two"))
    }
  }
}
