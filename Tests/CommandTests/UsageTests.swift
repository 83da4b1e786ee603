import TestSupport
import Testing

@Suite("How the program is called")
struct UsageTests {
  @Test(
    "every command has help with an example",
    arguments: [
      [], ["run"], ["explain"], ["check"], ["lint"], ["check-gradients"], ["train"],
      ["lessons"], ["functions"], ["learn"], ["print"], ["export"], ["reset"],
    ])
  func help(_ command: [String]) throws {
    let outcome = try runScript("\"$BRICKWISE\" \(command.joined(separator: " ")) --help")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("OVERVIEW: "))
    #expect(outcome.output.contains("Example"))
    #expect(outcome.output.contains("brickwise \(command.first ?? "run xor")"))
    #expect(outcome.output.contains("USAGE: brickwise \(command.first ?? "<")"))
  }

  @Test("without a command it lists the lessons and says what to type")
  func home() throws {
    let outcome = try runBrickwise()
    #expect(outcome.status == 0 && outcome.errors == "")
    expectGolden(outcome.output, named: "Commands/home.txt")
    #expect(try runBrickwise("--plain").output == outcome.output)
  }

  @Test("its version is one line")
  func version() throws {
    let outcome = try runBrickwise("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.output.first?.isNumber == true)
  }

  /// A wrong call, what is said of it, and whose usage is shown.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let arguments: String
    let message: String
    let usage: String
    init(_ arguments: String, _ message: String, _ usage: String) {
      (self.arguments, self.message, self.usage) = (arguments, message, usage)
    }
    var testDescription: String { "brickwise \(arguments)" }
  }

  @Test(
    "a wrong call ends with 64, says what is wrong, and shows the usage of that command",
    arguments: [
      Wrong(
        "xor", "`xor` is a lesson, and a command comes first: brickwise learn xor", "<command>"),
      Wrong(
        "a.md", "`a.md` is a file, and a command comes first: brickwise learn a.md", "<command>"),
      Wrong("rnu", "there is no command `rnu`; did you mean `run`?", "<command>"),
      Wrong("xro", "there is no command `xro`; did you mean `learn xor`?", "<command>"),
      Wrong(
        "frobnicate", "there is no command `frobnicate`; the commands are learn, ", "<command>"),
      Wrong("--nosuch", "Unknown option '--nosuch'", "<command>"),
      Wrong(
        "--plain run xor", "the command comes first and its options after it: brickwise run …",
        "<command>"),
      Wrong("run", "Missing expected argument '<lesson>'", "run <lesson>"),
      Wrong("run xor more", "Unexpected argument 'more'", "run <lesson>"),
      Wrong("run xor --digits 18", "--digits is from 0 to 17, and this is 18", "run <lesson>"),
      Wrong("run xor --digits=-1", "--digits is from 0 to 17, and this is -1", "run <lesson>"),
      Wrong("run xor --digits four", "The value 'four' is invalid", "run <lesson>"),
      Wrong("run xor --width 19", "--width is from 20 to 1000, and this is 19", "run <lesson>"),
      Wrong("run xor --width 1001", "--width is from 20 to 1000", "run <lesson>"),
      Wrong("run xor --round 16", "--round is from 0 to 15, and this is 16", "run <lesson>"),
      Wrong("run xor --ambiguous 3", "--ambiguous is 1 or 2, and this is 3", "run <lesson>"),
      Wrong("run xor --color blue", "'auto', 'always' or 'never'", "run <lesson>"),
      Wrong(
        "run xor --stage forwrad", "there is no stage `forwrad`. Did you mean `forward`?",
        "run <lesson>"),
      Wrong(
        "run xor --set lrr=1",
        "there is no parameter `lrr`. Did you mean `lr`? The parameters are N,",
        "run <lesson>"),
      Wrong("run xor --set lr", "--set takes name=number, and this is `lr`", "run <lesson>"),
      Wrong("run xor --set lr=", "--set takes name=number, and this is `lr=`", "run <lesson>"),
      Wrong("run xor --set lr=abc", "`lr` needs a number, and this is `abc`", "run <lesson>"),
      Wrong("run xor --set lr=1 --set lr=2", "`lr` is set twice", "run <lesson>"),
      Wrong("run xor --set L=1", "there is no parameter `L`", "run <lesson>"),
      Wrong("check", "Missing expected argument '<lesson>'", "check <lesson>"),
      Wrong("check xor", "there are no answers: name a file", "check <lesson>"),
      Wrong("check xor --round 16 L=1", "--round is from 0 to 15", "check <lesson>"),
      Wrong("lint", "Missing expected argument", "lint <lessons>"),
      Wrong("lessons xor", "Unexpected argument 'xor'", "lessons"),
      Wrong("functions --nosuch", "Unknown option '--nosuch'", "functions"),
    ])
  func wrong(_ call: Wrong) throws {
    let outcome = try runScript("\"$BRICKWISE\" \(call.arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("Error: \(call.message)") || outcome.errors.contains(call.message))
    #expect(outcome.errors.contains("Usage: brickwise \(call.usage)"))
  }

  @Test("what was typed cannot control the terminal that shows it")
  func escapes() throws {
    for script in [
      "\"$BRICKWISE\" \"$(printf '\\033[31m')\"",
      "\"$BRICKWISE\" run \"$(printf 'a\\033]0;x\\007')\"",
      "\"$BRICKWISE\" run xor --stage \"$(printf '\\033[2J')\"",
      "\"$BRICKWISE\" lint \"$(printf '\\033[2J').md\"",
      "\"$BRICKWISE\" \"$(printf -- '--\\033[2J')\"",
      "\"$BRICKWISE\" check xor \"$(printf '\\033[2J')\"",
      "\"$BRICKWISE\" check xor \"$(printf 'z\\033[2J = 3')\"",
    ] {
      let outcome = try runScript(script)
      #expect(outcome.status != 0)
      #expect(outcome.output.hasOnlyText && outcome.errors.hasOnlyText, "\(script)")
    }
  }
}
