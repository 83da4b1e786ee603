import TestSupport
import Testing

@Suite("brickwise check")
struct CheckTests {
  @Test("right answers end with 0, wrong ones with 1, unreadable files with 2")
  func status() throws {
    #expect(try runBrickwise("check", "xor", "L = 0.3005").status == 0)
    #expect(try runBrickwise("check", "xor", "L=0.3005", "h2 = [0.37, 0.45]").status == 0)
    #expect(try runBrickwise("check", "xor", "L = 0.4005").status == 1)
    #expect(try runBrickwise("check", "xor", "nosuch.txt").status == 2)
    #expect(try runBrickwise("check", "nosuch", "L = 1").status == 2)
  }

  @Test("answers come from files, from standard input and from the command line")
  func sources() throws {
    let input = Array("L = 0.3005\n".utf8)
    #expect(try runBrickwise("check", "xor", "-", input: input).status == 0)
    try withFolder(["a.txt": "L = 0.3005\n", "b.txt": "L = 0.4444\n"]) { folder in
      #expect(try runBrickwise("check", "xor", "a.txt", in: folder).status == 0)
      let both = try runBrickwise("check", "xor", "a.txt", "b.txt", in: folder)
      #expect(both.status == 1)
      #expect(both.output.contains("a.txt") && both.output.contains("b.txt"))
    }
  }

  @Test("a class is a table: a row for each file, a column for each value")
  func classTable() throws {
    try withFolder([
      "ann.txt": "z1 = [-1.41 0.91 -0.05]\nL = 0.3005\n",
      "bob.txt": "z1 = [1.41 0.91 -0.05]\n", "嘉.txt": "L = 0.4444\n",
    ]) { folder in
      let table = try runBrickwise("check", "xor", "ann.txt", "bob.txt", "嘉.txt", in: folder)
      #expect(
        table.output == """
          file     z1  L  right  carried  wrong
          ann.txt  ✓   ✓  4      0        0
          bob.txt  ✗   -  2      0        1
          嘉.txt   -   ✗  0      0        1

          """)
      let narrow = try runBrickwise(
        "check", "xor", "--width", "24", "ann.txt", "bob.txt", "嘉.txt", in: folder)
      #expect(
        narrow.output == """
          file     z1  L  right
          ann.txt  ✓   ✓  4
          bob.txt  ✗   -  2
          嘉.txt   -   ✗  0

          file     carried  wrong
          ann.txt  0        0
          bob.txt  0        1
          嘉.txt   0        1

          """)
    }
  }

  @Test("of a class, one file that cannot be read leaves the others marked")
  func unreadableFile() throws {
    try withFolder(["a.txt": "L = 0.3005\n", "c.txt": "L = 0.3005\n"]) { folder in
      let outcome = try runBrickwise("check", "xor", "a.txt", "b.txt", "c.txt", in: folder)
      #expect(outcome.status == 2 && outcome.errors.contains("b.txt"))
      #expect(outcome.output.contains("a.txt") && outcome.output.contains("c.txt"))
    }
  }

  @Test("no line of a marking ends in blanks")
  func trailingBlanks() throws {
    let marking = try runBrickwise(
      "check", "xor", "z1 = [1.41, 0.9, -0.05]", "dL_dW1 = [1 2.25 3; 0.001 5 6]", "h2 = ?.??")
    for line in marking.output.split(separator: "\n") { #expect(line.last != " ", "\(line)") }
  }

  @Test("a sheet with other weights, or with paper arithmetic, is marked with the same options")
  func options() throws {
    #expect(
      try runBrickwise("check", "xor", "--set", "seed=7", "z1 = -0.93 0.97 -0.13").status == 0)
    #expect(try runBrickwise("check", "xor", "z1 = -0.93 0.97 -0.13").status == 1)
    #expect(try runBrickwise("check", "xor", "--round", "2", "L = 0.30").status == 0)
    #expect(try runBrickwise("check", "xor", "--round", "16", "L = 0.30").status == 64)
  }

  @Test("an unknown name is said with what may be meant, and the rest is marked")
  func unknownName() throws {
    let outcome = try runBrickwise("check", "xor", "dL_dW3 = 1.5", "L = 0.3005")
    #expect(outcome.errors.contains("dL_dW") && outcome.errors.contains("did you mean"))
    #expect(outcome.output.contains("1 right, 0 carried forward, 0 wrong"))
  }

  @Test("machine-readable output is JSON")
  func json() throws {
    let outcome = try runBrickwise("check", "xor", "--json", "L = 0.4005")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("{\n") && outcome.output.contains("\"wrong\" : 1"))
  }
}
