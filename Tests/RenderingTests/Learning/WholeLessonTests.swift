import Testing
import Tutoring

@testable import Rendering

@Suite("A whole lesson, forwards and back")
struct WholeLessonTests {
  @Test(
    "going back shows every screen again, to the last character",
    arguments: ["xor", "mazur"], [(80, 24), (40, 12), (200, 50), (61, 17)])
  func rewind(_ lesson: String, _ size: (Int, Int)) throws {
    var learner = try Learner(bundled: lesson, width: size.0, height: size.1)
    var screens: [[String]] = []
    while learner.state.step != .end {
      if !learner.state.isSettled { learner.press(.character("s")) }
      // A skipped question is shown from its end; the rest of it lies behind.
      screens.append(learner.screen.rows)
      learner.press(.enter)
      try #require(screens.count < 3000)
    }
    #expect(screens.count > 100)
    for screen in screens.reversed() {
      learner.press(.character("b"))
      // Whoever skips a question is shown its end at once.
      if learner.state.question != nil, learner.screen.rows != screen { continue }
      try #require(learner.screen.rows == screen)
    }
  }

  @Test(
    "every width and height is kept to", arguments: [40, 41, 47, 55, 64, 80, 93, 120, 157, 200])
  func sizes(_ width: Int) throws {
    for height in [12, 31] {
      var learner = try Learner(bundled: "xor", width: width, height: height)
      var count = 0
      while learner.state.step != .end, count < 3000 {
        check(learner)
        learner.goOn()
        count += 1
      }
      check(learner)
      #expect(learner.state.step == .end)
    }
  }

  @Test("whatever is in front of the page keeps to it too", arguments: [40, 53, 80, 200])
  func overlays(_ width: Int) throws {
    var learner = try Learner(bundled: "xor", width: width, height: 12)
    learner.goToQuestion()
    for key: Key in ["?", "g", "e", "x", "o", "d", "/", "i"].map({ .character($0) }) {
      learner.press(key)
      check(learner)
      learner.type("権利と義務 e\u{301}\u{301} \(String(repeating: "wide", count: 60))")
      check(learner)
      learner.press(.pageDown, .down, .end, .up, .left, .tab)
      check(learner)
      learner.press(.escape, .escape)
    }
  }

  @Test("wide characters, combining marks and long words break nothing")
  func hostile() throws {
    let text = """
      # 神经网络 \(String(repeating: "长", count: 80)) e\u{301}\u{302}\u{303}

      \(String(repeating: "unbreakable", count: 30)) \u{1B}[31m red \u{202E} 👩‍👩‍👧 ｗｉｄｅ

      ```python {stage=长}
      x = array([[1234567890.5, -0.000001], [3.0, 4.0]])  # \(String(repeating: "宽", count: 70))
      y = x @ x  # 说明
      ```

      `y ≈ ?.??`
      """
    for width in 40...200 {
      var learner = try Learner(text, width: width, height: 12)
      for _ in 0..<40 where learner.state.step != .end {
        check(learner)
        learner.goOn()
      }
      #expect(learner.state.step == .end)
    }
  }

  private func check(_ learner: Learner, sourceLocation: SourceLocation = #_sourceLocation) {
    let rows = learner.screen.rows
    #expect(rows.count == learner.height, sourceLocation: sourceLocation)
    for row in rows {
      let columns = learner.profile.columns(of: row)
      #expect(columns <= learner.profile.width, "\(row)", sourceLocation: sourceLocation)
      #expect(!row.unicodeScalars.contains { $0.value < 0x20 }, sourceLocation: sourceLocation)
    }
    if let cursor = learner.screen.cursor {
      #expect(rows.indices.contains(cursor.row), sourceLocation: sourceLocation)
      #expect((0..<learner.profile.width).contains(cursor.column), sourceLocation: sourceLocation)
    }
  }
}
