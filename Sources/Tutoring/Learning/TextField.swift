/// Text that is being typed, with a cursor: a value, changed by keys alone.
public struct TextField: Sendable, Hashable {
  /// What has been typed, grapheme by grapheme; line feeds part its lines.
  public private(set) var characters: [Character]
  /// How many characters stand before the cursor.
  public private(set) var cursor: Int

  /// The most characters that a field takes.
  public static let limit = 20_000

  /// Creates a field with the cursor at its end.
  public init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
  }

  /// What has been typed.
  public var text: String { String(characters) }

  /// Whether there is nothing but blanks.
  public var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

  /// Does what a key does in a line of text.
  ///
  /// - Returns: whether the key means anything here.
  @discardableResult
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(text.cleaned)
    case .backspace, .control("h"): remove(cursor - 1..<cursor)
    case .delete, .control("d"): remove(cursor..<cursor + 1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = lineStart(cursor)
    case .end, .control("e"): cursor = lineEnd(cursor)
    case .up: moveLine(-1)
    case .down: moveLine(1)
    case .control("u"): remove(lineStart(cursor)..<cursor)
    case .control("k"): remove(cursor..<lineEnd(cursor))
    case .control("w"): remove(wordStart(cursor)..<cursor)
    default: return false
    }
    return true
  }

  /// Puts in a line feed.
  public mutating func breakLine() { insert(["\n"]) }

  private mutating func insert(_ new: [Character]) {
    let room = max(0, Self.limit - characters.count)
    // Joined anew: a combining mark belongs to the character before it.
    let before = String(characters[..<cursor]) + String(new.prefix(room))
    let head = Array(before)
    characters = head + characters[cursor...]
    cursor = head.count
  }

  private mutating func remove(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    guard !range.isEmpty else { return }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private func lineStart(_ position: Int) -> Int {
    (characters[..<position].lastIndex(of: "\n") ?? -1) + 1
  }

  private func lineEnd(_ position: Int) -> Int {
    characters[position...].firstIndex(of: "\n") ?? characters.count
  }

  private func wordStart(_ position: Int) -> Int {
    var start = position
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  private mutating func moveLine(_ direction: Int) {
    let start = lineStart(cursor)
    let column = cursor - start
    if direction < 0, start > 0 {
      let previous = lineStart(start - 1)
      cursor = min(previous + column, start - 1)
    } else if direction > 0, lineEnd(cursor) < characters.count {
      let next = lineEnd(cursor) + 1
      cursor = min(next + column, lineEnd(next))
    }
  }
}

extension String {
  /// What may be pasted: line ends as line feeds, tabs as spaces, no control characters.
  fileprivate var cleaned: [Character] {
    var cleaned: [Character] = []
    for character in self {
      if character.isNewline {
        cleaned.append("\n")
      } else if character == "\t" {
        cleaned.append(" ")
      } else if character.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) {
        cleaned.append(character)
      }
    }
    while cleaned.last == "\n" { cleaned.removeLast() }
    return cleaned
  }
}
