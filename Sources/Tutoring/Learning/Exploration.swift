import Lessons
import Matrices
import Source
import StageLanguage

/// Looking at where a number comes from, or at what an expression gives.
public struct Exploration: Sendable {
  /// What is explained, as it was asked for.
  public internal(set) var target: String
  /// The explanation.
  public internal(set) var explanation: Explanation
  /// The value that an entry is picked from with the arrow keys; nil if the target was typed.
  public internal(set) var picker: Picker?
  /// How many levels of entries are explained.
  public internal(set) var depth = 1

  /// An entry among those of a value.
  public struct Picker: Sendable, Hashable {
    /// The names that can be picked from, the latest first.
    public let names: [String]
    /// The one that is picked from, by its number.
    public internal(set) var name: Int
    /// The row, from 0.
    public internal(set) var row = 0
    /// The column, from 0.
    public internal(set) var column = 0
    /// The value.
    public internal(set) var value: NumericArray
  }
}

extension LearnState {
  /// The names that have values by now, the latest first.
  public var visibleValues: [(name: String, value: NumericArray)] {
    var seen: Set<String> = []
    var values: [(name: String, value: NumericArray)] = []
    for step in answeredSteps.joined().reversed() {
      guard let name = step.statement.assignedName?.text, seen.insert(name).inserted,
        case .array(let value) = step.result, value.shape.count > 0
      else { continue }
      values.append((name, value))
    }
    return values
  }

  mutating func beginExploring() {
    let values = visibleValues
    guard !values.isEmpty else {
      message = "there are no numbers yet"
      return
    }
    // The name in front is what somebody who asks now most likely means.
    var start = 0
    if let question, let name = lesson.questions[question].subject.askedName {
      start = values.firstIndex { $0.name == name } ?? 0
    } else if case .assignment(let assignment) = step {
      let name = walkthrough.stages[assignment.stage][assignment.statement].statement.assignedName
      start = values.firstIndex { $0.name == name?.text } ?? 0
    }
    let picker = Exploration.Picker(
      names: values.map(\.name), name: start, value: values[start].value)
    show(picker, depth: 1)
  }

  private mutating func show(_ picker: Exploration.Picker, depth: Int) {
    let name = picker.names[picker.name]
    let target =
      switch picker.value.shape {
      case .scalar: name
      case .vector: "\(name)[\(picker.column)]"
      case .matrix: "\(name)[\(picker.row), \(picker.column)]"
      }
    guard let explanation = explain(target, depth: depth) else { return }
    mode = .exploring(
      Exploration(target: target, explanation: explanation, picker: picker, depth: depth))
    scroll = .start
  }

  /// The explanation of something in the values so far; a message says why there is none.
  private mutating func explain(_ target: String, depth: Int = 1) -> Explanation? {
    var diagnostics = Diagnostics()
    let explanation = Explanation(
      of: target, in: visibleWalkthrough, depth: depth, diagnostics: &diagnostics)
    if explanation == nil {
      message = laterName(in: target) ?? diagnostics.firstWords ?? "this cannot be explained"
    }
    return explanation
  }

  /// What is to be said of a name in `target` whose turn has not come.
  private func laterName(in target: String) -> String? {
    let text = Explanation.targetText(target)
    let parsed = Parser.expression(in: SourceFragment(text, text.span)).expression
    let known = Set(answeredSteps.joined().compactMap { $0.statement.assignedName?.text })
    for name in (parsed?.names ?? []).sorted() where !known.contains(name) {
      for (stage, steps) in walkthrough.stages.enumerated()
      where steps.contains(where: { $0.statement.assignedName?.text == name }) {
        let isAsked = lesson.questions.enumerated().contains {
          $0.element.subject.askedName == name && attempts[$0.offset] == nil
        }
        return isAsked
          ? "`\(name)` is what a question asks for; its numbers come with the answer"
          : "`\(name)` comes later, in the stage \(lesson.stages[stage].name)"
      }
    }
    return nil
  }

  // MARK: Keys

  mutating func explore(
    _ key: Key, _ exploration: Exploration, _ viewport: Viewport
  ) -> Effect {
    let offset = viewport.offset(scroll)
    switch key {
    case .escape, .character("q"), .character("b"), .backspace:
      close()
    case .enter:
      if let picker = exploration.picker, exploration.depth < 4 {
        show(picker, depth: exploration.depth + 1)
      } else {
        close()
      }
    case .pageDown, .character(" "):
      scroll = .line(min(offset + viewport.pageLength, viewport.lastOffset))
    case .pageUp: scroll = .line(max(0, offset - viewport.pageLength))
    case .left, .right, .up, .down, .tab, .backTab,
      .character("h"), .character("l"), .character("j"), .character("k"):
      guard var picker = exploration.picker else {
        scroll = .line(min(max(0, offset + (key == .up ? -1 : 1)), viewport.lastOffset))
        return .redraw
      }
      move(&picker, key)
      show(picker, depth: 1)
    case .character("e"), .character("/"), .character("i"):
      mode = .asking(.explain, TextField())
    case .character("x"): mode = .asking(.evaluate, TextField())
    case .character, .paste:
      message = "arrows pick an entry, Tab another value, e types one, Esc goes back"
    default: return .none
    }
    return .redraw
  }

  private func move(_ picker: inout Exploration.Picker, _ key: Key) {
    switch key {
    case .left, .character("h"): picker.column = max(0, picker.column - 1)
    case .right, .character("l"):
      picker.column = min(picker.value.shape.columns - 1, picker.column + 1)
    case .up, .character("k"): picker.row = max(0, picker.row - 1)
    case .down, .character("j"): picker.row = min(picker.value.shape.rows - 1, picker.row + 1)
    default:
      let values = visibleValues
      guard !values.isEmpty else { return }
      let step = key == .tab ? 1 : values.count - 1
      picker.name = (picker.name + step) % values.count
      picker.value = values[picker.name].value
      picker.row = 0
      picker.column = 0
    }
  }

  /// Explains what was typed, or computes it.
  mutating func answerRequest(_ target: String, as request: Request) {
    guard let explanation = explain(target) else {
      mode = .asking(request, TextField(target))
      return
    }
    mode = .exploring(Exploration(target: target, explanation: explanation))
    scroll = .start
  }
}

extension Diagnostics {
  /// The first message with what to do about it.
  var firstWords: String? {
    sorted.first.map { ([$0.summary] + $0.notes).joined(separator: "; ") }
  }
}
