import Lessons
import Source
import StageLanguage

// Training runs take seconds, and a learner comes to them one by one: each is carried out when the
// page that speaks of it is opened. That is up to whoever shows the page; here is what is needed.

extension LearnState {
  /// The runs that the page in front speaks of and that have not been tried yet.
  public var missingRuns: [TrainingRun] {
    guard case .prose(let parts) = step, !parts.isEmpty else { return [] }
    let missing = walkthrough.missingRuns.filter { !triedRuns.contains($0.name) }
    guard !missing.isEmpty else { return [] }
    var shown: Set<String> = []
    for part in lesson.parts[parts] {
      switch part {
      case .prose(let block):
        for case (let claim, let run?) in lesson.claims.map({ ($0, $0.run) })
        where claim.span.start >= block.span.start && claim.span.end <= block.span.end {
          shown.insert(run.name.text)
        }
      case .directive(let directive) where directive.kind == .plot:
        shown.formUnion(directive.runNames)
      case .directive, .hint, .mathematics, .stage: break
      }
    }
    return missing.filter { shown.contains($0.name) }
  }

  /// Takes in a run that has been carried out.
  public mutating func take(_ record: RunRecord) {
    var diagnostics = Diagnostics()
    walkthrough.take(record, diagnostics: &diagnostics)
    triedRuns.insert(record.run.name)
    if let problem = diagnostics.all.first { message = problem.summary }
  }

  /// Takes note of a run that cannot begin.
  public mutating func take(_ failure: Training.Failure, of run: TrainingRun) {
    triedRuns.insert(run.name)
    message = failure.diagnostics.first?.summary
  }
}
