import Lessons
import Source
import Testing
import Tutoring

@testable import Rendering

@Suite("Questions while learning")
struct QuestionPageTests {
  @Test("what a question asks for is on no screen before it is answered")
  func hidden() throws {
    var learner = try Learner(bundled: "xor")
    let answers = ["0.9101", "0.4541", "0.3005", "0.1050", "0.1425"]
    for answer in answers {
      var number = 0
      while learner.state.question == nil || learner.state.isSettled {
        let isStage = if case .assignment = learner.state.step { true } else { false }
        if isStage, learner.state.attempts.count == answers.firstIndex(of: answer) {
          #expect(!learner.text.contains(answer), "\(learner.text)")
        }
        learner.goOn()
        number += 1
        try #require(number < 500)
      }
      #expect(!learner.text.contains(answer), "\(learner.text)")
      learner.goOn()
    }
  }

  @Test("an answer gets the verdict of `check`, and is kept")
  func verdict() throws {
    var learner = try Learner(bundled: "xor")
    learner.goToQuestion()
    learner.type("-1.410 0.910 0.045")
    #expect(learner.text.contains("z1 = -1.410 0.910 0.045"))
    #expect(learner.press(.enter) == .save)
    #expect(learner.text.contains("✓ -1.410   ✓ 0.910   ✗ 0.045"))
    #expect(learner.text.contains("the sign is wrong"))
    // It can be corrected, beginning with what was typed.
    learner.press(.character("i"), .backspace, .backspace, .backspace, .backspace, .backspace)
    learner.type("-0.045")
    learner.press(.enter)
    #expect(learner.text.contains("All right."))
    learner.press(.enter, .character("b"))
    #expect(learner.text.contains("All right."))
  }

  @Test("an earlier error is carried forward, not held against the learner twice")
  func carried() throws {
    var learner = try Learner(bundled: "xor")
    learner.goToQuestion()
    learner.type("-1.410 0.910 2.445")
    learner.press(.enter)
    learner.goToQuestion()
    // The answer that follows from 2.445: h1's last entry is 0.9202.
    learner.type("0.33 0.47")
    learner.press(.enter)
    #expect(learner.text.contains("→ 0.33"), "\(learner.text)")
  }

  @Test("a matrix is typed row by row")
  func rows() throws {
    var learner = try Learner(
      """
      # Matrix

      ```python {stage=s}
      A = array([[1.25, 2.5], [3.0, 4.75]])
      B = A * 2
      ```

      `B ≈ ?.?`
      """)
    learner.goToQuestion()
    learner.type("2.5 5.0")
    learner.press(.enter)
    #expect(learner.state.attempts.isEmpty)
    learner.type("6.0 9.5")
    learner.press(.enter)
    #expect(learner.text.contains("All right."), "\(learner.text)")
  }

  @Test("what cannot be read stays to be mended, and says why")
  func unreadable() throws {
    var learner = try Learner(bundled: "xor")
    learner.goToQuestion()
    learner.type("1,41; 0,91; 0,05")
    learner.press(.enter)
    #expect(learner.state.attempts.isEmpty)
    #expect(learner.text.contains("comma"), "\(learner.text)")
    #expect(learner.text.contains("z1 = 1,41; 0,91; 0,05"))
    // Leaving off keeps it, too.
    learner.press(.escape, .character("i"))
    #expect(learner.text.contains("z1 = 1,41; 0,91; 0,05"))
  }

  @Test("hints come one by one; the solution and a skip show the numbers")
  func help() throws {
    var learner = try Learner(bundled: "xor", height: 40)
    learner.goToQuestion()
    #expect(!learner.text.contains("Neuron b uses"))
    learner.press(.character("t"))
    #expect(learner.text.contains("Neuron b uses"))
    #expect(!learner.text.contains("nearly cancel"))
    learner.press(.character("t"))
    #expect(learner.text.contains("nearly cancel"))
    learner.press(.character("t"))
    #expect(learner.text.contains("no further hint"))
    learner.press(.enter)
    #expect(learner.state.question == 0)
    learner.press(.character("s"))
    #expect(learner.text.contains("Skipped, and filled in:"))
    #expect(learner.text.contains("0.9101"))
  }

