/// Breaks running text into lines of a width: between words, and between the characters of scripts
/// that are written without spaces.
struct LineBreaker {
  private let profile: TerminalProfile
  private let width: Int
  private var lines: [Line] = []
  private var line = Line()
  /// What must stay together: a word with the punctuation that clings to it.
  private var word = Line()
  /// The space before the word, left out where a line begins with it.
  private var space: Run?
  private var previous: Character?

  /// The lines of runs of text, none wider than `width`.
  static func lines(
    _ runs: [(text: String, style: Style)], width: Int, _ profile: TerminalProfile
  ) -> [Line] {
    var breaker = LineBreaker(width: width, profile)
    for run in runs { breaker.append(run.text, run.style) }
    return breaker.finish()
  }

  init(width: Int, _ profile: TerminalProfile) {
    self.profile = profile
    // A wide character needs two columns, whatever the terminal says.
    self.width = max(width, 2)
  }

  /// Adds text; a line feed in it ends the line.
  mutating func append(_ text: String, _ style: Style = []) {
    let bytes = text.utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      var end = start
      var isASCII = true
      while end < bytes.endIndex, !LineBreaker.isSpace(bytes[end]) {
        if bytes[end] >= 0x80 { isASCII = false }
        end = bytes.index(after: end)
      }
      if start < end { append(word: text[start..<end], isASCII: isASCII, style) }
      guard end < bytes.endIndex else { return }
      flushWord()
      previous = nil
      if bytes[end] == UInt8(ascii: "\n") {
        endLine()
      } else {
        let columns = (space?.columns ?? 0) + 1
        space = Run(text: spaces(columns), style: style, columns: columns)
      }
      start = bytes.index(after: end)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
  }

  /// Adds what stands between spaces, or a part of it that has one style.
  private mutating func append(word text: Substring, isASCII: Bool, _ style: Style) {
    if isASCII {
      if let previous, let first = text.first, mayBreak(between: previous, and: first) {
        flushWord()
      }
      word.append(Run(text: String(text), style: style, columns: text.utf8.count))
      previous = text.last
      return
    }
    var start = text.startIndex
    for index in text.indices {
      let character = text[index]
      if let previous, mayBreak(between: previous, and: character) {
        appendPiece(text[start..<index], style)
        flushWord()
        start = index
      }
      previous = character
    }
    appendPiece(text[start...], style)
  }

  private mutating func appendPiece(_ text: Substring, _ style: Style) {
    guard !text.isEmpty else { return }
    let piece = String(text).replacingNoBreakSpaces
    word.append(Run(text: piece, style: style, columns: profile.columns(of: piece)))
  }

  /// Ends the text and gives its lines.
  mutating func finish() -> [Line] {
    flushWord()
    if line.columns > 0 { endLine() }
    return lines
  }

  private mutating func flushWord() {
    guard !word.runs.isEmpty else { return }
    let gap = line.columns > 0 ? space?.columns ?? 0 : 0
    if line.columns + gap + word.columns > width, line.columns > 0 { endLine() }
    if line.columns > 0, let space { line.append(space) }
    space = nil
    if word.columns > width {
      appendByCharacter()
    } else {
      line.append(word)
    }
    word.removeAll()
  }

  /// A word longer than a line is broken wherever the line ends.
  private mutating func appendByCharacter() {
    for run in word.runs {
      for character in run.text {
        let columns = profile.columns(of: character)
        if line.columns + columns > width { endLine() }
        line.append(Run(text: String(character), style: run.style, columns: columns))
      }
    }
  }

  private mutating func endLine() {
    lines.append(line)
    line = Line()
    space = nil
  }

  /// Whether a line may end between two characters that no space parts.
  private func mayBreak(between left: Character, and right: Character) -> Bool {
    // Only a wide script is broken without spaces, so two ASCII characters never are.
    if left.utf8.count < 3, right.utf8.count < 3 { return false }
    guard left.isWithoutSpaces || right.isWithoutSpaces else { return false }
    return !closingPunctuation.contains(right) && !openingPunctuation.contains(left)
  }
}

extension String {
  /// The text with ordinary spaces for those that kept a line together.
  var replacingNoBreakSpaces: String {
    guard utf8.contains(0xA0) else { return self }
    return String(map { $0 == "\u{A0}" ? " " : $0 })
  }
}

/// Never at the start of a line.
private let closingPunctuation: Set<Character> = [
  "，", "。", "）", "、", "；", "：", "！", "？", "」", "』", "》", "”", "’", "】", "〉", "〕", "％",
  "…", "—", "·", "ー", "々", ",", ".", ")", "]", "}", ";", ":", "!", "?", "%", "\"", "'",
]

/// Never at the end of a line.
private let openingPunctuation: Set<Character> = [
  "（", "《", "「", "『", "“", "‘", "【", "〈", "〔", "(", "[", "{",
]

extension Character {
  /// Whether it belongs to a script written without spaces, or is punctuation of one.
  var isWithoutSpaces: Bool {
    guard utf8.count >= 3, let scalar = unicodeScalars.first?.value else { return false }
    return switch scalar {
    case 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
