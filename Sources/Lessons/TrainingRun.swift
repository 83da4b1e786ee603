import Source
import StageLanguage

/// What a `train` block declares: stages repeated, with parameters of its own.
public struct TrainingRun: Sendable {
  /// Its name, unique in the lesson.
  public let name: String
  /// The numbers it gives to parameters.
  public let settings: [String: NumberLiteral]
  /// The stages that are repeated, in order.
  public let stages: [String]
  /// How many times.
  public let epochs: Int
  /// The names whose values are of interest on the way.
  public let measures: [Name]
  /// Its word and attributes, for what is to be said of the whole.
  public let span: Span
}

extension Lesson {
  /// The lesson's training runs that are declared without errors, in order.
  public var runs: [TrainingRun] {
    parts.compactMap { part in
      if case .directive(let directive) = part { TrainingRun(directive) } else { nil }
    }
  }

  /// The statements that a run's stages are repeated with, and those that come before: the stages
  /// above the first repeated one.
  public func statements(
    of run: TrainingRun
  ) -> (before: [Statement], repeated: [Statement]) {
    let repeated = run.stages.compactMap { name in stages.first { $0.name == name } }
    let before = stages.prefix { !run.stages.contains($0.name) }
    return (before.flatMap(\.statements), repeated.flatMap(\.statements))
  }
}

extension Directive {
  /// The names of the runs that it is about: several are separated by commas.
  public var runNames: [String] {
    (attributes["run"] ?? "").split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty }
  }
}

extension TrainingRun {
  /// Reads a `train` block whose lines have been checked.
  init?(_ directive: Directive) {
    guard directive.kind == .train, let name = directive.attributes["run"] else { return nil }
    var settings: [String: NumberLiteral] = [:]
    var stages: [String] = []
    var epochs: Int?
    var measures: [Name] = []
    for entry in directive.entries {
      switch entry.key.text {
      case "set":
        for item in entry.items {
          let parts = item.text.split(separator: "=", maxSplits: 1).map(\.trimmingBlanks)
          guard parts.count == 2, let number = NumberLiteral(parsing: parts[1]) else { return nil }
          settings[parts[0]] = number
        }
      case "repeat": stages = entry.items.map(\.text)
      case "epochs": epochs = Int(entry.value)
      case "measure": measures = entry.items
      default: return nil
      }
    }
    guard let epochs, (1...Loop.mostRounds).contains(epochs), !stages.isEmpty else { return nil }
    self.init(
      name: name, settings: settings, stages: stages, epochs: epochs, measures: measures,
      span: directive.infoSpan)
  }
}
