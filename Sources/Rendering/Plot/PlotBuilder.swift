import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

/// Makes a plot of what its block declares and of the values that a lesson and its runs gave.
struct PlotBuilder {
  /// The lesson's functions, for the names of what is shown.
  let known: KnownNames
  /// What is wrong with what it asks for, at its place.
  private(set) var diagnostics = Diagnostics()
  /// How many places a field has to each side.
  var fieldSize = 48
  /// How many it has if it holds classes, whose edges are not smooth; nil for no more than others.
  var classFieldSize: Int? = 80

  init(_ known: KnownNames) { self.known = known }

  /// A plot of a block.
  ///
  /// A panel that cannot be drawn says why instead.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - scope: What names mean where it stands, if it shows the values of stages.
  ///   - records: The runs that have been carried out, by name.
  /// - Returns: the plot.
  mutating func plot(
    _ block: PlotBlock, scope: RunSnapshot, records: [String: RunRecord]
  ) -> Plot {
    Plot(block.panels.flatMap { panels($0, block, scope, records) })
  }

  private mutating func panels(
    _ panel: PlotBlock.Panel, _ block: PlotBlock, _ scope: RunSnapshot,
    _ records: [String: RunRecord]
  ) -> [Plot.Panel] {
    let runs = block.runs.compactMap { records[$0.text] }
    if case .measures(let names) = panel.content {
      guard !runs.isEmpty else { return [notCarriedOut(block)] }
      return [measures(names, of: runs.map(\.history), block)]
    }
    guard !block.runs.isEmpty else {
      return [picture(panel, block, PlotSource(scope: scope))]
    }
    guard !runs.isEmpty else { return [notCarriedOut(block)] }
    return runs.flatMap { record in
      snapshots(panel, block, record).map { snapshot in
        let isFrame = block.frames != .last && snapshot.epoch != record.lastFinite.epoch
        var source = PlotSource(scope: snapshot)
        source.run = runs.count > 1 ? record.run.name : nil
        source.epoch = snapshot.epoch
        source.isFrame = isFrame || (block.frames != .last && panel.content.isBoundary)
        return picture(panel, block, source)
      }
    }
  }

  /// What a panel shows of a run: its end, or a strip.
  private func snapshots(
    _ panel: PlotBlock.Panel, _ block: PlotBlock, _ record: RunRecord
  ) -> [RunSnapshot] {
    guard panel.content.isBoundary else { return [record.lastFinite] }
    let asked = block.frames.epochs(of: record.run.epochs).compactMap { record.snapshot(at: $0) }
    switch block.frames {
    case .last: return [record.lastFinite]
    // The last frame is the end of the run, wherever that is.
    case .count: return asked.filter { $0.epoch != record.lastFinite.epoch } + [record.lastFinite]
    case .epochs: return asked.isEmpty ? [record.lastFinite] : asked
    }
  }

  private func notCarriedOut(_ block: PlotBlock) -> Plot.Panel {
    let names = block.runs.map(\.text).joined(separator: ", ")
    return .saying(Plot.Label(names), "there is no picture, as the run has not been carried out")
  }

  // MARK: Curves

  /// Measures over epochs.
  func measures(
    _ names: [Name], of histories: [TrainingHistory], _ block: PlotBlock
  ) -> Plot.Panel {
    var curves: [Plot.Curve] = []
    var facts: [Plot.Fact] = []
    let columns = histories.flatMap { history in
      names.compactMap { name in history.names.firstIndex(of: name.text).map { (history, $0) } }
    }
    let values = columns.flatMap { history, column in history.values.map { $0[column] } }
    // On a logarithmic axis epoch 0 has no place, and nobody misses it.
    let epochs = histories.flatMap { $0.epochs.map(Double.init) }
      .filter { $0 > 0 || !block.hasLogarithmicX }
    let vertical = Plot.Axis(values, isLogarithmic: block.hasLogarithmicY, clipsOutliers: true)
    let labels = names.map { label(Expression(.name($0.text), span: $0.span)) }
    for history in histories {
      for (name, label) in zip(names, labels) {
        guard let column = history.names.firstIndex(of: name.text) else { continue }
        let points = zip(history.epochs, history.values).map {
          Plot.Point(Double($0), $1[column])
        }
        let full = label.of(histories.count > 1 ? history.run : nil)
        let isAlone = names.count == 1 && histories.count == 1
        let short = names.count > 1 ? full : Plot.Label(history.run)
        curves.append(
          Plot.Curve(
            name: isAlone ? Plot.Label("") : short,
            points: points.reduced(to: Plot.curveLimit)))
        let course = Course(points, height: vertical.length) {
          "epoch \(Int($0).description.withThousands)"
        }
        facts.append(Plot.Fact(full, course.words))
      }
      if let stop = history.stopWords {
        facts.append(stop.of(histories.count > 1 ? history.run : nil))
      }
    }
    return panel(
      title: Plot.Label.joined(labels), x: epochs, xLabel: Plot.Label("epoch"), y: values, vertical,
      curves: curves, facts: facts, block)
  }

