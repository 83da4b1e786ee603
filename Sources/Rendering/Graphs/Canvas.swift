/// A sheet of character cells on which boxes, wires and words are put.
struct Canvas {
  /// A direction in which a line leaves a cell.
  enum Side: Int, CaseIterable {
    case up, right, down, left

    var opposite: Side {
      switch self {
      case .up: .down
      case .right: .left
      case .down: .up
      case .left: .right
      }
    }
  }

  private struct Cell {
    /// The lines that leave it: none, single or double.
    var lines = [0, 0, 0, 0]
    var text: String?
    var style: Style = []
    /// Whether it is the second half of a wide character.
    var isCovered = false
  }

  private var cells: [[Cell]]
  private let profile: TerminalProfile

  init(columns: Int, rows: Int, _ profile: TerminalProfile) {
    cells = Array(
      repeating: Array(repeating: Cell(), count: max(columns, 0)), count: max(rows, 0))
    self.profile = profile
  }

  /// Whether lines are drawn with the signs of Unicode: where these are wide, they would not meet.
  private var isUnicode: Bool { profile.notation == .unicode && profile.ambiguousWidth == 1 }

  /// Draws a line from one cell to another of the same row or column, both included.
  mutating func line(
    from start: (column: Int, row: Int), to end: (column: Int, row: Int), isDouble: Bool = false
  ) {
    let strength = isDouble ? 2 : 1
    let side: Side =
      start.row == end.row
      ? (start.column <= end.column ? .right : .left) : start.row < end.row ? .down : .up
    var (column, row) = start
    while (column, row) != end {
      add(side, column, row, strength)
      switch side {
      case .up: row -= 1
      case .down: row += 1
      case .left: column -= 1
      case .right: column += 1
      }
      add(side.opposite, column, row, strength)
    }
  }

  /// Adds half a line: from the middle of a cell to one of its sides.
  mutating func stub(_ side: Side, _ column: Int, _ row: Int, isDouble: Bool = false) {
    add(side, column, row, isDouble ? 2 : 1)
  }

  private mutating func add(_ side: Side, _ column: Int, _ row: Int, _ strength: Int) {
    guard cells.indices.contains(row), cells[row].indices.contains(column) else { return }
    cells[row][column].lines[side.rawValue] = max(
      cells[row][column].lines[side.rawValue], strength)
  }

  /// Draws a box whose corners are cells.
  mutating func box(
    left: Int, top: Int, right: Int, bottom: Int, isDouble: Bool = false
  ) {
    line(from: (left, top), to: (right, top), isDouble: isDouble)
    line(from: (left, bottom), to: (right, bottom), isDouble: isDouble)
    line(from: (left, top), to: (left, bottom), isDouble: isDouble)
    line(from: (right, top), to: (right, bottom), isDouble: isDouble)
  }

  /// Writes words, over whatever lines are there.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ style: Style = []) {
    guard cells.indices.contains(row) else { return }
    var column = column
    for character in text {
      let width = max(profile.columns(of: character), 1)
      guard column >= 0, column + width <= cells[row].count else { return }
      cells[row][column].text = String(character)
      cells[row][column].style = style
      for covered in (column + 1)..<(column + width) { cells[row][covered].isCovered = true }
      column += width
    }
  }

  /// Puts the head of an arrow.
  mutating func arrow(_ side: Side, _ column: Int, _ row: Int, _ style: Style = []) {
    let (unicode, ascii) =
      switch side {
      case .up: ("▲", "^")
      case .right: ("►", ">")
      case .down: ("▼", "v")
      case .left: ("◄", "<")
      }
    write(isUnicode ? unicode : ascii, column, row, style)
  }

  /// The rows as lines, without spaces at their ends.
  var lines: [Line] {
    cells.map { row in
      var line = Line()
      for (column, cell) in row.enumerated() where !cell.isCovered {
        let text = cell.text ?? sign(cell.lines)
        guard text != " " else { continue }
        line.pad(to: column)
        line.append(Line(text, profile, cell.style))
      }
      return line
    }
  }

  private func sign(_ lines: [Int]) -> String {
    let sides = lines.map { $0 > 0 }
    guard sides.contains(true) else { return " " }
    let isVertical = sides[0] || sides[2]
    let isHorizontal = sides[1] || sides[3]
    let vertical = max(lines[0], lines[2])
    let horizontal = max(lines[1], lines[3])
    guard isUnicode else {
      if isVertical, isHorizontal { return "+" }
      return isVertical ? (vertical == 2 ? "#" : "|") : horizontal == 2 ? "=" : "-"
    }
    let key = sides.reduce(0) { $0 * 2 + ($1 ? 1 : 0) }
    let signs =
      switch (horizontal, vertical) {
      case (2, 2): Canvas.double
      case (2, 1): Canvas.doubleAcross
      case (1, 2): Canvas.doubleDown
      case (2, _): Canvas.double
      case (_, 2): Canvas.double
      default: Canvas.single
      }
    return String(signs[key])
  }

  // By which of up, right, down and left there are, as binary digits.
  private static let single = Array(" ╴╷┐╶─┌┬╵┘│┤└┴├┼")
  private static let double = Array(" ═║╗══╔╦║╝║╣╚╩╠╬")
  private static let doubleAcross = Array(" ═╷╕══╒╤╵╛│╡╘╧╞╪")
  private static let doubleDown = Array(" ╴║╖╶─╓╥║╜║╢╙╨╟╫")
}
