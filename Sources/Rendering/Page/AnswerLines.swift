import Lessons
import Matrices
import Source
import StageLanguage

/// The lines of a file of answers, each with the name by which `check` knows the value that is meant.
///
/// A lesson may give a name several values; then the stage is named with it, `w@update`. Of several in
/// one stage that is the last. Those before it have the name alone, which means them in turn.
struct AnswerLines {
  /// A value, by the number of the statement that gives its name a value, and one entry of it.
  private struct Place: Hashable {
    let name: String
    let version: Int
    let index: String
  }

  /// For each name the statements that give it a value, in order, each with its stage.
  private var versions: [String: [(stage: Int, statement: Span)]] = [:]
  private let stages: [String]
  private var seen: Set<Place> = []

  init(_ lesson: Lesson) {
    stages = lesson.stages.map(\.name)
    for (index, stage) in lesson.stages.enumerated() {
      for statement in stage.statements {
        guard let name = statement.assignedName else { continue }
        versions[name, default: []].append((index, statement.span))
      }
    }
  }

  /// The line for what a statement gives a name; nil if there has been one.
  mutating func line(for name: String, statement: Span, _ shape: Shape) -> String? {
    let version = versions[name]?.firstIndex { $0.statement == statement } ?? 0
    return line(Place(name: name, version: version, index: ""), shape)
  }

  /// The line for what a question asks for; nil if there has been one.
  ///
  /// What is neither a value with a name nor an entry of one cannot be marked, and that is said.
  mutating func line(for question: Question, _ shape: Shape) -> String? {
    let subject = "\(question.subject)"
    guard let name = question.subject.markedName(shape) else {
      return "# \(subject) has no name of its own and is not marked"
    }
    let version = versions[name]?.lastIndex { $0.stage < question.stageCount } ?? 0
    let index = String(subject.dropFirst(name.count))
    return line(Place(name: name, version: version, index: index), shape)
  }

  private mutating func line(_ place: Place, _ shape: Shape) -> String? {
    guard seen.insert(place).inserted else { return nil }
    return "\(fullName(place))\(place.index) = \(shape.blanks)"
  }

  private func fullName(_ place: Place) -> String {
    guard let all = versions[place.name], all.count > 1 else { return place.name }
    let stage = all[place.version].stage
    let isLastOfStage = place.version + 1 == all.count || all[place.version + 1].stage != stage
    return isLastOfStage ? "\(place.name)@\(stages[stage])" : place.name
  }
}

extension Expression {
  /// The name, if it is one or an entry of it that is named by numbers; nil for anything else.
  fileprivate func markedName(_ shape: Shape) -> String? {
    switch kind {
    case .name(let name): return name
    case .subscripted(let array, let subscripts):
      let isEntry = subscripts.allSatisfy {
        if case .index(let index) = $0, case .number = index.kind { true } else { false }
      }
      guard isEntry, shape == .scalar, case .name(let name) = array.kind else { return nil }
      return name
    default: return nil
    }
  }
}

extension Shape {
  /// `[? ?; ? ?]`: what is to be filled in, as an answers file has it.
  fileprivate var blanks: String {
    if self == .scalar { return "?" }
    let row = Array(repeating: "?", count: columns).joined(separator: " ")
    return "[\(Array(repeating: row, count: rows).joined(separator: "; "))]"
  }
}
