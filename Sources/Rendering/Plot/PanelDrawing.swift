/// Draws a panel as lines, areas and words: for SVG and TikZ.
struct PanelDrawing {
  private let panel: Plot.Panel
  private var drawing: Drawing
  private let left: Double
  private let top: Double
  private let width: Double
  private let height: Double

  private static let textSize = 12.0
  private static let bottom = 24.0
  private static let right = 10.0

  /// The drawing of a panel, as wide as there is room beside so many others.
  ///
  /// - Parameters:
  ///   - panel: The panel.
  ///   - count: How many panels are side by side.
  ///   - isSquare: Whether it is as high as wide, as maps beside it are.
  /// - Returns: nil if there is nothing to draw.
  static func drawing(_ panel: Plot.Panel, beside count: Int, isSquare: Bool) -> Drawing? {
    if case .nothing = panel.content { return nil }
    var picture = PanelDrawing(panel, beside: count, isSquare)
    picture.draw()
    return picture.drawing
  }

  private init(_ panel: Plot.Panel, beside count: Int, _ isSquare: Bool) {
    self.panel = panel
    let gap = 14.0
    let share = (Drawing.columnWidth - gap * Double(count - 1)) / Double(count)
    let widest = panel.isMap ? 330.0 : 560.0
    let total = min(share, widest)
    let labels = panel.vertical.ticks(limit: 6).labels
    left =
      10 + labels.reduce(0) { max($0, DrawnText($1).width(size: Self.textSize)) }
    // Beside maps, which have a legend, all planes begin at one height.
    top = panel.legend.isEmpty && !(isSquare && count > 1) ? 24 : 42
    width = total - left - Self.right
    height = panel.isMap || (isSquare && count > 1) ? width : min(width * 0.62, 240)
    drawing = Drawing(
      width: total, height: top + height + Self.bottom, title: panel.title.unicode,
      description: panel.words())
  }

  private mutating func draw() {
    switch panel.content {
    case .curves(let curves):
      axes(hasGrid: true)
      for (number, curve) in curves.enumerated() { draw(curve, number) }
    case .points(let classes):
      axes(hasGrid: true)
      draw(classes)
    case .boundary(let field, let classes):
      draw(field)
      axes(hasGrid: false)
      draw(classes)
    case .histogram(let bars):
      draw(bars)
      axes(hasGrid: false)
    case .nothing: break
    }
    head()
  }

  // MARK: Places

  private func place(_ x: Double, _ y: Double) -> Drawing.Point {
    Drawing.Point(left + x * width, top + (1 - y) * height)
  }

  private func positions(of point: Plot.Point) -> Plot.Point? {
    guard let x = panel.horizontal.position(of: point.x),
      let y = panel.vertical.position(of: point.y)
    else { return nil }
    return Plot.Point(x, y)
  }

  // MARK: Axes and words

  private mutating func axes(hasGrid: Bool) {
    let upward = panel.vertical.ticks(limit: max(2, Int(height / 34)))
    for (value, label) in zip(upward.values, upward.labels) {
      guard let y = panel.vertical.position(of: value) else { continue }
      let start = place(0, y)
      if hasGrid { drawing.line([start, place(1, y)], .init(stroke: .line, lineWidth: 0.6)) }
      drawing.line([start, .init(start.x - 4, start.y)], .init(stroke: .soft))
      write(label, at: .init(start.x - 7, start.y + 4), .end)
    }
    let widest =
      panel.horizontal.ticks(limit: 8).labels.map {
        DrawnText($0).width(size: Self.textSize) + 18
      }.max() ?? 40
    let rightward = panel.horizontal.ticks(limit: max(2, min(8, Int(width / widest))))
    for (value, label) in zip(rightward.values, rightward.labels) {
      guard let x = panel.horizontal.position(of: value) else { continue }
      let start = place(x, 0)
      if hasGrid { drawing.line([start, place(x, 1)], .init(stroke: .line, lineWidth: 0.6)) }
      drawing.line([start, .init(start.x, start.y + 4)], .init(stroke: .soft))
      let half = DrawnText(label).width(size: Self.textSize) / 2
      let middle = min(start.x, drawing.width - half - 1)
      write(label, at: .init(middle, start.y + 17), .middle)
    }
    drawing.line([place(0, 1), place(0, 0), place(1, 0)], .init(stroke: .soft))
  }

