import Lessons
import Matrices
import Source
import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

@Suite("Explanations")
struct ExplanationTests {
  static let lesson = """
    # Two layers

    ```python {stage=init}
    seed = 3
    rng = RandomState(seed)
    X = array([[1.0, -2.0]])
    W1 = rng.randn(2, 3)
    W2 = rng.randn(3, 2)
    N = 1
    ```

    ```python {stage=forward}
    def sigmoid(z): return 1 / (1 + exp(-z))
    z1 = X @ W1
    h1 = sigmoid(z1)
    z2 = h1 @ W2
    h2 = sigmoid(z2)
    Y = array([[1.0, 0.0]])
    L = sum(square(Y - h2)) / (2 * N)
    ```

    ```python {stage=backward}
    dL_dh2 = -(Y - h2) / N
    dh2_dz2 = h2 * (1 - h2)
    dL_dz2 = dL_dh2 * dh2_dz2
    dz2_dW2 = h1.T
    dL_dW2 = dz2_dW2 @ dL_dz2
    dL_dz1 = dL_dz2 @ W2.T * h1 * (1 - h1)
    dL_dW1 = X.T @ dL_dz1
    W1 = W1 - 0.1 * dL_dW1
    ```
    """

  private func explain(
    _ target: String, depth: Int = 1, why: Bool = false, round: Int? = nil
  ) -> (Explanation?, [Diagnostic]) {
    var diagnostics = Diagnostics()
    let explanation = Explanation(
      of: target, in: walkthrough(Self.lesson, round: round), depth: depth, tellsWhy: why,
      diagnostics: &diagnostics)
    return (explanation, diagnostics.sorted)
  }

  private func labels(_ entries: [EntryExplanation], _ depth: Int = 0) -> [String] {
    entries.flatMap { entry -> [String] in
      var label = String(repeating: ".", count: depth)
      if case .entry(let origin, let position) = entry.label {
        label += origin.name.name + position.description
      }
      return [label] + labels(entry.dependencies, depth + 1)
    }
  }

