/// A graph on a page, from top to bottom.
struct DownDrawing {
  let graph: Graph

  /// The drawing.
  var drawing: Drawing {
    let layout = LayeredLayout(
      graph.bricks.indices.map(node), .init(across: 24, track: 10, arrow: 16))
    var drawing = GraphDrawing.empty(graph, width: layout.breadth, height: layout.length)
    for wire in layout.wires {
      let isOnPath = graph.bricks[wire.target].sources[wire.port].isOnPath
      drawing.wire(
        wire.points.map { .init(Double($0.across), Double($0.along)) }, isOnPath: isOnPath,
        startsAtBox: false)
    }
    for index in graph.bricks.indices { draw(index, layout.places[index], on: &drawing) }
    return drawing
  }

  // MARK: Sizes

  private func givenAbove(_ brick: Graph.Brick) -> Graph.Value? {
    brick.sources.isEmpty ? brick.given.first : nil
  }

  private func givenBeside(_ brick: Graph.Brick) -> [Graph.Value] {
    brick.sources.isEmpty ? Array(brick.given.dropFirst()) : brick.given
  }

  private func words(_ brick: Graph.Brick) -> [DrawnText] {
    [DrawnText](GraphMarks.operation(brick, detail: .formulas))
  }

  private func boxWidth(_ brick: Graph.Brick) -> Int {
    max(
      Int(words(brick).map { $0.width() }.max() ?? 0) + 24, 40 * brick.sources.count, 44)
  }

  private func boxHeight(_ brick: Graph.Brick) -> Int { max(40, 22 * givenBeside(brick).count + 6) }

  /// The width of a name and what is noted of it, side by side.
  private func lineWidth(_ value: Graph.Value) -> Int {
    GraphMarks.nameWidth(value) + 8 + GraphMarks.noteWidth(value)
  }

  private func node(_ index: Int) -> LayoutNode {
    let brick = graph.bricks[index]
    let width = boxWidth(brick)
    let beside = givenBeside(brick).map { lineWidth($0) + 34 }.max() ?? 0
    let after = [
      width / 2 + beside, lineWidth(brick.value) + 10, givenAbove(brick).map(lineWidth) ?? 0,
    ]
    return LayoutNode(
      lead: givenAbove(brick) == nil ? 0 : 40, box: boxHeight(brick),
      tail: graph.results.contains(index) ? 44 : 24, before: width / 2, after: after.max() ?? 0,
      ports: brick.sources.indices.map { 40 * $0 - 20 * (brick.sources.count - 1) },
      sources: brick.sources.map(\.brick))
  }

  // MARK: Drawing

  private func draw(_ index: Int, _ place: LayeredLayout.Place, on drawing: inout Drawing) {
    let brick = graph.bricks[index]
    let (width, height) = (boxWidth(brick), boxHeight(brick))
    let left = place.across - width / 2
    let (top, bottom) = (Double(place.along), Double(place.along + height))
    let middle = Double(place.across)
    if let value = givenAbove(brick) {
      drawing.wire([.init(middle, top - 22), .init(middle, top)], isOnPath: value.isOnPath)
      write(value, .init(middle - 5, top - 27), on: &drawing)
    }
    let beside = givenBeside(brick)
    for (row, value) in beside.enumerated() {
      let y = top + Double(height) / 2 + (Double(row) - Double(beside.count - 1) / 2) * 22
      let right = Double(left + width)
      drawing.wire([.init(right + 28, y), .init(right, y)], isOnPath: value.isOnPath)
      write(value, .init(right + 33, y + 4.8), on: &drawing)
    }
    drawing.brick(
      brick, words(brick), left: left, top: place.along, width: width, height: height)
    let value = brick.value
    if graph.results.contains(index) {
      drawing.wire([.init(middle, bottom), .init(middle, bottom + 24)], isOnPath: value.isOnPath)
      write(value, .init(middle - 5, bottom + 39), on: &drawing)
    } else {
      drawing.wire(
        [.init(middle, bottom), .init(middle, Double(place.end))], isOnPath: value.isOnPath,
        arrow: false)
      write(value, .init(middle + 10, bottom + 19), on: &drawing)
    }
  }

  private func write(_ value: Graph.Value, _ place: Drawing.Point, on drawing: inout Drawing) {
    drawing.text(GraphMarks.name(value), at: place, GraphMarks.nameLook(value, .start))
    guard let note = GraphMarks.note(value) else { return }
    let x = place.x + Double(GraphMarks.nameWidth(value)) + 7
    drawing.text(note, at: .init(x, place.y), GraphMarks.noteLook(value, .start))
  }
}
