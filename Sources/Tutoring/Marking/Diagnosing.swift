import Lessons
import Matrices
import StageLanguage

// Finding the known mistake behind an answer: every variant of the formula itself, then of those it
// depends on, from the true values and from the learner's own.

extension Marker {
  /// How many of the formulas that a value comes from are looked at, the nearest first.
  private static let upstreamLimit = 60

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
    let upstream = Array(variants.upstream(of: assigned.order).prefix(Self.upstreamLimit))
    let given = Set(own.usable.map(\.order))
    let ownInputs = own.usable.filter { upstream.contains($0.order) }
    let wrongInputs = ownInputs.filter { !$0.isRight }
    var inputs: [[OwnValues.Item]] = wrongInputs.isEmpty ? [] : [wrongInputs]
    if wrongInputs.count < ownInputs.count { inputs.append(ownInputs) }
    // The formula itself, then those before it: first the ones that were not given.
    let ranks = [
      [assigned.order], upstream.filter { !given.contains($0) }, upstream.filter(given.contains),
    ]
    var nearly: [Mistake] = []
    var found: [Mistake] = []
    for (rank, orders) in ranks.enumerated() {
      var searches = [
        searchFromTruth(among: orders, for: assigned, numbers, allowsNear: !exactly && rank < 2)
      ]
      // A mistake in what was given shows there, and the rest follows from it.
      for own in rank < 2 ? inputs : [] {
        searches.append(
          search(among: orders, for: assigned, numbers, replacing: own, allowsNear: !exactly))
      }
      for search in searches {
        found += search.exact.filter { !found.hasSame($0) }
        nearly += search.near.filter { !nearly.hasSame($0) }
      }
      // "Twice the loss" explains nothing if "the ½ was forgotten", one step before, does.
      if found.contains(where: { !$0.kind.isGeneric }) { break }
      if found.isEmpty, !nearly.isEmpty { break }
    }
    return (found.isEmpty ? nearly : found).likeliestFirst
  }

  /// What comes of variants of the formula `order` for the value `target`, from the true values.
  ///
  /// It is worked out once: it is the same for every set of answers.
  mutating func outcomes(of order: Int, for target: LessonValues.Assigned) -> [VariantOutcome] {
    let key = OutcomeKey(order: order, target: target.order)
    if let known = outcomes[key] { return known }
    if variants.prepare(order) { bench.extend(to: variants.program) }
    restoreBench()
    let found = compute(order, for: target, past: [])
    outcomes[key] = found
    return found
  }

  /// Computes variants of the formula `order` and what follows from them, from the values at hand.
  private mutating func compute(
    _ order: Int, for target: LessonValues.Assigned, past kept: [Slot]
  ) -> [VariantOutcome] {
    let assigned = values.all[order]
    let isTarget = order == target.order
    // What was given is not computed again from a variant before it.
    let chain =
      isTarget ? [] : variants.path(from: [assigned.slot], to: target.order, past: kept)
    guard isTarget || chain.last == target.slot.index else { return [] }
    let base = bench.value(of: assigned.slot)
    var isDisturbed = false
    var found: [VariantOutcome] = []
    for (index, entry) in (variants.entries[order] ?? []).enumerated() {
      guard bench.repeatInstructions(entry.instructions) else { continue }
      var slot = entry.slot
      if !isTarget {
        guard variants.program.type(of: entry.slot).shape == base.shape else { continue }
        if !kept.isEmpty, bench.withEntries(of: entry.slot, { $0.elementsEqual(base.elements) }) {
          continue
        }
        bench.copy(entry.slot, to: assigned.slot)
        isDisturbed = true
        guard bench.repeatInstructions(chain) else { continue }
        slot = target.slot
      }
      found.append(
        VariantOutcome(
          entry: index, shape: variants.program.type(of: slot).shape,
          elements: bench.withEntries(of: slot) { Array($0) }))
    }
    if isDisturbed {
      bench.write(base, to: assigned.slot)
      _ = bench.repeatInstructions(chain)
    }
    return found
  }

  private mutating func searchFromTruth(
    among orders: [Int], for target: LessonValues.Assigned, _ numbers: AnsweredNumbers,
    allowsNear: Bool
  ) -> MistakeMatches {
    var matches = MistakeMatches()
    for order in orders {
      let outcomes = outcomes(of: order, for: target)
      compare(outcomes, of: order, for: target, numbers, [], allowsNear, &matches)
      // The nearest formula that explains it is enough.
      if !matches.exact.isEmpty { break }
    }
    return matches
  }

  private mutating func search(
    among orders: [Int], for target: LessonValues.Assigned, _ numbers: AnsweredNumbers,
    replacing own: [OwnValues.Item], allowsNear: Bool
  ) -> MistakeMatches {
    var matches = MistakeMatches()
    let replaced = own.map(\.slot)
    replaceOnBench(own.map { ($0.slot, $0.value) })
    guard bench.repeatInstructions(variants.path(from: replaced, to: target.order)) else {
      return matches
    }
    for order in orders {
      if variants.prepare(order) { bench.extend(to: variants.program) }
      let outcomes = compute(order, for: target, past: replaced)
      compare(outcomes, of: order, for: target, numbers, own, allowsNear, &matches)
      if !matches.exact.isEmpty { break }
    }
    return matches
  }

  private func compare(
    _ outcomes: [VariantOutcome], of order: Int, for target: LessonValues.Assigned,
    _ numbers: AnsweredNumbers, _ own: [OwnValues.Item], _ allowsNear: Bool,
    _ matches: inout MistakeMatches
  ) {
    guard let entries = variants.entries[order] else { return }
    for outcome in outcomes {
      let agreement = numbers.agreement(with: outcome.elements, shape: outcome.shape)
      if agreement == .none || (agreement == .near && !allowsNear) { continue }
      let entry = entries[outcome.entry]
      guard numbers.canTell(entry.variant.kind, isTarget: order == target.order) else { continue }
      let assigned = values.all[order]
      if agreement == .exact {
        matches.exact.append(mistake(entry, assigned, own, isNearly: false))
      } else {
        matches.near.append(mistake(entry, assigned, own, isNearly: true))
      }
    }
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

/// What comes of one variant.
struct VariantOutcome: Sendable {
  /// Which of the formula's variants it is.
  let entry: Int
  let shape: Shape
  let elements: [Double]
}

/// Of which formula variants were tried, and for which value.
struct OutcomeKey: Hashable, Sendable {
  let order: Int
  let target: Int
}

/// The mistakes that agree with an answer.
private struct MistakeMatches {
  var exact: [Mistake] = []
  var near: [Mistake] = []
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
    filter { !$0.kind.isGeneric } + filter { $0.kind == .signFlipped }
      + filter { $0.kind.isGeneric && $0.kind != .signFlipped }
  }
}
