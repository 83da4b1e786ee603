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

  @Test("machine-readable output is JSON")
  func json() throws {
    let outcome = try runBrickwise("check", "xor", "--json", "L = 0.4005")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("{\n") && outcome.output.contains("\"wrong\" : 1"))
  }
}
