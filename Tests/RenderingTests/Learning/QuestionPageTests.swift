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
}
