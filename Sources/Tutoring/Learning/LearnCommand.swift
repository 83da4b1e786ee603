/// What a key does while a lesson is read: the one table of keys, which the bottom line and the
/// help are made from.
public enum LearnCommand: Sendable, Hashable, CaseIterable {
  case next, back, lineDown, lineUp, pageDown, pageUp, pageStart, pageEnd
  case answer, hint, showAnswer, skip
  case explain, evaluate, override, restore, digits
  case contents, search, searchNext, searchPrevious
  case help, quit

  /// The keys, the one to be named first.
  public var keys: [Key] {
    switch self {
    case .next: [.enter, .character(" "), .right, .character("l")]
    case .back: [.character("b"), .left, .character("h"), .backspace]
    case .lineDown: [.down, .character("j")]
    case .lineUp: [.up, .character("k")]
    case .pageDown: [.pageDown, .control("d"), .control("f")]
    case .pageUp: [.pageUp, .control("u"), .control("b")]
    case .pageStart: [.home]
    case .pageEnd: [.end, .character("G")]
    case .answer: [.character("i")]
    case .hint: [.character("t")]
    case .showAnswer: [.character("a")]
    case .skip: [.character("s")]
    case .explain: [.character("e")]
    case .evaluate: [.character("x")]
    case .override: [.character("o")]
    case .restore: [.character("O")]
    case .digits: [.character("d")]
    case .contents: [.character("g")]
    case .search: [.character("/")]
    case .searchNext: [.character("n")]
    case .searchPrevious: [.character("N")]
    case .help: [.character("?")]
    case .quit: [.character("q")]
    }
  }

  /// What it does, in a word or two, for the bottom line.
  public var label: String {
    switch self {
    case .next: "on"
    case .back: "back"
    case .lineDown: "down"
    case .lineUp: "up"
    case .pageDown: "page down"
    case .pageUp: "page up"
    case .pageStart: "top"
    case .pageEnd: "bottom"
    case .answer: "answer"
    case .hint: "hint"
    case .showAnswer: "solution"
    case .skip: "skip"
    case .explain: "explain"
    case .evaluate: "try"
    case .override: "change"
    case .restore: "undo changes"
    case .digits: "digits"
    case .contents: "contents"
    case .search: "search"
    case .searchNext: "next match"
    case .searchPrevious: "previous match"
    case .help: "keys"
    case .quit: "quit"
    }
  }

  /// What it does, in a sentence.
  public var summary: String {
    switch self {
    case .next: "go on: the rest of a long page, then the next step"
    case .back: "go back, exactly the way you came"
    case .lineDown: "scroll down one line"
    case .lineUp: "scroll up one line"
    case .pageDown: "scroll down one page"
    case .pageUp: "scroll up one page"
    case .pageStart: "to the top of this page"
    case .pageEnd: "to the bottom of this page"
    case .answer: "take up the answer you began or gave; a first digit begins a new one"
    case .hint: "a hint; again for another"
    case .showAnswer: "show the solution"
    case .skip: "skip the question; what it asked for is filled in"
    case .explain: "where does a number come from? pick it with the arrows, or type z1[0,2]"
    case .evaluate: "try an expression, such as X @ W1, with the values so far"
    case .override: "give a parameter another number, such as lr = 0.1, and see what changes"
    case .restore: "go back to the lesson's own numbers"
    case .digits: "how many decimals to show"
    case .contents: "the contents, and how far you are; go to a heading, stage or question"
    case .search: "search the lesson"
    case .searchNext: "to the next place that was searched for"
    case .searchPrevious: "to the previous one"
    case .help: "this list"
    case .quit: "quit; your place is kept"
    }
  }

  /// What a key does; nil if it does nothing.
  static func of(_ key: Key) -> LearnCommand? { allCases.first { $0.keys.contains(key) } }
}

extension LearnState {
  /// Whether a question needs nothing more: answered rightly, or passed over.
  private func isRight(_ question: Int) -> Bool {
    guard let attempt = attempts[question] else { return false }
    guard case .given = attempt else { return true }
    return assess(question)?.isRight == true
  }

  /// Whether a command does anything now.
  public func isAvailable(_ command: LearnCommand) -> Bool {
    switch command {
    case .next: position + 1 < plan.steps.count || isSettled == false
    case .answer, .showAnswer: question != nil
    case .skip: question.map { !isRight($0) } ?? false
    case .hint: question.map { hintCounts[$0, default: 0] < plan.hints[$0].count } ?? false
    case .restore: !overrides.isEmpty
    case .override: !lesson.parameters.isEmpty
    case .searchNext, .searchPrevious: !searched.isEmpty
    default: true
    }
  }
}
