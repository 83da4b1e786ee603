/// A graph on a page, from top to bottom.
struct DownDrawing {
  private let graph: Graph
  private let labels: [BrickLabels]

  init(_ graph: Graph, _ labels: [BrickLabels]) {
    self.graph = graph
    self.labels = labels
  }

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

  private func words(_ brick: Graph.Brick) -> [DrawnText] {
    [DrawnText](GraphMarks.operation(brick, detail: .formulas))
  }

  private func boxWidth(_ brick: Graph.Brick) -> Int {
    max(
      Int(words(brick).map { $0.width() }.max() ?? 0) + 24, 40 * brick.sources.count, 44)
  }

  private func boxHeight(_ index: Int) -> Int { max(40, 22 * labels[index].beside.count + 6) }

  /// The width of a name and what is noted of it, side by side.
  private func lineWidth(_ label: GraphLabel) -> Int { label.nameWidth + 8 + label.noteWidth }

  private func node(_ index: Int) -> LayoutNode {
    let brick = graph.bricks[index]
    let width = boxWidth(brick)
    let labels = labels[index]
    let beside = labels.beside.map { lineWidth($0) + 34 }.max() ?? 0
    let after = [
      width / 2 + beside, lineWidth(labels.value) + 10, labels.behind.map(lineWidth) ?? 0,
    ]
    return LayoutNode(
      lead: labels.behind == nil ? 0 : 40, box: boxHeight(index),
      tail: graph.results.contains(index) ? 44 : 24, before: width / 2, after: after.max() ?? 0,
      ports: brick.sources.indices.map { 40 * $0 - 20 * (brick.sources.count - 1) },
      sources: brick.sources.map(\.brick))
  }

  // MARK: Drawing

  private func draw(_ index: Int, _ place: LayeredLayout.Place, on drawing: inout Drawing) {
    let brick = graph.bricks[index]
    let (width, height) = (boxWidth(brick), boxHeight(index))
    let labels = labels[index]
    let left = place.across - width / 2
    let (top, bottom) = (Double(place.along), Double(place.along + height))
    let middle = Double(place.across)
    if let label = labels.behind {
      drawing.wire([.init(middle, top - 22), .init(middle, top)], isOnPath: label.isOnPath)
      write(label, .init(middle - 5, top - 27), on: &drawing)
    }
    let beside = labels.beside
    for (row, label) in beside.enumerated() {
      let y = top + Double(height) / 2 + (Double(row) - Double(beside.count - 1) / 2) * 22
      let right = Double(left + width)
      drawing.wire([.init(right + 28, y), .init(right, y)], isOnPath: label.isOnPath)
      write(label, .init(right + 33, y + 4.8), on: &drawing)
    }
    drawing.brick(
      brick, words(brick), left: left, top: place.along, width: width, height: height)
    let label = labels.value
    if graph.results.contains(index) {
      drawing.wire([.init(middle, bottom), .init(middle, bottom + 24)], isOnPath: label.isOnPath)
      write(label, .init(middle - 5, bottom + 39), on: &drawing)
    } else {
      drawing.wire(
        [.init(middle, bottom), .init(middle, Double(place.end))], isOnPath: label.isOnPath,
        arrow: false)
      write(label, .init(middle + 10, bottom + 19), on: &drawing)
    }
  }

  private func write(_ label: GraphLabel, _ place: Drawing.Point, on drawing: inout Drawing) {
    drawing.text(label.name, at: place, label.nameLook(.start))
    guard let note = label.note else { return }
    let x = place.x + Double(label.nameWidth) + 7
    drawing.text(note, at: .init(x, place.y), label.noteLook(.start))
  }
}
