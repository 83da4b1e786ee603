import ArgumentParser
import Rendering
import Source
import Tutoring

/// Follows a lesson line by line: what is new is printed, and a line is read.
///
/// Good for a screen reader, and for a pipe.
struct PlainLearn {
  private var state: LearnState
  private let profile: TerminalProfile
  private var keeper: ProgressKeeper
  /// The lines of the page printed last.
  private var printed: [String] = []

  init(_ state: LearnState, profile: TerminalProfile, keeper: ProgressKeeper) {
    self.state = state
    self.profile = profile
    self.keeper = keeper
  }

  private static let advice = """
    Enter goes on. Commands: back, hint, answer, skip, explain z1[0,2], try X @ W1, set lr = 0.1, \
    undo, digits 6, goto NAME, find WORD, contents, help, quit. Where a letter is named, as g or O, it \
    does as well.

    """

  mutating func run() throws {
    try show(Self.advice)
    try say()
    try page()
    while true {
      try show(prompt)
      guard let line = readLine() else {
        try show("\n")
        break
      }
      if !(try obey(line)) { break }
    }
    keeper.save(&state)
  }

  private var prompt: String { state.isSettled ? "> " : "your answer> " }

  private mutating func say() throws {
    guard let message = state.message else { return }
    try show(message.sanitized + "\n")
    state.say(nil)
  }

  /// Prints what is new: of a page that only grows, what has been added.
  private mutating func page() throws {
    var progress = RunProgress(isShown: TerminalEnvironment.showsProgress)
    state.carryOutMissingRuns { progress.say($0) }
    progress.remove()
    let lines = learnText(state, profile: profile)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
    var known = 0
    while known < min(lines.count, printed.count), lines[known] == printed[known] { known += 1 }
    // A page that begins differently is another one.
    let isLonger = known == printed.count || (known > 1 && state.question != nil)
    if !isLonger || known == lines.count { known = 0 }
    if !state.isAside { printed = Array(lines) }
    try show("\n" + lines.dropFirst(known).map { $0 + "\n" }.joined())
  }

  /// Does what a line says; false to leave.
  private mutating func obey(_ line: String) throws -> Bool {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    let before = state.position
    // The one letter whose case matters.
    switch words.first == "O" ? "undo" : words.first?.lowercased() ?? "" {
    case "quit", "q", "exit": return false
    case "": perform(.next)
    case "back", "b": perform(.back)
    case "next", "n": perform(.next)
    case "hint", "t": perform(.hint)
    case "answer", "a": perform(.showAnswer)
    case "skip", "s": perform(.skip)
    case "undo": perform(.restore)
    case "explain", "e": finish(.explain, rest)
    case "try", "x": finish(.evaluate, rest)
    case "set", "o": finish(.override, rest)
    case "digits", "d": finish(.digits, rest)
    case "find", "/": finish(.search, rest)
    case "goto", "go", "g": jump(rest)
    case "contents":
      try show(learnContents(state, profile: profile))
      return true
    case "help", "?", "h":
      try show(Self.advice)
      return true
    default:
      if state.question != nil, line.first.map({ !$0.isLetter }) == true || line.contains("=") {
        state.submit(try whole(line))
      } else {
        state.say("`\(words[0])` means nothing here; help lists the commands")
        try say()
        return true
      }
    }
    keeper.save(&state)
    let isAnswered = state.question != nil && state.position == before
    try say()
    if state.position != before || isAnswered || state.isAside { try page() }
    state.returnToLesson()
    return true
  }

  private mutating func perform(_ command: LearnCommand) {
    guard state.isAvailable(command) else {
      state.say("there is nothing to \(command.label) here")
      return
    }
    // Nothing is scrolled here: a page is printed whole. Where a step would add nothing in words, it
    // is passed over.
    repeat {
      _ = state.perform(command, Viewport(lines: 0, height: 1))
    } while (command == .next || command == .back) && addsNothing && state.isAvailable(command)
  }

  /// Whether the step in front is one that only puts numbers in for names, which is not said.
  private var addsNothing: Bool {
    guard case .assignment(let assignment) = state.step else { return false }
    return assignment.parts.contains(.numbers) && !assignment.parts.contains(.result)
  }

  private mutating func finish(_ request: LearnState.Request, _ text: String) {
    if text.isEmpty {
      state.say("something must follow that command; help has examples")
    } else {
      state.finish(request, text)
    }
  }

  private mutating func jump(_ name: String) {
    if !state.jump(to: name) { state.say("there is no `\(name)` in the contents") }
  }

  /// The answer with the rows that still lack.
  private func whole(_ line: String) throws -> String {
    var text = line
    while state.wantsMore(text) {
      try show("next row> ")
      guard let row = readLine(), !row.isEmpty else { break }
      text += "\n" + row
    }
    return text
  }
}
