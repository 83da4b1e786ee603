import Lessons
import Matrices
import StageLanguage

/// The steps of a lesson in one row, and which of them gave a name its value.
///
/// A name may be given a value more than once; each of these is a *version* of it, known by the
/// number of its step.
public struct History: Sendable {
  /// The walkthrough that it is the history of.
  public let walkthrough: Walkthrough
  /// Every step, in order.
  public let steps: [Step]
  /// The number of the stage that each step belongs to.
  public let stageIndices: [Int]
  /// The steps that give each name a value or a meaning, in order.
  private let definitions: [String: [Int]]

  /// Reads the history of a lesson that has been run.
  public init(_ walkthrough: Walkthrough) {
    self.walkthrough = walkthrough
    var steps: [Step] = []
    var stageIndices: [Int] = []
    var definitions: [String: [Int]] = [:]
    for (index, stage) in walkthrough.stages.enumerated() {
      for step in stage {
        if let name = step.definedName { definitions[name, default: []].append(steps.count) }
        steps.append(step)
        stageIndices.append(index)
      }
    }
    self.steps = steps
    self.stageIndices = stageIndices
    self.definitions = definitions
  }

  /// Every name that the lesson gives a meaning to.
  public var names: [String] { definitions.keys.sorted() }

  /// The steps that give `name` a value, in order.
  public func versions(of name: String) -> [Int] { definitions[name] ?? [] }

  /// The last of the steps before the one of number `end` that gives `name` a meaning.
  func version(of name: String, before end: Int) -> Int? {
    definitions[name]?.last { $0 < end }
  }

  /// The number of the first step after the stage called `name`; nil if there is no such stage.
  func end(ofStage name: String) -> Int? {
    guard let index = walkthrough.lesson.stages.firstIndex(where: { $0.name == name }) else {
      return nil
    }
    return stageIndices.firstIndex { $0 > index } ?? steps.count
  }

  /// The name of the stage that a step belongs to.
  public func stageName(of step: Int) -> String {
    walkthrough.lesson.stages[stageIndices[step]].name
  }

  /// The line of the lesson, from 1, that a step stands on.
  public func line(of step: Int) -> Int {
    walkthrough.lesson.source.position(of: steps[step].statement.span.start).line
  }

  /// The value that a step gave; nil if it gave none.
  public func value(of step: Int) -> NumericArray? {
    if case .array(let value) = steps[step].result { value } else { nil }
  }
}

extension Step {
  /// The name that the statement gives a value or a meaning to.
  fileprivate var definedName: String? {
    if case .define(let function) = statement.kind { return function.name.text }
    return statement.assignedName?.text
  }

  /// What the name on the left is calculated from: of `x += y`, that is `x + y`.
  var calculation: Expression? {
    switch statement.kind {
    case .assign(_, let value), .show(let value): return value
    case .update(let name, let infix, let value):
      let old = Expression(.name(name.text), span: name.span)
      return Expression(.binary(infix, old, value), span: name.span.joined(to: value.span))
    case .define, .comment: return nil
    }
  }
}
