import Lessons
import Matrices
import Source
import StageLanguage
import TestSupport
import Testing

@testable import Tutoring

@Suite("Training runs that have been carried out")
struct RunRecordTests {
  /// `w` halves in each epoch: it is 2⁻¹ after epoch 0, 2⁻² after epoch 1.
  private static let halving = """
    # Halving

    ```python {stage=start}
    w = 1.0
    rate = 0.5
    X = array([[1.0], [2.0]])
    ```

    ```python {stage=step}
    def predict(points): return points * w
    L = w * w
    w = w * rate
    ```

    ```train {run=halves}
    repeat: step
    epochs: 10
    measure: L
    ```

    ```train {run=explodes}
    set: rate = 1e200
    repeat: step
    epochs: 10
    measure: L
    ```


    """

  private func lesson(_ tail: String = "") -> Lesson {
    var diagnostics = Diagnostics()
    let lesson = Lesson(
      reading: SourceText(name: "runs.md", Self.halving + tail), diagnostics: &diagnostics)
    #expect(diagnostics.all.map(\.summary) == [])
    return lesson
  }

  private func value(
    _ text: String, in snapshot: RunSnapshot?, replacing: [String: NumericArray] = [:]
  ) throws -> NumericArray {
    let fragment = SourceFragment(Array(text.utf8), from: 0)
    let expression = try #require(Parser.expression(in: fragment).expression)
    return try #require(snapshot).value(of: expression, replacing: replacing)
  }

  @Test("the values of an epoch are those at its end, and the last epoch is always kept")
  func snapshots() throws {
    let lesson = lesson()
    let record = try RunRecord(
      carryingOut: lesson.runs[0], of: lesson, snapshotsAt: [0, 4, 400])
    #expect(record.snapshots.map(\.epoch) == [0, 4, 9])
    #expect(try value("w", in: record.snapshot(at: 0)).elements == [0.5])
    #expect(try value("L", in: record.snapshot(at: 0)).elements == [1])
    #expect(try value("w * 1024", in: record.last).elements == [1])
    #expect(try value("epoch", in: record.last).elements == [9])
    #expect(record.snapshot(at: 5) == nil)
    #expect(record.history.epochs == Array(0..<10))
  }

  @Test("measures are taken evenly, in the first and the last epoch, and where they are asked for")
  func samples() throws {
    let lesson = lesson()
    let record = try RunRecord(
      carryingOut: lesson.runs[0], of: lesson, epochs: 1001, snapshotsAt: [333], samples: 4)
    #expect(record.history.epochs == [0, 250, 333, 500, 750, 1000])
    #expect(record.history.stopped == nil && record.history.epochCount == 1001)
  }

  @Test("a run that stops ends with the epoch that stopped it")
  func stopping() throws {
    let lesson = lesson()
    let record = try RunRecord(carryingOut: lesson.runs[1], of: lesson, snapshotsAt: [0, 5])
    #expect(record.snapshots.map(\.epoch) == [0, 1])
    #expect(record.history.stopped == .notFinite(name: "L", epoch: 1))
    #expect(record.history.epochs == [0, 1])
    #expect(try value("epoch", in: record.last).elements == [1])
  }

  @Test("a run that is told to end keeps what there is, and no snapshot is missing")
  func interruption() throws {
    let lesson = lesson()
    var reports = 0
    let record = try RunRecord(carryingOut: lesson.runs[0], of: lesson, epochs: 100_000) {
      #expect($0.run == "halves" && $0.total == 100_000)
      reports += 1
      return $0.done < 500
    }
    #expect(reports > 2)
    #expect((500..<1000).contains(record.history.epochCount))
    #expect(record.last.epoch == record.history.epochCount - 1)
    #expect(record.history.epochs.last == record.last.epoch)
  }

