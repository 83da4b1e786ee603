import Lessons
import Matrices
import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

@Suite("Paper arithmetic")
struct PaperArithmeticTests {
  @Test(
    "A number is the one that its rounded digits say",
    arguments: [
      (0.125, 2), (0.135, 2), (2.675, 2), (-0.00001, 4), (1e300, 3), (-7.5, 0),
      (0.5, 0), (123_456_789.987654321, 6), (1.0 / 3, 15), (.leastNonzeroMagnitude, 15),
      (.infinity, 2), (-0.0, 3),
    ])
  func readsBackItsDigits(_ value: Double, _ decimals: Int) {
    let rounded = PaperArithmetic(decimals: decimals).rounded(value)
    #expect(rounded == (value.isFinite ? Double(fixed(value, decimals: decimals)) : value))
    #expect(rounded != 0 || rounded.sign == .plus)
  }

  @Test("So is any number, near a tie or not")
  func randomNumbersReadBackTheirDigits() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let decimals = Int.random(in: 0...15, using: &generator)
      let digits = Double(Int.random(in: -999_999...999_999, using: &generator))
      let divisors = [1000, 2000, 1024, 3, 1e7]
      let value = digits / divisors[Int.random(in: 0..<5, using: &generator)]
      let paper = PaperArithmetic(decimals: decimals)
      #expect(paper.rounded(value) == Double(fixed(value, decimals: decimals)))
      #expect(paper.rounded(paper.rounded(value)) == paper.rounded(value))
    }
  }

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
