import Lessons
import Matrices
import Source
import StageLanguage

/// Somebody following a lesson: where they are and everything they have done.
///
/// A value that keys alone change, by ``handle(_:_:)``. What a screen shows is a function of it, and
/// it knows neither a screen nor a file.
public struct LearnState: Sendable {
  /// The lesson in steps.
  public let plan: LearnPlan
  /// The lesson with its own values.
  public let original: Walkthrough
  /// The lesson with the values that it has now, parameters overridden.
  public internal(set) var walkthrough: Walkthrough
  /// The program that these values come from.
  var compiled: CompiledLesson

  /// What stops the lesson before its end, if something does.
  public let stopping: String?

  /// The step shown, by its number.
  public internal(set) var position = 0
  /// The last step that has been reached.
  public internal(set) var furthest = 0
  /// The steps that have been in front, by their numbers.
  public internal(set) var visited: IndexRanges = [0..<1]
  /// Which part of a long page is shown.
  public internal(set) var scroll = Scroll.start
  /// What has been done about each question, by its number.
  public internal(set) var attempts: [Int: Attempt] = [:]
  /// What was said of the answers given.
  public internal(set) var assessments: [Int: Assessment] = [:]
  /// Answers that were begun and left, by question.
  var drafts: [Int: String] = [:]
  /// Questions whose solution is shown beside the answer given.
  public internal(set) var solutionsShown: Set<Int> = []
  /// How many hints of each question are unfolded.
  public internal(set) var hintCounts: [Int: Int] = [:]
  /// Numbers put in the place of the lesson's own, by parameter.
  public internal(set) var overrides: [String: NumberLiteral] = [:]
  /// The training runs that have been carried out with these numbers, or cannot be.
  var triedRuns: Set<String> = []
  /// The decimals shown; nil for as many as the program was told.
  public internal(set) var digits: Int?
  /// What was done about the questions with other numbers for the parameters than now, by these.
  var setAside: [[String: String]: Work] = [:]
  /// What is in front of the page, if anything.
  public internal(set) var mode = Mode.reading
  /// Something to be said once.
  public internal(set) var message: String?
  /// What was last searched for.
  public internal(set) var searched = ""
  /// Whether a search has led to the step in front: what it looked for is pointed out there.
  public internal(set) var isFound = false

  /// What the keys are for at the moment.
  public enum Mode: Sendable {
    /// Reading the lesson.
    case reading
    /// Typing the answer to the question in front.
    case answering(TextField)
    /// Typing something else.
    case asking(Request, TextField)
    /// Looking at where numbers come from.
    case exploring(Exploration)
    /// Choosing from the list of contents.
    case contents(selection: Int)
    /// Looking at the list of all keys.
    case help
  }

  /// What is typed at a prompt.
  public enum Request: Sendable, Hashable {
    case explain, evaluate, override, digits, search
  }

  /// A place within a page that is longer than the screen.
  public enum Scroll: Sendable, Hashable {
    /// Where what is new begins.
    case start
    /// The last lines.
    case end
    /// From that line on.
    case line(Int)
  }

  /// What is to be done after a key.
  public enum Effect: Sendable, Hashable {
    /// Nothing has changed.
    case none
    /// The screen has changed.
    case redraw
    /// The screen has changed, and so has what is kept from one day to the next.
    case save
    /// The learner leaves.
    case quit
  }

  /// Begins a lesson.
  ///
  /// - Parameters:
  ///   - compiled: The lesson, without overrides.
  ///   - walkthrough: What running it gave.
  ///   - available: Which parts each step has, as it is shown.
  ///   - stopping: What stops the lesson before its end, if something does.
  public init(
    _ compiled: CompiledLesson, _ walkthrough: Walkthrough, available: [[StepParts]],
    stopping: String? = nil
  ) {
    self.stopping = stopping
    self.compiled = compiled
    original = walkthrough
    self.walkthrough = walkthrough
    plan = LearnPlan(walkthrough, available: available)
  }

  /// The lesson.
  public var lesson: Lesson { original.lesson }

  /// The step shown.
  public var step: LearnStep { plan.steps[position] }

  /// The question in front of the learner; nil at any other step.
  public var question: Int? { if case .question(let number) = step { number } else { nil } }

  /// Whether the question in front has been dealt with; true where there is none.
  public var isSettled: Bool { question.map { attempts[$0] != nil } ?? true }

