/// Draws a panel for a terminal: axes with their marks, and what is between them.
struct PanelPicture {
  private let panel: Plot.Panel
  private let profile: TerminalProfile
  private let signs: PlotSigns
  private var grid: PlotGrid
  /// The characters to the left of the plane.
  private let gutter: Int
  /// The characters of the plane.
  private let columns: Int
  private let rows: Int

  /// The rows below the plane: the axis and what is written at its marks.
  static let footRows = 2

  /// The lines of a panel.
  ///
  /// - Parameters:
  ///   - panel: The panel.
  ///   - width: The columns of all of it.
  ///   - rows: The rows of the plane.
  ///   - profile: What the terminal can do.
  /// - Returns: the lines; none for a panel without a picture.
  static func lines(
    _ panel: Plot.Panel, width: Int, rows: Int, _ profile: TerminalProfile
  ) -> [Line] {
    if case .nothing = panel.content { return [] }
    var picture = PanelPicture(panel, width: width, rows: rows, profile)
    picture.draw()
    return picture.grid.lines(isStyled: profile.color != .none)
  }

  private init(_ panel: Plot.Panel, width: Int, rows: Int, _ profile: TerminalProfile) {
    self.panel = panel
    self.profile = profile
    signs = PlotSigns(profile)
    self.rows = max(rows, 2)
    let marks = panel.vertical.ticks(limit: Self.verticalLimit(self.rows))
    let widest = marks.labels.reduce(0) { max($0, $1.count) }
    gutter = min(widest + 1, max(width / 2, 2))
    columns = max(width - gutter, 4)
    grid = PlotGrid(columns: gutter + columns, rows: self.rows + Self.footRows)
  }

  private static func verticalLimit(_ rows: Int) -> Int { max(2, rows / 3 + 1) }

  private mutating func draw() {
    axes()
    switch panel.content {
    case .curves(let curves):
      for (number, curve) in curves.enumerated() { draw(curve, number) }
    case .points(let classes): draw(classes)
    case .boundary(let field, let classes):
      draw(field)
      draw(classes)
    case .histogram(let bars): draw(bars)
    case .nothing: break
    }
  }

  // MARK: Axes

  private mutating func axes() {
    for row in 0..<rows { grid.put(signs.upright, .aside, column: gutter - 1, row: row) }
    grid.put(signs.corner, .aside, column: gutter - 1, row: rows)
    for column in 0..<columns {
      grid.put(signs.level, .aside, column: gutter + column, row: rows)
    }
    let upward = panel.vertical.ticks(limit: Self.verticalLimit(rows))
    for (value, label) in zip(upward.values, upward.labels) {
      guard let position = panel.vertical.position(of: value) else { continue }
      let row = row(position)
      grid.put(signs.uprightMark, .aside, column: gutter - 1, row: row)
      grid.put(label, .aside, column: gutter - 1 - label.count, row: row)
    }
    rightward()
  }

  /// The marks along x, as many as their labels leave room for.
  private mutating func rightward() {
    var limit = max(2, columns / 8)
    var marks = panel.horizontal.ticks(limit: limit)
    while limit > 2, !fits(marks) {
      limit -= 1
      marks = panel.horizontal.ticks(limit: limit)
    }
    var end = -1
    for (value, label) in zip(marks.values, marks.labels) {
      guard let position = panel.horizontal.position(of: value) else { continue }
      let column = gutter + self.column(position)
      grid.put(signs.levelMark, .aside, column: column, row: rows)
      let start = min(max(column - label.count / 2, 0), gutter + columns - label.count)
      guard start > end else { continue }
      grid.put(label, .aside, column: start, row: rows + 1)
      end = start + label.count
    }
  }

  private func fits(_ marks: Ticks) -> Bool {
    let needed = marks.labels.reduce(0) { max($0, $1.count) } + 2
    return needed * (marks.labels.count - 1) <= columns
  }

  private func column(_ position: Double) -> Int {
    min(max(Int(position * Double(columns)), 0), columns - 1)
  }

  private func row(_ position: Double) -> Int {
    min(max(Int((1 - position) * Double(rows)), 0), rows - 1)
  }

  private func placed(_ point: Plot.Point) -> Plot.Point? {
    guard let x = panel.horizontal.position(of: point.x),
      let y = panel.vertical.position(of: point.y)
    else { return nil }
    return Plot.Point(x, y)
  }

  // MARK: Curves

