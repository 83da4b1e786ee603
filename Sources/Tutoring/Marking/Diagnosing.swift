import Lessons
import Matrices
import StageLanguage

// Finding the known mistake behind an answer: every variant of the formula itself, then of those it
// depends on, from the true values and from the learner's own.

extension Marker {
  /// The mistakes that give the numbers of an answer, the likeliest first.
  ///
  /// `exactly` says that only those count that give every digit.
  mutating func mistakes(
    explaining answer: Answer, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues,
    exactly: Bool = false
  ) -> [Mistake] {
    let shape = compiled.program.type(of: assigned.slot).shape
    let numbers = AnsweredNumbers(answer, truth.value(of: assigned.slot), shape)
    guard numbers.saysSomething else { return [] }
    let upstream = variants.upstream(of: assigned.order)
    let given = Set(own.usable.map(\.order))
    let ownInputs = own.usable.filter { upstream.contains($0.order) }
    var inputs: [[OwnValues.Item]] = [[]]
    let wrongInputs = ownInputs.filter { !$0.isRight }
    if !wrongInputs.isEmpty { inputs.append(wrongInputs) }
    if wrongInputs.count < ownInputs.count { inputs.append(ownInputs) }
    // The formula itself, then those before it: first the ones that were not given.
    let ranks = [
      [assigned.order], upstream.filter { !given.contains($0) }, upstream.filter(given.contains),
    ]
    var nearly: [Mistake] = []
    var found: [Mistake] = []
    for (rank, orders) in ranks.enumerated() {
      for own in inputs {
        let search = search(
          among: orders, for: assigned, numbers, replacing: own, allowsNear: !exactly && rank < 2)
        found += search.exact.filter { !found.hasSame($0) }
        nearly += search.near.filter { !nearly.hasSame($0) }
      }
      // "Twice the loss" explains nothing if "the ½ was forgotten", one step before, does.
      if found.contains(where: { !$0.kind.isGeneric }) { break }
      if found.isEmpty, !nearly.isEmpty { break }
    }
    return (found.isEmpty ? nearly : found).likeliestFirst
  }

  private mutating func search(
    among orders: [Int], for target: LessonValues.Assigned, _ numbers: AnsweredNumbers,
    replacing own: [OwnValues.Item], allowsNear: Bool
  ) -> (exact: [Mistake], near: [Mistake]) {
    bench.restore(from: truth)
    let replaced = own.map(\.slot)
    for item in own { bench.write(item.value, to: item.slot) }
    guard bench.repeatInstructions(variants.path(from: replaced, to: target.order)) else {
      return ([], [])
    }
    var exact: [Mistake] = []
    var near: [Mistake] = []
    for order in orders {
      if variants.prepare(order) { bench.extend(to: variants.program) }
      let assigned = values.all[order]
      let isTarget = order == target.order
      // What was given as it should be is not computed again from a variant before it.
      let chain =
        isTarget ? [] : variants.path(from: [assigned.slot], to: target.order, past: replaced)
      let base = bench.value(of: assigned.slot)
      var isDisturbed = false
      for entry in variants.entries[order] ?? [] {
        guard numbers.canTell(entry.variant.kind, isTarget: isTarget),
          bench.repeatInstructions(entry.instructions)
        else { continue }
        var slot = entry.slot
        if !isTarget {
          guard variants.program.type(of: entry.slot).shape == base.shape,
            bench.withEntries(of: entry.slot, { !$0.elementsEqual(base.elements) })
          else { continue }
          bench.copy(entry.slot, to: assigned.slot)
          isDisturbed = true
          guard bench.repeatInstructions(chain) else { continue }
          slot = target.slot
        }
        let shape = variants.program.type(of: slot).shape
        let agreement = bench.withEntries(of: slot) { numbers.agreement(with: $0, shape: shape) }
        switch agreement {
        case .exact: exact.append(mistake(entry, assigned, own, isNearly: false))
        case .near where allowsNear: near.append(mistake(entry, assigned, own, isNearly: true))
        case .near, .none: break
        }
      }
      if isDisturbed {
        bench.write(base, to: assigned.slot)
        _ = bench.repeatInstructions(chain)
      }
      // The nearest formula that explains it is enough.
      if !exact.isEmpty { break }
    }
    return (exact, near)
  }

  private func mistake(
    _ entry: VariantTable.Entry, _ assigned: LessonValues.Assigned, _ own: [OwnValues.Item],
    isNearly: Bool
  ) -> Mistake {
    Mistake(
      kind: entry.variant.kind, name: assigned.name, rightFormula: assigned.expression,
      usedFormula: entry.variant.expression, part: entry.variant.part,
      fromOwnValues: own.contains { !$0.isRight }, isNearly: isNearly)
  }
}

extension VariantTable {
  /// As ``path(from:to:)``, but values in `kept` stay as they are.
  fileprivate mutating func path(from changed: [Slot], to order: Int, past kept: [Slot]) -> [Int] {
    guard !kept.isEmpty else { return path(from: changed, to: order) }
    let stops = Set(kept.map(\.index))
    var reached = Set(changed.map(\.index))
    return path(from: changed, to: order).filter { number in
      guard !stops.contains(number),
        program.instructions[number].operands.contains(where: { reached.contains($0.index) })
      else { return false }
      reached.insert(number)
      return true
    }
  }
}

extension [Mistake] {
  fileprivate func hasSame(_ other: Mistake) -> Bool {
    contains { $0.kind == other.kind && $0.usedFormula == other.usedFormula }
  }

  /// Those that speak of a belief before those that only say what was changed.
  fileprivate var likeliestFirst: [Mistake] {
    filter { !$0.kind.isGeneric } + filter { $0.kind.isGeneric }
  }
}
