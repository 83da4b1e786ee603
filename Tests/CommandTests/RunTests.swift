import TestSupport
import Testing

@Suite("brickwise run")
struct RunTests {
  @Test("the first lesson, as it is shown on eighty columns")
  func golden() throws {
    let outcome = try runBrickwise("run", "xor", "--width", "80")
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.hasOnlyText)
    expectGolden(outcome.output, named: "Commands/run-xor.txt")
  }

  @Test("in words, for a screen reader")
  func plain() throws {
    let outcome = try runBrickwise("run", "xor", "--plain", "--width", "80")
    #expect(outcome.status == 0 && outcome.errors == "")
    expectGolden(outcome.output, named: "Commands/run-xor-plain.txt")
    #expect(!outcome.output.contains { "─│⎡═∂σ".contains($0) })
  }

  @Test("one stage, with colour, with its escapes written out")
  func color() throws {
    let outcome = try runBrickwise(
      "run", "xor", "--stage", "forward", "--color", "always", "--width", "80")
    #expect(outcome.status == 0)
    let plain = try runBrickwise("run", "xor", "--stage", "forward", "--width", "80").output
    #expect(outcome.output.withoutStyles == plain)
    expectGolden(
      outcome.output.replacing("\u{1B}", with: "␛"), named: "Commands/run-xor-forward-color.txt")
  }

  @Test("every line fits the width", arguments: [20, 33, 60, 80, 200])
  func widths(_ width: Int) throws {
    for lesson in ["xor", "mazur"] {
      let outcome = try runBrickwise("run", lesson, "--width", "\(width)")
      #expect(outcome.status == 0)
      let tooLong = outcome.output.split(separator: "\n").filter { $0.count > width }
      // Drawings in the prose are kept as they are.
      if width >= 80 { #expect(tooLong == []) }
      #expect(outcome.output.hasOnlyText)
    }
  }

  @Test("digits are as many as asked for")
  func digits() throws {
    let zero = try runBrickwise("run", "xor", "--stage", "loss", "--digits", "0").output
    let many = try runBrickwise("run", "xor", "--stage", "loss", "--digits", "8").output
    #expect(many.contains("0.30052460") && !zero.contains("0.3005"))
    #expect(try runBrickwise("run", "xor", "--digits", "17").status == 0)
  }

  @Test("a parameter that is set changes what follows, and the claims below it are not checked")
  func set() throws {
    let outcome = try runBrickwise(
      "run", "xor", "--set", "lr = 0.1", "--set", "seed=7", "--width", "80")
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.contains("instead of 2017"))
    #expect(outcome.output.contains("not checked"))
    for number in ["-1e-3", "1e300", "0"] {
      #expect(try runBrickwise("run", "xor", "--set", "lr=\(number)").status == 0)
    }
  }

  @Test("a wrong claim ends with 1, after everything is shown")
  func wrongClaim() throws {
    try withFolder(["a.md": "# A\n\n```python {stage=a}\nx = 1\n```\n\n`x ≈ 2`\n"]) { folder in
      let outcome = try runBrickwise("run", "a.md", in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("x ≈ 2 ✗"))
      #expect(outcome.errors.hasPrefix("a.md:7:6: error: `x`: expected 1, found 2"))
    }
  }

  @Test("a lesson with errors ends with 2, and all of them are said")
  func badLesson() throws {
    try withFolder(["a.md": "```python {stage=a}\nx = y\nz = 1 +\n```\n"]) { folder in
      let outcome = try runBrickwise("run", "a.md", in: folder)
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("a.md:2:5: error: ") && outcome.errors.contains("a.md:3:"))
    }
  }

  @Test("a lesson that stops is shown as far as it went")
  func stopping() throws {
    let text = "```python {stage=a}\nx = 3\ny = 1 // 0\n```\n"
    let outcome = try runBrickwise("run", "-", input: Array(text.utf8))
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("<standard input>:3:"))
  }

  @Test("a generator alone on a line is shown like any other value")
  func generator() throws {
    let text = "```python {stage=a}\nRandomState(5)\nr = RandomState(6)\nr\nr.rand(2)\n```\n"
    let outcome = try runBrickwise("run", "-", input: Array(text.utf8))
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.contains("RandomState(5)"))
  }

  @Test("the lesson on standard input is the lesson in a file")
  func standardInput() throws {
    let text = "# A\n\n```python {stage=a}\nx = 1\n```\n"
    let outcome = try runBrickwise("run", "-", input: Array(text.utf8))
    #expect(outcome.status == 0)
    try withFolder(["a.md": text]) { folder in
      let file = try runBrickwise("run", "./a.md", in: folder)
      #expect(file.output == outcome.output)
    }
  }
}
