import Lessons
import StageLanguage

/// A training run that has been carried out: what it measured on the way, and what its names stood
/// for in some of its epochs.
public struct RunRecord: Sendable {
  /// The run.
  public let run: TrainingRun
  /// What it measured, and why it stopped if it did.
  public let history: TrainingHistory
  /// What its names stood for, in order of the epochs: those that were asked for and were reached,
  /// and the last one carried out.
  public let snapshots: [RunSnapshot]

  /// The snapshot of the last epoch carried out; of a run that stopped, the epoch that stopped it.
  public var last: RunSnapshot { snapshots[snapshots.count - 1] }

  /// The snapshot of the last epoch whose values can be shown: of a run that stopped because one was
  /// not finite, the values that it began that epoch with.
  public let lastFinite: RunSnapshot

  /// Creates a record of a run that was carried out bit by bit.
  ///
  /// - Parameters:
  ///   - training: The run as it is now.
  ///   - history: What it measured.
  ///   - names: The names whose values are kept; all if that is nil.
  public init(
    of training: borrowing Training, history: TrainingHistory, names: Set<String>? = nil
  ) {
    run = training.run
    self.history = history
    let last = RunSnapshot(of: training, names: names)
    snapshots = [last]
    lastFinite = RunSnapshot(beforeStopOf: training, names: names) ?? last
  }

  /// The snapshot of an epoch; nil if it was not asked for or not reached.
  public func snapshot(at epoch: Int) -> RunSnapshot? {
    snapshots.first { $0.epoch == epoch }
  }

  /// How far a run is on its way.
  public struct Progress: Sendable {
    /// The run's name.
    public let run: String
    /// The epochs carried out.
    public let done: Int
    /// All its epochs.
    public let total: Int
  }

  /// How often the measures are taken unless something else is asked for: a smooth line on any
  /// screen.
  public static let usualSamples = 400

  /// Carries out a run.
  ///
  /// - Parameters:
  ///   - run: One of the lesson's runs.
  ///   - lesson: The lesson.
  ///   - overrides: Numbers for parameters that go before the run's own.
  ///   - epochs: How many epochs instead of the run's own number.
  ///   - wanted: The epochs, counted from 0, that snapshots are asked for. The measures of these
  ///     are taken as well.
  ///   - samples: How often measures are taken, evenly spaced.
  ///   - goesOn: Told from time to time how far it is; false ends the run there.
  ///   - watch: Shown from time to time the run and what it has measured; false ends it there.
  /// - Throws: what keeps the run from beginning.
  public init(
    carryingOut run: TrainingRun, of lesson: Lesson, overrides: [String: NumberLiteral] = [:],
    epochs: Int? = nil, snapshotsAt wanted: Set<Int> = [], samples: Int = usualSamples,
    _ goesOn: (Progress) -> Bool = { _ in true },
    watch: (borrowing Training, TrainingHistory) -> Bool = { _, _ in true }
  ) throws(Training.Failure) {
    var training = try Training(run, of: lesson, overrides: overrides)
    let total = epochs ?? run.epochs
    var history = TrainingHistory(of: training)
    var snapshots: [RunSnapshot] = []
    var stops = RunStops(total: total, samples: samples, wanted: wanted)
    // In parts that grow, so that it is soon known whether this is going to take long, and that do not
    // grow too long to be ended: the last epoch of each takes its time.
    var part = 1
    while let stop = stops.next() {
      var isRunning = true
      while isRunning, training.epoch <= stop.epoch {
        isRunning = training.advance(to: min(stop.epoch + 1, training.epoch + part))
        part = min(part * 2, 4096)
        if isRunning {
          isRunning = goesOn(Progress(run: run.name, done: training.epoch, total: total))
          isRunning = watch(training, history) && isRunning
        }
      }
      history.record(training)
      if stop.isWanted || !isRunning || training.epoch == total {
        snapshots.append(RunSnapshot(of: training))
      }
      if !isRunning { break }
    }
    self.run = run
    self.history = history
    self.snapshots = snapshots
    lastFinite = RunSnapshot(beforeStopOf: training) ?? snapshots[snapshots.count - 1]
  }
}

/// The epochs after which a run is looked at: evenly spaced ones, those asked for, and the last.
public struct RunStops: Sendable {
  private let total: Int
  private let samples: Int
  private var wanted: [Int]
  private var sample = 0

  /// The epochs of a run.
  ///
  /// - Parameters:
  ///   - total: How many epochs it has.
  ///   - samples: How many evenly spaced ones there are beside the first.
  ///   - wanted: Those asked for.
  public init(total: Int, samples: Int, wanted: Set<Int>) {
    self.total = total
    self.samples = max(1, samples)
    // The next one is at the end.
    self.wanted = wanted.filter { $0 >= 0 && $0 < total }.sorted(by: >)
  }

  private var nextSample: Int? {
    guard sample <= samples else { return nil }
    // Rounded down; of a run with fewer epochs than samples some coincide.
    let (high, low) = (total - 1).multipliedFullWidth(by: sample)
    return samples.dividingFullWidth((high, low)).quotient
  }

  /// The next one, and whether it was asked for; nil after the last.
  public mutating func next() -> (epoch: Int, isWanted: Bool)? {
    guard let epoch = [nextSample, wanted.last].compactMap({ $0 }).min() else { return nil }
    while let sampled = nextSample, sampled <= epoch { sample += 1 }
    guard wanted.last == epoch else { return (epoch, false) }
    wanted.removeLast()
    return (epoch, true)
  }
}
