import Lessons
import Matrices
import StageLanguage

// Some mistakes cannot be seen at a lesson's own numbers: with N = 1 every 1/N is invisible, with
// reg = 0 the regularizer is. So every derivative is looked at again with other numbers: each
// parameter a little different, the weights moved away.

/// Other numbers with which a lesson's derivatives are looked at again.
public struct DerivativeSetting: Sendable {
  /// The parameters that differ from the lesson's own, in its order.
  public let changed: [(name: String, number: NumberLiteral)]
  /// Whether the weights are moved away from the lesson's own as well.
  public let movesWeights: Bool

  /// `N = 3, reg = 0.1`.
  public var words: String {
    var parts = changed.map { "\($0.name) = \($0.number.text)" }
    if movesWeights { parts.append("other weights") }
    return parts.joined(separator: ", ")
  }
}

/// Runs a lesson with other numbers.
struct DerivativeSettings {
  let lesson: Lesson
  let overrides: [String: NumberLiteral]
  let limits: Limits
  /// A value for each parameter that can have another, in the lesson's order.
  private(set) var changes: [(name: String, number: NumberLiteral)] = []

  /// Lessons that hold more numbers than this are looked at as they stand only.
  static let sizeLimit = 2_000_000

  init(_ lesson: Lesson, overrides: [String: NumberLiteral], limits: Limits) {
    self.lesson = lesson
    self.overrides = overrides
    self.limits = limits
    // A derivative that is given as a number is what is looked at, not what is changed.
    let parameters = lesson.parameters.filter { !readsAsDerivative($0.name) }
    let candidates = parameters.map { (name: $0.name, numbers: numbers(unlike: $0)) }
    // Usually all the first choices work together; if not, each is tried by itself.
    let first = candidates.compactMap { candidate in
      candidate.numbers.first.map { (name: candidate.name, number: $0) }
    }
    changes = first
    if bench(DerivativeSetting(changed: first, movesWeights: false)) != nil { return }
    changes = []
    for candidate in candidates {
      let working = candidate.numbers.first { number in
        let changed = changes + [(candidate.name, number)]
        return bench(DerivativeSetting(changed: changed, movesWeights: false)) != nil
      }
      if let working { changes.append((candidate.name, working)) }
    }
  }

  /// The numbers to try for a parameter, the best first.
  private func numbers(unlike parameter: Parameter) -> [NumberLiteral] {
    let own = overrides[parameter.name] ?? NumberLiteral(parsing: parameter.value)
    guard let own else { return [] }
    let texts: [String]
    if own.value == 0 {
      texts = ["0.1", "2"]
    } else if own.isInteger {
      let number = Int(own.value)
      texts = ["\(number + 2)", "\(number + 1)", "\(number - 1)"]
    } else {
      texts = ["\(own.value * 1.5)", "\(own.value * 0.75)"]
    }
    return texts.compactMap { NumberLiteral(parsing: $0) }
  }

  /// The lesson run with these numbers; nil if it does not run with them.
  func bench(_ setting: DerivativeSetting) -> DerivativeBench? {
    var numbers = overrides
    for (name, number) in setting.changed { numbers[name] = number }
    guard let survey = DerivativeSurvey(lesson, overrides: numbers, limits: limits) else {
      return nil
    }
    return DerivativeBench(survey, movesInputs: setting.movesWeights)
  }

  /// The setting in which everything differs: what is right there is right.
  var farthest: DerivativeSetting { DerivativeSetting(changed: changes, movesWeights: true) }

  /// The same without some of the parameters.
  func farthest(without names: Set<String>) -> DerivativeSetting {
    DerivativeSetting(changed: changes.filter { !names.contains($0.name) }, movesWeights: true)
  }

  /// The settings from the simplest to the farthest.
  var all: [DerivativeSetting] {
    var settings = changes.map { DerivativeSetting(changed: [$0], movesWeights: false) }
    settings.append(DerivativeSetting(changed: [], movesWeights: true))
    for (index, first) in changes.enumerated() {
      for second in changes[(index + 1)...] {
        settings.append(DerivativeSetting(changed: [first, second], movesWeights: false))
      }
    }
    return settings + [farthest]
  }
}
