import Testing

@testable import Tutoring

@Suite("What a question cannot tell")
struct QuestionCheckTests {
  private func lesson(n: Int, reg: Double, rate: Double, question: String) -> String {
    stage(
      """
      N = \(n)
      reg = \(reg)
      lr = \(rate)
      X = array([[0.9, -0.4], [0.2, 0.7]])[:N]
      Y = array([[1, 0.2], [0.3, 1]])[:N]
      W1 = array([[0.31, -0.42], [0.23, 0.64]])
      W2 = array([[0.45, -0.36], [-0.27, 0.58]])
      def sigmoid(z): return 1 / (1 + exp(-z))
      h1 = sigmoid(X @ W1)
      h2 = sigmoid(h1 @ W2)
      L = sum((h2 - Y) ** 2) / (2 * N) + reg / (2 * N) * (sum(W1 ** 2) + sum(W2 ** 2))
      dL_dz2 = (h2 - Y) / N * h2 * (1 - h2)
      dL_dW2 = h1.T @ dL_dz2 + reg * W2 / N
      dL_dh1 = dL_dz2 @ W2.T
      W2_new = W2 - lr * dL_dW2
      """) + "\n\(question)\n"
  }

  private func invisible(
    n: Int = 2, reg: Double = 0.3, rate: Double = 0.5, _ question: String
  ) throws -> [String] {
    var marker = try makeMarker(lesson(n: n, reg: reg, rate: rate, question: question))
    let checks = marker.questionChecks()
    #expect(checks.count == 1)
    return checks.flatMap(\.invisible)
  }

  @Test("One observation hides every 1/N")
  func oneObservation() throws {
    #expect(try invisible(n: 1, "`L ≈ ?.????`").contains("the division by N forgotten (N = 1)"))
    #expect(try !invisible("`L ≈ ?.????`").contains { $0.contains("division by N") })
  }

  @Test("Without a regularizer its mistakes are hidden")
  func noRegularizer() throws {
    let hidden = try invisible(reg: 0, "`dL_dW2 ≈ ?.????`")
    #expect(
      hidden.contains { $0.contains("regularizer") && $0.hasSuffix("(reg = 0)") }, "\(hidden)")
    #expect(try !invisible("`dL_dW2 ≈ ?.????`").contains { $0.contains("regularizer") })
  }

  @Test("A small rate hides the updated weights")
  func smallRate() throws {
    #expect(try invisible(rate: 0.0001, "`dL_dh1 ≈ ?.??`").contains("the updated W2"))
    #expect(try !invisible(rate: 5, "`dL_dh1 ≈ ?.????`").contains("the updated W2"))
  }

  @Test("A target of zero hides that it was forgotten")
  func zeroTarget() throws {
    var marker = try makeMarker(
      stage("Y = array([0, 0])\nX = array([0.3, 0.4])\nh = X * 2\ne = h - Y") + "\n`e ≈ ?.??`\n")
    #expect(marker.questionChecks()[0].invisible.contains("the target Y forgotten"))
  }

  @Test("The lessons' warnings are one for each question, at its place")
  func warnings() throws {
    for lesson in [SampleLesson.xor, .mazur] {
      var marker = try lesson.marker()
      let checks = marker.questionChecks()
      // A question for an expression is no value's, and has no formula to be mistaken in.
      let named = marker.compiled.lesson.questions.filter { $0.subject.children.isEmpty }
      #expect(checks.count == named.count)
      for check in checks {
        guard let diagnostic = check.diagnostic else { continue }
        #expect(diagnostic.severity == .warning && diagnostic.span == check.question.span)
        #expect(diagnostic.summary.count < 400 && diagnostic.notes.count <= 5)
      }
    }
  }

  @Test("Every kind of mistake has a few words of its own")
  func titles() {
    var seen: Set<String> = []
    for kind in MistakeKind.allCases where kind != .countForgotten {
      let title = kind.title(part: .named("x"))
      #expect(title != kind.rawValue && seen.insert(title).inserted, "\(kind)")
    }
  }
}