  /// The steps of stages whose results are on view by now, stage by stage.
  ///
  /// Of a name that waits for a question there is nothing.
  public var visibleSteps: [[Step]] { visibleSteps(withAnswer: false) }

  /// The same, and what the question in front asks for, once that is on view.
  private func visibleSteps(withAnswer: Bool) -> [[Step]] {
    var shown: [[Bool]] = walkthrough.stages.map { Array(repeating: false, count: $0.count) }
    for step in plan.steps[...position] {
      guard case .assignment(let assignment) = step else { continue }
      if withAnswer, let held = assignment.heldBy, held == question, assignment.isAskedFor,
        isRevealed(held)
      {
        shown[assignment.stage][assignment.statement] = true
      }
      guard assignment.heldBy == nil else { continue }
      let hasResult = assignment.parts.contains(.result)
      let isDefinition = assignment.parts != [] && !hasResult
      if hasResult || isDefinition { shown[assignment.stage][assignment.statement] = true }
    }
    return zip(walkthrough.stages, shown).map { steps, shown in
      zip(steps, shown).compactMap { $1 ? $0 : nil }
    }
  }

  /// What can be looked into: the steps on view, and what the question in front asks for, if that has
  /// been found or shown.
  var answeredSteps: [[Step]] { visibleSteps(withAnswer: true) }

  /// The lesson as far as it is on view.
  public var visibleWalkthrough: Walkthrough {
    Walkthrough(
      lesson: lesson, stages: answeredSteps, outcomes: walkthrough.outcomes,
      claimed: walkthrough.claimed,
      questions: walkthrough.questions, overrides: walkthrough.overrides,
      records: walkthrough.records)
  }

  /// The first stage whose values have been changed by an override; nil if there is none.
  public var firstChangedStage: Int? { compiled.firstOverriddenStage }

  // MARK: Moving

  /// Goes to a step.
  mutating func go(to position: Int, _ scroll: Scroll = .start) {
    isFound = false
    self.position = min(max(position, 0), plan.steps.count - 1)
    furthest = max(furthest, self.position)
    visited.insert(self.position)
    self.scroll = scroll
    if step == .end { assessAll() } else { assessQuestion() }
  }

  /// Marks every answer that was not marked yet, for a list that says what came of each.
  mutating func assessAll() {
    for question in attempts.keys where assessments[question] == nil {
      assessments[question] = assess(question)
    }
  }

  /// Marks the answer to the question in front, if it has one that was not marked yet.
  mutating func assessQuestion() {
    guard let question, case .given(let text)? = attempts[question], assessments[question] == nil
    else { return }
    assessments[question] = assess(text, to: question)
  }
}

/// What a screen knows and a state does not: how long the page is.
public struct Viewport: Sendable, Hashable {
  /// The lines of the whole page.
  public let lines: Int
  /// The lines that fit.
  public let height: Int
  /// The line with which the new part of the page begins.
  public let anchor: Int

  /// Creates a viewport.
  public init(lines: Int, height: Int, anchor: Int = 0) {
    self.lines = lines
    self.height = max(height, 1)
    self.anchor = anchor
  }

  /// The last line that a page can begin with.
  public var lastOffset: Int { max(0, lines - height) }
  /// The line it begins with at first: what is new is in view.
  public var firstOffset: Int { min(max(anchor, 0), lastOffset) }
  /// How far a page is turned; one line stays in view.
  public var pageLength: Int { max(1, height - 1) }

  /// The first line shown.
  public func offset(_ scroll: LearnState.Scroll) -> Int {
    switch scroll {
    case .start: firstOffset
    case .end: lastOffset
    case .line(let line): min(max(line, 0), lastOffset)
    }
  }

  /// Where the page after `offset` begins; nil if there is no more.
  func pageAfter(_ offset: Int) -> Int? {
    guard offset < lastOffset else { return nil }
    if offset < firstOffset { return firstOffset }
    let pages = (offset - firstOffset) / pageLength + 1
    return min(firstOffset + pages * pageLength, lastOffset)
  }

  /// Where the page before `offset` begins, so that going back shows what was shown; nil at the
  /// first.
  func pageBefore(_ offset: Int) -> Int? {
    guard offset > firstOffset else { return nil }
    return firstOffset + (offset - firstOffset - 1) / pageLength * pageLength
  }
}
