import Matrices
import StageLanguage
import Tutoring

/// Says an explanation in lines of words, one fact a line, for a screen reader.
struct LinearExplanation {
  let explanation: Explanation
  let profile: TerminalProfile

  /// The lines.
  func lines() -> [Line] {
    var said: Set<String> = []
    var facts = heading()
    for entry in explanation.shownEntries { append(entry, level: 1, to: &facts, &said) }
    if let omissions = explanation.omissions { facts.append("Note: \(omissions).") }
    let words = ShapeWords(
      builder: builder(explanation.subjectStep.known), notation: .ascii)
    facts += explanation.products.map { words.sentence($0) + "." }
    if let gradient = explanation.gradient { facts += story(gradient, words) }
    if let rounding = explanation.history.walkthrough.rounding {
      facts.append("Note: \(rounding.practice).")
    }
    return facts.flatMap { LineBreaker.lines([($0, [])], width: profile.width, profile) }
  }

  private func builder(_ known: KnownNames) -> FormulaBuilder {
    known.builder(digits: profile.digits)
  }

  private func heading() -> [String] {
    var (step, known, number) = explanation.subjectStep
    var facts = number.map { ["\(place($0).capitalizedFirst)."] } ?? []
    if explanation.showsWhole {
      facts += LinearSteps(profile: profile).facts(step, known)
      known.learn(step)
    } else if number != nil, !explanation.isNumber {
      let formulas = StepFormulas(step, known: known, digits: profile.digits)
      if let left = formulas.left, let symbols = formulas.symbols {
        let formula = Formula.infix(formulas.relation, left, symbols)
        facts.append(formula.oneLine(.ascii))
      }
    }
    return facts
  }

  private func place(_ step: Int) -> String {
    let history = explanation.history
    return "stage \(history.stageName(of: step).sanitized), line \(history.line(of: step))"
  }

  private func append(
    _ entry: EntryExplanation, level: Int, to facts: inout [String], _ said: inout Set<String>
  ) {
    let formulas = TermFormulas(
      builder: builder(explanation.known(for: entry.label)), notation: .ascii)
    let label = formulas.label(entry.label).oneLine(.ascii)
    let lead = level > 1 ? "Level \(level): " : ""
    let (sides, sums) = formulas.sides(entry)
    facts += sides.enumerated().map { index, line in
      let sign = Notation.ascii.sign(index == 0 && entry.isRevision ? .becomes : .equal)
      return "\(index == 0 ? lead : "")\(label)\(sign)\(line.oneLine(.ascii))"
    }
    for sum in sums {
      for (place, term) in zip(sum.places, sum.terms) {
        facts += formulas.summand(term, isFirst: place == sum.places.first).map {
          "Number \(place + 1) of the sum = \($0.oneLine(.ascii))"
        }
      }
    }
    let notes = TermFacts(formulas: formulas, history: explanation.history)
      .facts(entry, level: level)
    facts += notes.filter { said.insert($0).inserted }.map { "Note: \($0)." }
    for dependency in entry.dependencies {
      append(dependency, level: level + 1, to: &facts, &said)
    }
  }

  // MARK: Reasons

  private func story(_ story: GradientStory, _ words: ShapeWords) -> [String] {
    func name(_ text: String) -> String { words.builder.symbol(text).oneLine(.ascii) }
    var facts = ["Why \(name(story.name.text)) has this form."]
    for path in story.paths {
      for way in path.ways { facts.append("Path: \(way.map(name).joined(separator: " to ")).") }
      if path.ways.count > 1 { facts.append("Of all \(path.ways.count) paths together:") }
      for factor in path.factors where !path.isOneStep {
        let derivative = "d\(factor.numerator)/d\(factor.denominator)"
        if let origin = factor.origin, let value = explanation.history.value(of: origin.step) {
          facts += value.spoken("Factor \(derivative)", digits: profile.digits)
        } else {
          facts += unnamed(factor, "Factor \(derivative)", words)
        }
        facts += words.reasons(factor).map { "Note: \($0)." }
      }
    }
    if story.paths.count > 1 { facts.append("The shares of the paths are added.") }
    for number in story.steps {
      let formulas = StepFormulas(
        explanation.history.steps[number], known: explanation.known(before: number),
        digits: profile.digits)
      guard let left = formulas.left, let symbols = formulas.symbols else { continue }
      let formula = Formula.infix(formulas.relation, left, symbols).oneLine(.ascii)
      facts.append("\(place(number).capitalizedFirst): \(formula)")
    }
    return facts
      + story.transposes.map {
        words.sentence($0, result: explanation.result(of: $0)) + "."
      }
  }
}

extension LinearExplanation {
  /// What a factor is for which the lesson has no name.
  private func unnamed(
    _ factor: GradientStory.Factor, _ name: String, _ words: ShapeWords
  ) -> [String] {
    guard let local = factor.local else {
      return ["\(name) is not calculated by itself in the lesson."]
    }
    let formula = words.builder.formula(local.formula).oneLine(.ascii)
    switch local.side {
    case .slope(let function):
      let function = words.builder.symbol(function).oneLine(.ascii)
      return ["\(name) is the slope of \(function) at \(formula)."]
    case .entrywise, .left, .right: return ["\(name) = \(formula)"]
    }
  }
}

extension String {
  /// The text with its first letter in upper case.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
