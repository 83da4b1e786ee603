import Lessons
import Rendering
import StageLanguage
import Tutoring

/// A training run that is carried out a little at a time, while somebody watches.
///
/// A reference, because a run cannot be copied and several are kept in a list.
final class LiveRun {
  let run: TrainingRun
  /// How many epochs it is to have.
  let total: Int
  private var training: Training
  /// What is printed at the end, at evenly spaced epochs.
  private(set) var table: TrainingHistory
  private var stops: RunStops
  private var nextStop: Int?
  /// What is drawn: dense, thinned out as the run goes on.
  private var curve: TrainingHistory
  private var stride = 1
  /// How many epochs are carried out before the clock is looked at.
  private var chunk = 1
  private let needed: Set<String>
  private var worked = Duration.zero

  /// The most measures that a curve keeps.
  private static let curveLimit = 1200
  /// The most measures of a curve that is only looked at when the run has ended, if it is a long one.
  private static let unwatchedLimit = 256
  /// About how long the clock is not looked at.
  private static let pace = Duration.milliseconds(4)

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - lesson: Its lesson.
  ///   - overrides: Numbers that go before the run's own.
  ///   - epochs: How many epochs instead of its own number.
  ///   - samples: How often its measures are taken for the table.
  ///   - block: What is shown of it.
  ///   - isWatched: Whether it is shown while it goes on: then its curve is dense from the start.
  /// - Throws: what keeps the run from beginning.
  init(
    _ run: TrainingRun, of lesson: Lesson, overrides: [String: NumberLiteral], epochs: Int?,
    samples: Int, watching block: PlotBlock, isWatched: Bool
  ) throws(Training.Failure) {
    self.run = run
    total = epochs ?? run.epochs
    training = try Training(run, of: lesson, overrides: overrides)
    table = TrainingHistory(of: training)
    curve = table
    stops = RunStops(total: total, samples: samples, wanted: [])
    nextStop = stops.next()?.epoch
    // An epoch that is looked at takes several times as long as one that is not.
    if !isWatched { while total / stride > Self.unwatchedLimit { stride *= 2 } }
    let functions = training.functions
    needed = block.expressions.reduce(into: []) {
      $0.formUnion(RunSnapshot.names(neededBy: $1, in: functions))
    }
  }

  /// Whether there is nothing more to do.
  var isDone: Bool { training.stopped != nil || training.epoch >= total }

  /// How many epochs are done.
  var epoch: Int { training.epoch }

  /// Goes on for about so long; looks at the clock from time to time only.
  func advance(for duration: Duration) {
    let start = ContinuousClock.now
    var now = start
    while !isDone, now - start < duration {
      let nextPoint = training.epoch == 0 ? 0 : (training.epoch + stride - 1) / stride * stride
      let end = min(
        min(training.epoch + chunk, total), min(nextPoint + 1, (nextStop ?? total) + 1))
      let goesOn = training.advance(to: end)
      record(goesOn)
      let before = now
      now = ContinuousClock.now
      if now - before < Self.pace / 2, chunk < 1 << 40 { chunk *= 2 }
      if now - before > Self.pace * 2 { chunk = max(chunk / 2, 1) }
    }
    worked += now - start
  }

  private func record(_ goesOn: Bool) {
    if let stop = nextStop, training.epoch == stop + 1 || !goesOn {
      table.record(training)
      nextStop = stops.next()?.epoch
    }
    guard training.lastEpoch % stride == 0 || isDone else { return }
    curve.record(training)
    if curve.epochs.count > Self.curveLimit {
      curve.thin()
      stride *= 2
    }
  }

  /// Takes the measures of where it is, so that nothing is lost of a run that is ended early.
  func finish() {
    table.record(training)
    curve.record(training)
  }

  /// What there is of it so far.
  var record: RunRecord {
    var history = curve
    history.record(training)
    return RunRecord(of: training, history: history, names: needed)
  }

  /// How far it is, with so many runs taking turns.
  func view(sharedBy count: Int) -> TrainScreen.RunView {
    let seconds = worked.inSeconds * Double(count)
    let speed = seconds > 0.05 && training.epoch > 0 ? Double(training.epoch) / seconds : nil
    return TrainScreen.RunView(
      record: record, total: total, speed: speed,
      secondsLeft: speed.map { Double(total - training.epoch) / $0 })
  }
}

extension Duration {
  /// So many seconds.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
