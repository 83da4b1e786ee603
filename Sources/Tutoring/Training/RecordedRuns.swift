import Lessons
import Source
import StageLanguage

// A training run takes seconds, and much of what is done with a lesson needs none. So a walkthrough
// begins without them: whoever needs a run carries it out and gives the record to the walkthrough,
// which then judges the claims of it.

extension Walkthrough {
  /// The runs that something shown in the lesson speaks of and that have not been carried out yet.
  ///
  /// A claim that is suspended needs none; a plot shows what there is.
  public var missingRuns: [TrainingRun] {
    var needed: Set<String> = []
    for (claim, outcome) in zip(lesson.claims, outcomes) where outcome == .unchecked {
      if let run = claim.run { needed.insert(run.name.text) }
    }
    for case .directive(let directive) in lesson.parts where directive.kind == .plot {
      needed.formUnion(directive.runNames)
    }
    return lesson.runs.filter { needed.contains($0.name) && records[$0.name] == nil }
  }

  /// Takes in a run that has been carried out, and judges the claims of it.
  ///
  /// - Parameters:
  ///   - record: The run, carried out with the parameters of this walkthrough.
  ///   - diagnostics: Gains what is wrong with claims that cannot be judged.
  public mutating func take(_ record: RunRecord, diagnostics: inout Diagnostics) {
    records[record.run.name] = record
    for (index, claim) in lesson.claims.enumerated() {
      guard let reference = claim.run, reference.name.text == record.run.name,
        outcomes[index] != .suspended
      else { continue }
      let asked = reference.epoch.map { record.snapshot(at: $0) } ?? record.last
      guard let snapshot = asked else {
        diagnostics.error(
          at: reference.epochSpan,
          "the training run `\(record.run.name)` does not get to this epoch: it ends in epoch "
            + "\(record.last.epoch)")
        continue
      }
      do throws(Evaluation.Failure) {
        let value = try snapshot.value(of: claim.subject)
        claimed[index] = value
        outcomes[index] = ClaimOutcome(of: claim, value)
      } catch {
        diagnostics.append(contentsOf: error.diagnostics)
      }
    }
  }
}

extension Lesson {
  /// Reports what keeps runs from beginning: stages that do not fit together when they are repeated.
  public func checkBeginnings(of runs: [TrainingRun], diagnostics: inout Diagnostics) {
    for run in runs {
      do throws(Training.Failure) {
        _ = try Training(run, of: self)
      } catch {
        diagnostics.append(contentsOf: error.diagnostics)
      }
    }
  }
}
