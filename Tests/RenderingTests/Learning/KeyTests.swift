import Testing
import Tutoring

@testable import Rendering

@Suite("Every key does what the help says")
struct KeyTests {
  /// Somewhere in the middle: at the first question, on a screen that is too small for the page.
  private func atQuestion() throws -> Learner {
    var learner = try Learner(bundled: "xor", height: 12)
    learner.goToQuestion()
    return learner
  }

  @Test("the help has every key, and every key one meaning")
  func complete() throws {
    var learner = try Learner(bundled: "xor", width: 120, height: 60)
    learner.press(.character("?"))
    for command in LearnCommand.allCases {
      #expect(learner.text.contains(command.summary))
      for key in command.keys { #expect(learner.text.contains(key.name)) }
    }
    let keys = LearnCommand.allCases.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(keys.count > 30)
  }

  @Test("on and back", arguments: LearnCommand.next.keys, LearnCommand.back.keys)
  func moving(_ on: Key, _ back: Key) throws {
    var learner = try Learner(bundled: "xor", height: 60)
    let first = learner.text
    learner.press(on)
    #expect(learner.state.position == 1)
    learner.press(back)
    #expect(learner.state.position == 0)
    #expect(learner.text == first)
  }

  @Test("scrolling")
  func scrolling() throws {
    var learner = try Learner(bundled: "xor", height: 12)
    func top() -> Int { learner.screen.viewport.offset(learner.state.scroll) }
    for (command, expected) in [
      (LearnCommand.lineDown, 1), (.lineUp, 0), (.pageDown, 9), (.pageUp, 0),
    ] {
      for key in command.keys {
        let before = learner.state
        learner.press(key)
        #expect(top() == expected)
        if key != command.keys.last { learner = Learner(before, learner.profile, height: 12) }
      }
    }
    for key in LearnCommand.pageEnd.keys {
      learner.press(key)
      #expect(top() == learner.screen.viewport.lastOffset)
      learner.press(.home)
      #expect(top() == 0)
    }
    #expect(learner.state.position == 0)
  }

  @Test("an entry is picked with the arrows, or by its letters")
  func exploring() throws {
    var learner = try atQuestion()
    learner.height = 40
    learner.press(.character("e"), .tab, .backTab)
    #expect(learner.text.contains("▸-0.4149◂"))
    learner.press(.character("l"), .down)
    #expect(learner.text.contains("▸-0.2771◂"))
    #expect(learner.text.contains("W₂[1, 1]"))
    learner.press(.escape)
    #expect(learner.text.contains("Question 1"))
  }

  @Test("expressions are tried with the values so far, and change nothing")
  func trying() throws {
    var learner = try atQuestion()
    learner.height = 40
    let before = learner.text
    learner.press(.character("x"))
    learner.type("sum(W1 * 2)")
    learner.press(.enter)
    #expect(learner.text.contains("-0.1787"), "\(learner.text)")
    learner.press(.escape)
    let after = Learner(learner.state, learner.profile, height: 12)
    #expect(after.text == Learner(learner.state, learner.profile, height: 12).text)
    #expect(!before.isEmpty)
    learner.press(.character("x"))
    learner.type("z1")
    learner.press(.enter)
    #expect(learner.text.contains("what a question asks for"))
  }

  @Test("a parameter is changed, the changes are marked, and it goes back")
  func overriding() throws {
    var learner = try Learner(bundled: "xor", height: 40)
    while learner.state.plan.stage(at: learner.state.position) != 1
      || !learner.text.contains("W₂ =") || !learner.text.contains("0.1523")
    {
      learner.goOn()
      try #require(learner.state.step != .end)
    }
    let own = learner.text
    learner.press(.character("o"))
    #expect(learner.text.contains("lr = 0.001"))
    learner.type("seed=7")
    learner.press(.enter)
    #expect(learner.text.contains("▲") && learner.text.contains("▼"))
    #expect(learner.text.contains("[seed = 7]"))
    learner.press(.character("O"), .home)
    let restored = learner.text
    learner = Learner(learner.state, learner.profile, height: 40)
    #expect(!restored.contains("▲"))
    learner.press(.character("b"), .enter)
    #expect(learner.text == own)
    learner.press(.character("o"))
    learner.type("sed=7")
    learner.press(.enter)
    #expect(learner.text.contains("did you mean `seed`?"))
  }

  @Test("digits, search, contents, quit")
  func others() throws {
    var learner = try Learner(bundled: "xor", height: 40)
    learner.press(.character("d"))
    learner.type("8")
    #expect(learner.press(.enter) == .save)
    #expect(learner.state.digits == 8)
    learner.press(.character("/"))
    learner.type("SIGMOID")
    learner.press(.enter)
    let first = learner.state.position
    learner.press(.character("n"))
    let second = learner.state.position
    #expect(second > first)
    learner.press(.character("N"))
    #expect(learner.state.position == first)
    learner.press(.character("g"), .end, .enter)
    #expect(learner.state.plan.heading(at: learner.state.position) == "Where to go from here")
    #expect(learner.press(.character("q")) == .quit)
  }

  @Test("keys that do nothing say so")
  func others2() throws {
    var learner = try Learner(bundled: "xor")
    for key: Key in [.character("z"), .character("b"), .character("t"), .character("O")] {
      learner.press(key)
      #expect(learner.state.message != nil)
      #expect(learner.state.position == 0)
    }
  }

  @Test("what a search finds is in view and stands out, until one goes on")
  func searchMatches() throws {
    let filler = (0..<30).map { "Line \($0).\n" }.joined(separator: "\n")
    let text =
      "# T\n\nFirst.\n\n## Two\n\n\(filler)\nHere is a **Nee**dle, needle.\n\n## Three\n\nEnd.\n"
    var learner = try Learner(text, width: 60, height: 14)
    learner.profile.hasAttributes = true
    learner.press(.character("/"))
    learner.type("nEEdle")
    learner.press(.enter)
    #expect(learner.text.contains("\u{1B}[1;7mNee\u{1B}[0m\u{1B}[7mdle\u{1B}[0m, \u{1B}[7mneedle"))
    learner.press(.up)
    #expect(learner.text.contains("\u{1B}[7m"))
    learner.press(.character("b"), .enter)
    #expect(!learner.text.contains("\u{1B}[7m"))
    // What only the code says is found, too, though nothing can be marked.
    learner.press(.character("/"))
    learner.type("nowhere to be seen")
    learner.press(.enter)
    #expect(learner.text.contains("is nowhere in this lesson"))
  }
}
