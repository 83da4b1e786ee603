import Lessons
import Matrices
import StageLanguage

// Finding the known mistake behind an answer: every variant of the formula itself, then of those it
// depends on, from the true values and from the learner's own.

extension Marker {
  /// How many mistakes that cannot be told apart are named.
  private static let tieLimit = 3

  /// The mistakes that give exactly the numbers of an answer.
  mutating func mistakes(
    explaining answer: Answer, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues
  ) -> [Mistake] {
    // An entry alone says too little, and zeros are no formula's.
    guard answer.literal.entries.contains(where: { !$0.isBlank && $0.digits != 0 }) else {
      return []
    }
    let upstream = variants.upstream(of: assigned.order)
    let given = Set(own.usable.map(\.order))
    let ownInputs = own.usable.filter { upstream.contains($0.order) && !$0.isRight }
    // The formula itself, then those before it: first the ones that were not given.
    let ranks = [
      [assigned.order], upstream.filter { !given.contains($0) }, upstream.filter(given.contains),
    ]
    for rank in ranks {
      for order in rank { variants.prepare(order) }
      let search = MistakeSearch(
        table: variants, answer: answer, target: assigned, rounding: truth.rounding)
      var found = search.mistakes(among: rank, replacing: [])
      if !ownInputs.isEmpty {
        for mistake in search.mistakes(among: rank, replacing: ownInputs)
        where !found.contains(where: {
          $0.kind == mistake.kind && $0.usedFormula == mistake.usedFormula
        }) {
          found.append(mistake)
        }
      }
      if !found.isEmpty { return Array(found.prefix(Self.tieLimit)) }
    }
    return []
  }
}

/// Computes variants and compares what comes of them with an answer.
private struct MistakeSearch {
  let table: VariantTable
  let answer: Answer
  let target: LessonValues.Assigned
  let rounding: (decimals: Int, slots: Set<Slot>)?

  func mistakes(among orders: [Int], replacing own: [OwnValues.Item]) -> [Mistake] {
    var machine = Machine(table.program)
    machine.rounding = rounding
    // A variant may stop (a number divided by zero); those after it are computed all the same.
    let lessonEnd = table.entries.values.joined().map(\.instructions.lowerBound).min() ?? 0
    guard (try? machine.run(upTo: lessonEnd)) != nil else { return [] }
    if !own.isEmpty {
      let replacements = Dictionary(
        own.map { ($0.slot, $0.value) }, uniquingKeysWith: { first, _ in first })
      guard (try? machine.recompute(replacing: replacements, upTo: lessonEnd)) != nil else {
        return []
      }
    }
    let replaced = Set(own.map(\.slot.index))
    var found: [Mistake] = []
    for order in orders {
      let assigned = table.values.all[order]
      let base = machine.value(of: assigned.slot)
      let chain =
        order == target.order
        ? [] : (table.dependents[order] ?? []).filter { !replaced.contains(resultIndex($0)) }
      var isDisturbed = false
      for entry in table.entries[order] ?? [] {
        guard machine.repeatInstructions(entry.instructions) else { continue }
        let value = machine.value(of: entry.slot)
        if order == target.order {
          if agrees(value) { found.append(mistake(entry, !own.isEmpty)) }
          continue
        }
        guard value.shape == base.shape, value.elements != base.elements else { continue }
        machine.write(value, to: assigned.slot)
        isDisturbed = true
        if machine.repeatInstructions(chain), agrees(machine.value(of: target.slot)) {
          found.append(mistake(entry, !own.isEmpty))
        }
      }
      if isDisturbed {
        machine.write(base, to: assigned.slot)
        _ = machine.repeatInstructions(chain)
      }
      // The nearest formula that explains it is enough.
      if !found.isEmpty { break }
    }
    return found
  }

  private func resultIndex(_ instruction: Int) -> Int {
    table.program.instructions[instruction].result.index
  }

  private func mistake(_ entry: VariantTable.Entry, _ fromOwnValues: Bool) -> Mistake {
    let assigned = table.values.all[entry.order]
    return Mistake(
      kind: entry.variant.kind, name: assigned.name,
      rightFormula: assigned.expression.description,
      usedFormula: entry.variant.expression.description, part: entry.variant.part,
      fromOwnValues: fromOwnValues)
  }

  /// Whether a value is what was answered, to all digits.
  private func agrees(_ value: NumericArray) -> Bool {
    if let index = answer.index {
      let position = index.count == 2 ? index[0] * value.shape.columns + index[1] : index[0]
      guard position < value.elements.count else { return false }
      return answer.literal.rows[0][0].isRounding(of: value.elements[position])
    }
    guard answer.literal.fits(answer: value.shape) else { return false }
    for (position, number) in answer.literal.entries.enumerated() where !number.isBlank {
      guard number.isRounding(of: value.elements[position]) else { return false }
    }
    return true
  }
}
