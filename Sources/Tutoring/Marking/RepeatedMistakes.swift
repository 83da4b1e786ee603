import Matrices
import StageLanguage

// A mistake that was made alike in every step: whoever forgets the 2 in a gradient forgets it each
// time, and of several steps only the end may have been given.

extension Marker {
  /// How many formulas that stand several times are looked at, and how often each may stand.
  private static let groupLimit = 12
  private static let stepLimit = 24
  /// How many formulas are looked at together.
  private static let formulaLimit = 80

  /// Looks for variants that give the answer if they are used wherever their formula stands, or in
  /// several formulas that are alike.
  ///
  /// - Parameters:
  ///   - upstream: The formulas that the value comes from.
  ///   - own: The values given of those it comes from; what stands before them is not looked at.
  ///   - search: Gains what is found.
  mutating func searchRepeated(
    among upstream: [Int], past own: [OwnValues.Item], _ search: inout Search
  ) {
    let first = own.map(\.order).max() ?? -1
    let orders = (upstream + [search.target.order]).sorted().filter {
      $0 > first && !values.all[$0].isGiven
    }
    guard orders.count > 1, orders.count <= Self.formulaLimit,
      search.numbers.fits(shape(of: search.target))
    else { return }
    let key = RepeatedKey(target: search.target.order, first: first, isOfSteps: false)
    let found =
      repeatedOutcomes[key] ?? steps(among: orders, search.target) + alike(orders, search.target)
    repeatedOutcomes[key] = found
    for outcome in found { search.take(outcome, in: values.all[outcome.order]) }
  }

  /// Looks for variants that give the answer if they are used in every step, whatever was given between
  /// the steps: whoever makes a mistake each time goes on with more digits than are on the sheet.
  mutating func searchSteps(among upstream: [Int], _ search: inout Search) {
    guard search.numbers.fits(shape(of: search.target)) else { return }
    let orders = (upstream + [search.target.order]).sorted()
    let key = RepeatedKey(target: search.target.order, first: -1, isOfSteps: true)
    let found = repeatedOutcomes[key] ?? steps(among: orders, search.target)
    repeatedOutcomes[key] = found
    for outcome in found { search.take(outcome, in: values.all[outcome.order]) }
  }

  private func shape(of assigned: LessonValues.Assigned) -> Shape {
    compiled.program.type(of: assigned.slot).shape
  }

  /// What comes of each variant of a formula that stands several times for one name.
  private mutating func steps(
    among orders: [Int], _ target: LessonValues.Assigned
  ) -> [RepeatedOutcome] {
    var found: [RepeatedOutcome] = []
    for group in repeated(among: orders).prefix(Self.groupLimit) where group.count > 1 {
      for order in group { prepare(order) }
      let variants = group.map { alikeVariants(of: $0) }
      for (number, _) in (variants.first ?? [:]).sorted(by: { $0.key < $1.key }) {
        let entries = variants.compactMap { $0[number] }
        guard entries.count == group.count else { continue }
        if let outcome = outcome(for: target, using: entries) { found.append(outcome) }
      }
    }
    return found
  }

  /// What comes of the same kind of mistake in several formulas, such as the gradients of a slope and
  /// of a bias, or the sums of two layers.
  private mutating func alike(
    _ orders: [Int], _ target: LessonValues.Assigned
  ) -> [RepeatedOutcome] {
    var alike: [Number: [VariantTable.Entry]] = [:]
    for order in orders {
      prepare(order)
      for (number, entry) in alikeVariants(of: order) {
        // A function is another matter: it may be called in all of them.
        guard !number.kind.isGeneric || number.kind.isPlain, entry.variant.function == nil
        else { continue }
        alike[number, default: []].append(entry)
      }
    }
    return alike.sorted { $0.key < $1.key }.compactMap { _, entries in
      Set(entries.map { values.all[$0.order].name }).count > 1
        ? outcome(for: target, using: entries) : nil
    }
  }

  /// Which variant of a formula one is: the how manieth of its kind.
  ///
  /// The steps of a lesson are alike, but the second may have other names.
  private struct Number: Hashable, Comparable {
    let kind: MistakeKind
    let count: Int

    static func < (left: Number, right: Number) -> Bool {
      (left.kind.rawValue, left.count) < (right.kind.rawValue, right.count)
    }
  }

  private func alikeVariants(of order: Int) -> [Number: VariantTable.Entry] {
    var counts: [MistakeKind: Int] = [:]
    var numbered: [Number: VariantTable.Entry] = [:]
    for entry in variants.entries[order] ?? [] where !entry.variant.isLocal {
      let kind = entry.variant.kind
      numbered[Number(kind: kind, count: counts[kind, default: 0])] = entry
      counts[kind, default: 0] += 1
    }
    return numbered
  }

  /// The formulas of each name that the lesson gives several values, where they stand.
  private func repeated(among orders: [Int]) -> [[Int]] {
    var groups: [String: [Int]] = [:]
    for order in orders where !values.all[order].isGiven {
      groups[values.all[order].name, default: []].append(order)
    }
    return groups.filter { name, group in
      (values.versions[name]?.count ?? 0) > 1 && group.count <= Self.stepLimit
    }.values.sorted { $0[0] < $1[0] }
  }

  /// What comes of each of these variants used in its place.
  private mutating func outcome(
    for target: LessonValues.Assigned, using entries: [VariantTable.Entry]
  ) -> RepeatedOutcome? {
    restoreBench()
    defer { bench.restore(from: truth) }
    var changed: [Slot] = []
    var names: [String] = []
    for entry in entries {
      let assigned = values.all[entry.order]
      guard variants.program.type(of: entry.slot).shape == shape(of: assigned),
        changed.isEmpty || bench.repeatInstructions(variants.path(from: changed, to: entry.order)),
        bench.repeatInstructions(entry.instructions)
      else { return nil }
      bench.copy(entry.slot, to: assigned.slot)
      changed.append(assigned.slot)
      if !names.contains(assigned.name) { names.append(assigned.name) }
    }
    guard bench.repeatInstructions(variants.path(from: changed, to: target.order)) else {
      return nil
    }
    return RepeatedOutcome(
      variant: entries[0].variant, order: entries[0].order, names: names,
      elements: bench.withEntries(of: target.slot) { Array($0) })
  }
}

/// What comes of a variant used in several places.
struct RepeatedOutcome: Sendable {
  let variant: Variant
  /// The first formula that it was used in.
  let order: Int
  /// The names of all of them.
  let names: [String]
  let elements: [Double]
}

/// For which value variants were used in several places, and from which formula on.
struct RepeatedKey: Hashable, Sendable {
  let target: Int
  let first: Int
  let isOfSteps: Bool
}

extension Search {
  /// Takes a variant used in several places if it gives the answer.
  fileprivate mutating func take(_ outcome: RepeatedOutcome, in assigned: LessonValues.Assigned) {
    let variant = outcome.variant
    tried.add(variant.kind, isFromTruth: true)
    guard let agreement = numbers.agreement(with: outcome.elements), agreement.isExact,
      let certainty = tried.certainty(
        of: agreement.information, variant.kind, ofWholeNumbers: numbers.areWhole)
    else { return }
    add(Mistake(variant, in: assigned, .exactly, certainty, inEveryStep: outcome.names))
  }
}
