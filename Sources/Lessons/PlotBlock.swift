import Source
import StageLanguage

/// What a `plot` block declares: panels, and the runs or stages whose numbers they show.
public struct PlotBlock: Sendable {
  /// The runs that it shows; none if it shows the values of the stages above it.
  public let runs: [Name]
  /// Its panels, one a line.
  public let panels: [Panel]
  /// Whether positions along x are their logarithms.
  public let hasLogarithmicX: Bool
  /// Whether positions along y are their logarithms.
  public let hasLogarithmicY: Bool
  /// From when boundaries are shown.
  public let frames: Frames
  /// Its word and attributes, for what is to be said of the whole.
  public let span: Span

  /// A panel, and the line that declares it.
  public struct Panel: Sendable {
    /// What it shows.
    public let content: Content
    /// The value of its line.
    public let span: Span
  }

  /// What a panel shows.
  public enum Content: Sendable {
    /// Measures of runs over the epochs, each a curve.
    case measures([Name])
    /// A vector over another, or over its entries' places.
    case line(x: Expression?, y: Expression)
    /// What a function says of each place of the plane, with the points and their classes.
    case boundary(Boundary, labels: Expression)
    /// Points in the plane, with their classes if they have any.
    case scatter(Expression, labels: Expression?)
    /// How often numbers of each size occur.
    case histogram(Expression)
  }

  /// A call such as `predict(X)`, or entries picked from its result, `predict(X)[:, 1]`.
  public struct Boundary: Sendable {
    /// The whole expression.
    public let expression: Expression
    /// The points that it is called for.
    public let points: Expression
    /// The place of the points in `function` and what follows it: nil for the call itself.
    let call: Expression
    let subscripts: [[Subscript]]
  }

  /// From when boundaries are shown.
  public enum Frames: Sendable, Hashable {
    /// From the end of the run.
    case last
    /// From so many epochs, evenly spaced, the first and the last among them.
    case count(Int)
    /// From these epochs, in order.
    case epochs([Int])
  }
}

extension PlotBlock.Boundary {
  /// Reads an expression; nil if it is not a call of a function of points.
  init?(_ expression: Expression) {
    var inner = expression
    var subscripts: [[Subscript]] = []
    while case .subscripted(let array, let parts) = inner.kind {
      subscripts.insert(parts, at: 0)
      inner = array
    }
    guard case .call(_, let arguments) = inner.kind, let first = arguments.first,
      first.label == nil
    else { return nil }
    self.init(
      expression: expression, points: first.value, call: inner, subscripts: subscripts)
  }

  /// The expression with another in the place of the points.
  public func applied(to points: Expression) -> Expression {
    guard case .call(let name, let arguments) = call.kind else { return expression }
    let replaced = [Argument(points)] + arguments.dropFirst()
    var result = Expression(.call(name, replaced), span: call.span)
    for parts in subscripts {
      result = Expression(.subscripted(result, parts), span: expression.span)
    }
    return result
  }
}

extension PlotBlock.Frames {
  /// The most frames of a strip.
  static let limit = 12

  /// Of a run with so many epochs, those after which snapshots are shown, from 0, the last left out.
  public func epochs(of count: Int) -> [Int] {
    switch self {
    case .last: []
    case .count(let frames):
      (0..<max(frames - 1, 0)).map {
        // A product of the two might overflow.
        let last = count - 1
        return last / (frames - 1) * $0 + last % (frames - 1) * $0 / (frames - 1)
      }
    case .epochs(let epochs): epochs.filter { $0 < count }
    }
  }
}

extension Lesson {
  /// The epochs from which plots want to see a run's values, in order, each once.
  public func plottedEpochs(of run: TrainingRun) -> [Int] {
    var epochs: Set<Int> = []
    for case .directive(let directive) in parts where directive.kind == .plot {
      var unheard = Diagnostics()
      guard let plot = PlotBlock(directive, diagnostics: &unheard),
        plot.runs.contains(where: { $0.text == run.name })
      else { continue }
      epochs.formUnion(plot.frames.epochs(of: run.epochs))
    }
    return epochs.sorted()
  }
}

extension Lesson {
  /// What is watched while runs are carried out: the panels of the first plot of each, or else what
  /// the runs measure.
  public func watched(_ runs: [TrainingRun]) -> PlotBlock {
    let names = runs.map { Name($0.name, span: $0.span) }
    var unheard = Diagnostics()
    var plots: [PlotBlock] = []
    for case .directive(let directive) in parts where directive.kind == .plot {
      if let plot = PlotBlock(directive, diagnostics: &unheard) { plots.append(plot) }
    }
    let firsts = runs.map { run in
      plots.first { $0.runs.contains { $0.text == run.name } }
    }
    // Curves go on common axes: what several runs measure is one panel.
    let common = Set(runs.first?.measures.map(\.text) ?? []).filter { name in
      runs.allSatisfy { $0.measures.contains { $0.text == name } }
    }
    var panels: [PlotBlock.Panel] = []
    var seen: Set<String> = []
    for panel in firsts.compactMap({ $0 }).flatMap(\.panels) {
      if case .measures(let names) = panel.content,
        !names.allSatisfy({ common.contains($0.text) })
      {
        continue
      }
      if seen.insert(source[panel.span]).inserted { panels.append(panel) }
    }
    if panels.isEmpty {
      panels = (runs.first?.measures ?? []).filter { common.contains($0.text) }
        .map { PlotBlock.Panel(content: .measures([$0]), span: $0.span) }
    }
    let first = firsts.compactMap { $0 }.first
    return PlotBlock(
      runs: names, panels: panels, hasLogarithmicX: first?.hasLogarithmicX ?? false,
      hasLogarithmicY: first?.hasLogarithmicY ?? false, frames: .last,
      span: runs.first?.span ?? Span(0, 0))
  }
}

extension PlotBlock {
  /// The expressions whose values it needs of a run.
  public var expressions: [Expression] {
    panels.flatMap { panel -> [Expression] in
      switch panel.content {
      case .measures: []
      case .line(let x, let y): [x, y].compactMap { $0 }
      case .boundary(let boundary, let labels): [boundary.expression, labels]
      case .scatter(let points, let labels): [points, labels].compactMap { $0 }
      case .histogram(let values): [values]
      }
    }
  }
}
