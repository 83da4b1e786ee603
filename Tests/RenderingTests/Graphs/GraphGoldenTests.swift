import Foundation
import Lessons
import TestSupport
import Testing
import Tutoring

@testable import Rendering

/// One lesson with every kind of graph in each format.
@Suite struct GraphGoldenTests {
  /// The figures of the lesson, one below the other.
  private func figures(_ profile: TerminalProfile) throws -> String {
    let walkthrough = try walkthrough(ofFixture: "graphs")
    var text = ""
    for case .directive(let directive) in walkthrough.lesson.parts {
      let figure = try #require(GraphFigure(directive, walkthrough))
      text += profile.text(figure.lines(profile)) + "\n"
    }
    return text
  }

  @Test func `in 80 columns`() throws {
    expectGolden(try figures(TerminalProfile()), named: "Graphs/graphs.txt")
  }

  @Test func `in 120 columns there is room for formulas`() throws {
    expectGolden(try figures(TerminalProfile(width: 120)), named: "Graphs/graphs-120.txt")
  }

  @Test func `in 40 columns`() throws {
    expectGolden(try figures(TerminalProfile(width: 40)), named: "Graphs/graphs-40.txt")
  }

  @Test func `in ASCII`() throws {
    let text = try figures(TerminalProfile(notation: .ascii))
    expectGolden(text, named: "Graphs/graphs-ascii.txt")
    #expect(text.allSatisfy { $0.isASCII || "é数学ψ答え".contains($0) })
  }

  @Test func `in sentences`() throws {
    expectGolden(
      try figures(TerminalProfile(notation: .ascii, isLinear: true)),
      named: "Graphs/graphs-linear.txt")
  }

  @Test func `on pages`() throws {
    let page = Page(try walkthrough(ofFixture: "graphs"))
    let html = page.html
    let figures = html.components(separatedBy: "<figure").dropFirst().map {
      "<figure" + $0.components(separatedBy: "</figure>")[0] + "</figure>\n"
    }
    expectGolden(figures.joined(), named: "Graphs/graphs.html")
    expectGolden(page.latex, named: "Graphs/graphs.tex")
    expectGolden(page.markdown(), named: "Graphs/graphs.md")
  }

  @Test(arguments: [10, 20, 40, 60, 80, 120])
  func `no line is longer than there is room`(width: Int) throws {
    for notation in Notation.allCases {
      let profile = TerminalProfile(width: width, notation: notation)
      let lines = try figures(profile).split(separator: "\n")
      #expect(lines.allSatisfy { profile.columns(of: String($0)) <= width })
    }
  }

  @Test func `every drawing is well-formed and has a title and a description of its own`() throws {
    let walkthrough = try walkthrough(ofFixture: "graphs")
    for (number, part) in walkthrough.lesson.parts.enumerated() {
      guard case .directive(let directive) = part else { continue }
      let figure = try #require(GraphFigure(directive, walkthrough)).figure
      let svg = figure.drawings[0].svg(id: "f\(number)")
      #expect(XMLReading(svg).error == nil)
      #expect(!figure.drawings[0].title.isEmpty)
      #expect(figure.drawings[0].description.contains("."))
      #expect(figure.drawings[0].width <= Drawing.columnWidth * 1.15)
    }
  }

  @Test func `where signs are wide, lines are drawn in ASCII`() throws {
    let text = try figures(TerminalProfile(ambiguousWidth: 2))
    #expect(!text.contains("─"))
    #expect(text.contains("+--"))
  }

  @Test func `large layers are shown in part`() {
    #expect(Network.shown(3, limit: 6) == [0, 1, 2])
    #expect(Network.shown(9, limit: 6) == [0, 1, 2, 3, nil, 8])
  }

  @Test func `a graph in a lesson that stops has what is known`() throws {
    let walkthrough = walkthrough(
      of: """
        ```python {stage=a}
        x = array([1.0, 2.0])
        y = x * 2
        ```

        ```graph {of=a}
        ```
        """)
    let cut = Walkthrough(
      lesson: walkthrough.lesson, stages: [], outcomes: [], claimed: [], questions: [],
      overrides: [])
    for case .directive(let directive) in cut.lesson.parts {
      let text = TerminalProfile().text(
        try #require(GraphFigure(directive, cut)).lines(TerminalProfile()))
      #expect(text.contains("y"))
    }
  }
}
