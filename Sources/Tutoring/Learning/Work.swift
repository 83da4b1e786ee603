/// What a learner did about the questions of a lesson.
///
/// It belongs to the numbers that the parameters had: with another seed the right answers are others.
struct Work: Sendable, Hashable {
  /// What has been done about each question, by its number.
  var attempts: [Int: Attempt] = [:]
  /// Answers that were begun and left, by question.
  var drafts: [Int: String] = [:]
  /// Questions whose solution is shown beside the answer given.
  var solutions: Set<Int> = []
}

extension LearnState {
  /// What has been done with the numbers that the parameters have now.
  var work: Work {
    get { Work(attempts: attempts, drafts: drafts, solutions: solutionsShown) }
    set {
      attempts = newValue.attempts
      drafts = newValue.drafts
      solutionsShown = newValue.solutions
      assessments = [:]
    }
  }

  /// What has been done with the lesson's own numbers.
  var ownWork: Work { overrides.isEmpty ? work : setAside[[:]] ?? Work() }

  /// Whether an answer to the question in front was begun and left.
  public var hasDraft: Bool { question.map { drafts[$0] != nil } ?? false }

  /// Whether the solution of a question is on view, or was found.
  func isRevealed(_ question: Int) -> Bool {
    switch attempts[question] {
    case nil: false
    case .shown, .skipped: true
    case .given: solutionsShown.contains(question) || assess(question)?.isRight == true
    }
  }
}
