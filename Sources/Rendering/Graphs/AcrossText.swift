/// A graph in characters from left to right.
struct AcrossText {
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
      graph.bricks.indices.map(node), .init(across: 1, track: 2, arrow: 1))
    guard layout.length <= profile.width else { return nil }
    var canvas = Canvas(columns: profile.width, rows: layout.breadth, profile)
    for wire in layout.wires { draw(wire, on: &canvas) }
    for index in graph.bricks.indices { draw(index, layout.places[index], on: &canvas) }
    return canvas.lines
  }

  // MARK: Sizes

  private func givenBehind(_ brick: Graph.Brick) -> Graph.Value? {
    brick.sources.isEmpty ? brick.given.first : nil
  }

  private func givenAbove(_ brick: Graph.Brick) -> [Graph.Value] {
    brick.sources.isEmpty ? Array(brick.given.dropFirst()) : brick.given
  }

  private func boxWidth(_ brick: Graph.Brick) -> Int {
    let above = givenAbove(brick).reduce(0) { $0 + labels.width($1) + 1 }
    // With signs alone room is scarce: what enters from above then fills the box.
    return max(
      labels.columns(labels.operation(brick)) + 4, above + (labels.detail == .signs ? 1 : 3))
  }

  private func isResult(_ index: Int) -> Bool { graph.results.contains(index) }

  private func node(_ index: Int) -> LayoutNode {
    let brick = graph.bricks[index]
    let half = max(1, brick.sources.count)
    let above = givenAbove(brick)
    let rows = above.isEmpty ? 0 : above.contains { !labels.note($0).isEmpty } ? 2 : 1
    let name = labels.columns(labels.name(brick.value))
    let note = labels.columns(labels.note(brick.value))
    let tail = isResult(index) ? 3 + max(name, note) : max(name + 2, note + 1)
    return LayoutNode(
      lead: givenBehind(brick).map { labels.width($0) + 3 } ?? 0, box: boxWidth(brick), tail: tail,
      before: half + rows, after: half,
      ports: brick.sources.indices.map { 2 * $0 - (brick.sources.count - 1) },
      sources: brick.sources.map(\.brick))
  }

  // MARK: Drawing

  private func draw(_ wire: LayeredLayout.Wire, on canvas: inout Canvas) {
    let isOnPath = graph.bricks[wire.target].sources[wire.port].isOnPath
    var points = wire.points
    // The last cell of the wire is before the box.
    points[points.count - 1].along -= 1
    for (start, end) in zip(points, points.dropFirst()) {
      canvas.line(
        from: (start.along, start.across), to: (end.along, end.across), isDouble: isOnPath)
    }
    guard let start = points.first, let end = points.last else { return }
    canvas.stub(.left, start.along, start.across, isDouble: isOnPath)
    if isOnPath {
      canvas.stub(.right, end.along, end.across, isDouble: true)
    } else {
      canvas.arrow(.right, end.along, end.across)
    }
  }

  private func draw(_ index: Int, _ place: LayeredLayout.Place, on canvas: inout Canvas) {
    let brick = graph.bricks[index]
    let width = boxWidth(brick)
    let half = max(1, brick.sources.count)
    let (left, right) = (place.along, place.along + width - 1)
    canvas.box(
      left: left, top: place.across - half, right: right, bottom: place.across + half)
    let operation = labels.operation(brick)
    canvas.write(
      operation, left + (width - labels.columns(operation)) / 2, place.across,
      brick.isOnPath ? .strong : [])
    drawTail(index, right + 1, place, on: &canvas)
    if let value = givenBehind(brick) {
      let start = left - 3 - labels.width(value)
      canvas.write(labels.name(value), start, place.across, labels.style(value))
      canvas.write(labels.note(value), start, place.across + 1, labels.noteStyle(value))
      let from = start + labels.columns(labels.name(value)) + 1
      canvas.line(
        from: (from, place.across), to: (left - 1, place.across), isDouble: value.isOnPath)
      canvas.stub(.left, from, place.across, isDouble: value.isOnPath)
      if value.isOnPath {
        canvas.arrow(.left, from, place.across, .strong)
      } else {
        canvas.arrow(.right, left - 1, place.across)
      }
    }
    drawAbove(brick, left, width, place.across - half, on: &canvas)
  }

  private func drawAbove(
    _ brick: Graph.Brick, _ left: Int, _ width: Int, _ top: Int, on canvas: inout Canvas
  ) {
    let above = givenAbove(brick)
    let hasNotes = above.contains { !labels.note($0).isEmpty }
    let needed = above.reduce(-1) { $0 + labels.width($1) + 1 }
    var column = left + (width - needed) / 2
    for value in above {
      let (name, note) = (labels.name(value), labels.note(value))
      let middle = column + (labels.width(value) - 1) / 2
      canvas.write(
        name, middle - (labels.columns(name) - 1) / 2, top - (hasNotes ? 2 : 1),
        labels.style(value))
      canvas.write(
        note, middle - (labels.columns(note) - 1) / 2, top - 1, labels.noteStyle(value))
      canvas.arrow(value.isOnPath ? .up : .down, middle, top, labels.style(value))
      column += labels.width(value) + 1
    }
  }

  /// The wire that leaves a brick, with the value's name on it and its shape under it.
  private func drawTail(
    _ index: Int, _ start: Int, _ place: LayeredLayout.Place, on canvas: inout Canvas
  ) {
    let value = graph.bricks[index].value
    let (name, note) = (labels.name(value), labels.note(value))
    let isDouble = value.isOnPath
    let nameStart: Int
    if isResult(index) {
      canvas.line(from: (start, place.across), to: (start + 1, place.across), isDouble: isDouble)
      if isDouble {
        canvas.arrow(.left, start, place.across, .strong)
      } else {
        canvas.arrow(.right, start + 1, place.across)
      }
      nameStart = start + 3
    } else {
      canvas.line(
        from: (start, place.across), to: (max(place.end - 1, start), place.across),
        isDouble: isDouble)
      canvas.stub(.right, place.end - 1, place.across, isDouble: isDouble)
      if isDouble { canvas.arrow(.left, start, place.across, .strong) }
      nameStart = start + (isDouble ? 2 : 1)
    }
    if !isDouble { canvas.stub(.left, start, place.across) }
    canvas.write(name, nameStart, place.across, labels.style(value))
    canvas.write(
      note, isResult(index) ? nameStart : start, place.across + 1, labels.noteStyle(value))
  }
}
