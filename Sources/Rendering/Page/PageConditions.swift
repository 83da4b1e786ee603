import Tutoring

// What a page says of its numbers as a whole.

extension Walkthrough {
  /// What came of the claims, in a sentence; nil if there are none.
  var claimSummary: String? {
    let (holding, wrong, suspended, unchecked) = tally
    func counted(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let facts = [
      counted(holding, "claim holds", "claims hold"), counted(wrong, "claim fails", "claims fail"),
      counted(unchecked, "claim could not be checked", "claims could not be checked"),
      counted(suspended, "claim was not checked", "claims were not checked"),
    ].compactMap { $0 }
    return facts.isEmpty ? nil : facts.joined(separator: "; ")
  }

  /// What sets its numbers apart from those that the lesson's text speaks of.
  var conditions: [String] {
    var conditions = settings.map { "\($0.name) = \($0.number)" }
    if let rounding { conditions.append("every value rounded to \(rounding.decimalsInWords)") }
    return conditions
  }

  /// The same for a reader, who meets the lesson's own numbers in the prose; nil if nothing was
  /// changed.
  var conditionSentence: String? {
    var sentences: [String] = []
    let settings = self.settings.map { "\($0.name) = \($0.number) (instead of \($0.original))" }
    if !settings.isEmpty {
      sentences.append(
        "Calculated with \(settings.joined(separator: ", ")). Numbers that the text itself names "
          + "are those of the lesson as it is.")
    }
    if let rounding {
      sentences.append("Every value is rounded to \(rounding.decimalsInWords) before it is used.")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// The parameters that were given other numbers.
  private var settings: [(name: String, number: String, original: String)] {
    stages.joined().compactMap { step in
      guard let name = step.statement.assignedName, overrides.contains(name),
        let original = step.overriddenNumber, let number = step.typedNumber
      else { return nil }
      return (name, number, original)
    }
  }
}