  private mutating func write(
    _ words: String, at point: Drawing.Point, _ anchor: Drawing.Anchor,
    ink: Drawing.Ink = .soft, isBold: Bool = false
  ) {
    // A minus, not a hyphen, is what stands before a number.
    let words = words.hasPrefix("-") ? "−" + words.dropFirst() : words
    drawing.text(
      DrawnText(words), at: point,
      .init(
        anchor: anchor, size: isBold ? Drawing.textSize : Self.textSize, ink: ink, isBold: isBold))
  }

  private mutating func head() {
    write(panel.title.unicode, at: .init(left, 14), .start, ink: .ink, isBold: true)
    let axis = panel.horizontal.label.unicode
    if !axis.isEmpty {
      let titleWidth = DrawnText(panel.title.unicode).width() * 1.08
      write("by \(axis)", at: .init(left + titleWidth + 6, 14), .start)
    }
    var x = left
    for item in panel.legend {
      let y = 34.0
      switch item.sign {
      case .curve(let number):
        drawing.line(
          [.init(x, y - 4), .init(x + 24, y - 4)], .curve(number))
        x += 29
      case .points(let number):
        mark(number, [.init(x + 4, y - 4)])
        x += 12
      }
      // A narrow picture has room for numbers only.
      let name = width < 140 ? item.shortName : item.name
      write(name, at: .init(x, y), .start, ink: .ink)
      x += DrawnText(name).width(size: Self.textSize) + 14
    }
  }

  // MARK: Curves and bars

  private mutating func draw(_ curve: Plot.Curve, _ number: Int) {
    var segments: [Drawing.Segment] = []
    var previous: Plot.Point?
    var last: Plot.Point?
    for point in curve.points {
      let next = positions(of: point)
      if let next, let (start, end) = Plot.clipped(previous ?? next, next) {
        if start != last { segments.append(.move(place(start.x, start.y))) }
        if start != end || previous == nil { segments.append(.line(place(end.x, end.y))) }
        last = end
      } else {
        last = nil
      }
      previous = next
    }
    if !segments.isEmpty { drawing.marks.append(.path(segments, .curve(number))) }
  }

  private mutating func draw(_ bars: [Plot.Bar]) {
    for bar in bars where bar.count > 0 {
      guard let from = panel.horizontal.position(of: bar.lower),
        let to = panel.horizontal.position(of: bar.upper),
        let high = panel.vertical.position(of: Double(bar.count))
      else { continue }
      let corner = place(from, high)
      drawing.marks.append(
        .rectangle(
          .init(corner.x + 0.5, corner.y), width: max((to - from) * width - 1, 0.5),
          height: high * height, corner: 0, .init(fill: .blue, opacity: 0.75)))
    }
  }

  // MARK: Points and fields

  private mutating func draw(_ classes: [Plot.PointClass]) {
    for part in classes {
      let places = part.points.compactMap { point -> Drawing.Point? in
        guard let position = positions(of: point), (0...1).contains(position.x),
          (0...1).contains(position.y)
        else { return nil }
        return place(position.x, position.y)
      }
      mark(part.number, places)
    }
  }

  /// Points in the sign of their class: class 0 open, class 1 full, others open in their colours.
  private mutating func mark(_ number: Int?, _ places: [Drawing.Point]) {
    guard !places.isEmpty else { return }
    let radius = 2.7
    switch number {
    case nil: drawing.marks.append(.dots(places, radius: radius, .ink, isOpen: false))
    case 0: drawing.marks.append(.dots(places, radius: radius, .ink, isOpen: true))
    case 1: drawing.marks.append(.dots(places, radius: radius, .ink, isOpen: false))
    case .some(let number):
      drawing.marks.append(
        .dots(
          places, radius: radius * 1.4, [.green, .vermilion, .blue, .orange][(number - 2) % 4],
          isOpen: number % 2 == 0))
    }
  }

  /// How many strengths of a colour a field has.
  private static let strengths = 4

  /// The field as strips: places of one shade beside each other are one rectangle, and rectangles of
  /// one shade are one path.
  private mutating func draw(_ field: Plot.Field) {
    var strips: [Drawing.Shade: [Drawing.Segment]] = [:]
    for row in 0..<field.rows {
      var start = 0
      while start < field.columns {
        let shade = Drawing.Shade(field, field[start, row], strengths: Self.strengths)
        var end = start + 1
        while end < field.columns,
          Drawing.Shade(field, field[end, row], strengths: Self.strengths) == shade
        {
          end += 1
        }
        if let shade { strips[shade, default: []] += strip(field, start..<end, row) }
        start = end
      }
    }
    for (shade, segments) in strips.sorted(by: { $0.key < $1.key }) {
      drawing.marks.append(
        .path(segments, .init(fill: shade.ink, opacity: shade.opacity(of: Self.strengths))))
    }
    draw(contour: field.contour)
  }

