extension Formula {
  /// The formula in one line; the rows of a matrix are separated by semicolons.
  public func oneLine(_ notation: Notation = .unicode) -> String {
    pieces(notation)[...].oneLine(notation)
  }
}

extension ArraySlice<Piece> {
  /// The pieces in one line.
  func oneLine(_ notation: Notation) -> String {
    var line = ""
    for piece in self {
      switch piece {
      case .text(let text), .infix(let text, _), .raised(let text): line += text
      case .open(let delimiter): line += delimiter.opening
      case .close(let delimiter): line += delimiter.closing
      case .matrix(let matrix): matrix.write(to: &line, notation)
      }
    }
    return line
  }
}

extension Formula {
  /// The text of an entry of a matrix: a number, nearly always.
  func entryText(_ notation: Notation) -> String {
    if case .number(let text) = self { text } else { oneLine(notation) }
  }
}

extension Formula.Matrix {
  fileprivate func write(to line: inout String, _ notation: Notation) {
    line += "["
    for (index, row) in rows.enumerated() {
      if index > 0 { line += "; " }
      for (column, entry) in row.enumerated() {
        if column > 0 { line += "  " }
        line += entry.entryText(notation)
      }
    }
    line += "]"
  }
}
