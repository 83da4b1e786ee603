import CommonMark
import Source
import TestSupport
import Testing

@testable import Lessons

@Suite("Reading a lesson")
struct ReadingTests {
  private let text = MarkedText(
    """
    Before the title.

    # The *first* `title`

    # Another

    1️⃣```python {stage=init}
    lr = 0.5  # learning rate
    x = lr * 2
    ```
    2️⃣
    ~~~~python {stage="second step"}
    y = x + 1
    ~~~~

    ```python
    shown = only
    ```

    ```math
    a^2
    ```

    ```train {run=long}
    set:     lr = 0.1
    # a comment
    repeat:  init, second step

    epochs:  10
    measure: L, accuracy
    ```

    ```plot {run=long}
    line: L
    line: accuracy
    ```

    ```graph {of=init}
    ```

    `y ≈ ?.??`

    <details><summary>A hint</summary>

    With `x ≈ 1.0` in it.

    </details>

    <details>
    <summary> Another </summary>
    in one paragraph</details>
    """)

  @Test("its title is the first heading of the first level, as plain text")
  func title() {
    #expect(read(text.source).lesson.title == "The first title")
    #expect(read("## Not\n\ntext").lesson.title == "lesson.md")
  }

  @Test("every part has its kind, in order, and nothing is wrong with it")
  func parts() {
    let (lesson, diagnostics) = read(text.source)
    #expect(diagnostics.isEmpty)
    let kinds = lesson.parts.map { part in
      switch part {
      case .prose: "prose"
      case .stage(let stage): "stage \(stage.name)"
      case .directive(let directive): "\(directive.kind)"
      case .mathematics(let text, _): "math \(text)"
      case .hint(let hint): "hint \(hint.summary)"
      }
    }
    #expect(
      kinds == [
        "prose", "prose", "prose", "stage init", "stage second step", "prose", "math a^2\n",
        "train",
        "plot", "graph", "prose", "hint A hint", "hint Another",
      ])
  }

  @Test("a stage has its statements, their captions, and its place")
  func stages() {
    let stages = read(text.source).lesson.stages
    #expect(
      stages.map { $0.statements.map(\.description) } == [
        ["lr = 0.5  # learning rate", "x = lr * 2"], ["y = x + 1"],
      ])
    #expect(stages[0].statements[0].caption == "learning rate")
    #expect(stages[0].span.start == text[1])
    #expect(stages[0].span.end == text[2] - 1)
  }

  @Test("a directive has its attributes and its lines, each value at its place")
  func directives() throws {
    let directives = read(text.source).lesson.parts.compactMap { part in
      if case .directive(let directive) = part { directive } else { nil }
    }
    let train = try #require(directives.first)
    #expect(train.attributes == ["run": "long"])
    #expect(train.entries.map(\.key.text) == ["set", "repeat", "epochs", "measure"])
    #expect(train.entries.map(\.value) == ["lr = 0.1", "init, second step", "10", "L, accuracy"])
    for entry in train.entries { #expect(text.source[entry.valueSpan] == entry.value) }
    #expect(directives[1].entries.map(\.value) == ["L", "accuracy"])
    #expect(directives[2].attributes == ["of": "init"])
  }

  @Test("parameters are the names given plain numbers, with their captions")
  func parameters() {
    let parameters = read(
      stage("a = -1.5  # first\nb = a\nc = 2\nc = 3\nd = 1 + 1\ne = array([1])")
    ).lesson.parameters
    #expect(parameters.map(\.name) == ["a", "c"])
    #expect(parameters.map(\.value) == ["-1.5", "2"])
    #expect(parameters.map(\.caption) == ["first", nil])
  }

  @Test("line ends of every kind, a byte order mark, and no line end at the end")
  func lineEnds() {
    let plain = "# T\n\n```python {stage=a}\nx = 1\ny = x + 1\n```\n\n`y = 2`"
    for ending in ["\n", "\r\n", "\r"] {
      let (lesson, diagnostics) = read(
        "\u{FEFF}"
          + plain.split(
            separator: "\n", omittingEmptySubsequences: false
          ).joined(separator: ending))
      #expect(diagnostics.isEmpty)
      #expect(lesson.title == "T")
      #expect(lesson.stages.map { $0.statements.count } == [2])
      #expect(lesson.claims.count == 1)
    }
  }

  private func stage(_ lines: String) -> String { "```python {stage=a}\n\(lines)\n```\n" }
}
