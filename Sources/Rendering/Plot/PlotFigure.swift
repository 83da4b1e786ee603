import Source

extension Plot.Panel {
  /// An item of the legend.
  struct LegendItem {
    enum Sign {
      case curve(Int)
      case points(Int)
    }
    let sign: Sign
    let name: String

    /// The name where there is little room.
    var shortName: String {
      switch sign {
      case .curve: name
      case .points(let number): "\(number)"
      }
    }
  }

  /// What its curves and points are; nothing if that is plain.
  var legend: [LegendItem] {
    switch content {
    case .curves(let curves):
      curves.enumerated().compactMap { number, curve in
        curve.name.unicode.isEmpty
          ? nil : LegendItem(sign: .curve(number), name: curve.name.unicode)
      }
    case .points(let classes), .boundary(_, let classes):
      classes.compactMap { part in
        part.number.map { LegendItem(sign: .points($0), name: "class \($0)") }
      }
    case .histogram, .nothing: []
    }
  }
}

extension Figure {
  /// A plot as a figure of a page.
  init(_ plot: Plot) {
    let drawn = plot.panels.filter { if case .nothing = $0.content { false } else { true } }
    // Three, as in a triptych; four of a strip still go in one row.
    let count = drawn.count == 4 ? (drawn.allSatisfy(\.isMap) ? 4 : 2) : min(drawn.count, 3)
    let hasMaps = drawn.contains(where: \.isMap)
    self.init(
      drawings: {
        drawn.compactMap { PanelDrawing.drawing($0, beside: count, isSquare: hasMaps) }
      },
      lines: {
        PlotLayout(TerminalProfile(width: 80), width: 80).picture(plot)
          .map { $0.runs.map(\.text).joined() }
      }, caption: [.text(plot.paragraphs().joined(separator: " "))])
  }
}
