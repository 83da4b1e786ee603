import StageLanguage
import Tutoring

extension Explanation {
  /// What is known just before a step.
  func known(before step: Int) -> KnownNames {
    var known = KnownNames(history.walkthrough.lesson)
    for step in history.steps.prefix(step) { known.learn(step) }
    return known
  }

  /// What is known where an entry's calculation stands.
  func known(for label: EntryExplanation.Label) -> KnownNames {
    switch label {
    case .entry(let origin, _): known(before: origin.step)
    case .expression: known(before: history.steps.count)
    }
  }

  /// What the explanation is about, as a step, and what is known before it.
  var subjectStep: (step: Step, known: KnownNames, number: Int?) {
    switch subject {
    case .name(let origin, _):
      (history.steps[origin.step], known(before: origin.step), origin.step)
    case .function(let step), .generator(let step):
      (history.steps[step], known(before: step), step)
    case .expression(let step): (step, known(before: history.steps.count), nil)
    }
  }

  /// Whether all of a value is asked about, so that it is shown as a whole first.
  var showsWhole: Bool {
    switch subject {
    case .name(let origin, let isWhole): isWhole && !isNumber(origin)
    case .expression: entryCount > 1
    case .function, .generator: true
    }
  }

  /// The entries to expand: where the reasons of a whole gradient are asked for, they come instead.
  var shownEntries: [EntryExplanation] {
    gradient != nil && showsWhole ? [] : entries
  }

  /// Whether what is asked about is a single number, so that its calculation is all there is to it.
  var isNumber: Bool {
    if case .name(let origin, _) = subject { isNumber(origin) } else { false }
  }

  private func isNumber(_ origin: Origin) -> Bool {
    history.value(of: origin.step)?.shape == .scalar
  }

  /// The derivative that a product is, if its name says so.
  func result(of transpose: GradientStory.Transpose) -> GradientName? {
    guard let name = transpose.gradient,
      let step = history.versions(of: name.denominator).last(where: {
        $0 < transpose.step
      }), history.value(of: step)?.shape == transpose.product.shape
    else { return nil }
    return name
  }
}
