/// What a piece of text is, as far as its looks go.
struct Style: OptionSet, Hashable, Sendable {
  /// Flags, and above them the colours of a plot's letters and of what is behind those.
  let rawValue: UInt32

  static let strong = Style(rawValue: 1 << 0)
  static let emphasis = Style(rawValue: 1 << 1)
  /// Captions, shapes, addresses: what may be overlooked.
  static let aside = Style(rawValue: 1 << 2)
  static let heading = Style(rawValue: 1 << 3)
  static let code = Style(rawValue: 1 << 4)
  static let good = Style(rawValue: 1 << 5)
  static let bad = Style(rawValue: 1 << 6)
  static let link = Style(rawValue: 1 << 7)
  /// What a search was for.
  static let found = Style(rawValue: 1 << 8)

  /// The parameters of the escape sequence for this style, or nil if it has none.
  func parameters(_ profile: TerminalProfile) -> String? {
    guard profile.isStyled, !isEmpty else { return nil }
    var codes: [String] = []
    if !isDisjoint(with: [.strong, .heading]) { codes.append("1") }
    if contains(.aside) { codes.append("2") }
    if contains(.emphasis) { codes.append("3") }
    if contains(.link) { codes.append("4") }
    if contains(.bad) { codes.append("1") }
    if contains(.found) { codes.append("7") }
    if let color = color(profile.color) { codes.append(color) }
    codes += plotColors(profile.color)
    return codes.isEmpty ? nil : codes.joined(separator: ";")
  }

  /// The colour: from the palette of Okabe and Ito, which the colour-blind can tell apart.
  private func color(_ level: TerminalProfile.Color) -> String? {
    let choice: (indexed: String, trueColor: String)
    if contains(.bad) {
      choice = ("38;5;166", "38;2;213;94;0")
    } else if contains(.good) {
      choice = ("38;5;36", "38;2;0;158;115")
    } else if !isDisjoint(with: [.heading, .code]) {
      choice = ("38;5;32", "38;2;0;114;178")
    } else {
      return nil
    }
    return switch level {
    case .none: nil
    case .indexed: choice.indexed
    case .trueColor: choice.trueColor
    }
  }
}

/// A piece of a line in one style.
struct Run: Hashable, Sendable {
  var text: String
  var style: Style
  /// The columns that the text takes.
  var columns: Int
}

/// One line of text on a terminal.
struct Line: Hashable, Sendable {
  /// Its pieces, from left to right.
  private(set) var runs: [Run] = []
  /// The columns that it takes.
  private(set) var columns = 0

  /// An empty line.
  init() {}

  /// A line of one piece.
  init(_ run: Run) {
    runs = [run]
    columns = run.columns
  }

  /// A line in one style.
  init(_ text: String, _ profile: TerminalProfile, _ style: Style = []) {
    append(Run(text: text, style: style, columns: profile.columns(of: text)))
  }

  mutating func append(_ run: Run) {
    columns += run.columns
    if let last = runs.indices.last, runs[last].style == run.style {
      runs[last].text += run.text
      runs[last].columns += run.columns
    } else if !run.text.isEmpty {
      runs.append(run)
    }
  }

  mutating func append(_ line: Line) {
    for run in line.runs { append(run) }
  }

  /// Adds spaces up to a column.
  mutating func pad(to column: Int) {
    guard column > columns else { return }
    let count = column - columns
    append(Run(text: String(repeating: " ", count: count), style: [], columns: count))
  }

  /// The line with spaces before it; an empty line stays empty.
  func indented(by count: Int) -> Line {
    guard count > 0, !runs.isEmpty else { return self }
    var line = Line()
    line.pad(to: count)
    line.append(self)
    return line
  }
}

extension TerminalProfile {
  /// Writes a line and its end.
  ///
  /// This is the one place that makes escape sequences.
  func write(_ line: Line, to text: inout String) {
    for run in line.runs {
      if let parameters = run.style.parameters(self) {
        text += "\u{1B}["
        text += parameters
        text += "m"
        text += run.text
        text += "\u{1B}[0m"
      } else {
        text += run.text
      }
    }
    text += "\n"
  }

  /// The text of lines, each ended by a line feed.
  func text(_ lines: [Line]) -> String {
    var text = ""
    for line in lines { write(line, to: &text) }
    return text
  }
}
