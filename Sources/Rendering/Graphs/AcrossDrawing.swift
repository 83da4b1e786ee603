/// A graph on a page, from left to right.
struct AcrossDrawing {
  private let graph: Graph
  private let boxes: [Box]
  private let layout: LayeredLayout

  /// A brick and what stands around it.
  private struct Box {
    let words: [DrawnText]
    let labels: BrickLabels
    let isResult: Bool
    let width: Int
    let halfHeight: Int

    /// The room for the labels above it.
    var aboveWidth: Int { labels.beside.reduce(-10) { $0 + $1.width + 10 } }

    init(
      _ brick: Graph.Brick, _ labels: BrickLabels, isResult: Bool, _ detail: GraphOperation.Detail
    ) {
      words = GraphMarks.operation(brick, detail: detail)
      self.labels = labels
      self.isResult = isResult
      let above = labels.beside.reduce(0) { $0 + $1.width + 10 }
      width = max(Int(words.map { $0.width() }.max() ?? 0) + 20, above, 34)
      halfHeight = max(20, 12 * brick.sources.count)
    }

    func node(_ brick: Graph.Brick) -> LayoutNode {
      let above = labels.beside
      let rows = above.isEmpty ? 0 : above.contains { $0.note != nil } ? 56 : 38
      return LayoutNode(
        lead: labels.behind.map { $0.width + 34 } ?? 0, box: width,
        tail: labels.value.width + (isResult ? 32 : 14), before: halfHeight + rows,
        after: halfHeight,
        ports: brick.sources.indices.map { 22 * $0 - 11 * (brick.sources.count - 1) },
        sources: brick.sources.map(\.brick))
    }
  }

  /// Places the bricks of a graph, which say as much as `detail` tells.
  init(_ graph: Graph, _ labels: [BrickLabels], _ detail: GraphOperation.Detail) {
    self.graph = graph
    let results = Set(graph.results)
    boxes = graph.bricks.indices.map {
      Box(graph.bricks[$0], labels[$0], isResult: results.contains($0), detail)
    }
    layout = LayeredLayout(
      zip(boxes, graph.bricks).map { $0.node($1) }, .init(across: 20, track: 9, arrow: 14))
  }

  /// How wide the drawing is.
  var width: Double { Double(layout.length) + 2 }

  /// The drawing, as wide as it needs to be.
  var drawing: Drawing {
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

  // MARK: Drawing

  private func draw(_ index: Int, _ place: LayeredLayout.Place, on drawing: inout Drawing) {
    let box = boxes[index]
    let (half, width) = (box.halfHeight, box.width)
    let (left, right) = (place.along, place.along + width)
    let middle = Double(place.across)
    if let label = box.labels.behind {
      let end = Double(left - 28)
      drawing.wire(
        [.init(end + 4, middle), .init(Double(left), middle)], isOnPath: label.isOnPath)
      drawing.write(label, .init(end, middle + 4.8), under: 16, .end)
    }
    var column = left + (width - box.aboveWidth) / 2
    for label in box.labels.beside {
      let x = Double(column) + Double(label.width) / 2
      let top = Double(place.across - half)
      drawing.wire([.init(x, top - 18), .init(x, top)], isOnPath: label.isOnPath)
      drawing.write(label, .init(x, top - (label.note != nil ? 40 : 23)), under: 17, .middle)
      column += label.width + 10
    }
    drawing.brick(
      graph.bricks[index], box.words, left: left, top: place.across - half, width: width,
      height: 2 * half)
    drawTail(box, Double(right), place, on: &drawing)
  }

  /// The wire that leaves a brick, the name of its value above and the shape below it.
  private func drawTail(
    _ box: Box, _ start: Double, _ place: LayeredLayout.Place, on drawing: inout Drawing
  ) {
    let label = box.labels.value
    let middle = Double(place.across)
    if box.isResult {
      drawing.wire(
        [.init(start, middle), .init(start + 26, middle)], isOnPath: label.isOnPath)
      drawing.write(label, .init(start + 30, middle + 4.8), under: 16, .start)
      return
    }
    drawing.wire(
      [.init(start, middle), .init(Double(place.end), middle)], isOnPath: label.isOnPath,
      arrow: false)
    let x = start + 8 + Double(label.width) / 2
    drawing.write(label, .init(x, middle - 7), under: 23, .middle)
  }
}

extension Drawing {
  /// Adds a name and, so much below it, what is noted.
  fileprivate mutating func write(
    _ label: GraphLabel, _ place: Point, under: Double, _ anchor: Anchor
  ) {
    text(label.name, at: place, label.nameLook(anchor))
    guard let note = label.note else { return }
    text(note, at: .init(place.x, place.y + under), label.noteLook(anchor))
  }
}
