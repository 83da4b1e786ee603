import Foundation
import Lessons
import Matrices
import Source
import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

/// What a run does between the epochs that are looked at, where kernels carry it out.
@Suite("Training between two looks")
struct KernelTrainingTests {
  private func training(_ text: String) throws -> Training {
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: "runs.md", "# Runs\n\n" + text), diagnostics: &diagnostics)
    #expect(diagnostics.all.map(\.summary) == [])
    return try Training(lesson.runs[0], of: lesson)
  }

  private func lesson(start: String, round: String, measure: String) -> String {
    """
    ```python {stage=start}
    \(start)
    ```

    ```python {stage=round}
    \(round)
    ```

    ```train {run=all}
    repeat: round
    epochs: 1000
    measure: \(measure)
    ```
    """
  }

  /// The values of some names after so many epochs, looking after each or only at the end.
  private func values(
    _ names: [String], of text: String, after epochs: Int, lookingAfterEach: Bool
  ) throws -> [[UInt64]?] {
    var training = try training(text)
    if lookingAfterEach {
      for epoch in 1...epochs { _ = training.advance(to: epoch) }
    } else {
      _ = training.advance(to: epochs)
    }
    let stopped = training.stopped
    #expect(stopped == nil)
    return names.map { name in training.value(of: name)?.elements.map(\.bitPattern) }
  }

  @Test(
    "has NumPy's losses and accuracies",
    arguments: ["three", "fifty", "fifty-weaker", "fifty-exact", "fifty-batch"])
  func recordedRuns(name: String) throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let lines = try String(
      contentsOf: tests.appending(path: "Vectors/training.txt"), encoding: .utf8
    ).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let header = try #require(lines.firstIndex { $0[0] == name })
    let samples = lines[(header + 1)...].prefix { Int($0[0]) != nil }
    let text = try String(
      contentsOf: tests.appending(path: "Fixtures/training/article.md"), encoding: .utf8)
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: "article.md", text), diagnostics: &diagnostics)
    let run = try #require(lesson.runs.first { $0.name == name })
    var training = try Training(run, of: lesson)
    // The rest of the epochs is for a release: Benchmarks/check_training.
    var compared = 0
    for sample in samples {
      let numbers = try sample.map { try #require(Double($0)) }
      guard numbers[0] <= 6000 else { break }
      let goesOn = training.advance(to: Int(numbers[0]) + 1)
      #expect(goesOn)
      let measured = training.measured
      #expect(abs(measured[0] - numbers[1]) <= 1e-9 * numbers[1])
      #expect(measured[1] == numbers[2])
      compared += 1
    }
    #expect(compared == 3)
  }

  @Test(
    "gives the bits that looking after every epoch gives",
    arguments: [
      // A network with biases, cross-entropy, a decaying rate and momentum.
      (
        """
        rng = RandomState(1)
        X = rng.randn(40, 2)
        Y = where(X[:, 0:1] * X[:, 1:2] > 0, 1.0, 0.0)
        W1 = rng.randn(2, 5)
        b1 = zeros(5)
        W2 = rng.randn(5, 1)
        b2 = 0.0
        v1 = zeros((2, 5))
        lr0 = 0.5
        """,
        """
        def sigmoid(z): return 1 / (1 + exp(-z))
        h1 = tanh(X @ W1 + b1)
        p = sigmoid(h1 @ W2 + b2)
        L = -mean(Y * log(p) + (1 - Y) * log(1 - p))
        dz = (p - Y) / 40
        dh = (dz @ W2.T) * (1 - square(h1))
        lr = lr0 / (1 + 0.01 * epoch)
        v1 = 0.9 * v1 - lr * (X.T @ dh)
        W2 = W2 - lr * (h1.T @ dz)
        b2 = b2 - lr * sum(dz)
        W1 = W1 + v1
        b1 = b1 - lr * sum(dh, axis=0)
        """, "W1 b1 W2 b2 L lr v1"
      ),
      // Softmax, on a new batch in every epoch, with a count of whole numbers.
      (
        """
        rng = RandomState(2)
        data = rng.randn(30, 3)
        labels = rng.randint(3, size=30)
        W = zeros((3, 3))
        seen = 0
        """,
        """
        rows = rng.permutation(30)[:8]
        x = data[rows]
        z = x @ W
        e = exp(z - max(z, axis=1, keepdims=True))
        p = e / sum(e, axis=1, keepdims=True)
        W = W - 0.1 * (x.T @ (p - eye(3)[labels[rows]]))
        seen = seen + 8
        right = mean(argmax(p, axis=1) == labels[rows])
        """, "W seen right rows"
      ),
    ])
  func sameBits(start: String, round: String, names: String) throws {
    let names = names.split(separator: " ").map(String.init)
    let text = lesson(start: start, round: round, measure: names.contains("L") ? "L" : "right")
    let atOnce = try values(names, of: text, after: 60, lookingAfterEach: false)
    let oneByOne = try values(names, of: text, after: 60, lookingAfterEach: true)
    for (name, bits) in zip(names, zip(atOnce, oneByOne)) {
      #expect(bits.0 != nil && bits.0 == bits.1, "\(name)")
    }
  }

  @Test("stops in the epoch, and at the first name, that is not finite")
  func divergence() throws {
    let text = lesson(
      start: "c = 1.0", round: "grown = c * 1e3\nc = grown - 1", measure: "c")
    var training = try training(text)
    let goesOn = training.advance(to: 1000)
    #expect(!goesOn)
    let stopped = training.stopped
    #expect(stopped == .notFinite(name: "grown", epoch: 102))
    let value = training.value(of: "c")?.elements
    #expect(value == [.infinity])
  }

  @Test("a loss that is infinite stops a run whose weights are finite")
  func infiniteLoss() throws {
    var diverging = try training(
      lesson(start: "c = 1.0", round: "L = c * c * 1e300\nc = c + 1000", measure: "L"))
    let divergingGoesOn = diverging.advance(to: 1000)
    #expect(!divergingGoesOn)
    let stopped = diverging.stopped
    #expect(stopped == .notFinite(name: "L", epoch: 14))
    // Infinite on the way to a finite result, it stops nothing.
    var saturated = try training(
      lesson(start: "c = 1.0", round: "e = exp(800 + c)\nc = c + 1 / (1 + e)", measure: "c"))
    let goesOn = saturated.advance(to: 1000)
    #expect(goesOn)
  }

  @Test("what Python refuses stops the run in the epoch that comes to it")
  func failure() throws {
    var training = try training(
      lesson(start: "c = 0.0", round: "c = c + 1 / (500 - epoch)", measure: "c"))
    let goesOn = training.advance(to: 1000)
    #expect(!goesOn)
    let epoch = training.epoch
    #expect(epoch == 500)
    let stopped = training.stopped
    guard case .failed(let diagnostic) = stopped else {
      Issue.record("\(String(describing: stopped))")
      return
    }
    #expect(diagnostic.summary == "division by zero")
  }

  @Test("an index that leaves the array stops the run there")
  func outOfBounds() throws {
    var training = try training(
      lesson(
        start: "v = array([1.0, 2.0, 3.0])\ni = 0\nc = 0.0",
        round: "c = v[i]\ni = where(c > 2, 7, i + 1)", measure: "c"))
    let goesOn = training.advance(to: 1000)
    #expect(!goesOn)
    let epoch = training.epoch
    #expect(epoch == 3)
  }
}
