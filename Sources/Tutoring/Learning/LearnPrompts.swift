import CommonMark
import Lessons
import Source
import StageLanguage

// What is typed at a prompt: expressions, parameters, digits, words to search for.

extension LearnState {
  mutating func ask(_ key: Key, _ request: Request, _ field: TextField) -> Effect {
    var field = field
    switch key {
    case .escape:
      close()
      return .redraw
    case .backspace where field.characters.isEmpty:
      close()
      return .redraw
    case .enter:
      let text = String(field.text.drop { $0.isWhitespace })
      if text.isEmpty {
        close()
        return .redraw
      }
      return finish(request, text)
    default:
      field.handle(key)
      mode = .asking(request, field)
      return .redraw
    }
  }

  /// Does what was typed at a prompt.
  @discardableResult
  public mutating func finish(_ request: Request, _ text: String) -> Effect {
    switch request {
    case .explain, .evaluate:
      answerRequest(text, as: request)
      return .redraw
    case .override: return override(text)
    case .digits: return setDigits(text)
    case .search:
      searched = text
      close()
      return search(1)
    }
  }

  private mutating func setDigits(_ text: String) -> Effect {
    guard let number = Int(text), (0...17).contains(number) else {
      message = "decimals are from 0 to 17"
      mode = .asking(.digits, TextField(text))
      return .redraw
    }
    digits = number
    close()
    return .save
  }

  // MARK: Parameters

  private mutating func override(_ text: String) -> Effect {
    let parts = text.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
    let names = lesson.parameters.map(\.name)
    guard parts.count == 2, let number = NumberLiteral(parsing: parts[1]) else {
      message = "a name and a number, such as \(names.first ?? "lr") = 0.1"
      mode = .asking(.override, TextField(text))
      return .redraw
    }
    guard names.contains(parts[0]) else {
      let hint = closestMatch(to: parts[0], among: names).map { "did you mean `\($0)`?" }
      message =
        "there is no parameter `\(parts[0])`; "
        + (hint ?? "the parameters are \(names.joined(separator: ", "))")
      mode = .asking(.override, TextField(text))
      return .redraw
    }
    var changed = overrides
    changed[parts[0]] = number
    if let problem = run(changed) {
      message = "with \(parts[0]) = \(number.text): \(problem); nothing was changed"
      mode = .asking(.override, TextField(text))
      return .redraw
    }
    close()
    assessQuestion()
    let suspended = walkthrough.tally.suspended
    message =
      "\(parts[0]) is now \(number.text); marked values differ from the lesson's, "
      + "\(suspended) \(suspended == 1 ? "claim is" : "claims are") not checked; "
      + "O goes back to the lesson's own"
    return .save
  }

  mutating func restore() -> Effect {
    _ = run([:])
    assessQuestion()
    message = "these are the lesson's own numbers again"
    return .save
  }

  /// Runs the lesson with other numbers.
  ///
  /// - Returns: what keeps it from running; then nothing has changed.
  mutating func run(_ overrides: [String: NumberLiteral]) -> String? {
    var diagnostics = Diagnostics()
    let compiled = CompiledLesson(lesson, overrides: overrides, diagnostics: &diagnostics)
    if diagnostics.hasErrors { return diagnostics.all.first { $0.severity == .error }?.summary }
    var stopping = Diagnostics()
    let walkthrough = Walkthrough(
      running: compiled, overrides: compiled.overrides, diagnostics: &stopping)
    if !overrides.isEmpty, let problem = stopping.all.first { return problem.summary }
    // Answers belong to the numbers that they were worked out with.
    setAside[self.overrides.mapValues(\.text)] = work
    self.compiled = compiled
    self.walkthrough = walkthrough
    self.overrides = overrides
    triedRuns = []
    work = setAside[overrides.mapValues(\.text)] ?? Work()
    return nil
  }

  // MARK: Searching

  /// Goes to the next step, or the previous one, that has what is searched for.
  mutating func search(_ direction: Int) -> Effect {
    let wanted = searched.lowercased()
    let count = plan.steps.count
    for distance in 1...count {
      let candidate = ((position + direction * distance) % count + count) % count
      guard text(of: plan.steps[candidate]).lowercased().contains(wanted) else { continue }
      if candidate == position {
        isFound = true
        message = "`\(searched)` is on this page and nowhere else"
        return .redraw
      }
      let isWrapped = direction > 0 ? candidate < position : candidate > position
      let from = position
      go(to: candidate)
      isFound = true
      message =
        "`\(searched)`: step \(candidate + 1)\(isWrapped ? ", from the other end" : ""); "
        + "you were at step \(from + 1); n and N look further"
      return .save
    }
    message = "`\(searched)` is nowhere in this lesson"
    return .redraw
  }

  /// The words of a step, as far as they are its own.
  private func text(of step: LearnStep) -> String {
    let source = lesson.source
    switch step {
    case .prose(let parts):
      return lesson.parts[parts].map { part in
        switch part {
        case .prose(let block): source[block.span]
        case .mathematics(let tex, _): tex
        case .directive(let directive): directive.text
        case .stage, .hint: ""
        }
      }.joined(separator: "\n")
    case .stage(let index): return "stage \(lesson.stages[index].name)"
    case .assignment(let assignment):
      // Of the presses that a statement takes, the first is found.
      let statement = lesson.stages[assignment.stage].statements[assignment.statement]
      guard assignment.parts.isSubset(of: .symbols), !assignment.isContinued else { return "" }
      return source[statement.span] + " " + (statement.caption ?? "")
    case .question(let index): return source[lesson.questions[index].span]
    case .end: return ""
    }
  }
}
