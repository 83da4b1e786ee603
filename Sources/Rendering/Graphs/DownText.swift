/// A graph in characters from top to bottom.
struct DownText {
  private let graph: Graph
  private let profile: TerminalProfile
  private let labels: GraphLabels

  init(graph: Graph, profile: TerminalProfile, detail: GraphOperation.Detail) {
    self.graph = graph
    self.profile = profile
    labels = GraphLabels(profile: profile, detail: detail)
  }

  /// The picture; nil if it is wider than the profile.
  func lines() -> [Line]? {
    let layout = LayeredLayout(
      graph.bricks.indices.map(node), .init(across: 2, track: 1, arrow: 1))
    guard layout.breadth <= profile.width else { return nil }
    var canvas = Canvas(columns: profile.width, rows: layout.length, profile)
    for wire in layout.wires { draw(wire, on: &canvas) }
    for index in graph.bricks.indices { draw(index, layout.places[index], on: &canvas) }
    return canvas.lines
  }

  // MARK: Sizes

  private func givenAbove(_ brick: Graph.Brick) -> Graph.Value? {
    brick.sources.isEmpty ? brick.given.first : nil
  }

  private func givenBeside(_ brick: Graph.Brick) -> [Graph.Value] {
    brick.sources.isEmpty ? Array(brick.given.dropFirst()) : brick.given
  }

  /// The name of a value and what is noted of it, side by side.
  private func text(_ value: Graph.Value) -> String {
    let note = labels.note(value)
    return labels.name(value) + (note.isEmpty ? "" : "  " + note)
  }

  private func boxWidth(_ brick: Graph.Brick) -> Int {
    max(labels.columns(labels.operation(brick)) + 4, 4 * brick.sources.count + 1)
  }

  private func boxHeight(_ brick: Graph.Brick) -> Int { 2 + max(1, givenBeside(brick).count) }

  private func node(_ index: Int) -> LayoutNode {
    let brick = graph.bricks[index]
    let width = boxWidth(brick)
    let beside = givenBeside(brick).map { labels.columns(text($0)) + 4 }.max() ?? 0
    let above = givenAbove(brick).map { labels.columns(text($0)) } ?? 0
    let after = [width - 1 - width / 2 + beside, labels.columns(text(brick.value)) + 2, above]
    return LayoutNode(
      lead: givenAbove(brick) == nil ? 0 : 2, box: boxHeight(brick),
      tail: graph.results.contains(index) ? 2 : 1, before: width / 2,
      after: after.max() ?? 0,
      ports: brick.sources.indices.map { 4 * $0 - 2 * (brick.sources.count - 1) },
      sources: brick.sources.map(\.brick))
  }

  // MARK: Drawing

  private func draw(_ wire: LayeredLayout.Wire, on canvas: inout Canvas) {
    let isOnPath = graph.bricks[wire.target].sources[wire.port].isOnPath
    var points = wire.points
    points[points.count - 1].along -= 1
    for (start, end) in zip(points, points.dropFirst()) {
      canvas.line(
        from: (start.across, start.along), to: (end.across, end.along), isDouble: isOnPath)
    }
    guard let start = points.first, let end = points.last else { return }
    canvas.stub(.up, start.across, start.along, isDouble: isOnPath)
    if isOnPath {
      canvas.stub(.down, end.across, end.along, isDouble: true)
    } else {
      canvas.arrow(.down, end.across, end.along)
    }
  }

  private func draw(_ index: Int, _ place: LayeredLayout.Place, on canvas: inout Canvas) {
    let brick = graph.bricks[index]
    let (width, height) = (boxWidth(brick), boxHeight(brick))
    let left = place.across - width / 2
    let (top, bottom) = (place.along, place.along + height - 1)
    canvas.box(left: left, top: top, right: left + width - 1, bottom: bottom)
    let operation = labels.operation(brick)
    canvas.write(
      operation, left + (width - labels.columns(operation)) / 2, top + (height - 1) / 2,
      brick.isOnPath ? .strong : [])
    if let value = givenAbove(brick) {
      write(value, place.across, top - 2, on: &canvas)
      canvas.arrow(value.isOnPath ? .up : .down, place.across, top - 1, labels.style(value))
    }
    for (row, value) in givenBeside(brick).enumerated() {
      let (start, row) = (left + width, top + 1 + row)
      canvas.line(from: (start, row), to: (start + 1, row), isDouble: value.isOnPath)
      canvas.stub(.right, start + 1, row, isDouble: value.isOnPath)
      if value.isOnPath {
        canvas.stub(.left, start, row, isDouble: true)
        canvas.arrow(.right, start + 1, row, .strong)
      } else {
        canvas.arrow(.left, start, row)
      }
      write(value, start + 3, row, on: &canvas)
    }
    drawTail(index, bottom + 1, place, on: &canvas)
  }

  private func write(
    _ value: Graph.Value, _ column: Int, _ row: Int, on canvas: inout Canvas
  ) {
    let name = labels.name(value)
    canvas.write(name, column, row, labels.style(value))
    canvas.write(
      labels.note(value), column + labels.columns(name) + 2, row, labels.noteStyle(value))
  }

  private func drawTail(
    _ index: Int, _ start: Int, _ place: LayeredLayout.Place, on canvas: inout Canvas
  ) {
    let value = graph.bricks[index].value
    let column = place.across
    if graph.results.contains(index) {
      canvas.arrow(value.isOnPath ? .up : .down, column, start, labels.style(value))
      write(value, column, start + 1, on: &canvas)
      return
    }
    canvas.line(
      from: (column, start), to: (column, max(place.end - 1, start)), isDouble: value.isOnPath)
    canvas.stub(.up, column, start, isDouble: value.isOnPath)
    canvas.stub(.down, column, place.end - 1, isDouble: value.isOnPath)
    if value.isOnPath { canvas.arrow(.up, column, start, .strong) }
    write(value, column + 2, start, on: &canvas)
  }
}
