import Tutoring

/// Markings of many sets of answers as a table: a row for each, a column for each value.
///
/// - Parameters:
///   - markings: The sets, each with the name it goes by.
///   - profile: What is printed for.
///   - width: The columns there are; nil if a row may be of any length.
/// - Returns: the lines of the table.
public func classText(
  _ markings: [(name: String, marking: Marking)], profile: TerminalProfile, width: Int?
) -> String {
  MarkingPrinter(profile: profile).table(markings, width: width)
}

extension MarkingPrinter {
  fileprivate func table(
    _ markings: [(name: String, marking: Marking)], width limit: Int?
  ) -> String {
    var titles: [Int: String] = [:]
    for (_, marking) in markings {
      for answer in marking.answers { titles[answer.order] = answer.name + answer.version }
    }
    let orders = titles.keys.sorted()
    var rows = [["file"] + orders.map { titles[$0] ?? "" } + ["right", "carried", "wrong"]]
    for (name, marking) in markings {
      let tally = marking.tally
      rows.append(
        [name.sanitized] + orders.map { cell($0, marking) }
          + [String(tally.right), String(tally.carried), String(tally.wrong)])
    }
    let widths = rows[0].indices.map { column in
      rows.map { profile.columns(of: $0[column]) }.max() ?? 0
    }
    // Values that do not fit beside each other go below, with the names of the files again.
    return columnBlocks(widths, limit).map { columns in
      rows.map { row in
        let cells = columns.map { column in
          row[column]
            + String(repeating: " ", count: widths[column] - profile.columns(of: row[column]))
        }
        return cells.joined(separator: "  ").trimmingTrailingBlanks + "\n"
      }.joined()
    }.joined(separator: "\n")
  }

  /// The columns that go beside each other in the width there is, the first of all before each.
  private func columnBlocks(_ widths: [Int], _ limit: Int?) -> [[Int]] {
    guard let limit else { return [Array(widths.indices)] }
    var blocks = [[0]]
    var width = widths[0]
    for column in 1..<widths.count {
      if width + 2 + widths[column] > limit, blocks[blocks.count - 1].count > 1 {
        blocks.append([0])
        width = widths[0]
      }
      blocks[blocks.count - 1].append(column)
      width += 2 + widths[column]
    }
    return blocks
  }

  /// What came of one value in one set: a mark, with a count of what is wrong.
  private func cell(_ order: Int, _ marking: Marking) -> String {
    let answers = marking.answers.filter { $0.order == order }
    guard !answers.isEmpty else { return "-" }
    var tally = Tally()
    for answer in answers { tally += answer.tally }
    if answers.contains(where: \.isWrongByItself) {
      return mark(.wrong).sign + (tally.wrong > 1 ? String(tally.wrong) : "")
    }
    if tally.carried > 0 { return mark(.carried).sign }
    return tally.right > 0 ? mark(.right).sign : "-"
  }
}

extension String {
  /// The text without the blanks at its end.
  var trimmingTrailingBlanks: String {
    lastIndex { $0 != " " }.map { String(self[...$0]) } ?? ""
  }
}