  @Test("a matrix may be typed a number a line, or all in one; a list in pieces")
  func pieces() throws {
    let text = """
      # Matrix

      ```python {stage=s}
      A = array([[1.25, 2.5], [3.0, 4.75]])
      B = A * 2
      v = array([1.5, 2.5, 3.5]) * 2
      ```

      `B ≈ ?.?` and `v ≈ ?.?`
      """
    for typing in [["2.5", "5.0", "6.0", "9.5"], ["2.5 5.0 6.0 9.5"], ["2.5 5.0", "6.0 9.5"]] {
      var learner = try Learner(text)
      learner.goToQuestion()
      for (index, row) in typing.enumerated() {
        #expect(learner.state.attempts.isEmpty, "\(typing) \(index)")
        learner.type(row)
        learner.press(.enter)
      }
      #expect(learner.text.contains("All right."), "\(learner.text)")
      learner.press(.enter)
      learner.goToQuestion()
      learner.type("3.0 5.0")
      learner.press(.enter)
      learner.type("7.0")
      learner.press(.enter)
      #expect(learner.text.contains("All right."), "\(learner.text)")
    }
    // A matrix on its side stays one.
    var learner = try Learner(
      "# T\n\n```python {stage=s}\nA = array([[1.5, 2.5, 3.5], [4.5, 5.5, 6.5]]) * 1\n```\n\n`A ≈ ?.?`\n"
    )
    learner.goToQuestion()
    learner.type("1.5 4.5")
    learner.press(.enter)
    learner.type("2.5 5.5")
    learner.press(.enter)
    learner.type("3.5 6.5")
    learner.press(.enter)
    learner.press(.enter)
    #expect(learner.text.contains("2 by 3"), "\(learner.text)")
  }

  @Test("a first digit begins a new answer, and i takes up the old one")
  func again() throws {
    var learner = try Learner(bundled: "xor")
    learner.goToQuestion()
    learner.type("-1.195 0.666 -0.130")
    learner.press(.enter)
    learner.type("-1.410 0.910 -0.045")
    learner.press(.enter)
    #expect(learner.state.attempts[0] == .given("-1.410 0.910 -0.045"))
    learner.type("9")
    learner.press(.escape)
    #expect(learner.state.hasDraft)
    learner.press(.character("i"))
    learner.type("8")
    #expect(learner.text.contains("98"))
  }

  @Test("answers belong to the numbers that they were worked out with")
  func otherParameters() throws {
    var learner = try Learner(bundled: "xor")
    learner.goToQuestion()
    learner.type("-1.410 0.910 -0.045")
    learner.press(.enter)
    learner.press(.character("o"))
    learner.type("seed = 7")
    learner.press(.enter)
    #expect(learner.state.attempts.isEmpty)
    learner.type("-0.931 0.969 -0.132")
    learner.press(.enter)
    #expect(learner.text.contains("All right."), "\(learner.text)")
    let bookmark = learner.state.bookmark(lesson: "xor", hash: "1")
    let kept = try #require(Bookmark(parsing: bookmark.text))
    learner.press(.character("O"))
    #expect(learner.state.attempts == [0: .given("-1.410 0.910 -0.045")])
    var resumed = try Learner(bundled: "xor")
    resumed.state.resume(kept, hash: "1")
    #expect(resumed.state.attempts == [0: .given("-0.931 0.969 -0.132")])
    resumed.press(.character("O"))
    #expect(resumed.state.attempts == [0: .given("-1.410 0.910 -0.045")])
  }

  @Test("a question answered wrongly can still be skipped, and what it asked for explained then")
  func skipAfterWrong() throws {
    var learner = try Learner(bundled: "xor")
    learner.goToQuestion()
    learner.type("1.5 2.5 3.5")
    learner.press(.enter)
    learner.press(.character("e"))
    #expect(!learner.text.contains("z₁"))
    learner.press(.escape, .character("s"))
    #expect(learner.state.attempts[0] == .skipped)
    learner.press(.character("e"))
    #expect(learner.text.contains("z₁"), "\(learner.text)")
  }

  @Test("what is asked for is shown with the formulas of what it is made of, and their numbers")
  func madeOf() throws {
    var learner = try Learner(bundled: "xor", height: 40)
    for _ in 0..<2 {
      learner.goToQuestion()
      learner.press(.character("s"), .enter)
    }
    learner.goToQuestion()
    #expect(learner.text.contains("error =") && learner.text.contains("0.3717"), "\(learner.text)")
    #expect(!learner.text.contains("0.3005"), "\(learner.text)")
  }
}
