import Source
import Tutoring

/// The line above the page and the line below it.
struct LearnBars {
  private let state: LearnState
  private let profile: TerminalProfile

  init(_ state: LearnState, _ profile: TerminalProfile) {
    self.state = state
    self.profile = profile
  }

  /// Where the learner is.
  var title: Line {
    let count = "\(state.position + 1)/\(state.plan.steps.count)"
    let room = profile.width - profile.columns(of: count) - 1
    var words = state.plan.heading(at: state.position) ?? state.lesson.title
    if !state.overrides.isEmpty {
      let numbers = state.overrides.sorted { $0.key < $1.key }.map {
        "\($0.key) = \($0.value.text)"
      }
      words = "[\(numbers.joined(separator: ", "))] " + words
    }
    var line = Line(words.sanitized, profile, .aside).truncated(to: max(room, 1), profile)
    line.pad(to: room + 1)
    line.append(Line(count, profile, .aside))
    return line
  }

  /// The keys that work now, as many as fit; the most useful first.
  func status(hasMore: Bool, hasAbove: Bool) -> Line {
    var items: [(key: String, label: String)]
    switch state.mode {
    case .reading: items = reading(hasMore, hasAbove)
    case .answering:
      items = [("Enter", "done"), ("Esc", "leave off"), ("", "row by row, or [1 2; 3 4]")]
    case .asking: items = [("Enter", "done"), ("Esc", "cancel")]
    case .exploring(let exploration):
      items = [("Esc", "back to the lesson")]
      if exploration.picker != nil {
        items += [("Arrows", "pick"), ("Tab", "other value")]
        if exploration.depth < 4 { items.append(("Enter", "deeper")) }
      }
      items.append(("e", "type one"))
      if hasMore { items.append(("Space", "more")) }
    case .contents:
      items = [("Enter", "go there"), ("Esc", "back"), ("Up Down", "choose"), ("q", "quit")]
    case .help:
      items = [("Esc", "back to the lesson"), ("q", "quit")]
      if hasMore { items.insert(("Space", "more"), at: 0) }
    }
    return fitted(items)
  }

  private func reading(_ hasMore: Bool, _ hasAbove: Bool) -> [(key: String, label: String)] {
    var items: [(key: String, label: String)] = []
    func add(_ command: LearnCommand, _ label: String? = nil) {
      guard state.isAvailable(command), let key = command.keys.first else { return }
      items.append((key.name, label ?? command.label))
    }
    if hasMore {
      add(.next, "more")
    } else if state.question != nil, !state.isSettled {
      items.append(("0-9", "type the answer"))
    } else {
      add(.next)
    }
    // Help and the way out are there at any width.
    add(.help)
    add(.quit)
    if state.position > 0 || hasAbove { add(.back) }
    if state.question != nil {
      add(.hint)
      add(.skip)
      add(.showAnswer)
      if state.isSettled || state.hasDraft { add(.answer, "again") }
    }
    for command in [LearnCommand.explain, .evaluate, .contents, .search, .override, .digits] {
      add(command)
    }
    return items
  }

  private func fitted(_ items: [(key: String, label: String)]) -> Line {
    let gap = 2
    var line = Line()
    for item in items {
      var piece = Line(item.key, profile, .strong)
      piece.append(Line((item.key.isEmpty ? "" : " ") + item.label, profile, .aside))
      let needed = (line.columns > 0 ? gap : 0) + piece.columns
      guard line.columns + needed <= profile.width else { continue }
      if line.columns > 0 { line.append(Line(spaces(gap), profile)) }
      line.append(piece)
    }
    return line
  }
}

/// What stands between the page and the bottom line: a message, and what is being typed.
struct LearnPanel {
  private(set) var lines: [Line] = []
  private(set) var cursor: (row: Int, column: Int)?

  init(_ state: LearnState, _ profile: TerminalProfile, limit: Int) {
    if let message = state.message {
      lines = LineBreaker.lines(
        [(message.sanitized, .strong)], width: profile.width, profile)
      if lines.count > limit { lines = Array(lines.prefix(limit)) }
    }
    guard let (prompt, field) = Self.field(state) else { return }
    let typed = Self.typed(prompt, field, profile)
    // The row with the cursor is seen, whatever else is not.
    let room = max(1, min(6, limit - min(lines.count, 3)))
    let start = max(0, min(typed.row - room / 2, typed.lines.count - room))
    if lines.count + room > limit { lines = Array(lines.prefix(max(0, limit - room))) }
    cursor = (lines.count + typed.row - start, typed.column)
    lines += typed.lines.dropFirst(start).prefix(room)
  }

  private static func field(_ state: LearnState) -> (prompt: String, field: TextField)? {
    switch state.mode {
    case .answering(let field):
      guard let question = state.question else { return nil }
      let subject = state.lesson.questions[question].subject.description
      return ("\(subject) = ", field)
    case .asking(let request, let field):
      let prompt =
        switch request {
        case .explain: "explain: "
        case .evaluate: "try: "
        case .override: "change: "
        case .digits: "decimals: "
        case .search: "/"
        }
      return (prompt, field)
    case .reading, .exploring, .contents, .help: return nil
    }
  }

  /// The rows of what is typed, wrapped where the terminal ends, and where the cursor is.
  private static func typed(
    _ prompt: String, _ field: TextField, _ profile: TerminalProfile
  ) -> (lines: [Line], row: Int, column: Int) {
    let width = max(profile.width, 2)
    let prompt = Line(prompt.sanitized, profile, .strong).truncated(to: max(width / 2, 1), profile)
    var lines = [prompt]
    var place = (row: 0, column: prompt.columns)
    func newLine() -> Line {
      var line = Line()
      line.pad(to: prompt.columns)
      return line
    }
    for (index, character) in field.characters.enumerated() {
      if index == field.cursor { place = (lines.count - 1, lines[lines.count - 1].columns) }
      if character == "\n" {
        lines.append(newLine())
        continue
      }
      let text = String(character).sanitized
      let columns = profile.columns(of: text)
      // One column is kept free for the cursor behind the last character.
      if lines[lines.count - 1].columns + columns > width - 1 {
        lines.append(newLine())
        if index == field.cursor { place = (lines.count - 1, lines[lines.count - 1].columns) }
      }
      lines[lines.count - 1].append(Run(text: text, style: [], columns: columns))
    }
    if field.cursor == field.characters.count {
      place = (lines.count - 1, lines[lines.count - 1].columns)
    }
    return (lines, place.row, place.column)
  }
}
