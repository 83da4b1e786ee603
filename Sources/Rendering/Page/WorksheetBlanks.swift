import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

/// Which values a worksheet leaves blank.
struct WorksheetBlanks {
  private let walkthrough: Walkthrough
  private let digits: Int
  /// The steps whose values are left blank, by their places in the text.
  private(set) var steps: Set<Span> = []

  init(_ walkthrough: Walkthrough, _ worksheet: Worksheet?, digits: Int) {
    self.walkthrough = walkthrough
    self.digits = digits
    switch worksheet {
    case nil: break
    case .questions: steps = asked
    case .all: steps = Set(calculated.map(\.step.statement.span))
    }
  }

  /// The steps that give what questions ask for, and those that give the same value under another
  /// name: they would give the answer away.
  private var asked: Set<Span> {
    var names: Set<String> = []
    for question in walkthrough.lesson.questions { names.formUnion(question.subject.names) }
    let calculated = self.calculated
    let answers = calculated.filter { names.contains($0.name) }
    let values = Set(answers.map(\.value))
    return Set(
      calculated.filter { names.contains($0.name) || values.contains($0.value) }
        .map(\.step.statement.span))
  }

  /// The steps that somebody calculates by hand: not numbers typed in, random ones and what is picked
  /// from them, long arrays.
  private var calculated: [(step: Step, name: String, value: NumericArray)] {
    var calculated: [(step: Step, name: String, value: NumericArray)] = []
    var known = KnownNames(walkthrough.lesson)
    for step in walkthrough.stages.joined() {
      let formulas = StepFormulas(step, known: known, digits: digits)
      known.learn(step)
      guard let name = step.statement.assignedName, case .array(let value) = step.result else {
        continue
      }
      let isPicked = if case .entry? = formulas.symbols { true } else { false }
      let isGiven =
        formulas.symbols == nil || formulas.seed != nil || !step.draws.isEmpty || isPicked
        || value.elements.count > 24
      if !isGiven { calculated.append((step, name, value)) }
    }
    return calculated
  }
}
