import Matrices
import StageLanguage
import Tutoring

/// What is to be said in words about a calculation: where its numbers come from, and which way it
/// went.
struct TermFacts {
  let formulas: TermFormulas
  let history: History

  private var format: NumberFormat { NumberFormat(digits: formulas.builder.digits) }

  /// The facts about an entry and its calculation, in order.
  func facts(_ entry: EntryExplanation, level: Int) -> [String] {
    var facts: [String] = []
    if case .entry(let origin, _) = entry.label {
      if case .literal = entry.term.kind {
        let number = history.steps[origin.step].overriddenNumber
        let instead = number.map { "; the lesson has \($0)" } ?? ""
        facts.append("given in \(place(origin.step))\(instead)")
      } else if level > 1, let source = source(entry.label) {
        facts.append(source)
      }
      if case .element = entry.term.kind, let draw = history.steps[origin.step].draws.first {
        // Drawn within a function, so that no single number can be followed.
        facts.append("made with random numbers from the generator with seed \(draw.seed)")
      }
    }
    return facts + self.facts(entry.term)
  }

  /// The facts about a term and its parts, in order.
  func facts(_ term: Term) -> [String] {
    var facts: [String] = []
    term.visit { part in
      switch part.kind {
      case .entry(let origin, _): facts += self.facts(origin)
      case .drawn(let draw, _, let position): facts.append(fact(draw, position))
      case .choice(let condition, _, _):
        let holds = condition.number.value != 0
        facts.append(
          "the condition \(holds ? "holds" : "does not hold"): the "
            + "\(holds ? "first" : "second") of the two values is taken")
      case .function(let function, let operands) where function == .maximum || function == .minimum:
        facts += fact(function, operands, part)
      case .extreme(let function, let listing, let winner):
        facts.append(fact(function, listing, winner))
      case .sum(let listing) where listing.omitted + listing.zeros > 0:
        facts.append(fact(listing))
      case .call(let name, _, _): facts += definition(name.text)
      default: break
      }
    }
    return facts
  }

  /// Where the calculation stands that an entry comes from, for one that others depend on.
  func source(_ label: EntryExplanation.Label) -> String? {
    guard case .entry(let origin, _) = label else { return nil }
    let name = formulas.symbol(origin.name).oneLine(formulas.notation)
    return "\(name) is calculated in \(place(origin.step))"
  }

  /// Where a number stands in the lesson: `stage forward, line 191`.
  func place(_ step: Int) -> String {
    "stage \(history.stageName(of: step).sanitized), line \(history.line(of: step))"
  }

  private func facts(_ origin: Origin) -> [String] {
    let name = formulas.builder.symbol(origin.name.name).oneLine(formulas.notation)
    if let number = history.steps[origin.step].typedNumber {
      let instead = history.steps[origin.step].overriddenNumber.map { " instead of \($0)" } ?? ""
      return ["\(name) = \(number)\(instead) is given in \(place(origin.step))"]
    }
    let versions = history.versions(of: origin.name.name)
    guard versions.count > 1 else { return [] }
    let from = "\(name) is here the one from \(place(origin.step))"
    guard let next = versions.first(where: { $0 > origin.step }) else { return [from] }
    return ["\(from); \(place(next)) gives it another value"]
  }

  private func fact(_ draw: Draw, _ position: [Int]) -> String {
    let place = zip(position, draw.value.shape.sizes).reduce(0) { $0 * $1.1 + $1.0 }
    if draw.distribution == .permutation {
      return "shuffled by the generator with seed \(draw.seed)"
    }
    return "drawn: number \(draw.numbersBefore + place + 1) from the generator with seed "
      + "\(draw.seed)"
  }

  private func fact(_ function: Builtin, _ operands: [Term], _ result: Term) -> [String] {
    guard operands.count == 2, operands[0].number.value != operands[1].number.value else {
      return []
    }
    let isFirst = operands[0].number.value == result.number.value
    let word = function == .maximum ? "larger" : "smaller"
    return ["the \(isFirst ? "first" : "second") of the two is the \(word)"]
  }

  private func fact(_ function: Builtin, _ listing: Listing, _ winner: Int) -> String {
    let count = listing.count
    let word = function == .min ? "smallest" : "largest"
    if function == .argmax {
      return "the largest of \(count) numbers is at place \(winner), counted from 0"
    }
    return "number \(winner + 1) of \(count) is the \(word)"
  }

  private func fact(_ sum: Listing) -> String {
    let (zeros, omitted) = (sum.zeros, sum.omitted)
    let isZero = "the \(zeros) of them that \(zeros == 1 ? "is" : "are") 0"
    let leftOut =
      switch (zeros > 0, omitted > 0) {
      case (true, true): "\(isZero) and \(omitted) others are left out here"
      case (true, false): "\(isZero) \(zeros == 1 ? "is" : "are") left out here"
      case (false, _): "\(omitted) of them are left out here"
      }
    return "\(sum.count) numbers are added up; \(leftOut)"
  }

  private func definition(_ name: String) -> [String] {
    guard let step = history.versions(of: name).last,
      case .define(let function) = history.steps[step].statement.kind
    else { return [] }
    let builder = formulas.builder
    let parameters = function.parameters.map { builder.symbol($0.text) }
    let formula = Formula.infix(
      .equal, .call(builder.symbol(name), parameters), builder.formula(function.body))
    return ["\(formula.oneLine(formulas.notation)), \(place(step))"]
  }
}
