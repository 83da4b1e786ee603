import Source
import Tutoring

/// The list of all keys.
struct LearnHelp {
  private let profile: TerminalProfile

  init(_ profile: TerminalProfile) { self.profile = profile }

  func lines(_ state: LearnState) -> [Line] {
    var lines = [Line("Keys", profile, .heading), Line()]
    for command in LearnCommand.allCases {
      let keys = command.keys.map(\.name).joined(separator: " ")
      append(keys, command.summary, &lines)
    }
    lines.append(Line())
    for (keys, words) in Self.typing { append(keys, words, &lines) }
    return lines
  }

  private static let typing = [
    ("typing", "Left, Right, Home, End, Backspace and Del edit, Ctrl-U clears; Esc leaves off"),
    ("a matrix", "row by row, Enter after each; or at once: [1 2; 3 4]"),
    ("Ctrl-C", "leave at once; Ctrl-Z puts the lesson aside, and fg brings it back"),
  ]

  private func append(_ keys: String, _ words: String, _ lines: inout [Line]) {
    let indentation = min(22, profile.width / 3)
    let text = LineBreaker.lines(
      [(words, [])], width: max(profile.width - indentation, 8), profile)
    var first = Line(keys, profile, .strong)
    guard first.columns < indentation else {
      lines.append(first.truncated(to: profile.width, profile))
      lines += text.map { $0.indented(by: indentation) }
      return
    }
    first.pad(to: indentation)
    if let line = text.first { first.append(line) }
    lines.append(first)
    lines += text.dropFirst().map { $0.indented(by: indentation) }
  }
}

/// The list of contents with what has been read and what came of the questions.
struct LearnContents {
  private(set) var lines: [Line] = []
  private(set) var anchor = 0

  init(_ state: LearnState, _ profile: TerminalProfile, selection: Int) {
    let places = state.plan.places
    for (index, place) in places.enumerated() {
      var line = Line(
        index == selection ? profile.sign("▸ ", ascii: "> ") : "  ", profile, .strong)
      let (sign, style) = Self.mark(place, index, state, profile)
      line.append(Line(sign + " ", profile, style))
      let depth: Int
      let title: String
      switch place.kind {
      case .heading(let level): (depth, title) = (min(max(level - 1, 0), 4), place.title)
      case .stage: (depth, title) = (3, "stage \(place.title)")
      case .question: (depth, title) = (3, "question: \(place.title)")
      }
      line.append(
        Line(spaces(2 * depth) + title.sanitized, profile, index == selection ? .strong : []))
      lines.append(line.truncated(to: profile.width, profile))
    }
    if lines.isEmpty { lines = [Line("This lesson has no headings.", profile)] }
    // The selected line stays in the middle of the screen where that is possible.
    anchor = selection
  }

  private static func mark(
    _ place: LearnPlace, _ index: Int, _ state: LearnState, _ profile: TerminalProfile
  ) -> (String, Style) {
    if case .question(let number) = place.kind, let attempt = state.attempts[number] {
      switch attempt {
      case .given:
        let isRight = state.assess(number)?.isRight ?? false
        return isRight
          ? (profile.sign("✓", ascii: "+"), .good) : (profile.sign("✗", ascii: "x"), .bad)
      case .shown, .skipped: return (profile.sign("–", ascii: "-"), .aside)
      }
    }
    let places = state.plan.places
    let end = index + 1 < places.count ? places[index + 1].position : state.plan.steps.count
    if (place.position..<max(end, place.position + 1)).contains(state.position) {
      return (profile.sign("●", ascii: "@"), .strong)
    }
    if state.visited.intersects(place.position..<max(end, place.position + 1)) {
      return (profile.sign("·", ascii: "."), .aside)
    }
    return (" ", [])
  }
}
