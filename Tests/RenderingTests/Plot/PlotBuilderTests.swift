import Lessons
import Source
import TestSupport
import Testing
import Tutoring

@testable import Rendering

/// What plots make of values, good and bad.
@Suite("Plots of values") struct PlotBuilderTests {
  /// The first plot of a lesson, and what is wrong with it.
  private func plot(
    _ block: String, after code: String
  ) throws -> (plot: Plot, messages: [String]) {
    let text = "```python {stage=s}\n\(code)\n```\n\n```plot\n\(block)\n```\n"
    let walkthrough = walkthrough(of: text)
    let figures = PlotFigures(walkthrough)
    var diagnostics = Diagnostics()
    let plots = walkthrough.lesson.parts.compactMap { part -> Plot? in
      guard case .directive(let directive) = part else { return nil }
      return figures.plot(directive, stageCount: 1, diagnostics: &diagnostics)
    }
    let messages = diagnostics.all.map { diagnostic in
      let position = walkthrough.lesson.source.position(of: diagnostic.span.start)
      return "\(position.line):\(position.column) " + diagnostic.summary
    }
    #expect(walkthrough.plotDiagnostics.count == diagnostics.all.count)
    return (try #require(plots.first), messages)
  }

  private static let points = """
    X = array([[-1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])
    labels = array([0, 0, 1, 1])
    def predict(x): return where(x[:, 0] * x[:, 1] > 0, 0, 1)
    def chance(x): return 1 / (1 + exp(3 * x[:, 0] * x[:, 1]))
    def both(x): return x
    v = array([1.0, 2.0])
    n = 3
    """

  @Test("a boundary of XOR has the four quadrants", arguments: ["predict", "chance"])
  func quadrants(function: String) throws {
    let (plot, messages) = try plot("boundary: \(function)(X), labels", after: Self.points)
    #expect(messages == [])
    guard case .boundary(let field, let classes) = plot.panels[0].content else {
      Issue.record("no boundary")
      return
    }
    let corners = [(0.1, 0.1), (0.9, 0.9), (0.1, 0.9), (0.9, 0.1)].map {
      field.classNumber(of: field.value(atX: $0.0, y: $0.1))
    }
    #expect(corners == [0, 0, 1, 1])
    #expect(classes.map(\.count) == [2, 2])
    let words = plot.panels[0].words()
    #expect(
      words.contains(
        "says class 1 upper left, class 0 upper right, class 0 lower left, class 1 lower right "
          + "and is right about 4 of 4 points."))
    #expect(words.contains("Class 1 has 5") || words.contains("Class 1 has 49 %"))
  }

  @Test(
    "what cannot be drawn is an error at its place, and the panel says so",
    arguments: [
      ("boundary: predict(X), label", "12:23 nothing is named `label` here"),
      ("boundary: predict(Y), labels", "12:19 nothing is named `Y` here"),
      ("boundary: nosuch(X), labels", "12:11 there is no function named `nosuch`"),
      (
        "boundary: both(X), labels",
        "12:11 `both(X)` gives 2304×2 for 2304 places, and a boundary needs one number for each"
      ),
      (
        "boundary: predict(v), labels",
        "12:19 `v` is 2 entries, and points in the plane are a matrix with two columns"
      ),
      ("scatter: X, v", "12:13 `v` has 2 entries for 4 points"),
      (
        "scatter: X, labels - 1",
        "12:13 `labels - 1` holds -1, and classes are whole numbers from 0 on"
      ),
      ("line: n", "12:7 `n` is a single number, and a line takes a vector"),
      ("line: X", "12:7 `X` is 4×2, and a line takes a vector"),
      ("line: labels, v", "12:15 `labels` has 4 entries and `v` has 2"),
    ])
  func refusals(block: String, message: String) throws {
    let (plot, messages) = try plot(block, after: Self.points)
    #expect(messages.first?.hasPrefix(message.prefix(5)) == true, "\(messages)")
    if !message.contains("nothing") && !message.contains("no function") {
      #expect(messages == [message])
    }
    #expect(plot.panels[0].content == .nothing)
    #expect(plot.panels[0].words().contains("cannot be drawn"))
  }

  @Test("nothing finite, one point, all the same: words and no crash")
  func degenerate() throws {
    let code = """
      a = array([0.0, 0.0]) / 0
      one = array([3.5])
      same = ones(5)
      P = array([[1.0, 2.0]])
      Q = zeros((3, 2)) / 0
      L0 = array([0])
      L3 = array([0, 1, 0])
      """
    func words(_ block: String) throws -> String {
      let (plot, messages) = try plot(block, after: code)
      #expect(messages == [])
      for profile in [TerminalProfile(width: 40), TerminalProfile(width: 80, color: .trueColor)] {
        #expect(!PlotLayout(profile, width: profile.width).lines(plot).isEmpty)
      }
      _ = Figure(plot).drawings.map { ($0.svg(id: "x"), $0.tikz) }
      return plot.panels[0].words()
    }
    #expect(try words("line: a") == "a has no finite value.")
    #expect(try words("line: one") == "one is 3.5 at entry 0.")
    #expect(try words("line: same") == "same stays at 1.")
    #expect(try words("histogram: a") == "a has no finite number.")
    #expect(try words("histogram: same") == "same has 5 numbers, each 1.")
    #expect(try words("scatter: P, L0") == "P has 1 point: 1 of class 0.")
    #expect(try words("scatter: Q, L3").contains("0 of 3 points are drawn"))
  }

  @Test("a million points make a picture of bounded size")
  func million() throws {
    let code = """
      y = RandomState(0).randn(1000000)
      P = RandomState(1).randn(500000, 2)
      """
    let (plot, messages) = try plot("line: y\nscatter: P\nhistogram: y", after: code)
    #expect(messages == [])
    for drawing in Figure(plot).drawings {
      #expect(drawing.svg(id: "x").utf8.count < 30_000)
      #expect(drawing.tikz.utf8.count < 60_000)
    }
    let histogram = try #require(plot.panels.last)
    guard case .histogram(let bars) = histogram.content else {
      Issue.record("no histogram")
      return
    }
    #expect(bars.reduce(0) { $0 + $1.count } == 1_000_000)
  }

  @Test("hostile names do nothing in any format")
  func hostile() throws {
    let name = "a</svg></title><script>x %\\input{y} }$\u{1B}[31m"
    let text = """
      ```python {stage=s}
      w = 1.0
      ```

      ```python {stage=t}
      w = w / 2
      ```

      ```train {run="\(name)"}
      repeat: t
      epochs: 9
      measure: w
      ```

      ```train {run=b}
      repeat: t
      epochs: 9
      measure: w
      ```

      ```plot {run="\(name), b"}
      line: w
      histogram: w
      ```
      """
    let walkthrough = try walkthroughWithRuns(of: walkthrough(of: text))
    #expect(walkthrough.records.count == 2)
    let page = Page(walkthrough)
    #expect(XMLReading(page.html).error == nil)
    #expect(!page.html.contains("<script"))
    #expect(!page.html.contains("\u{1B}"))
    let tikz = page.blocks.map { block -> String in
      guard case .figure(let figure) = block else { return "" }
      return figure.drawings.map(\.tikz).joined()
    }.joined()
    #expect(tikz.contains("\\textbackslash{}input\\{y\\}"))
    #expect(!tikz.contains("\\input"))
    for profile in [TerminalProfile(width: 80), TerminalProfile(width: 44, isLinear: true)] {
      #expect(!terminalText(walkthrough, profile: profile).contains("\u{1B}"))
    }
  }
}
