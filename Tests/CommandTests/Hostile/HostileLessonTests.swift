import Foundation
import LessonLibrary
import Rendering
import Source
import TestSupport
import Testing

/// Whatever a lesson holds, it is read, run and printed, or what is wrong with it is said.
@Suite("Lessons that come from anyone")
struct HostileLessonTests {
  /// `BRICKWISE_FUZZ_LESSONS="seed count"` tries others, and more of them.
  @Test("lessons written at random, most of them damaged", arguments: 0..<4)
  func random(_ part: UInt64) {
    let setting = ProcessInfo.processInfo.environment["BRICKWISE_FUZZ_LESSONS"] ?? "1 500"
    let numbers = setting.split(separator: " ").compactMap { UInt64($0) }
    var writer = RandomLesson(seed: numbers[0] &* 4 &+ part)
    var clean = 0
    for number in 0..<Int(numbers[1]) {
      let bytes = writer.lesson()
      let pipeline = Pipeline(SourceText(name: "lesson.md", bytes: bytes))
      if let problem = pipeline.problem(printedFor: TerminalProfile.several(number)) {
        Issue.record("lesson \(number): \(problem)\n\(String(decoding: bytes, as: UTF8.self))")
        return
      }
      if pipeline.errors.isEmpty { clean += 1 }
    }
    // The others say something only if some lessons do run.
    #expect(clean > Int(numbers[1]) / 100)
  }

  @Test("the bundled lessons, damaged", arguments: LessonLibrary.lessons.map(\.name))
  func damaged(_ name: String) throws {
    let bytes = try #require(LessonLibrary.lessons.first { $0.name == name }).bytes
    var random = SeededGenerator(seed: 3)
    for number in 0..<40 {
      var changed = bytes
      for _ in 0...number % 5 {
        let start = Int.random(in: 0..<changed.count, using: &random)
        let end = min(changed.count, start + Int.random(in: 0..<40, using: &random))
        let from = Int.random(in: 0..<changed.count - 40, using: &random)
        changed.replaceSubrange(start..<end, with: changed[from..<from + 20])
      }
      let pipeline = Pipeline(SourceText(name: name, bytes: changed))
      let problem = pipeline.problem(printedFor: [TerminalProfile.several(number)[number % 3]])
      #expect(problem == nil)
    }
  }

  @Test("a lesson of a thousand stages, and one with a mistake in each of three thousand")
  func long() {
    let clock = ContinuousClock()
    let time = clock.measure {
      let stages = (0..<1000).map {
        "```python {stage=s\($0)}\nx\($0) = \($0 == 0 ? "0" : "x\($0 - 1)") + 1\n```\n`x\($0) = \($0 + 1)`\n"
      }
      let pipeline = Pipeline(stages.joined(separator: "\n"))
      #expect(pipeline.errors == [])
      #expect(pipeline.walkthrough.tally.holding == 1000)
      #expect(pipeline.problem(printedFor: TerminalProfile.several(5)) == nil)
      let mistakes = (0..<3000).map {
        "```python {stage=s\($0)}\nx\($0) = nosuch\($0)\n```\n`z\($0) ≈ 1`\n"
      }
      #expect(Pipeline(mistakes.joined(separator: "\n")).errors.count == 6000)
    }
    #expect(time < .seconds(30))
  }

  /// A lesson that must be done with soon: it is short, or what it holds is one thing many times.
  struct Hard: CustomTestStringConvertible, Sendable {
    let piece: String
    let count: Int
    var head = ""
    var tail = ""
    var testDescription: String { "\(count) × \(piece.debugDescription)" }
    var text: String { head + String(repeating: piece, count: count) + tail }
  }

  private static let stage = "```python {stage=a}\nx = "

