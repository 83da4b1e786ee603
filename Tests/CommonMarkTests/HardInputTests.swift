import CommonMark
import Source
import TestSupport
import Testing

@Suite("Inputs made to be hard")
struct HardInputTests {
  /// A text that must be read in time linear in its length, a few hundred kilobytes each.
  struct Hard: CustomTestStringConvertible, Sendable {
    let piece: String
    let count: Int
    var head = ""
    var tail = ""
    var testDescription: String {
      "\(head.prefix(20).debugDescription) \(count) × \(piece.debugDescription)"
    }
    var text: String { head + String(repeating: piece, count: count) + tail }
  }

  @Test(
    "reading takes linear time",
    arguments: [
      Hard(piece: "[", count: 1_000_000), Hard(piece: "*", count: 1_000_000),
      Hard(piece: ">", count: 1_000_000), Hard(piece: "`", count: 1_000_000),
      Hard(piece: "> ", count: 300_000), Hard(piece: "- ", count: 300_000, tail: "x"),
      Hard(piece: "1. ", count: 100_000, tail: "x"),
      Hard(piece: "\n", count: 100_000, head: String(repeating: "- ", count: 50_000) + "x"),
      Hard(piece: "- ", count: 300_000), Hard(piece: "![[]()", count: 50_000),
      Hard(piece: "[]()", count: 100_000, head: String(repeating: "![", count: 100_000)),
      Hard(piece: "`a``", count: 100_000), Hard(piece: "`a`", count: 100_000),
      Hard(piece: "`a` ``b`` \\`", count: 50_000), Hard(piece: "$`a`$", count: 50_000),
      Hard(piece: "**a ", count: 100_000), Hard(piece: "*a **a _a ", count: 50_000),
      Hard(piece: "**", count: 50_000, tail: "a" + String(repeating: "**", count: 50_000)),
      Hard(piece: "[a](b", count: 100_000), Hard(piece: "[a](<b", count: 100_000),
      Hard(piece: "[a](b \"", count: 50_000, tail: "\n\n[a]: /x"),
      Hard(piece: "[a]: /x '\n", count: 20_000), Hard(piece: "<!A", count: 100_000),
      Hard(piece: "<?", count: 100_000), Hard(piece: "&amp;`&`", count: 50_000),
      Hard(piece: "> `a\n> b`\n", count: 20_000), Hard(piece: "中`文`", count: 50_000),
      Hard(piece: "a\n", count: 100_000), Hard(piece: "\r", count: 300_000),
      Hard(piece: "```\n", count: 100_000), Hard(piece: "x ", count: 500_000),
      Hard(piece: "\0", count: 300_000), Hard(piece: "**注意：**请", count: 20_000),
    ])
  func linear(_ hard: Hard) {
    let clock = ContinuousClock()
    var diagnostics = Diagnostics()
    let time = clock.measure {
      let document = Document(
        parsing: SourceText(name: "lesson.md", hard.text), diagnostics: &diagnostics)
      #expect(document.source.bytes.count == hard.text.utf8.count)
    }
    // Without optimization, on a slow machine; what is quadratic takes minutes.
    #expect(time < .seconds(30))
  }
}
