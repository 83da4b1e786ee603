import CommonMark
import Lessons
import Source
import StageLanguage

/// A lesson cut into the steps in which it is followed.
///
/// It depends on the lesson alone, never on what a learner does, so that going back is going to a
/// smaller number.
public struct LearnPlan: Sendable {
  /// The steps, in order.
  public private(set) var steps: [LearnStep] = []
  /// Headings, stages and questions, in order.
  public private(set) var places: [LearnPlace] = []
  /// The hints of each question, by their part of the lesson.
  public private(set) var hints: [[Int]]
  /// For each step, the place that it belongs to; nil before the first.
  public private(set) var placeOfStep: [Int?] = []

  /// Cuts up a lesson.
  ///
  /// - Parameters:
  ///   - walkthrough: The lesson with its own values.
  ///   - available: Which parts each step of each stage has, as it is shown.
  public init(_ walkthrough: Walkthrough, available: [[StepParts]]) {
    hints = Array(repeating: [], count: walkthrough.lesson.questions.count)
    var builder = PlanBuilder(walkthrough, available)
    builder.build()
    steps = builder.steps
    places = builder.places
    hints = builder.hints
    var place: Int?
    for position in steps.indices {
      while (place ?? -1) + 1 < places.count, places[(place ?? -1) + 1].position <= position {
        place = (place ?? -1) + 1
      }
      placeOfStep.append(place)
    }
  }

  /// The heading that a step stands under.
  public func heading(at position: Int) -> String? {
    guard var index = placeOfStep[position] else { return nil }
    while index >= 0 {
      if case .heading = places[index].kind { return places[index].title }
      index -= 1
    }
    return nil
  }

  /// The number of the last stage that has begun.
  public func stage(at position: Int) -> Int? {
    for step in steps[...position].reversed() {
      switch step {
      case .stage(let stage): return stage
      case .assignment(let assignment): return assignment.stage
      case .prose, .question, .end: continue
      }
    }
    return nil
  }
}

/// Walks the parts of a lesson and makes steps of them.
private struct PlanBuilder {
  let walkthrough: Walkthrough
  let available: [[StepParts]]
  let held: HeldValues
  var steps: [LearnStep] = []
  var places: [LearnPlace] = []
  var hints: [[Int]]
  private var proseStart: Int?
  private var nextQuestion = 0

  init(_ walkthrough: Walkthrough, _ available: [[StepParts]]) {
    self.walkthrough = walkthrough
    self.available = available
    held = HeldValues(walkthrough)
    hints = Array(repeating: [], count: walkthrough.lesson.questions.count)
  }

  mutating func build() {
    var stage = 0
    for (index, part) in walkthrough.lesson.parts.enumerated() {
      switch part {
      case .prose(let block): prose(block, index)
      case .mathematics, .directive: proseStart = proseStart ?? index
      case .hint:
        if nextQuestion > 0 {
          flush(upTo: index)
          hints[nextQuestion - 1].append(index)
        } else {
          proseStart = proseStart ?? index
        }
      case .stage(let value):
        flush(upTo: index)
        add(.stage, value.name)
        steps.append(.stage(stage))
        begin(stage)
        stage += 1
      }
    }
    flush(upTo: walkthrough.lesson.parts.count)
    steps.append(.end)
  }

  private mutating func prose(_ block: Block, _ index: Int) {
    if case .heading(let level, let text) = block.kind {
      flush(upTo: index)
      add(.heading(level), text.plainText)
    }
    var asked: [Int] = []
    let questions = walkthrough.lesson.questions
    while nextQuestion < questions.count, questions[nextQuestion].span.start < block.span.end {
      asked.append(nextQuestion)
      nextQuestion += 1
    }
    if asked.isEmpty || !block.isOnlyCode {
      proseStart = proseStart ?? index
      if !asked.isEmpty { flush(upTo: index + 1) }
    } else {
      flush(upTo: index)
    }
    for question in asked where walkthrough.questions[question] != nil {
      add(.question(question), questions[question].subject.description)
      steps.append(.question(question))
      release(question)
    }
  }

  private mutating func add(_ kind: LearnPlace.Kind, _ title: String) {
    places.append(LearnPlace(kind: kind, title: title, position: steps.count))
  }

  private mutating func flush(upTo end: Int) {
    guard let start = proseStart else { return }
    steps.append(.prose(start..<end))
    proseStart = nil
  }

  /// The statements of a stage, each as far as it may be shown here.
  private mutating func begin(_ stage: Int) {
    let pageStart = steps.count
    for statement in walkthrough.stages[stage].indices {
      let question = held.questions[stage][statement]
      let isAsked = held.isAsked(stage, statement)
      var reveals = reveals(stage, statement)
      if question != nil {
        // The formula is shown; its numbers too, if they are all known.
        reveals = reveals.map { $0.subtracting(.result) }
        if !isAsked || !hasAllNumbers(stage, statement) {
          reveals = reveals.map { $0.subtracting(.numbers) }
        }
        reveals = reveals.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
      }
      for parts in reveals {
        append(stage, statement, parts, question, pageStart, isContinued: false)
      }
    }
  }

  /// The statements that have waited for a question.
  private mutating func release(_ question: Int) {
    for stage in held.questions.indices {
      let pageStart = steps.count
      for statement in held.questions[stage].indices
      where held.questions[stage][statement] == question {
        let all = reveals(stage, statement)
        // What the question asked for has been in front of the learner all along.
        let reveals = held.isAsked(stage, statement) ? all.suffix(1) : all.drop { $0 == .symbols }
        for parts in reveals {
          append(stage, statement, parts, nil, pageStart, isContinued: true)
        }
      }
    }
  }

  private mutating func append(
    _ stage: Int, _ statement: Int, _ parts: StepParts, _ question: Int?, _ pageStart: Int,
    isContinued: Bool
  ) {
    steps.append(
      .assignment(
        LearnAssignment(
          stage: stage, statement: statement, parts: parts, heldBy: question,
          isAskedFor: question != nil && held.isAsked(stage, statement), pageStart: pageStart,
          isContinued: isContinued)))
  }

  /// Symbols, then numbers too, then the result too, as far as there are any.
  private func reveals(_ stage: Int, _ statement: Int) -> [StepParts] {
    let all = available[stage][statement]
    var reveals: [StepParts] = []
    var parts: StepParts = []
    for part in [StepParts.symbols, .numbers, .result] where all.contains(part) {
      parts.formUnion(part)
      reveals.append(parts)
    }
    return reveals.isEmpty ? [[]] : reveals
  }

  private func hasAllNumbers(_ stage: Int, _ statement: Int) -> Bool {
    let operands = walkthrough.stages[stage][statement].operands
    let waiting = walkthrough.stages[stage][..<statement].enumerated().filter {
      held.questions[stage][$0.offset] != nil
    }
    return waiting.allSatisfy { _, step in
      step.statement.assignedName.map { operands[$0.text] == nil } ?? true
    }
  }
}

extension Block {
  /// Whether it is a paragraph of one piece of code, as most questions are.
  fileprivate var isOnlyCode: Bool {
    guard case .paragraph(let inlines) = kind, inlines.count == 1 else { return false }
    if case .code = inlines[0].kind { return true }
    return false
  }
}
