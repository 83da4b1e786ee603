import Lessons
import Testing
import Tutoring

@testable import Rendering

@Suite("Training runs while a lesson is followed")
struct LearnRunsTests {
  private static let lesson = """
    # Runs

    ```python {stage=start}
    w = 1.0
    ```

    ```python {stage=halve}
    w = w / 2
    ```

    ## First

    ```train {run=halves}
    repeat: halve
    epochs: 3
    measure: w
    ```

    ## Second

    It ends with `halves: w = 0.125`.

    """

  /// Goes to the first page that waits for a run.
  private func waiting() throws -> Learner {
    var learner = try Learner(Self.lesson)
    var presses = 0
    while learner.state.missingRuns.isEmpty, presses < 50 {
      learner.press(.enter)
      presses += 1
    }
    return learner
  }

  @Test("a run is asked for on the page that speaks of it, and not before")
  func asking() throws {
    var learner = try waiting()
    #expect(learner.state.missingRuns.map(\.name) == ["halves"])
    #expect(learner.text.contains("It ends with w = 0.125") || learner.text.contains("halves:"))
    let run = learner.state.missingRuns[0]
    learner.state.take(try RunRecord(carryingOut: run, of: learner.state.lesson))
    #expect(learner.state.missingRuns.isEmpty)
    #expect(learner.state.walkthrough.outcomes == [.holds])
    learner.press(.control("l"))
    #expect(learner.text.contains("w = 0.125 ✓"))
  }

  @Test("with another number it is carried out again")
  func override() throws {
    var learner = try waiting()
    let run = learner.state.missingRuns[0]
    learner.state.take(try RunRecord(carryingOut: run, of: learner.state.lesson))
    learner.state.finish(.override, "w = 8")
    #expect(learner.state.walkthrough.records.isEmpty)
    // What is claimed of the lesson's own numbers is not judged by others.
    #expect(learner.state.walkthrough.outcomes == [.suspended])
  }
}
