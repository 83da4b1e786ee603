import Lessons
import Source
import TestSupport
import Testing
import Tutoring

@testable import Rendering

/// A lesson, run, its training runs carried out.
func walkthroughWithRuns(of walkthrough: Walkthrough) throws -> Walkthrough {
  var walkthrough = walkthrough
  var diagnostics = Diagnostics()
  for run in walkthrough.missingRuns {
    walkthrough.take(
      try RunRecord(
        carryingOut: run, of: walkthrough.lesson,
        snapshotsAt: Set(walkthrough.lesson.plottedEpochs(of: run))),
      diagnostics: &diagnostics)
  }
  diagnostics.append(contentsOf: walkthrough.plotDiagnostics)
  #expect(diagnostics.all.map(\.summary) == [])
  return walkthrough
}

/// Every kind of plot in each format.
@Suite("Plots as they are printed") struct PlotGoldenTests {
  private func plots() throws -> Walkthrough {
    try walkthroughWithRuns(of: try walkthrough(ofFixture: "plots"))
  }

  /// The lines of all plots of the lesson.
  private func lines(_ profile: TerminalProfile) throws -> String {
    let walkthrough = try plots()
    let figures = PlotFigures(walkthrough)
    var blocks: [String] = []
    var stages = 0
    for part in walkthrough.lesson.parts {
      if case .stage = part { stages += 1 }
      guard let lines = figures.lines(part, stageCount: stages, profile) else { continue }
      blocks.append(profile.text(lines))
    }
    return blocks.joined(separator: "\n")
  }

  @Test("in characters, without colour, with it, in ASCII, in words, on a narrow terminal")
  func terminal() throws {
    expectGolden(try lines(TerminalProfile(width: 80)), named: "Plots/unicode.txt")
    expectGolden(
      try lines(TerminalProfile(width: 80, color: .indexed, hasAttributes: true)),
      named: "Plots/indexed.txt")
    expectGolden(
      try lines(TerminalProfile(width: 120, color: .trueColor, hasAttributes: true)),
      named: "Plots/truecolor.txt")
    expectGolden(
      try lines(TerminalProfile(width: 80, notation: .ascii)), named: "Plots/ascii.txt")
    expectGolden(
      try lines(TerminalProfile(width: 40, ambiguousWidth: 2)), named: "Plots/narrow.txt")
    expectGolden(
      try lines(TerminalProfile(width: 80, notation: .ascii, isLinear: true)),
      named: "Plots/words.txt")
  }

  @Test("no line is wider than the terminal", arguments: [20, 33, 40, 47, 64, 80, 133, 200])
  func widths(width: Int) throws {
    let walkthrough = try plots()
    for ambiguous in [1, 2] {
      let profile = TerminalProfile(width: width, ambiguousWidth: ambiguous)
      let figures = PlotFigures(walkthrough)
      for part in walkthrough.lesson.parts {
        for line in figures.lines(part, stageCount: 2, profile) ?? [] {
          let text = line.runs.map(\.text).joined()
          #expect(text.columns(ambiguous: ambiguous) <= width, "\(text)")
        }
      }
    }
  }

  @Test("as pictures of a page and of LaTeX, and in Markdown")
  func pages() throws {
    let page = Page(try plots())
    var svg = ""
    var tikz = ""
    for case .figure(let figure) in page.blocks {
      for (number, drawing) in figure.drawings.enumerated() {
        let text = drawing.svg(id: "figure-\(number)")
        #expect(XMLReading(text).error == nil)
        #expect(text.utf8.count < 30_000)
        svg += text + "\n"
        tikz += drawing.tikz + "\n"
      }
    }
    expectGolden(svg, named: "Plots/plots.svg.txt")
    expectGolden(tikz, named: "Plots/plots.tex")
    expectGolden(page.markdown(), named: "Plots/plots.md")
  }
}
