/// A rectangle of text with a baseline: what formulas in two dimensions are put together from.
struct Box: Hashable, Sendable {
  /// Its rows, from the top; they may differ in length.
  private(set) var lines: [Line]
  /// The row that stands on the line of the text around it.
  ///
  /// A raised box is above that line altogether: its baseline is a row that it does not have.
  private(set) var baseline: Int
  /// The columns of its longest row.
  private(set) var columns: Int

  /// Creates a box of rows.
  init(_ lines: [Line], baseline: Int = 0) {
    self.lines = lines
    self.baseline = baseline
    columns = lines.reduce(0) { max($0, $1.columns) }
  }

  /// A box of one row.
  init(_ text: String, _ profile: TerminalProfile, _ style: Style = []) {
    self.init([Line(text, profile, style)])
  }

  /// The number of rows.
  var rows: Int { lines.count }

  /// Boxes side by side, their baselines on one line.
  static func beside(_ boxes: [Box]) -> Box {
    if boxes.count == 1 { return boxes[0] }
    let above = boxes.reduce(0) { max($0, $1.baseline) }
    let below = boxes.reduce(0) { max($0, $1.rows - $1.baseline) }
    var lines = Array(repeating: Line(), count: above + max(below, 1))
    var left = 0
    for box in boxes {
      for (row, line) in box.lines.enumerated() where line.columns > 0 {
        let place = above - box.baseline + row
        lines[place].pad(to: left)
        lines[place].append(line)
      }
      left += box.columns
    }
    return Box(lines, baseline: above)
  }

  /// Boxes one below another; the baseline is that of the first.
  static func stacked(_ boxes: [Box]) -> Box {
    Box(boxes.flatMap(\.lines), baseline: boxes.first?.baseline ?? 0)
  }

  /// The box with spaces to its left.
  func indented(by count: Int) -> Box {
    Box(lines.map { $0.indented(by: count) }, baseline: baseline)
  }

  /// The box with its baseline so many rows below its first row.
  func withBaseline(_ baseline: Int) -> Box { Box(lines, baseline: baseline) }

  /// The box between signs that are as high as it is.
  func enclosed(in delimiter: Delimiter, _ profile: TerminalProfile) -> Box {
    let width = profile.columns(of: delimiter.signs(0, of: rows, profile.notation).left)
    let lines = self.lines.indices.map { row in
      let (left, right) = delimiter.signs(row, of: rows, profile.notation)
      var line = Line(Run(text: left, style: [], columns: width))
      line.append(self.lines[row])
      line.pad(to: width + columns)
      line.append(Run(text: right, style: [], columns: width))
      return line
    }
    return Box(lines, baseline: baseline)
  }
}

extension Delimiter {
  /// The signs to the left and to the right of one of so many rows.
  func signs(_ row: Int, of rows: Int, _ notation: Notation) -> (left: String, right: String) {
    guard rows > 1 else { return (opening, closing) }
    let isTop = row == 0
    let isBottom = row == rows - 1
    return switch (self, notation) {
    case (.brackets, .unicode): isTop ? ("⎡", "⎤") : isBottom ? ("⎣", "⎦") : ("⎢", "⎥")
    case (.brackets, .ascii): isTop || isBottom ? ("[", "]") : ("|", "|")
    case (.parentheses, .unicode): isTop ? ("⎛", "⎞") : isBottom ? ("⎝", "⎠") : ("⎜", "⎟")
    case (.parentheses, .ascii): isTop ? ("/", "\\") : isBottom ? ("\\", "/") : ("|", "|")
    case (.bars, .unicode): ("│", "│")
    case (.bars, .ascii): ("|", "|")
    }
  }
}
