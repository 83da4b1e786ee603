import Source
import StageLanguage

/// A name that a stage gives a plain number: it can be given another from outside.
public struct Parameter: Sendable {
  /// The name.
  public let name: String
  /// The number as written, with its sign.
  public let value: String
  /// The stage that assigns it first, by its number from 0.
  public let stageIndex: Int
  /// The caption of that assignment.
  public let caption: String?
}

extension Lesson {
  /// The lesson's parameters, in the order in which they are first assigned.
  public var parameters: [Parameter] { stages.parameters }
}

extension [Stage] {
  /// The parameters of a lesson that has these stages.
  var parameters: [Parameter] {
    var parameters: [Parameter] = []
    var seen: Set<String> = []
    for (index, stage) in enumerated() {
      for statement in stage.statements {
        guard case .assign(let name, let value) = statement.kind, value.isParameterValue,
          seen.insert(name.text).inserted
        else { continue }
        parameters.append(
          Parameter(
            name: name.text, value: value.description, stageIndex: index,
            caption: statement.caption))
      }
    }
    return parameters
  }
}
