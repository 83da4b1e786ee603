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
    guard orders.count > 1, orders.count <= Self.formulaLimit else { return }
    searchSteps(among: orders, &search)
    for order in orders { prepare(order) }
    searchAlike(orders, &search)
  }

  /// Looks for variants that give the answer if they are used in every step, whatever was given between
  /// the steps: whoever makes a mistake each time goes on with more digits than are on the sheet.
  mutating func searchSteps(among orders: [Int], _ search: inout Search) {
    for group in repeated(among: orders).prefix(Self.groupLimit) where group.count > 1 {
      for order in group { prepare(order) }
      let variants = group.map { alikeVariants(of: $0) }
      let inOrder = (variants.first ?? [:]).sorted { $0.value.slot.index < $1.value.slot.index }
      for (number, entry) in inOrder {
        take(
          entry.variant, used: variants.compactMap { $0[number] }, of: group.count, in: group[0],
          &search)
      }
    }
  }

  /// The same kind of mistake in several formulas, such as the gradients of a slope and of a bias, or
  /// the sums of two layers.
  private mutating func searchAlike(_ orders: [Int], _ search: inout Search) {
    var alike: [Number: [VariantTable.Entry]] = [:]
    for order in orders {
      for (number, entry) in alikeVariants(of: order) {
        // A function is another matter: it may be called in all of them.
        guard !number.kind.isGeneric || number.kind.isPlain, entry.variant.function == nil
        else { continue }
        alike[number, default: []].append(entry)
      }
    }
    for (_, entries) in alike.sorted(by: { $0.key < $1.key })
    where Set(entries.map { values.all[$0.order].name }).count > 1 {
      take(
        entries[0].variant, used: entries, of: entries.count, in: entries[0].order, &search)
    }
  }

  /// Takes a variant if it gives the answer, used in all these places.
  private mutating func take(
    _ variant: Variant, used entries: [VariantTable.Entry], of count: Int, in order: Int,
    _ search: inout Search
  ) {
    guard entries.count == count, let elements = value(of: search.target, using: entries) else {
      return
    }
    var names: [String] = []
    for entry in entries where !names.contains(values.all[entry.order].name) {
      names.append(values.all[entry.order].name)
    }
    guard search.numbers.fits(variants.program.type(of: search.target.slot).shape) else { return }
    search.take(variant, elements, in: values.all[order], names)
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

  /// The value of `target` if each of these variants is used in its place.
  private mutating func value(
    of target: LessonValues.Assigned, using entries: [VariantTable.Entry]
  ) -> [Double]? {
    replaceOnBench([])
    bench.restore(from: truth)
    var changed: [Slot] = []
    for entry in entries {
      let assigned = values.all[entry.order]
      guard
        variants.program.type(of: entry.slot).shape
          == variants.program.type(of: assigned.slot).shape,
        changed.isEmpty || bench.repeatInstructions(variants.path(from: changed, to: entry.order)),
        bench.repeatInstructions(entry.instructions)
      else { return nil }
      bench.copy(entry.slot, to: assigned.slot)
      changed.append(assigned.slot)
    }
    guard bench.repeatInstructions(variants.path(from: changed, to: target.order)) else {
      return nil
    }
    defer { bench.restore(from: truth) }
    return bench.withEntries(of: target.slot) { Array($0) }
  }
}

extension Search {
  /// Takes a variant used in every step if it gives the answer.
  fileprivate mutating func take(
    _ variant: Variant, _ elements: [Double], in assigned: LessonValues.Assigned,
    _ names: [String]
  ) {
    tried.add(variant.kind, isFromTruth: true)
    guard let agreement = numbers.agreement(with: elements), agreement.isExact,
      let certainty = tried.certainty(
        of: agreement.information, variant.kind, ofWholeNumbers: numbers.areWhole)
    else { return }
    add(
      Mistake(
        kind: variant.kind, name: assigned.name, rightFormula: assigned.expression,
        usedFormula: variant.shownFormula, part: variant.part, function: variant.function,
        fromOwnValues: false, agreeing: .exactly, inEveryStep: names, certainty: certainty))
  }
}
