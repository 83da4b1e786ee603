import Lessons
import Source

/// What a training run measured, from time to time.
public struct TrainingHistory: Sendable {
  /// The run's name.
  public let run: String
  /// The names of the measures.
  public let names: [String]
  /// The epochs in which they were taken, from 0.
  public private(set) var epochs: [Int] = []
  /// Their values, in the order of `names`, for each of `epochs`.
  public private(set) var values: [[Double]] = []
  /// Why the run stopped before its end, if it did.
  public private(set) var stopped: Training.Stop?
  /// How many epochs were carried out.
  public private(set) var epochCount = 0

  /// A history in which nothing has happened.
  public init(of training: borrowing Training) {
    run = training.run.name
    names = training.measureNames
  }

  /// Takes the measures of the epoch carried out last.
  public mutating func record(_ training: borrowing Training) {
    stopped = training.stopped
    epochCount = training.epoch
    // What stops the program leaves an epoch half done.
    if case .failed = training.stopped { return }
    guard training.epoch > 0 || training.stopped != nil, epochs.last != training.lastEpoch else {
      return
    }
    epochs.append(training.lastEpoch)
    values.append(training.measured)
  }

  /// Leaves out every second of the measures but the first and the last: of a run that goes on and on
  /// no more is kept than can be seen.
  public mutating func thin() {
    let kept = epochs.indices.filter { $0 % 2 == 0 || $0 == epochs.count - 1 }
    epochs = kept.map { epochs[$0] }
    values = kept.map { values[$0] }
  }
}
