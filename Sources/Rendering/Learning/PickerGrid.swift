import Matrices
import Source
import Tutoring

/// A matrix from which an entry is picked with the arrow keys.
struct PickerGrid {
  private(set) var lines: [Line] = []

  init(_ picker: Exploration.Picker, _ profile: TerminalProfile) {
    let name = picker.names[picker.name].sanitized
    if profile.isLinear { return }
    let shape = picker.value.shape
    var head = Line(name, profile, .strong)
    head.append(Line("  \(shape)", profile, .aside))
    lines = [head.truncated(to: profile.width, profile)]
    let format = NumberFormat(digits: profile.digits)
    let rows = Self.window(around: picker.row, of: shape.rows, length: 7)
    // As many columns as fit, the one picked among them.
    var columns = Self.window(around: picker.column, of: shape.columns, length: 12)
    var texts = Self.texts(picker.value, rows, columns, format)
    while columns.count > 1, Self.width(texts) > profile.width - 4 {
      columns = Self.window(around: picker.column, of: shape.columns, length: columns.count - 1)
      texts = Self.texts(picker.value, rows, columns, format)
    }
    let marks = (profile.sign("▸", ascii: ">"), profile.sign("◂", ascii: "<"))
    for (row, cells) in zip(rows, texts) {
      var line = Line("  ", profile)
      for (column, cell) in zip(columns, cells) {
        let isPicked = row == picker.row && column == picker.column
        line.append(Line(isPicked ? marks.0 : " ", profile, .strong))
        line.append(Line(cell, profile, isPicked ? .strong : []))
        line.append(Line(isPicked ? marks.1 : " ", profile, .strong))
      }
      lines.append(line.truncated(to: profile.width, profile))
    }
    if rows.count < shape.rows || columns.count < shape.columns {
      let words =
        "rows \(rows.lowerBound)–\(rows.upperBound - 1) of \(shape.rows), "
        + "columns \(columns.lowerBound)–\(columns.upperBound - 1) of \(shape.columns)"
      lines.append(Line("  " + words, profile, .aside).truncated(to: profile.width, profile))
    }
  }

  private static func window(around index: Int, of count: Int, length: Int) -> Range<Int> {
    guard count > length else { return 0..<count }
    let start = min(max(0, index - length / 2), count - length)
    return start..<start + length
  }

  private static func texts(
    _ value: NumericArray, _ rows: Range<Int>, _ columns: Range<Int>, _ format: NumberFormat
  ) -> [[String]] {
    alignedOnPoints(
      rows.map { row in columns.map { format.string(of: value, row: row, column: $0) } })
  }

  private static func width(_ texts: [[String]]) -> Int {
    (texts.first ?? []).reduce(0) { $0 + $1.count + 2 }
  }
}

/// How a value differs from the lesson's own: the old numbers, each with ▲ where it is larger now and
/// ▼ where it is smaller.
struct ValueChange {
  let old: NumericArray
  let new: NumericArray

  func lines(_ profile: TerminalProfile) -> [Line] {
    let isComparable = old.shape == new.shape
    if profile.isLinear {
      guard isComparable else { return [Line("The lesson's own has another shape.", profile)] }
      let count = zip(old.elements, new.elements).count { $0 != $1 }
      return LineBreaker.lines(
        [("Changed: \(count) of \(old.shape.count) entries differ from the lesson's.", [])],
        width: profile.width, profile)
    }
    let displayed = NumberFormat(digits: profile.digits).displayed(old)
    let rows = displayed.rows.map { row in
      row.map { cell -> String in
        guard case .entry(let text, let row, let column) = cell, isComparable else {
          return cell.text
        }
        return text + mark(old[row, column], new[row, column], profile)
      }
    }
    var lines = [Line("the lesson's own, and where it is now:", profile, .aside)]
    for cells in alignedOnPoints(rows) {
      lines.append(Line("  " + cells.joined(separator: " "), profile, .strong))
    }
    return lines.map { $0.truncated(to: max(profile.width - 2, 8), profile) }
  }

  private func mark(_ old: Double, _ new: Double, _ profile: TerminalProfile) -> String {
    if new > old { return profile.sign("▲", ascii: "^") }
    if new < old { return profile.sign("▼", ascii: "v") }
    return " "
  }
}