  private mutating func draw(_ curve: Plot.Curve, _ number: Int) {
    let style = Style.ink(.curve(number))
    var dots = BrailleDots(columns: columns, rows: rows)
    var walked = 0
    var previous: Plot.Point?
    for point in curve.points {
      let place = placed(point)
      if let place {
        dots.line(from: previous ?? place, to: place, walked: &walked, CurveDash(curve: number))
      }
      previous = place
    }
    for row in 0..<rows {
      for column in 0..<columns where dots.hasDots(column: column, row: row) {
        let sign =
          signs.hasDots ? dots.character(column: column, row: row) : PlotSigns.curve(number)
        grid.put(sign, style, column: gutter + column, row: row)
      }
    }
  }

  // MARK: Points

  private mutating func draw(_ classes: [Plot.PointClass]) {
    for part in classes {
      let isOnField = if case .boundary = panel.content { true } else { false }
      let color = isOnField ? PlotColor.onField : PlotColor.classNumber(part.number ?? 0)
      for point in part.points {
        guard let place = placed(point), (0...1).contains(place.x), (0...1).contains(place.y)
        else { continue }
        grid.overlay(
          signs.sign(of: part.number), .ink(color), column: gutter + column(place.x),
          row: row(place.y))
      }
    }
  }

  // MARK: The field

  private mutating func draw(_ field: Plot.Field) {
    var dots = BrailleDots(columns: columns, rows: rows)
    for (start, end) in field.contour {
      var walked = 0
      dots.line(from: start, to: end, walked: &walked)
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let hasDots = signs.hasDots && dots.hasDots(column: column, row: row)
        let sign = hasDots ? dots.character(column: column, row: row) : nil
        draw(field, column, row, contour: sign)
      }
    }
  }

  private mutating func draw(
    _ field: Plot.Field, _ column: Int, _ row: Int, contour: Character?
  ) {
    let x = (Double(column) + 0.5) / Double(columns)
    func value(_ part: Double) -> Double {
      field.value(atX: x, y: 1 - (Double(row) + part) / Double(rows))
    }
    let (upper, lower) = (value(0.25), value(0.75))
    if profile.color != .none {
      if let contour {
        let style = Style.ink(.onField).union(paper(field, value(0.5)))
        return grid.put(contour, style, column: gutter + column, row: row)
      }
      let (above, below) = (color(field, upper), color(field, lower))
      guard signs.hasHalves, above?.index != below?.index, let above else {
        return grid.put(" ", paper(field, lower), column: gutter + column, row: row)
      }
      let style = Style.ink(above).union(paper(field, lower))
      return grid.put("▀", style, column: gutter + column, row: row)
    }
    if let contour { return grid.put(contour, [], column: gutter + column, row: row) }
    grid.put(shade(field, value(0.5)), .aside, column: gutter + column, row: row)
  }

  private func paper(_ field: Plot.Field, _ value: Double) -> Style {
    color(field, value).map { Style.paper($0) } ?? []
  }

  private func color(_ field: Plot.Field, _ value: Double) -> PlotColor? {
    switch field.kind {
    case .measure: return field.shade(of: value).map { .shade($0) }
    case .classes:
      guard let number = field.classNumber(of: value), number >= 0 else { return nil }
      // The first two a little lighter than their points.
      return number < 2 ? .shade(number == 0 ? 0.22 : 0.78) : .classNumber(number)
    }
  }

  private func shade(_ field: Plot.Field, _ value: Double) -> Character {
    guard let shade = field.shade(of: value) else { return "?" }
    if field.kind == .classes {
      let number = field.classNumber(of: value) ?? 0
      return signs.shades[((number % signs.shades.count) + signs.shades.count) % signs.shades.count]
    }
    return signs.shades[min(Int(shade * Double(signs.shades.count)), signs.shades.count - 1)]
  }

  // MARK: Bars

  private mutating func draw(_ bars: [Plot.Bar]) {
    let eighths = signs.bars.count
    for column in 0..<columns {
      let value = panel.horizontal.value(at: (Double(column) + 0.5) / Double(columns))
      guard let bar = bars.first(where: { $0.lower <= value && value < $0.upper }),
        let top = panel.vertical.position(of: Double(bar.count)), bar.count > 0
      else { continue }
      let height = max(Int((top * Double(rows * eighths)).rounded()), 1)
      for row in 0..<rows {
        let part = min(height - (rows - 1 - row) * eighths, eighths)
        guard part > 0 else { continue }
        grid.put(
          signs.bars[part - 1], .ink(.curve(0)), column: gutter + column, row: row)
      }
    }
  }
}
