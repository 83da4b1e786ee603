import Testing
import Tutoring

@testable import brickwise

@Suite("Keys from bytes")
struct KeyDecoderTests {
  private func keys(_ text: String, pieces: Int = .max) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      keys += decoder.feed(bytes.prefix(pieces))
      bytes = bytes.dropFirst(pieces)
    }
    return keys + decoder.flush()
  }

  @Test("arrows and others, whole or in pieces", arguments: [1, 2, 3, 100])
  func sequences(_ pieces: Int) {
    let text = "a\u{1B}[A\u{1B}OB\u{1B}[3~\u{1B}[1;5C\u{1B}[5~é→👍\r\n\t\u{7F}\u{0C}\u{1B}[Z\u{1B}[H"
    #expect(
      keys(text, pieces: pieces) == [
        .character("a"), .up, .down, .delete, .right, .pageUp, .character("é"), .character("→"),
        .character("👍"), .enter, .enter, .tab, .backspace, .control("l"), .backTab, .home,
      ])
  }

  @Test("where the cursor is, which the terminal was asked, is no key", arguments: [1, 2, 100])
  func cursor(_ size: Int) {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    let bytes = Array("a\u{1B}[1;3Rb".utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      keys += decoder.feed(bytes[start..<min(start + size, bytes.count)])
    }
    #expect(keys == [.character("a"), .character("b")])
    #expect(decoder.cursorColumn == 3)
  }

  @Test("Esc alone is Esc, once nothing has followed")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(!decoder.isWaiting)
    #expect(keys("\u{1B}x") == [.escape, .character("x")])
  }

  @Test("pasted text is one key", arguments: [1, 7, 100])
  func pasting(_ pieces: Int) {
    let text = "\u{1B}[200~1 2\n3 \u{1B}[A4\u{1B}[201~q"
    #expect(keys(text, pieces: pieces) == [.paste("1 2\n3 \u{1B}[A4"), .character("q")])
  }

  @Test("no bytes stop it")
  func hostile() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        var decoder = KeyDecoder()
        _ = decoder.feed([first, second])
        _ = decoder.flush()
        #expect(!decoder.isWaiting)
        if decoder.isWaiting { return }
      }
    }
  }
}
