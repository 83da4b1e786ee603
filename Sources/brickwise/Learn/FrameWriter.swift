import Rendering

/// Brings a terminal from one screen to the next with as little as possible: the rows that differ,
/// in one write.
struct FrameWriter {
  private var rows: [String] = []
  private var cursor: LearnScreen.Cursor?
  private var isKnown = false

  /// The terminal shows something else by now; everything is drawn again.
  mutating func forget() { isKnown = false }

  /// What is to be written for the terminal to show `screen`; empty if it does.
  mutating func update(to screen: LearnScreen) -> String {
    update(to: screen.rows, cursor: screen.cursor)
  }

  /// What is to be written for the terminal to show rows; empty if it does.
  mutating func update(to newRows: [String], cursor newCursor: LearnScreen.Cursor? = nil) -> String
  {
    var text = ""
    if !isKnown { text += "\u{1B}[H\u{1B}[2J" }
    for (index, row) in newRows.enumerated()
    where !isKnown || index >= rows.count || rows[index] != row {
      // The rest of the row is cleared first: behind a full row the cursor stands on its last column.
      text += "\u{1B}[\(index + 1);1H\u{1B}[2K\(row)"
    }
    if isKnown, rows.count > newRows.count {
      text += "\u{1B}[\(newRows.count + 1);1H\u{1B}[J"
    }
    if !text.isEmpty || cursor != newCursor || !isKnown {
      if let place = newCursor {
        text += "\u{1B}[\(place.row + 1);\(place.column + 1)H\u{1B}[?25h"
      } else if cursor != nil || !isKnown {
        text += "\u{1B}[?25l"
      }
    }
    rows = newRows
    cursor = newCursor
    isKnown = true
    return text
  }
}
