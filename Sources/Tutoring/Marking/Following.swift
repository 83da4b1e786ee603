import Lessons
import Matrices
import StageLanguage

// What follows from other numbers of the learner's: from those that were rounded, and from those
// that are wrong.

extension Marker {
  /// Rounding explains small differences, and so may a mistake that changes little: if several
  /// entries are off by more than a unit and a mistake gives every digit, it is the mistake.
  mutating func reconsiderRounding(
    _ sheet: inout AnswerSheet, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues
  ) {
    guard sheet.farRounded > 0, !sheet.hasUnexplained else { return }
    let mistakes = mistakes(
      explaining: sheet.answer, sheet.verdicts, assigned, own, exactly: true
    ).mistakes.filter { !$0.kind.isGeneric && $0.certainty == .certain }
    guard let first = mistakes.first else { return }
    if sheet.farRounded > 1 {
      sheet.withdrawRounding()
      sheet.explain(by: mistakes)
    } else {
      sheet.remarks.append(.perhaps(first))
    }
  }

  /// Right values with few digits lead further away than rounding to the digits of this answer.
  mutating func followRounded(
    _ sheet: inout AnswerSheet, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues
  ) {
    let upstream = variants.upstream(of: assigned.order)
    let right = own.usable.filter { $0.isRight && upstream.contains($0.order) }
    guard !right.isEmpty, let value = value(of: assigned, replacing: right, sheet.answer) else {
      return
    }
    sheet.markRounded(as: value)
  }

  mutating func roundingBounds(
    _ slot: Slot, entry: [Int]?, _ shape: Shape, decimals: Int
  ) -> (low: [Double], high: [Double]) {
    // Taken out while it is changed, so that it is not copied.
    var machine =
      bounds.removeValue(forKey: decimals)
      ?? IntervalMachine(compiled.program, decimals: decimals, given: given)
    let result = machine.bounds(of: slot, entry: entry, shape, exact: truth)
    bounds[decimals] = machine
    return result
  }

  // MARK: Carrying forward

  /// Takes what follows from all of the learner's own values, some of them wrong: who has them in
  /// front of them uses them.
  ///
  /// - Returns: the value that follows, and what follows from those that are right alone; nil if nothing
  ///   wrong leads to it.
  mutating func followOwn(
    _ sheet: inout AnswerSheet, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues
  ) -> (value: NumericArray, otherwise: NumericArray)? {
    let upstream = variants.upstream(of: assigned.order)
    let items = own.usable.filter { upstream.contains($0.order) }
    let right = items.filter(\.isRight)
    guard right.count < items.count else { return nil }
    let frontier = Set(variants.frontier(of: assigned.order, stoppingAt: items.map(\.slot)))
    let used = items.filter { !$0.isRight && frontier.contains($0.slot.index) }
    guard !used.isEmpty,
      let followed = value(of: assigned, replacing: items, sheet.answer),
      let otherwise = value(
        of: assigned, replacing: items.map { ($0.slot, $0.corrected) }, sheet.answer)
    else { return nil }
    sheet.markCarried(as: followed, not: otherwise, from: roots(of: used))
    return (followed, otherwise)
  }

  /// Says of numbers that follow from a value that cannot be like that where they come from: they are
  /// not right, but the learner need look no further.
  mutating func noteImpossible(
    _ sheet: inout AnswerSheet, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues
  ) {
    let upstream = variants.upstream(of: assigned.order)
    let impossible = own.impossible.filter {
      upstream.contains($0.order) && $0.value.elements.allSatisfy(\.isFinite)
    }
    let others = own.usable.filter { upstream.contains($0.order) }
    guard let first = impossible.first,
      let followed = value(of: assigned, replacing: others + impossible, sheet.answer),
      sheet.follows(from: followed)
    else { return }
    sheet.remarks.append(.followsFromImpossible(first.name))
  }

  /// The value that follows from some of the learner's own.
  private mutating func value(
    of assigned: LessonValues.Assigned, replacing items: [OwnValues.Item], _ answer: Answer
  ) -> NumericArray? {
    value(of: assigned, replacing: items.map { ($0.slot, $0.value) }, answer)
  }

