import Lessons
import StageLanguage
import Tutoring

/// A training run as Python: a function with a loop, for a run has names of its own.
struct PythonRun {
  let run: TrainingRun
  let before: [Statement]
  let repeated: [Statement]
  /// The numbers of its parameters, as they are typed.
  let parameters: [String: String]

  /// Takes a run of a lesson.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - walkthrough: The lesson, whose overridden parameters go before the run's own.
  init(_ run: TrainingRun, in walkthrough: Walkthrough) {
    self.run = run
    (before, repeated) = walkthrough.lesson.statements(of: run)
    var parameters = run.settings.mapValues(\.text)
    for step in walkthrough.stages.joined() {
      guard let name = step.statement.assignedName, step.overriddenNumber != nil else { continue }
      parameters[name] = step.typedNumber
    }
    self.parameters = parameters
  }

  /// The function, and the lines that call it and show what was measured in the last epoch.
  ///
  /// As in Brickwise, the loop ends when a value that is carried on or measured is no longer finite.
  func code(_ names: PythonNames) -> String {
    let stop = watched.map { "\(names.numpy).isfinite(\($0)).all()" }.joined(separator: " and ")
    let held =
      "\(names.numpy)=__import__(\"numpy\"), \(names.builtins)=__import__(\"builtins\")"
    var lines = ["def \(names.run)(\(held)):"]
    lines += before.compactMap(line).map { "    " + $0 }
    lines.append("    for epoch in \(names.builtins).range(\(run.epochs)):")
    lines += repeated.compactMap(line).map { "        " + $0 }
    if !stop.isEmpty {
      lines += ["        if not (\(stop)):", "            break"]
    }
    lines += ["    return \(names.builtins).locals()", "", "", "\(names.values) = \(names.run)()"]
    lines += shown.map {
      "\(names.show)(\(JSON.quoted($0)), \(names.values)[\(JSON.quoted($0))])"
    }
    return lines.joined(separator: "\n")
  }

  /// What is shown of a run: its last epoch, and what it measures.
  var shown: [String] {
    ["epoch"] + run.measures.map(\.text).filter { $0 != "epoch" }
  }

  /// The names whose values must be finite for the run to go on.
  private var watched: [String] {
    carried + run.measures.map(\.text).filter { !carried.contains($0) }
  }

  /// The names that each epoch takes over from the one before.
  private var carried: [String] {
    let known = Set(before.compactMap(\.assignedName))
    var carried: [String] = []
    for name in repeated.compactMap(\.assignedName)
    where known.contains(name) && !carried.contains(name) {
      carried.append(name)
    }
    return carried
  }

  private func line(_ statement: Statement) -> String? {
    var text = Statement(statement.kind, span: statement.span, caption: nil).description
    switch statement.kind {
    case .show, .comment: return nil
    case .assign(let name, let value):
      if value.isParameterValue, let number = parameters[name.text] {
        text = "\(name.text) = \(number)"
      }
    case .update, .define: break
    }
    return text
  }
}
