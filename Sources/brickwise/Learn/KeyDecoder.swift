import Tutoring

/// Makes keys of the bytes that a terminal sends.
///
/// Bytes come in pieces: what is not yet a whole key waits for the rest.
struct KeyDecoder {
  private var bytes: [UInt8] = []
  private var pasted: [UInt8]?
  /// The column, from 1, that the terminal last said the cursor is in; it is asked for that, and
  /// answers among the keys.
  private(set) var cursorColumn: Int?

  /// Whether some bytes wait for the rest of a key; if none comes soon, they were keys themselves.
  var isWaiting: Bool { !bytes.isEmpty }

  /// The keys that more bytes complete.
  mutating func feed(_ more: some Sequence<UInt8>) -> [Key] {
    bytes += more
    var keys: [Key] = []
    while let key = next(isFinal: false) { keys += key }
    return keys
  }

  /// The keys that the bytes waiting are by themselves, now that nothing else has come.
  mutating func flush() -> [Key] {
    var keys: [Key] = []
    while let key = next(isFinal: true) { keys += key }
    return keys
  }

  /// The keys at the front, which may be none; nil if there is nothing whole.
  private mutating func next(isFinal: Bool) -> [Key]? {
    if pasted != nil { return nextPasted() }
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(isFinal)
    case 0x0D, 0x0A: return take(1, .enter)
    case 0x09: return take(1, .tab)
    case 0x7F, 0x08: return take(1, .backspace)
    case 0x00: return take(1, nil)
    case 0x01...0x1A:
      return take(1, .control(Character(Unicode.Scalar(first + 0x60))))
    case 0x1C...0x1F: return take(1, nil)
    default: return character(isFinal)
    }
  }

  private mutating func take(_ count: Int, _ key: Key?) -> [Key] {
    bytes.removeFirst(count)
    return key.map { [$0] } ?? []
  }

  // MARK: Characters

  private mutating func character(_ isFinal: Bool) -> [Key]? {
    let length =
      switch bytes[0] {
      case 0x00..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    // What cannot begin a character is no key.
    guard length > 0 else { return take(1, nil) }
    let available = bytes.prefix(length)
    guard available.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return take(1, nil) }
    guard available.count == length else { return isFinal ? take(bytes.count, nil) : nil }
    let text = String(decoding: available, as: UTF8.self)
    return take(length, text.first.map { .character($0) })
  }

  // MARK: Sequences

  private mutating func escape(_ isFinal: Bool) -> [Key]? {
    guard bytes.count > 1 else { return isFinal ? take(1, .escape) : nil }
    switch bytes[1] {
    case UInt8(ascii: "["): return sequence(isFinal)
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return isFinal ? take(2, .escape) : nil }
      let key = Self.letters[bytes[2]]
      return take(3, key)
    default: return take(1, .escape)
    }
  }

  /// `ESC [`, numbers, and a last byte that says what it is.
  private mutating func sequence(_ isFinal: Bool) -> [Key]? {
    guard let end = bytes.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(bytes[$0]) })
    else {
      // A sequence without an end is none.
      guard isFinal || bytes.count > 32 else { return nil }
      return take(bytes.count, .escape)
    }
    let last = bytes[end]
    let numbers = String(decoding: bytes[2..<end], as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    if last == UInt8(ascii: "R"), numbers.count == 2, let column = numbers[1] {
      cursorColumn = column
      return take(end + 1, nil)
    }
    guard last == UInt8(ascii: "~") else { return take(end + 1, Self.letters[last]) }
    if numbers.first == 200 {
      bytes.removeFirst(end + 1)
      pasted = []
      return []
    }
    let key = (numbers.first ?? nil).flatMap { Self.numbers[$0] }
    return take(end + 1, key)
  }

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "M"): .enter,
  ]

  private static let numbers: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  ]

  // MARK: Pasted text

  private static let pasteEnd: [UInt8] = [0x1B] + Array("[201~".utf8)

  private mutating func nextPasted() -> [Key]? {
    guard var text = pasted, !bytes.isEmpty else { return nil }
    text += bytes
    bytes = []
    guard let end = Self.firstIndex(of: Self.pasteEnd, in: text) else {
      // Somebody pasting a book gets its beginning.
      pasted = text.count > 1 << 20 ? Array(text.suffix(16)) : text
      return nil
    }
    bytes = Array(text[(end + Self.pasteEnd.count)...])
    pasted = nil
    return [.paste(String(decoding: text[..<end], as: UTF8.self))]
  }

  private static func firstIndex(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return (0...bytes.count - pattern.count).first { bytes[$0...].starts(with: pattern) }
  }
}
