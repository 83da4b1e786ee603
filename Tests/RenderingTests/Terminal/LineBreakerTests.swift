import Testing

@testable import Rendering

@Suite struct LineBreakerTests {
  private let profile = TerminalProfile()

  private func lines(_ text: String, _ width: Int) -> [String] {
    LineBreaker.lines([(text, [])], width: width, profile).map { line in
      line.runs.map(\.text).joined()
    }
  }

  @Test func wordsAreKeptWhole() {
    #expect(lines("one two  three", 7) == ["one two", "three"])
    #expect(lines("one two  three", 20) == ["one two  three"])
    #expect(lines("a\nb c", 20) == ["a", "b c"])
    #expect(lines("", 20) == [])
  }

  @Test func longWordsAreBrokenOnlyWhereTheyMustBe() {
    #expect(
      lines("see https://example.org/a/long/way for it", 12)
        == ["see", "https://exam", "ple.org/a/lo", "ng/way for", "it"])
  }

  @Test func noBreakSpacesKeepTogether() {
    #expect(lines("the sum is h₂\u{A0}≈\u{A0}0.37 here", 14) == ["the sum is", "h₂ ≈ 0.37 here"])
  }

  @Test func chineseIsBrokenBetweenCharacters() {
    #expect(lines("神经网络产生怎样的花火", 8) == ["神经网络", "产生怎样", "的花火"])
    // Not before a full stop, not after an opening quotation mark.
    #expect(lines("数学乐高。积木", 8) == ["数学乐", "高。积木"])
    #expect(lines("数学乐「高」积", 8) == ["数学乐", "「高」积"])
    #expect(lines("权重W1是矩阵", 8) == ["权重W1是", "矩阵"])
  }

  @Test func stylesMeetInsideOfWords() {
    let lines = LineBreaker.lines(
      [("a ", []), ("bold", .strong), (", then", [])], width: 7, profile)
    #expect(lines.map { $0.runs.map(\.text) } == [["a ", "bold", ","], ["then"]])
  }

  @Test func spacesHaveOneStyle() {
    let lines = LineBreaker.lines(
      [("one two ", []), (" three four ", .code), ("five", [])], width: 40, profile)
    #expect(lines.map { $0.runs.map(\.text) } == [["one two", "  three four ", "five"]])
  }

  @Test(arguments: Array(stride(from: 20, through: 200, by: 9)) + [2, 3, 4])
  func neverTooWideAndNothingLost(width: Int) {
    let text = """
      A **network** is a stack: 神经网络，产生「怎样」的花火？《乐高》（积木）！ Then \
      supercalifragilisticexpialidocious, https://example.org/a/b?c=d_e and ∂L/∂W₂ ≈ [0.1  0.2]. \
      한국어는 띄어쓰기를 한다. Ünïcödé e\u{301}e\u{301} 👩‍👩‍👧‍👦👩‍👩‍👧‍👦.
      """
    let lines = lines(text, width)
    for line in lines {
      #expect(profile.columns(of: line) <= width)
      // In hardly any room, anything goes.
      guard width >= 20, let first = line.first, let last = line.last else { continue }
      #expect(!"，。）、；：！？」』》”".contains(first))
      #expect(!"（《「『“".contains(last))
    }
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
  }
}
