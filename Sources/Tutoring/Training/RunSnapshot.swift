import Matrices
import StageLanguage

/// What the names of a training run stood for at the end of one epoch: a scope in which expressions
/// can be computed, such as `predict(X)` for a picture of what the network has learned by then.
public struct RunSnapshot: Sendable {
  /// The epoch, counted from 0.
  public let epoch: Int
  /// The values by name, those that the stages above the repeated ones gave among them.
  public let values: [String: NumericArray]
  /// The functions that the lesson defines.
  public let functions: [String: Function]

  /// Creates a snapshot from what it holds.
  public init(epoch: Int, values: [String: NumericArray], functions: [String: Function]) {
    self.epoch = epoch
    self.values = values
    self.functions = functions
  }

  /// Takes a snapshot of a run as it is now.
  ///
  /// - Parameters:
  ///   - training: The run.
  ///   - names: The names whose values are taken; all if that is nil. ``names(neededBy:in:)`` says
  ///     which an expression needs.
  public init(of training: borrowing Training, names: Set<String>? = nil) {
    var values: [String: NumericArray] = [:]
    for name in names.map(Array.init) ?? training.names {
      if let value = training.value(of: name) { values[name] = value }
    }
    self.init(epoch: training.lastEpoch, values: values, functions: training.functions)
  }

  /// Takes a snapshot of the values with which a run began the epoch that it stopped in; those that
  /// only the epoch gives are left out.
  ///
  /// - Returns: nil if it has not stopped, or in its first epoch.
  init?(beforeStopOf training: borrowing Training, names: Set<String>? = nil) {
    guard case .notFinite = training.stopped, training.epoch > 0 else { return nil }
    var values: [String: NumericArray] = [:]
    for name in names.map(Array.init) ?? training.names {
      if let value = training.valueBeforeStop(of: name) { values[name] = value }
    }
    self.init(epoch: training.epoch - 1, values: values, functions: training.functions)
  }

  /// The value of an expression in this epoch.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - replaced: Values that stand for names instead of the run's own. They may have other
  ///     shapes: thousands of points of a grid for the observations, to see where a network draws
  ///     its line.
  /// - Returns: The value, of whatever shape it has.
  /// - Throws: what is wrong with the expression, at its place.
  public func value(
    of expression: Expression, replacing replaced: [String: NumericArray] = [:]
  ) throws(Evaluation.Failure) -> NumericArray {
    var evaluation = Evaluation()
    evaluation.gather(for: expression) { name in
      if let value = replaced[name] ?? values[name] { return .value(value) }
      return functions[name].map { .function($0) }
    }
    return try evaluation.value(of: expression)
  }

  /// The names whose values an expression needs, through the functions that it calls as well.
  public static func names(
    neededBy expression: Expression, in functions: [String: Function]
  ) -> Set<String> {
    var names: Set<String> = []
    var evaluation = Evaluation()
    evaluation.gather(for: expression) { name in
      if let function = functions[name] { return .function(function) }
      names.insert(name)
      return nil
    }
    return names
  }
}
