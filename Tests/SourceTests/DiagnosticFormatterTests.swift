import Source
import TestSupport
import Testing

@Suite("Diagnostics as people read them")
struct DiagnosticFormatterTests {
  @Test("the caret stands under the place")
  func carets() {
    let examples: [(String, [String])] = [
      ("z1 = X @ 1️⃣W32️⃣\nh1 = z1", ["did you mean `W2`?", "names are defined above their use"]),
      ("神经网络的输出 1️⃣`h2 ≈ ？`2️⃣ 是", []),
      ("\ta\t1️⃣bc2️⃣", []),
      ("a 1️⃣\tb2️⃣", []),
      ("a1️⃣2️⃣", ["nothing follows"]),
      ("two 1️⃣lines\nof text2️⃣", []),
      ("\u{1B}[31m 1️⃣x\u{202E}2️⃣ y", ["a note with \u{1B}[2J in it\nand a line"]),
      ("\u{FEFF}# 1️⃣a2️⃣", []),
      ("first\r\nse1️⃣con2️⃣d\r\n", []),
      ("text\n1️⃣2️⃣", []),
      (String(repeating: "中", count: 300) + "1️⃣文文2️⃣" + String(repeating: "字", count: 300), []),
      ("a" + "1️⃣" + String(repeating: "b", count: 300) + "2️⃣c", []),
      ("1️⃣x2️⃣" + String(repeating: " long", count: 100), []),
    ]
    var text = ""
    for (marked, notes) in examples {
      let marked = MarkedText(marked)
      let formatter = DiagnosticFormatter(source: marked.source, color: false, width: 40)
      text += formatter.format([
        Diagnostic(.error, at: marked.span(1, 2), "something is not right", notes: notes)
      ])
    }
    expectGolden(text, named: "Source/carets.txt")
  }

  @Test("with colour, only the formatter's own escapes are written")
  func color() {
    let source = SourceText(name: "\u{1B}[2J", "\u{1B}]0;x\u{7}")
    let formatter = DiagnosticFormatter(source: source, color: true)
    let text = formatter.format([Diagnostic(.warning, at: Span(0, 1), "a\u{1B}[1mb")])
    #expect(text.contains("\u{1B}[1;33mwarning\u{1B}[0m"))
    for piece in text.split(separator: "\u{1B}").dropFirst() {
      #expect(["[1m", "[2m", "[0m", "[1;33m"].contains { piece.hasPrefix($0) }, "\(piece)")
    }
    #expect(!text.contains("\u{7}"))
  }

  @Test("diagnostics come in the order of the text, each once, and no more than fifty")
  func order() {
    let source = SourceText(name: "a", String(repeating: "x", count: 100))
    let formatter = DiagnosticFormatter(source: source, color: false)
    let few = [9, 3, 3, 5].map { Diagnostic(.error, at: Span($0, $0 + 1), "at \($0)") }
    let lines = formatter.format(few).split(separator: "\n").filter { $0.hasPrefix("a:") }
    #expect(lines == ["a:1:4: error: at 3", "a:1:6: error: at 5", "a:1:10: error: at 9"])

    let many = (0..<60).map {
      Diagnostic($0 == 59 ? .warning : .error, at: Span($0, $0 + 1), "at \($0)")
    }
    #expect(formatter.format(many).hasSuffix("… and 9 more errors and 1 more warning\n"))
    #expect(formatter.format(Array(many.prefix(50))).contains("more") == false)
    #expect(formatter.format(Array(many.prefix(51))).hasSuffix("… and 1 more error\n"))
    #expect(formatter.format([]) == "")
  }

  @Test("a megabyte on one line is shown around the place, wherever that is")
  func longLine() {
    let source = SourceText(name: "a", String(repeating: "中x\t", count: 200_000))
    let formatter = DiagnosticFormatter(source: source, color: false, width: 80)
    for offset in [0, 1, 2, 500_000, 500_001, 999_999, 1_000_000, 2_000_000, -5] {
      let text = formatter.format([Diagnostic(.error, at: Span(offset, offset + 9), "here")])
      for line in text.split(separator: "\n") { #expect(line.columns <= 80 + 10) }
    }
  }

  @Test("no bytes and no span make the formatter fail")
  func random() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
        Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : 0x20
      }
      let start = Int.random(in: -2...90, using: &random)
      let end = start + Int.random(in: -3...90, using: &random)
      let formatter = DiagnosticFormatter(
        source: SourceText(name: "a", bytes: bytes), color: false, width: 20)
      let lines = formatter.format([Diagnostic(.error, at: Span(start, end), "x")])
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 4)
      #expect(lines[1].columns <= 20 + 6 && lines[2].columns <= 20 + 7, "\(lines)")
    }
  }
}
