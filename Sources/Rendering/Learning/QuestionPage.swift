import Lessons
import Matrices
import Source
import Tutoring

/// A question: what is asked, what is known, hints, and what was said of the answer.
struct QuestionPage {
  private(set) var lines: [Line] = []
  private(set) var anchor = 0

  private let state: LearnState
  private let profile: TerminalProfile
  private let number: Int

  init(_ state: LearnState, _ profile: TerminalProfile, _ number: Int) {
    self.state = state
    self.profile = profile
    self.number = number
    asked()
    hints()
    verdict()
  }

  private var question: Question { state.lesson.questions[number] }

  private mutating func append(_ block: [Line]) {
    guard !block.isEmpty else { return }
    if !lines.isEmpty { lines.append(Line()) }
    lines += block
  }

  private func text(_ words: String, _ style: Style = []) -> [Line] {
    LineBreaker.lines([(words.sanitized, style)], width: profile.width, profile)
  }

  // MARK: What is asked

  private mutating func asked() {
    let count = state.lesson.questions.count
    append(text("Question \(number + 1) of \(count)", .heading))
    let known = state.knownNames
    let shape = state.walkthrough.questions[number]?.shape
    if profile.isLinear {
      let name = known.builder(digits: 4).formula(question.subject).oneLine(.ascii)
      append(text("What is \(name)? It is \(shape?.description ?? "unknown"); \(decimals)."))
    } else {
      let formula = known.formula(question, shape: shape)
      let box = FormulaLayout(profile: profile).box(formula, within: max(profile.width - 2, 8))
      append(box.lines.map { $0.styled(.strong).indented(by: 2) })
      var words = decimals
      if let shape, shape != .scalar { words = "\(shape), \(words)" }
      append(text(words, .aside))
    }
    reminder(known)
  }

  private var decimals: String {
    guard let decimals = question.decimals else { return "with as many decimals as you like" }
    return decimals == 1 ? "to 1 decimal" : "to \(decimals) decimals"
  }

  /// The formula of what is asked for, with the numbers that go into it; before it, the formula of
  /// what it is made of and is kept back as well.
  private mutating func reminder(_ known: KnownNames) {
    let held = state.plan.steps[..<state.position].compactMap { step -> LearnAssignment? in
      guard case .assignment(let assignment) = step, assignment.heldBy == number else { return nil }
      return assignment
    }
    guard let asked = held.last(where: \.isAskedFor) else { return }
    let askedStep = step(of: asked)
    var steps = [askedStep]
    for assignment in held where assignment.stage == asked.stage && !assignment.isAskedFor {
      let step = step(of: assignment)
      guard let name = step.statement.assignedName, askedStep.operands[name] != nil,
        !steps.contains(where: { $0.statement.assignedName == name })
      else { continue }
      steps.insert(step, at: steps.count - 1)
    }
    var known = known
    if profile.isLinear {
      for step in steps { append(inWords(step, known)) }
      return
    }
    var layout = StepLayout(profile: profile)
    layout.rowLimit = .max
    let shown = steps.map { ShownStep(step: $0, parts: formulaParts($0, known)) }
    append(layout.blocks(shown, known: &known).flatMap { $0 })
  }

  private func step(of assignment: LearnAssignment) -> Step {
    state.walkthrough.stages[assignment.stage][assignment.statement]
  }

  /// A formula and the numbers that go into it, in lines that can be read out.
  private func inWords(_ step: Step, _ known: KnownNames) -> [Line] {
    let formulas = StepFormulas(step, known: known, digits: profile.digits)
    guard let left = formulas.left, let symbols = formulas.symbols else { return [] }
    var lines = text("\(left.oneLine(.ascii)) = \(symbols.oneLine(.ascii))")
    if formulaParts(step, known).contains(.numbers), let numbers = formulas.numbers {
      lines += text("that is \(numbers.oneLine(.ascii))")
    }
    return lines
  }

  /// Its numbers are shown as far as they are known here.
  private func formulaParts(_ step: Step, _ known: KnownNames) -> StepParts {
    let isKnown = step.operands.allSatisfy { known.values[$0.key] != nil }
    return isKnown ? [.symbols, .numbers] : .symbols
  }

  // MARK: Hints and verdict

  private mutating func hints() {
    let prose = Prose(profile, state.proseNotes)
    let parts = state.plan.hints[number].prefix(state.hintCounts[number, default: 0])
    for case .hint(let hint) in parts.map({ state.lesson.parts[$0] }) {
      let block = prose.hint(hint, width: profile.width)
      anchor = lines.count + 1
      append(block)
    }
  }

  private mutating func verdict() {
    guard let attempt = state.attempts[number] else { return }
    anchor = lines.count + 1
    switch attempt {
    case .given:
      switch state.assessments[number] {
      case .marked(let answer, let marking)?:
        append(markingLines(answer, in: marking, profile))
        if state.assessments[number]?.isRight == true, answer.sentences.isEmpty {
          append(text("All right.", .good))
        }
      case .compared(let isRight)?:
        append(text(isRight ? "That is right." : "That is not right.", isRight ? .good : .bad))
      case .unreadable(let reasons)?: append(text(reasons.joined(separator: "; "), .bad))
      case nil: break
      }
      if state.solutionsShown.contains(number) { append(solution("The solution:")) }
    case .shown: append(solution("The solution:"))
    case .skipped: append(solution("Skipped, and filled in:"))
    }
  }

  private func solution(_ title: String) -> [Line] {
    guard let value = state.walkthrough.questions[number] else { return [] }
    let digits = max(profile.digits, question.decimals ?? 0)
    if profile.isLinear {
      let name = question.subject.description
      return text(title) + value.spoken(name, digits: digits).flatMap { text($0) }
    }
    let builder = state.knownNames.builder(digits: digits)
    let formula = Formula.infix(
      .approximately, builder.formula(question.subject), Formula(value: value, digits: digits))
    let box = FormulaLayout(profile: profile).box(formula, within: max(profile.width - 2, 8))
    return text(title) + box.lines.map { $0.styled(.good).indented(by: 2) }
  }
}
