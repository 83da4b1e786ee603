/// Draws a graph for a page: from left to right where the column is wide enough, or from top to
/// bottom.
struct GraphDrawing {
  private let graph: Graph

  init(_ graph: Graph) { self.graph = graph }

  /// The drawing.
  var drawing: Drawing {
    let labels = graph.bricks.map { BrickLabels($0) }
    for detail in GraphOperation.Detail.allCases {
      let across = AcrossDrawing(graph, labels, detail)
      // With signs alone it may become a little smaller.
      let limit = Drawing.columnWidth * (detail == .signs ? 1.15 : 1)
      if across.width <= limit { return across.drawing }
    }
    return DownDrawing(graph, labels).drawing
  }

  /// What a drawing of the graph begins with: no marks yet.
  static func empty(_ graph: Graph, width: Int, height: Int) -> Drawing {
    Drawing(
      width: Double(width) + 2, height: Double(height) + 2, title: graph.title,
      description: graph.sentences(.unicode).joined(separator: " "))
  }
}

/// The words in bricks, and the looks of what a graph is made of.
enum GraphMarks {
  /// The lines of words in a brick.
  static func operation(_ brick: Graph.Brick, detail: GraphOperation.Detail) -> [DrawnText] {
    switch brick.operation.label(detail) {
    case .words(let words):
      // A sign by itself stands in the middle; words stand one below the other.
      return words.split(separator: " ").count > 1 && detail != .signs
        ? words.inTwoLines.map { DrawnText($0) } : [DrawnText(words)]
    case .formula(let formula): return [DrawnText(formula.math)]
    case .sign(let sign, _): return [DrawnText(sign)]
    }
  }

  static let wire = Drawing.Look(stroke: .ink, lineWidth: 1.2)
  static let path = Drawing.Look(stroke: .blue, lineWidth: 3.2)

  static func wire(_ isOnPath: Bool) -> Drawing.Look { isOnPath ? path : wire }

  static func box(_ brick: Graph.Brick) -> Drawing.Look {
    brick.isOnPath
      ? Drawing.Look(stroke: .blue, lineWidth: 2.4, fill: .tint)
      : Drawing.Look(stroke: .ink, lineWidth: 1.2, fill: .tint)
  }
}

extension Drawing {
  /// Adds a wire with the head of an arrow at its end, or, on the path of a gradient, at its start.
  mutating func wire(
    _ points: [Point], isOnPath: Bool, startsAtBox: Bool = true, arrow: Bool = true
  ) {
    guard var first = points.first, var last = points.last, points.count > 1 else { return }
    var points = points
    let shorten = 6.0
    if isOnPath, startsAtBox {
      first = first.moved(towards: points[1], by: shorten)
      points[0] = first
    } else if !isOnPath, arrow {
      last = last.moved(towards: points[points.count - 2], by: shorten)
      points[points.count - 1] = last
    }
    line(points, GraphMarks.wire(isOnPath))
    if isOnPath, startsAtBox {
      arrowHead(
        from: points[1], to: first.moved(towards: points[1], by: -shorten), size: 11, ink: .blue)
    } else if !isOnPath, arrow {
      arrowHead(
        from: points[points.count - 2],
        to: last.moved(towards: points[points.count - 2], by: -shorten), size: 8)
    }
  }

  /// Adds a brick and the words in it.
  mutating func brick(
    _ brick: Graph.Brick, _ words: [DrawnText], left: Int, top: Int, width: Int, height: Int
  ) {
    marks.append(
      .rectangle(
        .init(Double(left), Double(top)), width: Double(width), height: Double(height), corner: 4,
        GraphMarks.box(brick)))
    let middle = Double(left) + Double(width) / 2
    let first = Double(top) + Double(height) / 2 + 4.8 - Double(words.count - 1) * 7.5
    for (index, line) in words.enumerated() {
      text(line, at: .init(middle, first + Double(index) * 15))
    }
  }
}

extension Drawing.Point {
  /// The place so much nearer to another on the line between them.
  fileprivate func moved(towards other: Drawing.Point, by distance: Double) -> Drawing.Point {
    let (x, y) = (other.x - self.x, other.y - self.y)
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return self }
    return Drawing.Point(self.x + x / length * distance, self.y + y / length * distance)
  }
}

extension String {
  /// The words in two lines of about the same length.
  fileprivate var inTwoLines: [String] {
    let words = split(separator: " ")
    var best = [self]
    var shortest = Int.max
    for count in 1..<max(words.count, 1) {
      let lines = [words.prefix(count), words.dropFirst(count)].map { $0.joined(separator: " ") }
      let length = lines.map(\.count).max() ?? 0
      if length < shortest { (best, shortest) = (lines, length) }
    }
    return best
  }
}
