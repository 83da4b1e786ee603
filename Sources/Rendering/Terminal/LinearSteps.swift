import Source
import Tutoring

/// Says the steps of a stage in lines of words, one fact a line, for a screen reader.
struct LinearSteps {
  let profile: TerminalProfile

  /// The lines of the steps of one stage; `known` learns what they give.
  func lines(_ steps: [Step], known: inout KnownNames) -> [Line] {
    var facts: [String] = []
    for step in steps {
      facts += self.facts(step, known)
      known.learn(step)
    }
    return facts.flatMap { LineBreaker.lines([($0, [])], width: profile.width, profile) }
  }

  /// The lines of a step as far as it is to be shown; `known` learns what is shown.
  func lines(_ shown: ShownStep, known: inout KnownNames) -> [Line] {
    let facts = facts(shown.step, known, shown.parts)
    if shown.parts.contains(.result) { known.learn(shown.step) }
    return facts.flatMap { LineBreaker.lines([($0, [])], width: profile.width, profile) }
      + shown.closing
  }

  /// What is said of one step.
  func facts(_ step: Step, _ known: KnownNames, _ parts: StepParts = .all) -> [String] {
    let formulas = StepFormulas(step, known: known, digits: profile.digits).showing(parts)
    let caption = formulas.caption.map { $0.sanitized }
    guard let left = formulas.left else { return [caption ?? ""].filter { !$0.isEmpty } }
    let name = left.oneLine(.ascii)
    var facts: [String] = []
    if let caption, !caption.isEmpty { facts.append("\(name): \(caption).") }
    if let symbols = formulas.symbols {
      facts.append("\(name)\(Notation.ascii.sign(formulas.relation))\(symbols.oneLine(.ascii))")
    }
    facts += formulas.shapes.map(\.spoken)
    if let seed = formulas.seed { facts.append("Drawn with seed \(seed).") }
    if case .array(let value) = step.result, formulas.result != nil {
      facts +=
        step.typedNumber.map { ["\(name) is \($0)."] }
        ?? value.spoken(name, digits: profile.digits)
    }
    if let number = formulas.overridden { facts.append("The lesson has \(number).") }
    if let notice = formulas.notice { facts.append("Note: \(name) is \(notice.text).") }
    return facts
  }
}
