import Matrices
import Source
import Tutoring

/// What a training run measured, as a table, and how it ended.
public func trainingText(_ history: TrainingHistory, profile: TerminalProfile) -> String {
  let format = NumberFormat(digits: profile.digits)
  let columns = history.names.indices.map { column in
    format.table(
      NumericArray(history.values.map { $0[column] }, shape: .vector(history.values.count))
    )
    .first ?? []
  }
  var rows = [["epoch"] + history.names]
  for (row, epoch) in history.epochs.enumerated() {
    rows.append(["\(epoch)"] + columns.map { $0[row] })
  }
  let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  var lines = [Line(history.run.sanitized, profile, .heading)]
  for (number, row) in rows.enumerated() {
    let cells = zip(row, widths).map { cell, width in
      String(repeating: " ", count: width - cell.count) + cell
    }
    lines.append(Line("  " + cells.joined(separator: "   "), profile, number == 0 ? .aside : []))
  }
  lines += LineBreaker.lines(
    [(text: ending(of: history), style: [])], width: profile.width, profile)
  return profile.text(lines)
}

private func ending(of history: TrainingHistory) -> String {
  switch history.stopped {
  case .notFinite(let name, let epoch):
    "stopped in epoch \(epoch): \(name) is no longer a finite number"
  case .failed(let diagnostic):
    "stopped in epoch \(history.epochCount): \(diagnostic.summary)"
  case nil:
    "\(history.epochCount) epochs"
  }
}
