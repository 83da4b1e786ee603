import Lessons
import Matrices
import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

@Suite("Paper arithmetic")
struct PaperArithmeticTests {
  static let network = stage(
    """
    lr = 0.0123
    n = 3
    X = array([[0.1234, -1.5678], [2.3456, 0.9999]])
    W = array([[0.3333, 0.6667], [0.4545, -0.2121]])
    z = X @ W
    h = 1 / (1 + exp(-z))
    L = sum(square(h)) / n
    W -= lr * h
    c = z > 0
    """)

  @Test("Every named value is rounded, parameters and whole numbers are not")
  func namedValuesAreRounded() {
    let steps = walkthrough(Self.network, round: 2).stages[0]
    for step in steps {
      guard case .array(let value) = step.result else { continue }
      switch step.statement.description {
      case "lr = 0.0123": #expect(value.elements == [0.0123])
      case "n = 3": #expect(value.elements == [3])
      case "c = z > 0": #expect(value.kind == .boolean)
      default: #expect(value.elements.allSatisfy { $0 == Double(fixed($0, decimals: 2)) })
      }
    }
  }

  @Test("What is shown is what is calculated with")
  func shownDigitsAreUsed() throws {
    let steps = walkthrough(Self.network, round: 2).stages[0]
    let shown = { (step: Step, name: String) throws -> [Double] in
      let array = try #require(step.operands[name])
      return NumberFormat(digits: 2).table(array).joined().compactMap { Double($0) }
    }
    // z = X @ W, from the digits of X and W.
    let (x, w) = (try shown(steps[4], "X"), try shown(steps[4], "W"))
    let first = Double(fixed(x[0] * w[0] + x[1] * w[2], decimals: 2))
    guard case .array(let z) = steps[4].result, case .array(let loss) = steps[6].result else {
      Issue.record("there are no values")
      return
    }
    #expect(z.elements[0] == first)
    // L = sum(square(h)) / n, from the digits of h.
    let squares = try shown(steps[6], "h").map { $0 * $0 }
    let sum = squares.reduce(0, +) / 3
    #expect(abs(loss.elements[0] - sum) <= 0.005 + 1e-12)
    #expect(loss.elements[0] == Double(fixed(loss.elements[0], decimals: 2)))
  }

  @Test("A second name for a parameter leaves the parameter as it was typed")
  func secondNameRoundsNothing() {
    let steps = walkthrough(stage("lr = 0.001\nstep = lr\nx = 1 + lr\ny = 2.5 * lr"), round: 2)
      .stages[0]
    let values = steps.compactMap { step -> Double? in
      if case .array(let value) = step.result { value.elements[0] } else { nil }
    }
    #expect(values == [0.001, 0.001, 1, 0])
  }

  @Test("Claims are suspended, all of them")
  func claimsAreSuspended() {
    let text = stage("x = 1 / 3") + "\n`x ≈ 0.33` and `x ≈ 0.5`\n"
    #expect(walkthrough(text, round: 2).outcomes == [.suspended, .suspended])
    #expect(walkthrough(text).outcomes.first == .holds)
  }
}
