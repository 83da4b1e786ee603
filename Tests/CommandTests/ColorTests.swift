import TestSupport
import Testing

@Suite("When there is colour")
struct ColorTests {
  @Test(
    "options come first, then the environment, then whether it is a terminal",
    arguments: [
      ("auto", [:], false), ("always", [:], true), ("never", [:], false),
      ("auto", ["CLICOLOR_FORCE": "1"], true), ("auto", ["CLICOLOR_FORCE": "0"], false),
      ("auto", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
      ("always", ["NO_COLOR": "1"], true),
      ("auto", ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
      ("never", ["CLICOLOR_FORCE": "1"], false), ("always", ["TERM": "dumb"], true),
    ] as [(String, [String: String], Bool)])
  func color(_ choice: String, _ environment: [String: String], _ isColored: Bool) throws {
    let outcome = try runBrickwise(
      "run", "xor", "--stage", "loss", "--color", choice, environment: environment)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\u{1B}[") == isColored)
    #expect(outcome.output.withoutStyles.hasOnlyText)
  }

  @Test("a dumb terminal and plain text have ASCII formulas")
  func dumb() throws {
    let dumb = try runBrickwise("run", "xor", "--stage", "dW2", environment: ["TERM": "dumb"])
    #expect(dumb.output.utf8.allSatisfy { $0 < 0x80 })
    let plain = try runBrickwise(
      "run", "xor", "--stage", "dW2", "--plain", environment: ["CLICOLOR_FORCE": "1"])
    #expect(plain.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("COLUMNS is the width where there is no terminal, within reason")
  func columns() throws {
    func widest(_ columns: String) throws -> Int {
      let outcome = try runBrickwise(
        "run", "xor", "--stage", "dW2", environment: ["COLUMNS": columns])
      return outcome.output.split(separator: "\n").map(\.count).max() ?? 0
    }
    #expect(try widest("40") == 40)
    #expect(try widest("120") == 120)
    #expect(try widest("wide") == 80)
    #expect(try widest("-5") == 20)
    #expect(try widest("99999") == 1000)
  }
}
