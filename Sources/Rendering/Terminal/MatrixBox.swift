import Matrices

extension Formula.Matrix {
  /// The matrix in brackets, the points of each column below one another.
  func box(_ profile: TerminalProfile) -> Box {
    box(columns: alignedColumns(profile), profile)
  }

  /// The matrix in blocks of columns that fit, each below a line that says which they are.
  func columnBlocks(within width: Int, _ profile: TerminalProfile) -> Box {
    let columns = alignedColumns(profile)
    var boxes: [Box] = []
    var start = 0
    while start < columns.count {
      var end = start + 1
      var used = 2 + columns[start].width
      while end < columns.count, used + 2 + columns[end].width <= width {
        used += 2 + columns[end].width
        end += 1
      }
      let isOne = end - start == 1
      let range = isOne ? "\(end)" : "\(start + 1)\(profile.sign("–", ascii: "-"))\(end)"
      let place = "\(range) of \(columns.count)"
      let header = isOne ? "column \(place)" : "columns \(place)"
      boxes.append(
        Box(profile.columns(of: header) <= width ? header : place, profile, .aside))
      boxes.append(box(columns: Array(columns[start..<end]), profile))
      start = end
    }
    return .stacked(boxes)
  }

  private func box(columns: [Column], _ profile: TerminalProfile) -> Box {
    let gaps = 2 * max(columns.count - 1, 0)
    let width = columns.reduce(gaps) { $0 + $1.width }
    let lines = rows.indices.map { row in
      var text = ""
      for (index, column) in columns.enumerated() {
        if index > 0 { text += "  " }
        text += column.entries[row]
      }
      return Line(Run(text: text, style: [], columns: width))
    }
    return Box(lines, baseline: (rows.count - 1) / 2).enclosed(in: .brackets, profile)
  }

  /// The entries of a column, padded to one width.
  private struct Column {
    let entries: [String]
    let width: Int
  }

  private func alignedColumns(_ profile: TerminalProfile) -> [Column] {
    let table = alignedOnPoints(rows.map { $0.map { $0.entryText(profile.notation) } })
    return (0..<columns).map { column in
      let widths = table.map { profile.columns(of: $0[column]) }
      let width = widths.reduce(0, max)
      // The table counts characters, of which a terminal may draw `…` two columns wide.
      let entries = zip(table, widths).map {
        $1 < width ? $0[column] + spaces(width - $1) : $0[column]
      }
      return Column(entries: entries, width: width)
    }
  }
}

/// So many spaces.
func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
