import LessonLibrary
import Lessons
import Source
import Testing
import Tutoring

@testable import Rendering

/// Somebody following a lesson on a terminal of some size: a state, and the screen that it leads to.
struct Learner {
  var state: LearnState
  var profile: TerminalProfile
  var height: Int
  private(set) var screen: LearnScreen

  init(_ state: LearnState, _ profile: TerminalProfile = TerminalProfile(), height: Int = 24) {
    self.state = state
    self.profile = profile
    self.height = height
    screen = LearnScreen(state, profile: profile, height: height)
  }

  /// Follows a bundled lesson.
  init(bundled name: String, width: Int = 80, height: Int = 24) throws {
    let entry = try #require(LessonLibrary.lessons.first { $0.name == name })
    let source = SourceText(name: name, bytes: entry.bytes)
    self.init(try learning(source), TerminalProfile(width: width), height: height)
  }

  /// Follows a lesson of the test's own.
  init(_ text: String, width: Int = 80, height: Int = 24) throws {
    let source = SourceText(name: "test", text)
    self.init(try learning(source), TerminalProfile(width: width), height: height)
  }

  /// Presses keys, and looks at the screen after each.
  @discardableResult
  mutating func press(_ keys: Key...) -> LearnState.Effect {
    var effect = LearnState.Effect.none
    for key in keys {
      effect = state.handle(key, screen.viewport)
      screen = LearnScreen(state, profile: profile, height: height)
    }
    return effect
  }

  /// Types text.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Goes on from here: a question that stands in the way is skipped first.
  mutating func goOn() {
    if !state.isSettled, screen.viewport.offset(state.scroll) == screen.viewport.lastOffset {
      press(.character("s"))
    }
    press(.enter)
  }

  /// Presses Enter until a question is in front.
  mutating func goToQuestion() {
    var presses = 0
    while state.question == nil || state.isSettled, presses < 500 {
      goOn()
      presses += 1
    }
  }

  /// The rows of the screen in one text.
  var text: String { screen.rows.joined(separator: "\n") }
}

/// A lesson at its beginning.
private func learning(_ source: SourceText) throws -> LearnState {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: source, diagnostics: &diagnostics)
  let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
  let walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
  try #require(!diagnostics.hasErrors)
  return LearnState(compiled, walkthrough, available: stepParts(of: walkthrough))
}
