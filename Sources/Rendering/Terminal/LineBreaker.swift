/// Breaks running text into lines of a width: between words, and between the characters of scripts
/// that are written without spaces.
///
/// Most of what a lesson prints passes through here, so that it works on UTF-8 and makes strings
/// only of whole lines.
struct LineBreaker {
  private let profile: TerminalProfile
  private let width: Int
  private var lines: [Line] = []
  private var line = StyledBytes()
  /// What must stay together: a word with the punctuation that clings to it.
  private var word = StyledBytes()
  /// The spaces before the word, left out where a line begins with it.
  private var spaceCount = 0
  private var spaceStyle: Style = []
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
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        var end = start
        var isASCII = true
        while end < bytes.count, !LineBreaker.isSpace(bytes[end]) {
          if bytes[end] >= 0x80 { isASCII = false }
          end += 1
        }
        let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if isASCII, !part.isEmpty {
          append(asciiWord: part, style)
        } else if !part.isEmpty {
          append(word: String(decoding: part, as: UTF8.self), style)
        }
        guard end < bytes.count else { return }
        append(space: bytes[end], style)
        start = end + 1
      }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
  }

  private mutating func append(space: UInt8, _ style: Style) {
    flushWord()
    previous = nil
    if space == UInt8(ascii: "\n") {
      endLine()
    } else {
      spaceCount += 1
      spaceStyle = style
    }
  }

  /// Adds what stands between spaces, or a part of it that has one style.
  private mutating func append(asciiWord bytes: UnsafeBufferPointer<UInt8>, _ style: Style) {
    if let previous, mayBreak(between: previous, and: Character(Unicode.Scalar(bytes[0]))) {
      flushWord()
    }
    word.append(bytes, style, columns: bytes.count)
    previous = Character(Unicode.Scalar(bytes[bytes.count - 1]))
  }

  private mutating func append(word text: String, _ style: Style) {
    for character in text {
      if let previous, mayBreak(between: previous, and: character) { flushWord() }
      if character == "\u{A0}" {
        // It has kept the line together; a terminal needs no more than a space.
        word.append(spaces: 1, style)
      } else {
        word.append(character.utf8, style, columns: profile.columns(of: character))
      }
      previous = character
    }
  }

  /// Ends the text and gives its lines.
  mutating func finish() -> [Line] {
    flushWord()
    if line.columns > 0 { endLine() }
    return lines
  }

  private mutating func flushWord() {
    guard !word.isEmpty else { return }
    let gap = line.columns > 0 ? spaceCount : 0
    if line.columns + gap + word.columns > width, line.columns > 0 { endLine() }
    if line.columns > 0 { line.append(spaces: spaceCount, spaceStyle) }
    spaceCount = 0
    if word.columns > width {
      appendByCharacter()
    } else {
      line.append(word)
    }
    word.removeAll()
  }

  /// A word longer than a line is broken wherever the line ends.
  private mutating func appendByCharacter() {
    for run in word.line.runs {
      for character in run.text {
        let columns = profile.columns(of: character)
        if line.columns + columns > width { endLine() }
        line.append(character.utf8, run.style, columns: columns)
      }
    }
  }

  private mutating func endLine() {
    lines.append(line.line)
    line.removeAll()
    spaceCount = 0
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
