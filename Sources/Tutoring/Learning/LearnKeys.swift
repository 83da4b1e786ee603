import StageLanguage

extension LearnState {
  /// Does what a key means now.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - viewport: How much of the page the screen shows.
  /// - Returns: what is to be done.
  public mutating func handle(_ key: Key, _ viewport: Viewport) -> Effect {
    message = nil
    switch mode {
    case .reading: return read(key, viewport)
    case .answering(let field): return answer(key, field)
    case .asking(let request, let field): return ask(key, request, field)
    case .exploring(let exploration): return explore(key, exploration, viewport)
    case .contents(let selection): return choose(key, selection, viewport)
    case .help: return overlay(key, viewport)
    }
  }

  // MARK: Reading

  private mutating func read(_ key: Key, _ viewport: Viewport) -> Effect {
    if question != nil, key.beginsAnswer {
      // A first digit begins a new answer; `i` brings back what was typed before.
      var field = TextField()
      field.handle(key)
      mode = .answering(field)
      return .redraw
    }
    guard let command = LearnCommand.of(key) else {
      if key == .control("l") { return .redraw }
      if key == .escape { return .redraw }
      message = "\(key.name) does nothing here; ? lists the keys"
      return .redraw
    }
    guard isAvailable(command) || command == .next else {
      message = refusal(of: command, key)
      return .redraw
    }
    return perform(command, viewport)
  }

  private func refusal(of command: LearnCommand, _ key: Key) -> String {
    switch command {
    case .next: "this is the end of the lesson; q quits, b goes back"
    case .back: "this is the beginning"
    case .hint where question != nil:
      plan.hints[question ?? 0].isEmpty
        ? "there is no hint for this question" : "there is no further hint; a shows the solution"
    case .skip where question != nil: "this question is done; Enter goes on"
    case .answer, .hint, .showAnswer, .skip:
      "\(key.name) is for questions, and this is none"
    case .restore: "these are the lesson's own numbers"
    case .override: "this lesson has no parameters to change"
    case .searchNext, .searchPrevious: "nothing has been searched for yet; / searches"
    default: "\(key.name) does nothing here"
    }
  }

  /// Does what a command says.
  public mutating func perform(_ command: LearnCommand, _ viewport: Viewport) -> Effect {
    let offset = viewport.offset(scroll)
    switch command {
    case .next:
      if let page = viewport.pageAfter(offset) {
        scroll = .line(page)
      } else if isSettled, position + 1 < plan.steps.count {
        go(to: position + 1)
        return .save
      } else if isSettled {
        message = refusal(of: .next, .enter)
      } else {
        message = "type your numbers; or t for a hint, a for the solution, s to skip"
      }
    case .back:
      if let page = viewport.pageBefore(offset) {
        scroll = .line(page)
      } else if position > 0 {
        go(to: position - 1, .end)
        return .save
      } else {
        message = refusal(of: .back, .left)
      }
    case .lineDown: scroll = .line(offset + 1)
    case .lineUp: scroll = .line(max(0, offset - 1))
    case .pageDown: scroll = .line(min(offset + viewport.pageLength, viewport.lastOffset))
    case .pageUp: scroll = .line(max(0, offset - viewport.pageLength))
    case .pageStart: scroll = .line(0)
    case .pageEnd: scroll = .end
    case .answer: mode = .answering(TextField(draft))
    case .hint:
      if let question { hintCounts[question, default: 0] += 1 }
      scroll = .end
      return .save
    case .showAnswer: return settle(.shown)
    case .skip: return settle(.skipped)
    case .explain: beginExploring()
    case .evaluate: mode = .asking(.evaluate, TextField())
    case .override: mode = .asking(.override, TextField())
    case .restore: return restore()
    case .digits: mode = .asking(.digits, TextField())
    case .contents:
      assessAll()
      mode = .contents(selection: plan.placeOfStep[position] ?? 0)
    case .search: mode = .asking(.search, TextField())
    case .searchNext: return search(1)
    case .searchPrevious: return search(-1)
    case .help: mode = .help
    case .quit: return .quit
    }
    if case .help = mode { scroll = .start }
    return .redraw
  }

  private mutating func settle(_ attempt: Attempt) -> Effect {
    guard let question else { return .none }
    // What was answered stays answered: the solution is only shown beside it.
    if attempt == .shown, case .given? = attempts[question] {
      solutionsShown.insert(question)
    } else {
      attempts[question] = attempt
    }
    scroll = .end
    return .save
  }