  /// The value that follows from these.
  private mutating func value(
    of assigned: LessonValues.Assigned, replacing items: [(slot: Slot, value: NumericArray)],
    _ answer: Answer
  ) -> NumericArray? {
    replaceOnBench(items)
    let path = variants.path(from: items.map(\.slot), to: assigned.order)
    guard bench.repeatInstructions(path) else { return nil }
    return target(answer, bench.value(of: assigned.slot))
  }

  /// The names that are wrong by themselves among those that these values follow from.
  private func roots(of items: [OwnValues.Item]) -> [String] {
    var names: [String] = []
    for name in items.flatMap({ roots[$0.order] ?? [$0.name] }) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// Looks for wrong values of the learner's own, earlier in the lesson, from which the entries
  /// follow.
  mutating func carryForward(
    _ sheet: inout AnswerSheet, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues,
    _ shape: Shape
  ) {
    let upstream = variants.upstream(of: assigned.order)
    let wrong = own.usable.filter { !$0.isRight && upstream.contains($0.order) }
    guard !wrong.isEmpty else { return }
    let right = own.usable.filter { $0.isRight && upstream.contains($0.order) }
    let wrongSlots = Set(wrong.map(\.slot.index))
    var tried: Set<[Int]> = []
    // Whatever is rounded alike does not depend on the learner's values.
    _ = roundingBounds(
      assigned.slot, entry: sheet.answer.index, shape, decimals: sheet.decimals)
    for subset in subsets(of: wrong) {
      // With the right ones as the learner rounded them, then with the true ones.
      for base in right.isEmpty ? [[]] : [right, []] {
        let replacements = Dictionary(
          (base + subset).map { ($0.slot, (value: $0.value, margins: $0.margins)) },
          uniquingKeysWith: { first, _ in first })
        // Values behind others that are replaced as well make no difference.
        let frontier = variants.frontier(of: assigned.order, stoppingAt: replacements.keys)
        guard frontier.contains(where: wrongSlots.contains), tried.insert(frontier).inserted else {
          continue
        }
        // What the values themselves do not come near to, their roundings do not reach.
        guard let followed = value(of: assigned, replacing: base + subset, sheet.answer),
          sheet.isNear(followed)
        else { continue }
        for decimals in [nil, sheet.decimals] as [Int?] {
          var machine = IntervalMachine(
            compiled.program, decimals: decimals, given: given,
            base: decimals.flatMap { bounds[$0] }, replacing: replacements)
          let reached = machine.bounds(
            of: assigned.slot, entry: sheet.answer.index, shape, exact: truth)
          sheet.markCarried(within: reached, from: roots(of: subset))
          if !sheet.hasUnexplained { return }
        }
      }
    }
  }

  /// All subsets but the empty one, the smallest first.
  ///
  /// What follows from one error is not said to follow from two. Of many values each alone, all, and
  /// all but one.
  private func subsets(of values: [OwnValues.Item]) -> [[OwnValues.Item]] {
    guard values.count <= 4 else {
      let allButOne = values.indices.map { index in
        values.indices.filter { $0 != index }.map { values[$0] }
      }
      return values.prefix(40).map { [$0] } + [values] + (values.count <= 12 ? allButOne : [])
    }
    let masks = (1..<(1 << values.count)).sorted {
      ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
    }
    return masks.map { mask in values.indices.filter { mask >> $0 & 1 == 1 }.map { values[$0] } }
  }
}

extension IntervalMachine {
  /// The bounds of a value, or of one entry of it.
  mutating func bounds(
    of slot: Slot, entry: [Int]?, _ shape: Shape, exact machine: borrowing Machine
  ) -> (low: [Double], high: [Double]) {
    let all = bounds(of: slot, exact: machine)
    guard let entry else { return all }
    let position = entry.count == 2 ? entry[0] * shape.columns + entry[1] : entry[0]
    return ([all.low[position]], [all.high[position]])
  }
}
