import Lessons
import Matrices
import StageLanguage
import Tutoring

/// What a reader of a walkthrough knows at a point of it: the values, functions and generators made
/// by the steps above.
struct KnownNames {
  /// The value of each name.
  private(set) var values: [String: NumericArray] = [:]
  /// The number of each parameter as it was typed.
  private(set) var typed: [String: String] = [:]
  /// The functions defined.
  private(set) var functions: [String: Function] = [:]
  /// The seed of each random generator.
  private(set) var seeds: [String: Int] = [:]
  /// All names that the lesson gives values to, here or further on.
  let assigned: Set<String>

  /// What is known before the first stage.
  init(assigned: Set<String>) { self.assigned = assigned }

  /// What is known at the start of a lesson.
  init(_ lesson: Lesson) {
    var assigned: Set<String> = []
    for stage in lesson.stages {
      for statement in stage.statements {
        if let name = statement.assignedName { assigned.insert(name) }
      }
    }
    self.assigned = assigned
  }

  /// Takes in what a step gave.
  mutating func learn(_ step: Step) {
    if case .define(let function) = step.statement.kind {
      functions[function.name.text] = function
    }
    guard let name = step.statement.assignedName else { return }
    switch step.result {
    case .array(let value):
      values[name] = value
      typed[name] = step.typedNumber
    case .generator(let seed): seeds[name] = seed
    case .none: break
    }
  }
}

extension Statement {
  /// The name that the statement gives a value to.
  var assignedName: String? {
    switch kind {
    case .assign(let name, _), .update(let name, _, _): name.text
    case .define, .show, .comment: nil
    }
  }
}