  @Test(
    "inputs made to be hard",
    arguments: [
      Hard(piece: "[", count: 50_000), Hard(piece: "*", count: 50_000),
      Hard(piece: ">", count: 50_000),
      Hard(piece: "- ", count: 20_000, tail: "x"), Hard(piece: "`a``", count: 20_000),
      Hard(piece: "**a ", count: 20_000), Hard(piece: "*a **a _a ", count: 5000),
      Hard(piece: "[a](b", count: 20_000), Hard(piece: "![[]()", count: 10_000),
      Hard(piece: "<!A", count: 20_000), Hard(piece: "a\n", count: 20_000),
      Hard(piece: "\r", count: 50_000),
      Hard(piece: "中文", count: 20_000), Hard(piece: "e\u{301}", count: 20_000),
      Hard(piece: "\u{301}", count: 20_000), Hard(piece: "x", count: 300_000),
      Hard(piece: "x ", count: 50_000), Hard(piece: "&#27;", count: 20_000),
      Hard(piece: "`x ≈ 1` ", count: 5000), Hard(piece: "`x ≈ ?.??` ", count: 5000),
      Hard(piece: "<details>\n\n", count: 5000), Hard(piece: "</details>\n\n", count: 5000),
      Hard(piece: "$`a^{`$ ", count: 5000), Hard(piece: "```math\n\\frac{\n```\n", count: 3000),
      Hard(piece: "\\frac{", count: 5000, head: "$`", tail: "`$"),
      Hard(piece: "{", count: 20_000, head: "$`", tail: "`$"),
      Hard(piece: "x^", count: 20_000, head: "```math\n", tail: "\n```"),
      Hard(piece: "\\left(", count: 5000, head: "$`", tail: "`$"),
      Hard(piece: "\\sqrt[", count: 5000, head: "$`", tail: "`$"),
      Hard(piece: "\\\\[", count: 50_000, head: "$`", tail: "`$"),
      Hard(piece: "[", count: 50_000, head: "`x ≈ ", tail: "`"),
      Hard(piece: "1,", count: 20_000, head: "`x ≈ [", tail: "1]`"),
      Hard(piece: "1;", count: 20_000, head: "`x ≈ [", tail: "1]`"),
      Hard(piece: "9", count: 50_000, head: "`x ≈ 0.", tail: "`"),
      Hard(piece: "9", count: 50_000, head: "`1 ≈ 1e", tail: "`"),
      Hard(piece: "?", count: 50_000, head: "`1 ≈ ?.", tail: "`"),
      Hard(piece: "(", count: 20_000, head: stage, tail: "\n```"),
      Hard(piece: "-", count: 20_000, head: stage, tail: "1\n```"),
      Hard(piece: "1 + ", count: 5000, head: stage, tail: "1\n```"),
      Hard(piece: "1 ** ", count: 5000, head: stage, tail: "1\n```"),
      Hard(piece: "1, ", count: 20_000, head: stage + "array([", tail: "1])\n```"),
      Hard(piece: ".T", count: 5000, head: stage + "eye(2)", tail: "\n```"),
      Hard(piece: "9", count: 50_000, head: stage, tail: "\n```"),
      Hard(piece: "long_name_", count: 5000, head: stage + "1\n", tail: " = 1\n```"),
      Hard(piece: "x", count: 20_000, head: stage + "1  # ", tail: "\n```"),
      Hard(piece: "```python {stage=a}\n```\n", count: 3000),
      Hard(piece: "a=b ", count: 20_000, head: "```python {", tail: "}\n```"),
      Hard(piece: "```train {run=r}\nrepeat: b\n```\n", count: 2000),
    ])
  func hard(_ hard: Hard) {
    let clock = ContinuousClock()
    let time = clock.measure {
      let pipeline = Pipeline(hard.text)
      let profiles = [
        TerminalProfile(width: 20, color: .indexed), TerminalProfile(width: 80, isLinear: true),
      ]
      #expect(pipeline.problem(printedFor: profiles) == nil)
    }
    // Without optimization, on a slow machine; what is quadratic takes minutes.
    #expect(time < .seconds(30))
  }
}
