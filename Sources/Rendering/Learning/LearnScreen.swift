import Source
import Tutoring

/// What a terminal shows of a lesson being followed.
public struct LearnScreen: Sendable, Hashable {
  /// Its rows from the top, escape sequences of styles included; none wider than the terminal.
  public private(set) var rows: [String] = []
  /// Where text is being typed, counted from 0; nil where the cursor is hidden.
  public private(set) var cursor: Cursor?
  /// How much of the page is shown, which the next key is told.
  public private(set) var viewport = Viewport(lines: 0, height: 1)

  /// A place on the screen.
  public struct Cursor: Sendable, Hashable {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
  }

  /// Draws a state on so many rows.
  public init(_ state: LearnState, profile: TerminalProfile, height: Int) {
    var profile = profile
    profile.digits = state.digits ?? profile.digits
    let width = profile.width
    let panel = LearnPanel(state, profile, limit: max(1, height - 3))
    let page = LearnPage(state, profile)
    let room = max(1, height - 2 - panel.lines.count)
    var anchor = page.anchor
    var pageLines = page.lines
    if state.isFound, case .reading = state.mode {
      let matches = SearchMatches(of: state.searched, in: page.lines, profile)
      pageLines = matches.lines
      // What was searched for is in view, with a line before it.
      if let first = matches.first, !(anchor..<anchor + room).contains(first) {
        anchor = max(0, first - 1)
      }
    }
    if case .contents = state.mode { anchor = max(0, anchor - room / 2) }
    viewport = Viewport(lines: page.lines.count, height: room, anchor: anchor)
    let offset: Int
    if case .contents = state.mode {
      offset = viewport.firstOffset
    } else {
      offset = viewport.offset(state.scroll)
    }
    let bars = LearnBars(state, profile)
    var lines: [Line] = [bars.title]
    lines += pageLines.dropFirst(offset).prefix(room)
    while lines.count < 1 + room { lines.append(Line()) }
    if let place = panel.cursor {
      cursor = Cursor(row: lines.count + place.row, column: place.column)
    }
    lines += panel.lines
    lines.append(bars.status(hasMore: offset < viewport.lastOffset, hasAbove: offset > 0))
    // A screen of three rows has no room for a title.
    let surplus = max(0, lines.count - max(height, 1))
    if surplus > 0 { lines.removeFirst(surplus) }
    if let place = cursor {
      cursor = Cursor(row: max(0, place.row - surplus), column: min(place.column, width - 1))
    }
    rows = lines.map { line in
      var text = ""
      profile.write(line.truncated(to: width, profile), to: &text)
      return String(text.dropLast())
    }
  }
}
