/// Characters in rows and columns, each with a style: what a panel is drawn on.
struct PlotGrid {
  let columns: Int
  let rows: Int
  private var cells: [Cell]

  private struct Cell {
    var character: Character = " "
    var style: Style = []
  }

  init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = Array(repeating: Cell(), count: self.columns * self.rows)
  }

  /// Puts a character; one outside is none.
  mutating func put(_ character: Character, _ style: Style, column: Int, row: Int) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    cells[row * columns + column] = Cell(character: character, style: style)
  }

  /// What is behind a character stays, and another one is put in front of it.
  mutating func overlay(_ character: Character, _ style: Style, column: Int, row: Int) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    let paper = Style(rawValue: cells[row * columns + column].style.rawValue & 0xFF00_0000)
    put(character, style.union(paper), column: column, row: row)
  }

  /// Puts words, as far as they fit.
  mutating func put(_ text: String, _ style: Style, column: Int, row: Int) {
    for (offset, character) in text.enumerated() {
      put(character, style, column: column + offset, row: row)
    }
  }

  /// The rows as lines; where styles are not shown, without spaces at their ends.
  func lines(isStyled: Bool) -> [Line] {
    (0..<rows).map { row in
      var line = Line()
      var last = columns
      while last > 0 {
        let cell = cells[row * columns + last - 1]
        guard cell.character == " ", !isStyled || cell.style.isEmpty else { break }
        last -= 1
      }
      var text = ""
      var style: Style = []
      var count = 0
      for column in 0..<last {
        let cell = cells[row * columns + column]
        if cell.style != style {
          line.append(Run(text: text, style: style, columns: count))
          (text, style, count) = ("", cell.style, 0)
        }
        text.append(cell.character)
        count += 1
      }
      line.append(Run(text: text, style: style, columns: count))
      return line
    }
  }
}
