import Testing

@testable import Tutoring

@Suite("A line being typed")
struct TextFieldTests {
  private func typed(_ text: String, _ keys: Key...) -> String {
    var field = TextField(text)
    for key in keys { field.handle(key) }
    var marked = field.characters
    marked.insert("|", at: field.cursor)
    return String(marked)
  }

  @Test("keys edit as one expects")
  func editing() {
    #expect(typed("abc", .left, .backspace) == "a|c")
    #expect(typed("abc", .home, .delete, .right) == "b|c")
    #expect(typed("1 23", .control("w")) == "1 |")
    #expect(typed("1 23", .left, .control("u")) == "|3")
    #expect(typed("1 23", .home, .right, .control("k")) == "1|")
    #expect(typed("1 2\n3 4", .up) == "1 2|\n3 4")
    #expect(typed("1 2\n3 4", .up, .home, .down) == "1 2\n|3 4")
    #expect(typed("", .backspace, .delete, .left, .right, .up, .down) == "|")
  }

  @Test("a character is all that one key deletes, whatever it is made of")
  func graphemes() {
    #expect(typed("xé👩‍👩‍👧", .backspace) == "xé|")
    #expect(typed("e", .character("\u{301}")) == "é|")
    #expect(typed("e", .character("\u{301}"), .backspace) == "|")
  }

  @Test("what is pasted is cleaned")
  func pasting() {
    #expect(typed("", .paste("1\t2\r\n3\u{1B}[4\n")) == "1 2\n3[4|")
    var field = TextField()
    field.handle(.paste(String(repeating: "1", count: 1 << 20)))
    #expect(field.characters.count == TextField.limit)
  }
}
