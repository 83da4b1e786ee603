import Lessons
import StageLanguage

/// The names that an exported script has for itself: none of them is one of the lesson's.
struct PythonNames {
  /// The function that shows a value.
  let show: String
  /// The function that rounds as it is done on paper.
  let rounded: String
  /// The function that is a training run.
  let run: String
  /// What a training run returns.
  let values: String
  /// NumPy, in a training run: a lesson may well call something `isfinite` or `range`.
  let numpy: String
  /// What Python brings along, in a training run.
  let builtins: String

  /// Finds names with more underscores at their start than any name of the lesson has.
  init(_ lesson: Lesson) {
    let names = lesson.stages.flatMap(\.statements).compactMap { statement in
      if case .define(let function) = statement.kind {
        function.name.text
      } else {
        statement.assignedName
      }
    }
    let longest = names.map { $0.prefix { $0 == "_" }.count }.max() ?? 0
    let mark = String(repeating: "_", count: longest + 1)
    (show, rounded, run) = (mark + "show", mark + "rounded", mark + "run")
    (values, numpy, builtins) = (mark + "values", mark + "np", mark + "py")
  }
}
