import Lessons
import Tutoring

/// Which parts each step of a lesson has as it is shown: what a learner can be shown bit by bit.
///
/// Numbers are left out where an array is shown in part.
public func stepParts(of walkthrough: Walkthrough) -> [[StepParts]] {
  var known = KnownNames(walkthrough.lesson)
  return walkthrough.stages.map { steps in
    steps.map { step in
      let formulas = StepFormulas(step, known: known, digits: 4)
      var parts = formulas.parts
      if formulas.numbers?.hasElision == true { parts.remove(.numbers) }
      known.learn(step)
      return parts
    }
  }
}

extension LearnState {
  /// The names that have values where the learner is.
  var knownNames: KnownNames {
    var known = KnownNames(lesson)
    for step in visibleSteps.joined() { known.learn(step) }
    return known
  }

  /// What the prose refers to where the learner is.
  var proseNotes: ProseNotes {
    var notes = ProseNotes(known: knownNames)
    for (claim, outcome) in zip(lesson.claims, walkthrough.outcomes) {
      notes.claims[claim.span] = (claim, outcome)
    }
    for (question, answer) in zip(lesson.questions, walkthrough.questions) {
      notes.questions[question.span] = (question, answer?.shape)
    }
    return notes
  }
}
