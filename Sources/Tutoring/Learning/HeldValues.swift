import Lessons
import Matrices
import StageLanguage

/// Which values are kept back until a question has been answered.
///
/// A question usually stands below the stage that computes what it asks for. The value itself, what
/// is calculated from it, and what says the same in other words are shown only after the question.
struct HeldValues {
  /// The question that each step waits for, by stage and statement; nil if it waits for none.
  private(set) var questions: [[Int?]]
  /// The steps that a question asks for.
  private var asked: Set<Place> = []

  private struct Place: Hashable {
    let stage: Int
    let statement: Int
  }

  init(_ walkthrough: Walkthrough) {
    questions = walkthrough.stages.map { Array(repeating: nil, count: $0.count) }
    var versions: [[String: Place]] = []
    var latest: [String: Place] = [:]
    var inputs: [Place: [Place]] = [:]
    for (stage, steps) in walkthrough.stages.enumerated() {
      for (index, step) in steps.enumerated() {
        let place = Place(stage: stage, statement: index)
        inputs[place] = step.operands.keys.compactMap { latest[$0] }
        if let name = step.statement.assignedName?.text { latest[name] = place }
      }
      versions.append(latest)
    }
    for (number, question) in walkthrough.lesson.questions.enumerated() {
      guard let answer = walkthrough.questions[number], let name = question.subject.askedName,
        question.stageCount > 0, question.stageCount <= versions.count,
        let target = versions[question.stageCount - 1][name]
      else { continue }
      hold(target, number, isAsked: true)
      // `error` gives `L = error + 0` away.
      for place in inputs[target] ?? [] where place.stage == target.stage {
        if case .array(let value) = walkthrough.stages[place.stage][place.statement].result,
          value.says(answer, decimals: question.decimals ?? 4)
        {
          hold(place, number, isAsked: false)
        }
      }
    }
    spread(inputs, walkthrough)
  }

  /// Whether a question asks for this very value.
  func isAsked(_ stage: Int, _ statement: Int) -> Bool {
    asked.contains(Place(stage: stage, statement: statement))
  }

  private mutating func hold(_ place: Place, _ question: Int, isAsked: Bool) {
    let known = questions[place.stage][place.statement]
    // Of several questions about one value, the first gives it away.
    questions[place.stage][place.statement] = min(known ?? question, question)
    if isAsked { asked.insert(place) }
  }

  /// What is calculated from a value kept back waits as long as that.
  private mutating func spread(_ inputs: [Place: [Place]], _ walkthrough: Walkthrough) {
    let lesson = walkthrough.lesson
    for stage in questions.indices {
      for statement in questions[stage].indices {
        for input in inputs[Place(stage: stage, statement: statement)] ?? [] {
          guard let question = questions[input.stage][input.statement],
            lesson.questions[question].stageCount > stage
          else { continue }
          questions[stage][statement] = max(questions[stage][statement] ?? question, question)
        }
      }
    }
  }
}

extension Expression {
  /// The name that a question asks for, or for an entry of; nil for a calculation.
  var askedName: String? {
    switch kind {
    case .name(let name): name
    case .subscripted(let array, _): array.askedName
    default: nil
    }
  }
}

extension NumericArray {
  /// Whether the numbers are those of `other`, to so many decimals.
  fileprivate func says(_ other: NumericArray, decimals: Int) -> Bool {
    guard shape == other.shape, !elements.isEmpty, elements.contains(where: { $0 != 0 }) else {
      return false
    }
    return zip(elements, other.elements).allSatisfy {
      fixed($0, decimals: decimals) == fixed($1, decimals: decimals)
    }
  }
}
