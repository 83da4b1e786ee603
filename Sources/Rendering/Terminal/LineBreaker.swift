/// Breaks running text into lines of a width: between words, and between the characters of scripts
/// that are written without spaces.
///
/// Most of what a lesson prints passes through here, so that it works on UTF-8 and makes strings
/// only of whole lines.
struct LineBreaker {
  private let profile: TerminalProfile
  private let width: Int
  private var lines: [Line] = []
  /// The line in the making, with the word that is being added at its end.
  private var line = StyledBytes()
  /// Where what must stay together begins, a word with the punctuation that clings to it, and where
  /// the spaces before it do; nil between words.
  private var word: (start: StyledBytes.Place, gap: StyledBytes.Place)?
  /// The spaces after the last word, left out where a line begins with the next.
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
        if word == nil, previous == nil {
          start += append(wordsOf: UnsafeBufferPointer(rebasing: bytes[start...]), style)
        }
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

  /// Adds those of the words at the start of `bytes` that are sure to fit in the line, all at once;
  /// returns their length.
  ///
  /// Nearly all words are added here, without a look at each.
  private mutating func append(
    wordsOf bytes: UnsafeBufferPointer<UInt8>, _ style: Style
  ) -> Int {
    guard let first = bytes.first, !LineBreaker.isSpace(first) else { return 0 }
    let gap = line.columns > 0 ? spaceCount : 0
    let room = width - line.columns - gap
    var length = 0
    var index = 0
    // A word that ends with the text may go on in the next one.
    while index <= room, index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: " ") {
        if bytes[index - 1] != byte { length = index }
      } else if byte < 0x21 || byte > 0x7E {
        break
      }
      index += 1
    }
    guard length > 0 else { return 0 }
    line.append(spaces: gap, spaceStyle)
    spaceCount = 0
    line.append(UnsafeBufferPointer(rebasing: bytes[..<length]), style, columns: length)
    return length
  }

  private mutating func append(space: UInt8, _ style: Style) {
    endWord()
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
    beginWord(with: Character(Unicode.Scalar(bytes[0])))
    line.append(bytes, style, columns: bytes.count)
    previous = Character(Unicode.Scalar(bytes[bytes.count - 1]))
  }

  private mutating func append(word text: String, _ style: Style) {
    if let columns = text.narrowColumns(ambiguous: profile.ambiguousWidth), let first = text.first {
      // Nothing in it is broken without spaces.
      beginWord(with: first)
      line.append(text.replacingNoBreakSpaces.utf8, style, columns: columns)
      previous = text.last
      return
    }
    for character in text {
      beginWord(with: character)
      if character == "\u{A0}" {
        // It has kept the line together; a terminal needs no more than a space.
        line.append(spaces: 1, style)
      } else {
        line.append(character.utf8, style, columns: profile.columns(of: character))
      }
      previous = character
    }
  }

  /// Ends the text and gives its lines.
  mutating func finish() -> [Line] {
    endWord()
    if line.columns > 0 { endLine() }
    return lines
  }

  /// Begins a word unless `next` goes on with the one before it.
  private mutating func beginWord(with next: @autoclosure () -> Character) {
    if let previous, mayBreak(between: previous, and: next()) { endWord() }
    guard word == nil else { return }
    let gap = line.end
    if gap.columns > 0 { line.append(spaces: spaceCount, spaceStyle) }
    spaceCount = 0
    word = (line.end, gap)
  }

  /// Moves the word to a new line if it does not fit.
  private mutating func endWord() {
    guard let word else { return }
    self.word = nil
    guard line.columns > width else { return }
    if word.gap.columns > 0 {
      lines.append(line.line(before: word.gap))
      line.removeAll(before: word.start)
    }
    if line.columns > width { breakByCharacter() }
  }

  /// A word longer than a line is broken wherever the line ends.
  private mutating func breakByCharacter() {
    let runs = line.line(before: line.end).runs
    line.removeAll()
    for run in runs {
      for character in run.text {
        let columns = profile.columns(of: character)
        if line.columns + columns > width { endLine() }
        line.append(character.utf8, run.style, columns: columns)
      }
    }
  }

  private mutating func endLine() {
    lines.append(line.line(before: line.end))
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
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte == 0xA0, bytes.last == 0xC2 {
        bytes[bytes.count - 1] = UInt8(ascii: " ")
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
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
