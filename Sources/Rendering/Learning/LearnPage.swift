import Lessons
import Matrices
import Source
import Tutoring

/// The page that belongs to a state of learning: all of its lines, whether they fit or not.
struct LearnPage {
  /// The lines.
  private(set) var lines: [Line] = []
  /// The line with which what is new begins.
  private(set) var anchor = 0

  private let state: LearnState
  private let profile: TerminalProfile

  /// Sets the page.
  init(_ state: LearnState, _ profile: TerminalProfile) {
    self.state = state
    self.profile = profile
    switch state.mode {
    case .help: lines = LearnHelp(profile).lines(state)
    case .contents(let selection):
      let contents = LearnContents(state, profile, selection: selection)
      lines = contents.lines
      anchor = contents.anchor
    case .exploring(let exploration): lines = explorationLines(exploration)
    case .asking(.override, _): lines = parameterLines()
    case .reading, .answering, .asking: lessonPage()
    }
  }

  private mutating func lessonPage() {
    switch state.step {
    case .prose(let parts): lines = prose(parts)
    case .stage(let index): lines = code(of: index)
    case .assignment(let assignment): assignments(upTo: assignment)
    case .question(let number): question(number)
    case .end: lines = endLines()
    }
  }

  // MARK: Prose and code

  private func prose(_ parts: Range<Int>) -> [Line] {
    let prose = Prose(profile, state.proseNotes)
    var lines: [Line] = []
    let figures = PlotFigures(state.walkthrough)
    for (index, part) in zip(parts, state.lesson.parts[parts]) {
      let block: [Line]
      switch part {
      case .prose(let value): block = prose.lines(value, width: profile.width)
      case .mathematics(let tex, _): block = prose.display(tex, width: profile.width)
      case .directive(let directive):
        let stages = state.lesson.parts[..<index].count {
          if case .stage = $0 { true } else { false }
        }
        block =
          GraphFigure(directive, state.walkthrough)?.lines(profile)
          ?? figures.lines(part, stageCount: stages, profile) ?? prose.directive(directive)
      case .hint(let hint): block = prose.hint(hint, width: profile.width)
      case .stage: block = []
      }
      if !lines.isEmpty, !block.isEmpty { lines.append(Line()) }
      lines += block
    }
    return lines
  }

  private func header(_ stage: Int, _ continued: Bool) -> [Line] {
    let name = state.lesson.stages[stage].name.sanitized + (continued ? ", continued" : "")
    if profile.isLinear { return [Line("Stage \(name).", profile), Line()] }
    let sign = profile.sign("─", ascii: "-")
    var header = Line("\(sign)\(sign) \(name) ", profile, .heading)
    header.append(profile.rule(sign, profile.width - header.columns, .heading))
    return [header.truncated(to: profile.width, profile), Line()]
  }

  private func code(of stage: Int) -> [Line] {
    let source = state.lesson.source
    let statements = state.lesson.stages[stage].statements
    let code = statements.map { statement in
      let caption = statement.caption.map { "  # \($0)" } ?? ""
      return source[statement.span] + (statement.kind == .comment ? "" : caption)
    }.joined(separator: "\n")
    let words =
      statements.count == 1
      ? "This stage is one line of code. It comes as a formula now."
      : "This stage is \(statements.count) lines of code. They come one by one now, as formulas."
    return header(stage, false)
      + Prose(profile, state.proseNotes).code(code, profile.width) + [Line()]
      + LineBreaker.lines([(words, .aside)], width: profile.width, profile)
  }

  // MARK: Statements

  private mutating func assignments(upTo last: LearnAssignment) {
    var shown: [LearnAssignment] = []
    for case .assignment(let assignment) in state.plan.steps[last.pageStart...state.position] {
      if shown.last?.statement == assignment.statement { shown.removeLast() }
      shown.append(assignment)
    }
    var known = KnownNames(state.lesson)
    for steps in state.walkthrough.stages.prefix(last.stage) {
      for step in steps { known.learn(step) }
    }
    let first = shown.first?.statement ?? 0
    for step in state.walkthrough.stages[last.stage].prefix(first) { known.learn(step) }
    let blocks: [[Line]]
    if profile.isLinear {
      let linear = LinearSteps(profile: profile)
      blocks = shown.map { linear.lines(shownStep($0), known: &known) }
    } else {
      var layout = StepLayout(profile: profile)
      layout.rowLimit = .max
      blocks = layout.blocks(shown.map(shownStep), known: &known)
    }
    lines = header(last.stage, last.isContinued)
    anchor = 0
    for block in blocks {
      anchor = lines.count
      lines += block
    }
    if shown.count == 1 { anchor = 0 }
  }

