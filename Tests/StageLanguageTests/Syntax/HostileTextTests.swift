import Foundation
import Source
import Testing

@testable import StageLanguage

/// Whatever a text holds, it is read in time proportional to its length, on a small stack.
@Suite("Hostile text")
struct HostileTextTests {
  @Test(
    "as deep as may be, and far deeper, on a stack of half a megabyte",
    arguments: [
      ("(", "1", ")"), ("[", "1", "]"), ("-", "1", ""), ("+ -", "1", ""), ("1 + ", "1", ""),
      ("2 ** ", "1", ""), ("x @ ", "x", ""), ("f(", "x", ")"), ("exp(", "x", ")"),
      ("where(x, x, ", "x", ")"), ("sum(", "x", ")"), ("concatenate([x, ", "x", "])"),
      ("x[", "0", "]"), ("x[:", "0", "]"), ("array([", "1", "])"), ("(1, ", "1", ")"),
      ("", "x", ".T"), ("", "x", "[:]"), ("", "x", "(1)"),
      ("RandomState(0).permutation(", "3", ")"),
      ("1 < ", "1", ""), ("f(y=", "1", ")"), ("maximum(1, 1 * ", "x", ")"),
    ])
  func depth(open: String, core: String, close: String) {
    for count in [10, 20, 38, 39, 40, 41, 100_000] {
      let text =
        "def f(y): return y\nx = ones(3)\nz = " + String(repeating: open, count: count) + core
        + String(repeating: close, count: count) + "\nafter = 1\n"
      let names = onSmallStack {
        let (statements, _) = parse(text)
        var compiler = Compiler()
        for statement in statements {
          _ = compiler.compile(statement)
          _ = statement.description
        }
        return compiler.names
      }
      #expect(names.contains("after"), "\(open) \(count)")
    }
  }

  @Test("functions that call one another, each deeper, on a stack of half a megabyte")
  func calls() {
    var text = "def f0(x): return x\n"
    for number in 1...200 { text += "def f\(number)(x): return f\(number - 1)(x)\n" }
    text += "y = f10(1)\nz = f200(1)\n"
    let summaries = onSmallStack { [text] in StageRun(text).refusals.map(\.summary) }
    #expect(summaries == ["calls and expressions nest more than 50 deep"])
  }

  @Test(
    "a great length of one thing",
    arguments: [
      "1", "x", "_", "9.", "0x", "((", "[[", "'", "\"", "#", " ", "\t", ",", "1,", "(\n", "[1,\n",
      "f(\na=1,", "a = (\n", "a=f(\n", "$", "\u{0}", "\u{FEFF}", "é", "👩‍👩‍👧", "e\u{301}", "1_", "1e",
      ".",
      "**", "-", "=", "a=", "\r", "\r\n", "\n\n", "a=1\n", "a = 1 #", "\\", "def ", "x[", ":",
      "1 if ", "1.T", "\u{1b}[31m",
    ])
  func lengths(piece: String) {
    let count = 100_000 / piece.utf8.count
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = parse(String(repeating: piece, count: count)) }
    // Far more than is needed, far less than a quadratic time.
    #expect(elapsed < .seconds(30), "\(piece.debugDescription): \(elapsed)")
  }

  @Test("bytes that are no text are refused where they stand, and the next line is read")
  func bytes() {
    let bytes =
      Array("a = 1\nb = ".utf8) + [0xFF] + Array("\nc = 3 # ".utf8) + [0xC3, 0x28]
      + Array("\nd = 4 # \u{0}\ne = \u{0}5\nf = \u{1B}[31m\ng = 7\u{A0}+ 1\nh = 8".utf8)
    let source = SourceText(name: "stage", bytes: bytes)
    let parsed = Parser.statements(in: SourceFragment(source, source.span))
    #expect(parsed.statements.map(\.description) == ["a = 1", "h = 8"])
    #expect(
      parsed.diagnostics.map { "\(source.position(of: $0.span.start)) \($0.summary)" } == [
        "2:5 this is not text: it is not valid UTF-8",
        "3:7 the comment holds bytes that are not text (UTF-8)",
        "4:7 the comment holds bytes that are not text (UTF-8)",
        "5:5 the invisible character U+0000 means nothing here",
        "6:5 the invisible character U+001B means nothing here",
        "7:6 the invisible character U+00A0 means nothing here",
      ])
  }

  @Test("random bytes and random tokens never bring it down")
  func noise() {
    var random = SystemRandomNumberGenerator()
    let words = [
      "a", "b", "def", "return", "1", "2.5", "(", ")", "[", "]", ",", ":", "=", "+=", "-", "*",
      "**", "@", ".T", ".", "<", "==", "\n", "\n", " ", "#", "\r", "sum", "zeros", "axis=", "True",
      "RandomState", "randn", "not", "'", "\u{0}", "é", "1e", "_", "where", "array", "0",
    ]
    for _ in 0..<2000 {
      let text = (0..<40).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      _ = StageRun(text)
      let bytes = (0..<60).map { _ in UInt8.random(in: 0...255, using: &random) }
      let source = SourceText(name: "stage", bytes: bytes)
      _ = Parser.statements(in: SourceFragment(source, source.span))
    }
  }
}

/// Runs `body` in a thread with a stack of 512 KiB, as test runners and libraries give.
func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
  let box = Box<Result>()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    box.result = body()
    done.signal()
  }
  thread.stackSize = 512 * 1024
  thread.start()
  done.wait()
  guard let result = box.result else { preconditionFailure("the thread has not run") }
  return result
}

/// Hands a result from one thread to another, which waits for it.
private final class Box<Result>: @unchecked Sendable {
  var result: Result?
}
