import Source
import TestSupport
import Testing

@testable import CommonMark

@Suite("Documents written at random")
struct RandomDocumentTests {
  @Test("every place is in the text, and every code span reads as its place in the source")
  func invariants() {
    var markdown = RandomMarkdown(seed: 1)
    for number in 0..<3000 {
      let source = SourceText(name: "\(number)", bytes: markdown.document())
      if let problem = problem(in: source) {
        Issue.record("document \(number): \(problem)\n\(source[source.span].debugDescription)")
        return
      }
    }
  }

  @Test("a document of random bytes has a document too")
  func randomBytes() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array("`*[]()>- \n\t#~$&\\\r".utf8).randomElement(using: &random) ?? 0
      }
      var diagnostics = Diagnostics()
      let source = SourceText(name: "bytes", bytes: bytes)
      let document = Document(parsing: source, diagnostics: &diagnostics)
      let spans = document.blocks.flatMap(\.withDescendants).map(\.span)
      #expect(spans.allSatisfy { $0.start >= 0 && $0.end <= bytes.count }, "\(bytes)")
      _ = document.dump()
    }
  }

  private func problem(in source: SourceText) -> String? {
    var diagnostics = Diagnostics()
    let document = Document(parsing: source, diagnostics: &diagnostics)
    for block in document.blocks.flatMap(\.withDescendants)
    where block.span.start < 0 || block.span.end > source.bytes.count {
      return "a block at \(block.span)"
    }
    for code in document.codeSpans {
      let marked = source.bytes[code.span.start..<code.span.end]
      let marks = marked.prefix { $0 == UInt8(ascii: "`") }
      if marks.isEmpty || marked.count < 2 * marks.count || marked.suffix(marks.count) != marks {
        return "a code span at \(source[code.span].debugDescription)"
      }
      for (offset, byte) in code.content.bytes.enumerated() {
        let original = source.bytes[code.content.sourceOffset(offset)]
        // A line end is read as a space, and so is what a container leaves of a tab.
        let isBlank = original.isSpace
        if original != byte, !(isBlank && byte == UInt8(ascii: " ")) {
          return "byte \(offset) of \(code.content.text.debugDescription)"
        }
      }
    }
    for code in document.codeBlocks {
      let content = code.contentSpan
      if content.start < 0 || content.end > source.bytes.count { return "code at \(content)" }
      if code.isAtMargin, source[content].withLineFeeds != code.literal,
        source[content].withLineFeeds + "\n" != code.literal
      {
        return "the code \(code.literal.debugDescription)"
      }
    }
    return nil
  }
}

extension String {
  /// The text as cmark has it.
  fileprivate var withLineFeeds: String {
    String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }
}