  /// What has been typed for the question in front so far.
  private var draft: String {
    guard let question else { return "" }
    if let draft = drafts[question] { return draft }
    guard case .given(let text)? = attempts[question] else { return "" }
    // A right answer is not begun from; one to be corrected is.
    return assessments[question]?.isRight == true ? "" : text
  }

  // MARK: Answering

  private mutating func answer(_ key: Key, _ field: TextField) -> Effect {
    var field = field
    guard let question else {
      mode = .reading
      return .redraw
    }
    switch key {
    case .escape:
      drafts[question] = field.isBlank ? nil : field.text
      mode = .reading
      return .save
    case .enter:
      if field.isBlank {
        drafts[question] = nil
        mode = .reading
        message = "nothing was typed; t gives a hint, a the solution, s skips"
        return .redraw
      }
      if wantsAnotherRow(field.text, question) {
        field.breakLine()
        mode = .answering(field)
        return .redraw
      }
      return submit(field.text)
    case .tab:
      // A table that is pasted key by key has tabs between its numbers.
      field.handle(.character(" "))
      mode = .answering(field)
      return .redraw
    default:
      field.handle(key)
      mode = .answering(field)
      return .redraw
    }
  }

  /// Takes an answer to the question in front.
  @discardableResult
  public mutating func submit(_ text: String) -> Effect {
    guard let question else { return .none }
    let assessment = assess(text, to: question)
    guard assessment.isReadable else {
      if case .unreadable(let reasons) = assessment {
        message = reasons.joined(separator: "; ")
      }
      mode = .answering(TextField(text))
      return .redraw
    }
    attempts[question] = .given(text)
    drafts[question] = nil
    // Later answers may follow from this one, and are marked again when they are seen.
    assessments = assessments.filter { $0.key < question }
    assessments[question] = assessment
    mode = .reading
    scroll = .end
    return .save
  }

  // MARK: Lists

  private mutating func choose(_ key: Key, _ selection: Int, _ viewport: Viewport) -> Effect {
    let last = plan.places.count - 1
    func clamped(_ index: Int) -> Int { min(max(index, 0), max(last, 0)) }
    switch key {
    case .down, .character("j"), .tab: mode = .contents(selection: clamped(selection + 1))
    case .up, .character("k"), .backTab: mode = .contents(selection: clamped(selection - 1))
    case .pageDown: mode = .contents(selection: clamped(selection + viewport.pageLength))
    case .pageUp: mode = .contents(selection: clamped(selection - viewport.pageLength))
    case .home: mode = .contents(selection: 0)
    case .end, .character("G"): mode = .contents(selection: clamped(last))
    case .enter, .right, .character("l"), .character(" "):
      mode = .reading
      guard plan.places.indices.contains(selection) else { return .redraw }
      let from = position
      go(to: plan.places[selection].position)
      message =
        from == position
        ? "you are there" : "gone to step \(position + 1); you were at step \(from + 1)"
      return .save
    case .escape, .left, .character("h"), .character("g"), .character("b"): mode = .reading
    case .character("q"): return .quit
    default: message = "Up and Down choose, Enter goes there, Esc goes back"
    }
    return .redraw
  }

  private mutating func overlay(_ key: Key, _ viewport: Viewport) -> Effect {
    let offset = viewport.offset(scroll)
    switch key {
    case .down, .character("j"): scroll = .line(min(offset + 1, viewport.lastOffset))
    case .up, .character("k"): scroll = .line(max(0, offset - 1))
    case .pageDown: scroll = .line(min(offset + viewport.pageLength, viewport.lastOffset))
    case .pageUp: scroll = .line(max(0, offset - viewport.pageLength))
    case .enter, .character(" "):
      if let page = viewport.pageAfter(offset) { scroll = .line(page) } else { close() }
    case .character("q"): return .quit
    default: close()
    }
    return .redraw
  }

  /// Goes back from whatever is in front to the page of the lesson.
  mutating func close() {
    mode = .reading
    scroll = .start
  }
}

extension Key {
  /// Whether it is the beginning of a number or of a matrix.
  fileprivate var beginsAnswer: Bool {
    switch self {
    case .character(let character):
      character.isASCII && (character.isNumber || "-[.+".contains(character)) || character == "−"
    case .paste: true
    default: false
    }
  }
}
