import Lessons
import Source
import StageLanguage
import Tutoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which of a lesson's training runs are carried out.
enum RunChoice {
  case none
  /// Those that claims and plots speak of.
  case needed
  case all
}

extension Walkthrough {
  /// Carries out training runs and judges the claims of them; says on standard error how far it is,
  /// if that takes long.
  mutating func carryOut(
    _ choice: RunChoice, overrides: [String: NumberLiteral], diagnostics: inout Diagnostics
  ) {
    var line = RunProgress(isShown: TerminalEnvironment.showsProgress)
    let runs =
      switch choice {
      case .none: [TrainingRun]()
      case .needed: missingRuns
      case .all: lesson.runs
      }
    for run in runs {
      do throws(Training.Failure) {
        let record = try RunRecord(
          carryingOut: run, of: lesson, overrides: overrides,
          snapshotsAt: lesson.claimedEpochs(of: run).union(lesson.plottedEpochs(of: run))
        ) { progress in
          line.say(progress)
          return true
        }
        take(record, diagnostics: &diagnostics)
      } catch {
        diagnostics.append(contentsOf: error.diagnostics)
      }
    }
    line.remove()
  }
}

extension LearnState {
  /// Carries out the training runs that the page in front speaks of.
  ///
  /// - Parameter say: Told how far a run is, if it takes long.
  mutating func carryOutMissingRuns(_ say: (RunRecord.Progress) -> Void) {
    for run in missingRuns {
      do throws(Training.Failure) {
        let record = try RunRecord(
          carryingOut: run, of: lesson, overrides: overrides,
          snapshotsAt: lesson.claimedEpochs(of: run).union(lesson.plottedEpochs(of: run))
        ) { progress in
          say(progress)
          return true
        }
        take(record)
      } catch {
        take(error, of: run)
      }
    }
  }
}

/// A line on standard error that says how far a training run is; it is gone when all is done.
struct RunProgress {
  /// Whether there is somebody to see it.
  let isShown: Bool
  private let start = ContinuousClock.now
  private var said: ContinuousClock.Instant?

  init(isShown: Bool) { self.isShown = isShown }

  /// How long nothing is said, for most lessons need no time at all.
  private static let patience = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)

  mutating func say(_ progress: RunRecord.Progress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > Self.patience, said.map({ now - $0 > Self.interval }) ?? true else {
      return
    }
    said = now
    Output.complain("\r\u{1B}[K\(progress.words)")
  }

  /// Takes the line away.
  mutating func remove() {
    guard said != nil else { return }
    said = nil
    Output.complain("\r\u{1B}[K")
  }
}

extension RunRecord.Progress {
  /// `Training fifty: 34 % of 120000 epochs`.
  var words: String {
    "Training \(run.sanitized): \(done * 100 / max(total, 1)) % of \(total) epochs"
  }
}
