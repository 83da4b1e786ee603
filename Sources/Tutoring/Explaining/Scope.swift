import Matrices
import StageLanguage

/// What names mean at one point of a lesson.
struct Scope {
  let history: History
  /// The number of the step that comes next.
  let end: Int
  /// The draws in the expression at hand, by the names that stand for them there.
  var draws: [String: Draw] = [:]

  /// What a name means.
  enum Meaning {
    /// The value that the step of that number gave.
    case value(NumericArray, step: Int)
    /// A random generator.
    case generator(step: Int)
    /// A function of the lesson.
    case function(Function, step: Int)
    /// Nothing: the lesson stopped before it had a value.
    case missing
  }

  /// What `name` means here, or `W1@init` in the lesson; nil if it means nothing.
  func meaning(of name: String) -> Meaning? {
    guard let step = version(of: name) else { return nil }
    if case .define(let function) = history.steps[step].statement.kind {
      return .function(function, step: step)
    }
    return switch history.steps[step].result {
    case .array(let value): .value(value, step: step)
    case .generator: .generator(step: step)
    case .none: .missing
    }
  }

  /// The step that gave `name` its meaning.
  private func version(of name: String) -> Int? {
    let versioned = VersionedName(name)
    if let stage = versioned.stage {
      return history.end(ofStage: stage).flatMap {
        history.version(of: versioned.name, before: $0)
      }
    }
    return history.version(of: name, before: end)
  }

  func function(_ name: String) -> Function? {
    if case .function(let function, _)? = meaning(of: name) { function } else { nil }
  }

  /// The value of an expression that may use the parameters of a function.
  func value(
    of expression: Expression, parameters: [String: NumericArray] = [:]
  ) throws(Evaluation.Failure) -> NumericArray {
    var evaluation = Evaluation(parameters: parameters)
    evaluation.gather(for: expression) { name in
      switch meaning(of: name) {
      case .value(let value, _): .value(value)
      case .function(let function, _): .function(function)
      case .generator, .missing, nil: draws[name].map { .value($0.value) }
      }
    }
    return try evaluation.value(of: expression)
  }
}