  private func shownStep(_ assignment: LearnAssignment) -> ShownStep {
    let step = state.walkthrough.stages[assignment.stage][assignment.statement]
    var shown = ShownStep(step: step, parts: assignment.parts)
    if let question = assignment.heldBy {
      let subject = state.lesson.questions[question].subject
      let name = state.knownNames.builder(digits: 4).formula(subject).oneLine(profile.notation)
      let words =
        assignment.isAskedFor
        ? "you will be asked for this: pencil and paper, please"
        : "comes after the question about \(name)"
      shown.closing = remark(words)
    } else if assignment.parts.contains(.result) {
      shown.closing = changes(assignment, step)
    }
    return shown
  }

  private func remark(_ words: String) -> [Line] {
    let sign = profile.isLinear ? "" : profile.sign("▷ ", ascii: "> ")
    return LineBreaker.lines(
      [(sign + words, .aside)], width: max(profile.width - 2, 8), profile)
  }

  /// The lesson's own numbers, with what has become of them, where an override has changed a value.
  private func changes(_ assignment: LearnAssignment, _ step: Step) -> [Line] {
    let original = state.original.stages[assignment.stage][assignment.statement]
    guard !state.overrides.isEmpty, case .array(let new) = step.result,
      case .array(let old) = original.result, new != old, step.typedNumber == nil
    else { return [] }
    return ValueChange(old: old, new: new).lines(profile)
  }

  // MARK: The question

  private mutating func question(_ number: Int) {
    let page = QuestionPage(state, profile, number)
    lines = page.lines
    anchor = page.anchor
  }

  // MARK: Other pages

  private func explorationLines(_ exploration: Exploration) -> [Line] {
    var lines: [Line] = []
    if let picker = exploration.picker {
      lines = PickerGrid(picker, profile).lines + [Line()]
    }
    if profile.isLinear {
      return lines
        + LinearExplanation(explanation: exploration.explanation, profile: profile).lines()
    }
    var printer = ExplanationPrinter(explanation: exploration.explanation, profile: profile)
    printer.print()
    return lines + printer.lines
  }

  private func parameterLines() -> [Line] {
    var lines = [Line("Numbers that you can change", profile, .heading), Line()]
    for parameter in state.lesson.parameters {
      var words = "\(parameter.name) = \(parameter.value)"
      if let number = state.overrides[parameter.name] {
        words = "\(parameter.name) = \(number.text) (the lesson has \(parameter.value))"
      }
      if let caption = parameter.caption { words += "  \(caption)" }
      lines += LineBreaker.lines([(words.sanitized, [])], width: profile.width - 2, profile)
        .map { $0.indented(by: 2) }
    }
    let words = "Everything that follows from it is computed again; O takes it back."
    return lines + [Line()]
      + LineBreaker.lines([(words, .aside)], width: profile.width, profile)
  }

  private func endLines() -> [Line] {
    let questions = state.lesson.questions.count
    let answered = state.attempts.filter { if case .given = $0.value { true } else { false } }
    let right = answered.filter { state.assess($0.key)?.isRight ?? false }.count
    let helped = state.lesson.questions.indices.filter { question in
      state.hintCounts[question, default: 0] > 0 || state.solutionsShown.contains(question)
        || state.attempts[question] == .shown
    }.count
    var paragraphs = ["That was “\(state.lesson.title)”."]
    if questions > 0 {
      paragraphs.append(
        "Of \(questions) questions you answered \(answered.count), \(right) of them rightly"
          + (helped > 0 ? "; with \(helped) you had a hint or saw the solution." : "."))
    }
    if let stop = state.stopping { paragraphs.append("The lesson stopped early: \(stop)") }
    paragraphs.append("b goes back, g to any place, o changes a number and computes it all again.")
    var lines: [Line] = []
    for words in paragraphs {
      if !lines.isEmpty { lines.append(Line()) }
      lines += LineBreaker.lines([(words.sanitized, [])], width: profile.width, profile)
    }
    return lines
  }
}

extension Line {
  /// The line cut off after so many columns, with a sign where something is missing.
  func truncated(to width: Int, _ profile: TerminalProfile) -> Line {
    guard columns > width else { return self }
    let sign = profile.sign("…", ascii: ">")
    let room = width - profile.columns(of: sign)
    var line = Line()
    for run in runs {
      for character in run.text {
        let columns = profile.columns(of: character)
        guard line.columns + columns <= room else {
          line.append(Line(sign, profile, .aside))
          return line
        }
        line.append(Run(text: String(character), style: run.style, columns: columns))
      }
    }
    return line
  }
}