  @Test(
    "an expression is computed with the functions of the lesson, other values in place of names")
  func replacing() throws {
    let lesson = lesson()
    let record = try RunRecord(carryingOut: lesson.runs[0], of: lesson)
    let grid = NumericArray([1024, 2048, 4096], shape: .matrix(rows: 3, columns: 1))
    #expect(try value("predict(X) * 1024", in: record.last).elements == [1, 2])
    #expect(try value("predict(X)", in: record.last, replacing: ["X": grid]).elements == [1, 2, 4])
    #expect(throws: Evaluation.Failure.self) { try value("nosuch + 1", in: record.last) }
    let functions = record.last.functions
    let parsed = Parser.expression(in: SourceFragment(Array("predict(X)".utf8), from: 0))
    let expression = try #require(parsed.expression)
    #expect(RunSnapshot.names(neededBy: expression, in: functions) == ["X", "w", "points"])
  }

  // MARK: Claims

  /// What lint says of the lesson with this below it, its runs carried out.
  private func judged(
    _ prose: String, set overrides: [String: String] = [:]
  ) -> (outcomes: [ClaimOutcome], messages: [String]) {
    let text = MarkedText(Self.halving + prose)
    let marks = Dictionary(text.offsets.map { ($0.value, $0.key) }, uniquingKeysWith: min)
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: text.source, diagnostics: &diagnostics)
    let numbers = overrides.compactMapValues { NumberLiteral(parsing: $0) }
    let compiled = CompiledLesson(lesson, overrides: numbers, diagnostics: &diagnostics)
    var walkthrough = Walkthrough(
      running: compiled, overrides: numbers.keys.sorted(), diagnostics: &diagnostics)
    for run in walkthrough.missingRuns {
      do throws(Training.Failure) {
        let record = try RunRecord(
          carryingOut: run, of: lesson, overrides: numbers,
          snapshotsAt: lesson.claimedEpochs(of: run))
        walkthrough.take(record, diagnostics: &diagnostics)
      } catch {
        diagnostics.append(contentsOf: error.diagnostics)
      }
    }
    let messages = (diagnostics.sorted + walkthrough.claimDiagnostics).map {
      "\(marks[$0.span.start] ?? 0) \($0.summary)"
    }
    return (walkthrough.outcomes, messages)
  }

  @Test(
    "claims of runs that hold",
    arguments: [
      "halves: w ≈ 0.000977", "halves: epoch = 9", "halves[0]: L = 1", "halves[3]: w = 0.0625",
      "halves[3]: predict(X) = [0.0625; 0.125]", "halves: rate = 0.5", "explodes: epoch = 1",
      "explodes: L ≈ 1e400", "explodes[0]: w ≈ 1e200", "halves: w ≉ 0.002", "halves[9]: epoch = 9",
      "halves:\nmax(abs(X)) = 2",
    ])
  func hold(_ claim: String) {
    let (outcomes, messages) = judged("`\(claim)`")
    #expect(outcomes == [.holds])
    #expect(messages == [])
  }

  @Test("claims of runs that do not, and those that speak of nothing")
  func fail() {
    #expect(
      judged("`halves[2]: w ≈ 0.11️⃣35`").messages == [
        "1 `w`: expected 0.125, found 0.135, difference 1.0e-02"
      ])
    #expect(
      judged("`halves: 1️⃣weight ≈ 0.1`").messages == ["1 nothing is named `weight` at this point"])
    #expect(
      judged("`explodes[1️⃣7]: L ≈ 0.1`").messages == [
        "1 the training run `explodes` does not get to this epoch: it ends in epoch 1"
      ])
    #expect(judged("`explodes[7]: L ≈ 0.1`").outcomes == [.unchecked])
  }

  @Test("a run that nothing speaks of is not carried out")
  func laziness() {
    let lesson = lesson("`w = 0.5`, `halves: w ≈ 0.001`\n")
    var diagnostics = Diagnostics()
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    let walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    #expect(walkthrough.missingRuns.map(\.name) == ["halves"])
    #expect(walkthrough.outcomes == [.holds, .unchecked])
  }

  @Test("claims of runs are suspended by the parameters that the run depends on")
  func suspension() {
    let tail = "`halves: w ≈ 0.1`\n\n```python {stage=after}\nlater = 3\n```\n"
    #expect(judged(tail, set: ["rate": "0.25"]).outcomes == [.suspended])
    #expect(judged(tail, set: ["later": "4"]).outcomes != [.suspended])
  }
}
