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
    explaining answer: Answer, _ verdicts: [[Verdict]], _ assigned: LessonValues.Assigned,
    _ own: borrowing OwnValues, exactly: Bool = false
  ) -> Diagnosis {
    let shape = compiled.program.type(of: assigned.slot).shape
    let numbers = AnsweredNumbers(
      answer, truth.value(of: assigned.slot), shape, Array(verdicts.joined()))
    var diagnosis = Diagnosis()
    guard numbers.saysSomething else { return diagnosis }
    let upstream = Array(variants.upstream(of: assigned.order).prefix(Self.upstreamLimit))
    let ownInputs = own.usable.filter { upstream.contains($0.order) }
    let wrongInputs = ownInputs.filter { !$0.isRight }
    var inputs: [[OwnValues.Item]] = wrongInputs.isEmpty ? [] : [wrongInputs]
    if wrongInputs.count < ownInputs.count { inputs.append(ownInputs) }
    // The formula itself, then those before it that nothing given stands in front of. Of what was
    // given nothing is blamed: a mistake there shows there, and the rest follows from it. But who
    // gives right weights may still have used them too early.
    let open = variants.open(to: assigned.order, past: ownInputs.map(\.slot))
    let nearer = upstream.filter { open.contains(values.all[$0].slot.index) }
    let ranks = [[assigned.order], nearer, upstream.filter { !nearer.contains($0) }]
    var tried = TriedVariants()
    for (rank, orders) in ranks.enumerated() {
      var search = Search(
        target: assigned, numbers: numbers, allowsNear: !exactly && rank < 2,
        isUpdateOnly: rank == 2, tried: tried)
      searchFromTruth(among: orders, &search)
      for own in rank < 2 ? inputs : [] { self.search(among: orders, replacing: own, &search) }
      tried = search.tried
      diagnosis.add(search)
      // "Twice the loss" explains nothing if "the ½ was forgotten", one step before, does.
      if diagnosis.isEnough { break }
    }
    if !diagnosis.hasExact(in: assigned.name), !exactly {
      var search = Search(
        target: assigned, numbers: numbers, allowsNear: false, isUpdateOnly: false, tried: tried)
      searchRepeated(among: upstream, past: ownInputs, &search)
      if search.exact.isEmpty, !wrongInputs.isEmpty {
        searchSteps(among: upstream, &search)
      }
      diagnosis.add(search)
    }
    diagnosis.settle()
    return diagnosis
  }

  /// Makes the variants of a formula, ready to be computed, if that has not been done.
  mutating func prepare(_ order: Int) {
    guard variants.entries[order] == nil else { return }
    bench.letGoOfProgram()
    variants.prepare(order, truth)
    bench.extend(to: variants.program)
  }

  /// What comes of variants of the formula `order` for the value `target`, from the true values.
  ///
  /// It is worked out once: it is the same for every set of answers.
  mutating func outcomes(
    of order: Int, for target: LessonValues.Assigned, ofUpdates: Bool = false
  ) -> [VariantOutcome] {
    // Who makes no use of what is updated makes none too early.
    if ofUpdates, !variants.usesUpdated(order, truth) { return [] }
    let key = OutcomeKey(order: order, target: target.order, isOfUpdates: ofUpdates)
    if let known = outcomes[key] { return known }
    prepare(order)
    restoreBench()
    let found = compute(order, for: target, past: [], ofUpdates: ofUpdates)
    outcomes[key] = found
    return found
  }

  /// Computes variants of the formula `order` and what follows from them, from the values at hand.
  private mutating func compute(
    _ order: Int, for target: LessonValues.Assigned, past kept: [Slot], ofUpdates: Bool = false
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
      if !isTarget, entry.variant.isLocal { continue }
      if ofUpdates, !entry.variant.kind.isUpdatedTooEarly { continue }
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

  private mutating func searchFromTruth(among orders: [Int], _ search: inout Search) {
    for order in orders {
      let outcomes = outcomes(of: order, for: search.target, ofUpdates: search.isUpdateOnly)
      // The nearest formula that explains it is enough.
      if compare(outcomes, of: order, [], &search) { break }
    }
  }

  private mutating func search(
    among orders: [Int], replacing own: [OwnValues.Item], _ search: inout Search
  ) {
    let target = search.target
    let replaced = own.map(\.slot)
    replaceOnBench(own.map { ($0.slot, $0.value) })
    guard bench.repeatInstructions(variants.path(from: replaced, to: target.order)) else { return }
    for order in orders {
      prepare(order)
      let outcomes = compute(order, for: target, past: replaced)
      if compare(outcomes, of: order, own, &search) { break }
    }
  }

  /// Adds what agrees with the answer; whether anything does in every digit.
  private func compare(
    _ outcomes: [VariantOutcome], of order: Int, _ own: [OwnValues.Item], _ search: inout Search
  ) -> Bool {
    guard let entries = variants.entries[order] else { return false }
    var agreeing: [(Mistake.Agreeing, AnsweredNumbers.Agreement, Variant)] = []
    for outcome in outcomes where search.numbers.fits(outcome.shape) {
      let variant = entries[outcome.entry].variant
      search.tried.add(variant.kind, isFromTruth: own.isEmpty)
      if let agreement = search.numbers.agreement(with: outcome.elements) {
        if agreement.isExact {
          agreeing.append((.exactly, agreement, variant))
        } else if search.allowsNear {
          agreeing.append((.nearly, agreement, variant))
        }
      } else if let agreement = search.numbers.partialAgreement(with: outcome.elements) {
        agreeing.append((.partly, agreement, variant))
      }
    }
    var isFound = false
    for (how, agreement, variant) in agreeing {
      guard
        let certainty = search.tried.certainty(
          of: agreement.information, variant.kind, ofWholeNumbers: search.numbers.areWhole)
      else {
        search.isTooWeak = search.isTooWeak || search.numbers.hasFewDigits
        continue
      }
      isFound = isFound || how == .exactly
      search.add(
        Mistake(
          variant, in: values.all[order], how, certainty,
          fromOwnValues: own.contains { !$0.isRight }))
    }
    return isFound
  }
}

extension Mistake {
  /// What a variant of the formula of `assigned` has shown.
  init(
    _ variant: Variant, in assigned: LessonValues.Assigned, _ agreeing: Agreeing,
    _ certainty: Certainty, fromOwnValues: Bool = false, inEveryStep names: [String] = []
  ) {
    self.init(
      kind: variant.kind, name: assigned.name, rightFormula: assigned.expression,
      usedFormula: variant.shownFormula, part: variant.part, function: variant.function,
      fromOwnValues: fromOwnValues, agreeing: agreeing, inEveryStep: names,
      certainty: certainty)
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
  /// Whether they are only those of values that were used too early.
  let isOfUpdates: Bool
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