  private func strip(
    _ field: Plot.Field, _ columns: Range<Int>, _ row: Int
  ) -> [Drawing.Segment] {
    let (from, to) = (
      Double(columns.lowerBound) / Double(field.columns),
      Double(columns.upperBound) / Double(field.columns)
    )
    let (low, high) = (
      Double(row) / Double(field.rows), Double(row + 1) / Double(field.rows)
    )
    return [
      .move(place(from, high)), .line(place(to, high)), .line(place(to, low)),
      .line(place(from, low)), .close,
    ]
  }

  private mutating func draw(contour: [(Plot.Point, Plot.Point)]) {
    let lines = Plot.joined(contour)
    guard !lines.isEmpty else { return }
    let segments = lines.flatMap { line in
      line.enumerated().map { index, point -> Drawing.Segment in
        index == 0 ? .move(place(point.x, point.y)) : .line(place(point.x, point.y))
      }
    }
    drawing.marks.append(.path(segments, .init(stroke: .ink, lineWidth: 1.4)))
  }
}

extension Drawing.Look {
  /// That of the curve of a number.
  fileprivate static func curve(_ number: Int) -> Drawing.Look {
    let inks: [Drawing.Ink] = [.blue, .vermilion, .green, .ink]
    let dash: Drawing.Dash =
      switch CurveDash(curve: number) {
      case .solid: .solid
      case .dashed, .dashDotted: .dashed
      case .dotted: .dotted
      }
    return Drawing.Look(stroke: inks[number % inks.count], lineWidth: 1.8, dash: dash)
  }
}

extension Drawing {
  /// A colour and how strong it is.
  fileprivate struct Shade: Hashable, Comparable {
    let number: Int
    let strength: Int

    init?(_ field: Plot.Field, _ value: Double, strengths: Int) {
      guard let number = field.classNumber(of: value), number >= 0 else { return nil }
      self.number = number
      switch field.kind {
      case .classes: strength = strengths - 1
      case .measure:
        let distance = abs((field.shade(of: value) ?? 0.5) - 0.5) * 2
        strength = min(Int(distance * Double(strengths)), strengths - 1)
      }
    }

    static func < (left: Shade, right: Shade) -> Bool {
      (left.number, left.strength) < (right.number, right.strength)
    }

    var ink: Drawing.Ink {
      [.blue, .orange, .green, .vermilion, .soft, .tint][number % 6]
    }

    func opacity(of strengths: Int) -> Double {
      0.08 + 0.42 * Double(strength + 1) / Double(strengths)
    }
  }
}

extension Plot {
  /// Pieces joined to lines where they meet, and points in the middle of straight stretches left
  /// out.
  static func joined(_ pieces: [(Point, Point)]) -> [[Point]] {
    func key(_ point: Point) -> Point {
      Point((point.x * 1e7).rounded(), (point.y * 1e7).rounded())
    }
    var ends: [Point: [Int]] = [:]
    for (index, piece) in pieces.enumerated() {
      ends[key(piece.0), default: []].append(index)
      ends[key(piece.1), default: []].append(index)
    }
    var isUsed = Array(repeating: false, count: pieces.count)
    func walk(_ start: Point, _ used: inout [Bool]) -> [Point] {
      var line: [Point] = []
      var end = start
      while let next = ends[key(end)]?.first(where: { !used[$0] }) {
        used[next] = true
        let piece = pieces[next]
        end = key(piece.0) == key(end) ? piece.1 : piece.0
        line.append(end)
      }
      return line
    }
    var lines: [[Point]] = []
    for index in pieces.indices where !isUsed[index] {
      isUsed[index] = true
      let forward = walk(pieces[index].1, &isUsed)
      let back = walk(pieces[index].0, &isUsed)
      let line = back.reversed() + [pieces[index].0, pieces[index].1] + forward
      lines.append(withoutStraightMiddles(Array(line)))
    }
    return lines
  }

  private static func withoutStraightMiddles(_ line: [Point]) -> [Point] {
    var kept: [Point] = []
    for (index, point) in line.enumerated() {
      if let last = kept.last, index + 1 < line.count {
        let next = line[index + 1]
        let area = (point.x - last.x) * (next.y - last.y) - (point.y - last.y) * (next.x - last.x)
        if abs(area) < 1e-6 { continue }
      }
      kept.append(point)
    }
    return kept
  }
}