  /// Axes for curves, and what is to be said of points that have no place on them.
  func panel(
    title: Plot.Label, x: [Double], xLabel: Plot.Label, y: [Double], _ vertical: Plot.Axis,
    curves: [Plot.Curve], facts: [Plot.Fact], _ block: PlotBlock
  ) -> Plot.Panel {
    let horizontal = Plot.Axis(
      x, label: xLabel, isLogarithmic: block.hasLogarithmicX, margin: 0)
    var facts = facts
    func count(_ values: [Double], _ words: String, where isOut: (Double) -> Bool) {
      let count = values.count { $0.isFinite && isOut($0) }
      guard count > 0 else { return }
      facts.append(Plot.Fact("\(count) of \(values.count) values \(words)"))
    }
    if block.hasLogarithmicX {
      count(x, "along x are not above 0 and have no place on a logarithmic axis") { $0 <= 0 }
    }
    if block.hasLogarithmicY {
      count(y, "are not above 0 and have no place on a logarithmic axis") { $0 <= 0 }
    } else {
      let range = vertical.range
      count(y, "are above the picture") { $0 > range.upperBound }
      count(y, "are below the picture") { $0 < range.lowerBound }
    }
    return Plot.Panel(
      title: title, horizontal: horizontal, vertical: vertical, content: .curves(curves),
      facts: facts)
  }

  // MARK: What an expression gives

  /// A panel of values; if there is something wrong with them, that is said in its place.
  private mutating func picture(
    _ panel: PlotBlock.Panel, _ block: PlotBlock, _ source: PlotSource
  ) -> Plot.Panel {
    do throws(PlotSource.Failure) {
      switch panel.content {
      case .measures: return .saying(Plot.Label(""), "")
      case .line(let x, let y): return try line(x, y, source, block)
      case .boundary(let boundary, let labels): return try self.boundary(boundary, labels, source)
      case .scatter(let points, let labels): return try scatter(points, labels, source)
      case .histogram(let values): return try histogram(values, source)
      }
    } catch {
      diagnostics.append(contentsOf: error.diagnostics)
      let subject = label(panel.content.subject).of(source.run)
      return .saying(subject, "cannot be drawn: \(error.diagnostics.first?.summary ?? "")")
    }
  }

  /// What an expression is called.
  func label(_ expression: Expression) -> Plot.Label {
    let formula = known.builder(digits: 4).formula(expression)
    return Plot.Label(
      unicode: formula.oneLine(.unicode), ascii: "\(expression)")
  }
}

extension Plot {
  /// The most points of a curve that a picture keeps.
  static let curveLimit = 480
  /// The most points of a scatter plot.
  static let pointLimit = 400
}

extension Plot.Label {
  /// The label with the run it belongs to.
  func of(_ run: String?) -> Plot.Label { run.map { self + Plot.Label(" of \($0)") } ?? self }

  /// `L, accuracy`.
  static func joined(_ labels: [Plot.Label]) -> Plot.Label {
    Plot.Label(
      unicode: labels.map(\.unicode).joined(separator: ", "),
      ascii: labels.map(\.ascii).joined(separator: ", "))
  }
}

extension Plot.Fact {
  fileprivate func of(_ run: String?) -> Plot.Fact {
    run.map { Plot.Fact(subject, "\($0): \(words)") } ?? self
  }
}

extension Plot.Panel {
  /// A panel without a picture.
  static func saying(_ subject: Plot.Label, _ words: String) -> Plot.Panel {
    Plot.Panel(
      title: subject, horizontal: Plot.Axis(0...1), vertical: Plot.Axis(0...1), content: .nothing,
      facts: [Plot.Fact(subject, words)])
  }
}

extension PlotBlock.Content {
  var isBoundary: Bool { if case .boundary = self { true } else { false } }

  /// What it is about.
  var subject: Expression {
    switch self {
    case .measures(let names):
      names.first.map { Expression(.name($0.text), span: $0.span) }
        ?? Expression(.tuple([]), span: Span(0, 0))
    case .line(_, let y): y
    case .boundary(let boundary, _): boundary.expression
    case .scatter(let points, _): points
    case .histogram(let values): values
    }
  }
}

extension TrainingHistory {
  /// Why the run has ended early; nil if it has not.
  var stopWords: Plot.Fact? {
    switch stopped {
    case .notFinite(let name, let epoch):
      Plot.Fact(
        "the run stops in epoch \(epoch.description.withThousands), where \(name) is no longer finite"
      )
    case .failed(let diagnostic):
      Plot.Fact(
        "the run stops in epoch \(epochCount.description.withThousands): \(diagnostic.summary)")
    case nil: nil
    }
  }
}
