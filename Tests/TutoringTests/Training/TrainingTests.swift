import Lessons
import Matrices
import Source
import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

@Suite("Training runs")
struct TrainingTests {
  /// Reads a lesson whose stages begin with the article's data and weights.
  private func lesson(_ tail: String) -> Lesson {
    let text = """
      # Runs

      ```python {stage=data}
      N = 300
      X_all = RandomState(0).randn(300, 2)
      labels = where(logical_xor(X_all[:, 0] > 0, X_all[:, 1] > 0), 1, 0)
      X = X_all[:N]
      Y = eye(2)[labels][:N]
      hidden = 3
      rng = RandomState(2017)
      W1 = (2 * rng.random_sample((2, hidden)) - 1) / sqrt(2)
      W2 = (2 * rng.random_sample((hidden, 2)) - 1) / sqrt(hidden)
      ```

      ```python {stage=step}
      def sigmoid(z): return 1 / (1 + exp(-z))
      lr = 0.003
      h1 = sigmoid(X @ W1)
      h2 = sigmoid(h1 @ W2)
      L = sum(square(Y - h2)) / (2 * N)
      accuracy = mean(argmax(h2, axis=1) == labels[:N])
      d2 = -(Y - h2) * h2 * (1 - h2)
      d1 = (d2 @ W2.T) * h1 * (1 - h1)
      W2 = W2 - lr * (h1.T @ d2)
      W1 = W1 - lr * (X.T @ d1)
      ```

      \(tail)
      """
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: "runs.md", text), diagnostics: &diagnostics)
    #expect(diagnostics.all.map(\.summary) == [])
    return lesson
  }

  private func failure(_ lesson: Lesson) -> [String] {
    do throws(Training.Failure) {
      _ = try Training(lesson.runs[0], of: lesson)
      return []
    } catch {
      return error.diagnostics.map(\.summary)
    }
  }

  /// From NumPy 2.4.6: 3 hidden neurons, rate 0.003, no regularizer, all 300 points.
  @Test("The article's run with three neurons has NumPy's losses and accuracies")
  func threeNeurons() throws {
    let lesson = lesson(
      """
      ```train {run=three}
      repeat: step
      epochs: 5001
      measure: L, accuracy
      ```
      """)
    let history = try RunRecord(carryingOut: lesson.runs[0], of: lesson, samples: 1).history
    #expect(history.epochs == [0, 5000])
    let expected = [0.2639214155490676, 0.2446062736146564]
    for (measured, loss) in zip(history.values, expected) {
      #expect(abs(measured[0] - loss) <= 1e-9 * loss)
    }
    #expect(history.values.map { $0[1] } == [0.47333333333333333, 0.65])
    #expect(history.stopped == nil)
  }

  @Test("An epoch has the bits of the stages run one by one")
  func sameBits() throws {
    let lesson = lesson(
      """
      ```train {run=one}
      repeat: step
      epochs: 1
      ```
      """)
    var diagnostics = Diagnostics()
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    let walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    var training = try Training(lesson.runs[0], of: lesson)
    let isRunning = training.advance(to: 1)
    #expect(isRunning)
    for step in walkthrough.stages[1] {
      guard case .assign(let name, _) = step.statement.kind,
        case .array(let value) = step.result, name.text != "lr"
      else { continue }
      let trained = training.value(of: name.text)
      #expect(trained == value, "\(name.text)")
    }
  }

  @Test("A run has parameters of its own, and the command's go before them")
  func settings() throws {
    let lesson = lesson(
      """
      ```train {run=wide}
      set: hidden = 5, lr = 0.1
      repeat: step
      epochs: 1
      ```
      """)
    var training = try Training(
      lesson.runs[0], of: lesson,
      overrides: ["lr": NumberLiteral(text: "0.2", value: 0.2, isInteger: false)])
    let isRunning = training.advance(to: 1)
    #expect(isRunning)
    let shape = training.value(of: "W1")?.shape
    #expect(shape == .matrix(rows: 2, columns: 5))
    let rate = training.value(of: "lr")?.elements
    #expect(rate == [0.2])
  }

  @Test("A value that is no longer finite stops the run, with its name and the epoch")
  func divergence() throws {
    let lesson = lesson(
      """
      ```python {stage=grow}
      c = 1.0
      ```

      ```python {stage=double}
      c = c * 1e100
      ```

      ```train {run=explode}
      repeat: double
      epochs: 1000
      measure: c
      ```
      """)
    let history = try RunRecord(carryingOut: lesson.runs[0], of: lesson, samples: 10).history
    #expect(history.stopped == .notFinite(name: "c", epoch: 3))
  }

  @Test("The number of the epoch is known, so that a rate may decay")
  func epochNumber() throws {
    let lesson = lesson(
      """
      ```python {stage=start}
      epoch = 0
      ```

      ```python {stage=decay}
      rate = 0.5 / (1 + epoch)
      ```

      ```train {run=decaying}
      repeat: decay
      epochs: 10
      measure: rate
      ```
      """)
    var training = try Training(lesson.runs[0], of: lesson)
    let isRunning = training.advance(to: 10)
    #expect(isRunning)
    let measured = training.measured
    #expect(measured == [0.05])
  }

  @Test("Names are carried from one epoch to the next all at once")
  func exchange() throws {
    let lesson = lesson(
      """
      ```python {stage=pair}
      a = 1
      b = 1
      ```

      ```python {stage=fibonacci}
      next = a + b
      a = b
      b = next
      ```

      ```train {run=numbers}
      repeat: fibonacci
      epochs: 10
      measure: a, b
      ```
      """)
    var training = try Training(lesson.runs[0], of: lesson)
    let isRunning = training.advance(to: 10)
    #expect(isRunning)
    let measured = training.measured
    #expect(measured == [89, 144])
  }

  @Test("A shape that changes between epochs and a measure of nothing are said")
  func refusals() {
    let growing = lesson(
      """
      ```python {stage=start}
      v = array([1.0])
      ```

      ```python {stage=grow}
      v = concatenate([v, v])
      ```

      ```train {run=growing}
      repeat: grow
      epochs: 3
      ```
      """)
    #expect(
      failure(growing) == [
        "the shape of `v` changes from one epoch to the next: 1 entry, then 2 entries"
      ])
    let unmeasured = lesson(
      """
      ```train {run=lost}
      repeat: step
      epochs: 3
      measure: loss, W1
      ```
      """)
    #expect(
      failure(unmeasured) == [
        "nothing that the run computes is named `loss`",
        "`W1` is not a single number, and cannot be followed",
      ])
  }
}