  @Test("Depth goes back so many levels, and explains each entry once")
  func depthGoesBack() throws {
    #expect(labels(try #require(explain("z1[0,2]").0).entries) == ["z1[0, 2]"])
    let two = try #require(explain("z1[0,2]", depth: 2).0)
    #expect(
      labels(two.entries) == ["z1[0, 2]", ".X[0, 0]", ".W1[0, 2]", ".X[0, 1]", ".W1[1, 2]"])
    let three = try #require(explain("dh2_dz2[0,0]", depth: 3).0)
    #expect(labels(three.entries) == ["dh2_dz2[0, 0]", ".h2[0, 0]", "..z2[0, 0]"])
    // Both entries of h2 depend on all of h1: it is explained under the first.
    let both = try #require(explain("z2", depth: 2).0)
    #expect(both.entries[1].dependencies.count == 3, "the second column of W2 is left")
  }

  @Test("A name that is assigned again means its last value, or the one after a stage")
  func versionsAreToldApart() throws {
    let last = try #require(explain("W1[0,0]").0)
    guard case .infix(.subtract, let old, _) = last.entries[0].term.kind,
      case .entry(let origin, [0, 0]) = old.kind
    else {
      Issue.record("W1 is W1 - 0.1 * dL_dW1")
      return
    }
    #expect(last.history.stageName(of: origin.step) == "init")
    for target in ["W1@init[0,0]", "W1[0, 0]@init", "W1@forward[0,0]"] {
      let first = try #require(explain(target).0)
      guard case .drawn = first.entries[0].term.kind else {
        Issue.record("\(target) is drawn")
        continue
      }
      #expect(first.entries[0].term.number.value == old.number.value)
    }
    // As an operand, and in a product.
    #expect(explain("X @ W1@init").0?.products.first?.rightShape == .matrix(rows: 2, columns: 3))
  }

  @Test("Draws are counted per generator")
  func drawsAreCounted() throws {
    let explanation = try #require(explain("W2[0,1]").0)
    guard case .drawn(let draw, _, [0, 1]) = explanation.entries[0].term.kind else {
      Issue.record("W2 is drawn")
      return
    }
    #expect(draw.seed == 3)
    #expect(draw.numbersBefore == 6, "W1 took six numbers")
  }

  @Test("A row, a whole value and an expression expand the entries they have")
  func targetsHaveEntries() throws {
    #expect(explain("z1[0]").0?.entries.count == 3)
    #expect(explain("W1").0?.entries.count == 6)
    #expect(explain("h1.T @ dL_dz2").0?.entries.count == 6)
    #expect(explain("(h1.T @ dL_dz2)[1]").0?.entries.count == 2)
    #expect(
      explain("z₁[0,2]").0?.entries.first?.label == explain("z1[0, 2]").0?.entries.first?.label)
    let large = walkthrough(stage("A = zeros((20, 20)) + 1"))
    var diagnostics = Diagnostics()
    let explanation = try #require(Explanation(of: "A", in: large, diagnostics: &diagnostics))
    #expect(explanation.entries.count == 3)
    #expect(explanation.entryCount == 400)
  }

  @Test("An entry has the number that the run has, rounded as the run rounds it")
  func numbersAreThoseOfTheRun() throws {
    for round in [nil, 2] {
      let run = walkthrough(Self.lesson, round: round)
      for step in run.stages.joined() {
        guard case .assign(let name, _) = step.statement.kind, name.text != "W1",
          case .array(let value) = step.result
        else { continue }
        let explanation = try #require(explain(name.text, round: round).0)
        for (place, entry) in explanation.entries.enumerated() {
          #expect(entry.term.number.value == value.elements[place])
        }
      }
    }
  }

  @Test("Ways that a derivative with a name takes as one are told as one")
  func waysTogether() throws {
    let lesson = stage(
      """
      x = array([0.4, -1.1, 2.3])
      mu = mean(x)
      c = x - mu
      v = mean(c ** 2)
      y = c / v
      L = sum(y ** 3)
      dL_dy = 3 * y ** 2
      dL_dmu = -sum(dL_dy) / v
      dL_dx = dL_dy / v + dL_dmu / 3
      """)
    var diagnostics = Diagnostics()
    let explanation = Explanation(
      of: "dL_dx", in: walkthrough(lesson), depth: 1, tellsWhy: true, diagnostics: &diagnostics)
    let paths = try #require(explanation?.gradient?.paths)
    let throughMean = try #require(paths.first { $0.factors[0].denominator == "mu" })
    #expect(throughMean.ways.count == 2 && throughMean.ways.allSatisfy { $0.contains("mu") })
    #expect(paths.reduce(0) { $0 + $1.ways.count } == 4)
  }

  @Test("The reasons of a gradient: its path, the factors with names, the transposes")
  func gradientsHaveReasons() throws {
    let story = try #require(explain("dL_dW2", why: true).0?.gradient)
    #expect(story.paths.map(\.ways) == [[["W2", "z2", "h2", "L"]]])
    #expect(
      story.paths[0].factors.map { $0.origin?.name.name } == ["dL_dh2", "dh2_dz2", "dz2_dW2"])
    #expect(story.transposes.map { "\($0.operand) \($0.isLeft)" } == ["h1 true"])
    #expect(story.transposes[0].product.leftShape == .matrix(rows: 3, columns: 1))

    let deeper = try #require(explain("dL_dW1", why: true).0?.gradient)
    #expect(deeper.paths.map(\.ways) == [[["W1", "z1", "h1", "z2", "h2", "L"]]])
    // The lesson goes from z1 to z2 in one statement: these factors have no names.
    #expect(
      deeper.paths[0].factors.map { "\($0.numerator)/\($0.denominator) \($0.origin != nil)" } == [
        "L/z1 true", "z1/W1 false",
      ])
    #expect(deeper.transposes.map { "\($0.operand)" } == ["W2", "X"])
  }

  @Test(
    "What is wrong with a target is told at its place",
    arguments: [
      ("1️⃣z92️⃣", "nothing is named `z9` in this lesson"),
      ("2 * 1️⃣dL_dw12️⃣", "nothing is named `dL_dw1` in this lesson"),
      ("z1[0,1️⃣32️⃣]", "there is no column 3: `z1` has 1 row and 3 columns, counted from 0"),
      ("z1[1️⃣-22️⃣]", "there is no row -2: `z1` has 1 row and 3 columns, counted from 0"),
      ("1️⃣z1[0,0,0]2️⃣", "`z1` has 1 row and 3 columns, and 3 indices are too many"),
      ("1️⃣L[0]2️⃣", "`L` is a single number and has no entries to pick"),
      ("z11️⃣[2️⃣0,2", "`[` is never closed"),
      (
        "1️⃣h1 @ dL_dz22️⃣",
        "the product `h1` @ `dL_dz2` does not exist: `h1` is 1×3 and `dL_dz2` is 1×2"
      ),
      (
        "1️⃣rng2️⃣.randn(2)", "`rng` is a random generator, and drawing from it would change the lesson"
      ),
      ("1️⃣z1@init2️⃣", "`z1` has no value yet after the stage `init`"),
      ("1️⃣ 2️⃣", "there is nothing to explain"),
    ])
  func problemsHavePlaces(_ target: String, _ summary: String) {
    let marked = MarkedText(target, name: "target")
    let (explanation, diagnostics) = explain(marked.source[marked.source.span])
    #expect(explanation == nil)
    #expect(diagnostics.map(\.summary) == [summary])
    // `z1@init` is put together from two names: the first says where.
    if !target.contains("@init") {
      #expect(diagnostics.first?.span == marked.span(1, 2))
    }
  }

  @Test("A name that is not there gets advice")
  func namesGetAdvice() {
    #expect(explain("dL_dw1").1.first?.notes == ["did you mean `dL_dW1`?"])
    #expect(explain("z9").1.first?.notes == ["did you mean `z1` or `z2`?"])
    #expect(
      explain("W1@forwad").1.first?.notes == [
        "did you mean the stage `forward`? W1@forward is W1 after it"
      ])
  }

  @Test("Only a derivative has reasons")
  func onlyDerivativesHaveReasons() {
    #expect(explain("L", why: true).1.map(\.summary) == ["`L` is not called a derivative"])
  }

  @Test("A lesson that stops is explained up to there")
  func stoppedLessonsAreExplained() throws {
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(
        name: "lesson.md", stage("a = 2\nv = array([1, 2])\ni = argmax(v) + 5\nb = v[i]\nc = a + b")
      ),
      diagnostics: &diagnostics)
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    let run = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    var problems = Diagnostics()
    #expect(Explanation(of: "i", in: run, diagnostics: &problems) != nil)
    #expect(Explanation(of: "c", in: run, diagnostics: &problems) == nil)
    #expect(problems.all.map(\.summary) == ["the lesson stops before `c` has a value"])
  }
}
