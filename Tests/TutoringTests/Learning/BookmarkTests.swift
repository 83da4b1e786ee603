import Testing

@testable import Tutoring

@Suite("What is kept from one day to the next")
struct BookmarkTests {
  private var bookmark: Bookmark {
    var bookmark = Bookmark(lesson: "/a path/with: signs\n.md", hash: "0123456789abcdef")
    bookmark.step = 12
    bookmark.stepCount = 40
    bookmark.furthest = 20
    bookmark.stage = "forward"
    bookmark.heading = "forward: 从点到答案"
    bookmark.digits = 6
    bookmark.overrides = ["lr": "0.1", "seed": "7"]
    bookmark.attempts = [0: .given("1 2\n3 \\ 4 = 5"), 1: .shown, 3: .skipped]
    bookmark.hints = [0: 2]
    bookmark.drafts = [2: "0.37 "]
    bookmark.solutions = [0, 3]
    bookmark.own = Work(attempts: [0: .given("1"), 2: .skipped], drafts: [1: "\n"], solutions: [0])
    bookmark.visited = [0..<12, 20..<21]
    return bookmark
  }

  @Test("reading gives what was written")
  func roundTrip() {
    #expect(Bookmark(parsing: bookmark.text) == bookmark)
    let empty = Bookmark(lesson: "xor", hash: "0")
    #expect(Bookmark(parsing: empty.text) == empty)
  }

  @Test("steps are kept as ranges that do not touch")
  func ranges() throws {
    var ranges: IndexRanges = [4..<6, 0..<1, 7..<9]
    #expect(ranges.text == "1 5-6 8-9")
    ranges.insert(6)
    #expect(ranges.ranges == [0..<1, 4..<9])
    #expect(ranges.contains(8) && !ranges.contains(9) && !ranges.contains(2))
    #expect(ranges.intersects(1..<5) && !ranges.intersects(1..<4))
    #expect(IndexRanges(parsing: ranges.text) == ranges)
    for text in ["0", "2-1", "a", "1-2-3", "-1"] { #expect(IndexRanges(parsing: text) == nil) }
  }

  @Test("half a file is not taken for a whole one")
  func damaged() {
    let text = Array(bookmark.text.utf8)
    for count in 0..<text.count {
      #expect(Bookmark(parsing: String(decoding: text.prefix(count), as: UTF8.self)) == nil)
    }
    #expect(Bookmark(parsing: bookmark.text.replacing("step: 13 of", with: "step: x of")) == nil)
    #expect(Bookmark(parsing: "") == nil)
  }

  @Test("lines of a later version are left alone")
  func unknown() {
    let text = bookmark.text.replacing("\nend\n", with: "\nmood: good\nend\n")
    #expect(Bookmark(parsing: text) == bookmark)
  }

  @Test("the hash is FNV-1a")
  func hash() {
    #expect(Bookmark.hash(of: []) == "cbf29ce484222325")
    #expect(Bookmark.hash(of: Array("a".utf8)) == "af63dc4c8601ec8c")
    #expect(Bookmark.hash(of: Array("foobar".utf8)) == "85944171f73967e8")
  }
}
