/// A graph on a page, from left to right.
struct AcrossDrawing {
  let graph: Graph
  /// What bricks say.
  let detail: GraphOperation.Detail

  /// The drawing, as wide as it needs to be.
  var drawing: Drawing {
    let layout = LayeredLayout(
      graph.bricks.indices.map(node), .init(across: 20, track: 9, arrow: 14))
    var drawing = GraphDrawing.empty(graph, width: layout.length, height: layout.breadth)
    for wire in layout.wires {
      let isOnPath = graph.bricks[wire.target].sources[wire.port].isOnPath
      drawing.wire(
        wire.points.map { .init(Double($0.along), Double($0.across)) }, isOnPath: isOnPath,
        startsAtBox: false)
    }
    for index in graph.bricks.indices { draw(index, layout.places[index], on: &drawing) }
    return drawing
  }

  // MARK: Sizes

  private func givenBehind(_ brick: Graph.Brick) -> Graph.Value? {
    brick.sources.isEmpty ? brick.given.first : nil
  }

  private func givenAbove(_ brick: Graph.Brick) -> [Graph.Value] {
    brick.sources.isEmpty ? Array(brick.given.dropFirst()) : brick.given
  }

  private func boxWidth(_ brick: Graph.Brick) -> Int {
    let words = GraphMarks.operation(brick, detail: detail)
    let above = givenAbove(brick).reduce(0) { $0 + GraphMarks.width($1) + 10 }
    return max(Int(words.map { $0.width() }.max() ?? 0) + 20, above, 34)
  }

  private func halfHeight(_ brick: Graph.Brick) -> Int { max(20, 12 * brick.sources.count) }

  private func isResult(_ index: Int) -> Bool { graph.results.contains(index) }

  private func node(_ index: Int) -> LayoutNode {
    let brick = graph.bricks[index]
    let half = halfHeight(brick)
    let above = givenAbove(brick)
    let rows = above.isEmpty ? 0 : above.contains { GraphMarks.note($0) != nil } ? 56 : 38
    let tail = GraphMarks.width(brick.value) + (isResult(index) ? 32 : 14)
    return LayoutNode(
      lead: givenBehind(brick).map { GraphMarks.width($0) + 34 } ?? 0, box: boxWidth(brick),
      tail: tail, before: half + rows, after: half,
      ports: brick.sources.indices.map { 22 * $0 - 11 * (brick.sources.count - 1) },
      sources: brick.sources.map(\.brick))
  }

  // MARK: Drawing

  private func draw(_ index: Int, _ place: LayeredLayout.Place, on drawing: inout Drawing) {
    let brick = graph.bricks[index]
    let (half, width) = (halfHeight(brick), boxWidth(brick))
    let (left, right) = (place.along, place.along + width)
    let middle = Double(place.across)
    if let value = givenBehind(brick) {
      let end = Double(left - 28)
      drawing.wire(
        [.init(end + 4, middle), .init(Double(left), middle)], isOnPath: value.isOnPath)
      write(value, .init(end, middle + 4.8), under: 16, .end, on: &drawing)
    }
    var column =
      left + (width - givenAbove(brick).reduce(-10) { $0 + GraphMarks.width($1) + 10 }) / 2
    for value in givenAbove(brick) {
      let x = Double(column) + Double(GraphMarks.width(value)) / 2
      let top = Double(place.across - half)
      let hasNote = GraphMarks.note(value) != nil
      drawing.wire(
        [.init(x, top - 18), .init(x, top)], isOnPath: value.isOnPath)
      write(value, .init(x, top - (hasNote ? 40 : 23)), under: 17, .middle, on: &drawing)
      column += GraphMarks.width(value) + 10
    }
    drawing.brick(
      brick, GraphMarks.operation(brick, detail: detail), left: left, top: place.across - half,
      width: width, height: 2 * half)
    drawTail(index, Double(right), place, on: &drawing)
  }

  /// The wire that leaves a brick, the name of its value above and the shape below it.
  private func drawTail(
    _ index: Int, _ start: Double, _ place: LayeredLayout.Place, on drawing: inout Drawing
  ) {
    let value = graph.bricks[index].value
    let middle = Double(place.across)
    if isResult(index) {
      drawing.wire(
        [.init(start, middle), .init(start + 26, middle)], isOnPath: value.isOnPath)
      write(value, .init(start + 30, middle + 4.8), under: 16, .start, on: &drawing)
      return
    }
    drawing.wire(
      [.init(start, middle), .init(Double(place.end), middle)], isOnPath: value.isOnPath,
      arrow: false)
    let x = start + 8 + Double(GraphMarks.width(value)) / 2
    write(value, .init(x, middle - 7), under: 23, .middle, on: &drawing)
  }

  private func write(
    _ value: Graph.Value, _ place: Drawing.Point, under: Double, _ anchor: Drawing.Anchor,
    on drawing: inout Drawing
  ) {
    drawing.text(GraphMarks.name(value), at: place, GraphMarks.nameLook(value, anchor))
    guard let note = GraphMarks.note(value) else { return }
    drawing.text(
      note, at: .init(place.x, place.y + under), GraphMarks.noteLook(value, anchor))
  }
}
