import Matrices
import StageLanguage
import Testing

@testable import Tutoring

@Suite("Every variant of every formula is told by its numbers")
struct VariantDiagnosisTests {
  /// What became of the variants of a lesson.
  struct Outcome {
    var told = 0
    /// Those that round to the right answer, or to zeros.
    var invisible = 0
    /// Those that rounding on the way may give as well, or an earlier error.
    var rounded = 0
    /// Those of which only zeros and ones are wrong.
    var weak = 0
    var failures: [String] = []
  }

  static let decimals = 8

  @Test("From the true values", arguments: SampleLesson.allCases)
  func fromTrueValues(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    var outcome = Outcome()
    for order in marker.values.all.indices {
      marker.prepare(order)
      for entry in marker.variants.entries[order] ?? [] {
        marker.restoreBench()
        guard marker.bench.repeatInstructions(entry.instructions) else { continue }
        let value = marker.bench.value(of: entry.slot)
        judge(entry, value, &marker, given: "", &outcome)
      }
    }
    report(outcome, lesson)
  }

  @Test("From a wrong value of the learner's own", arguments: SampleLesson.allCases)
  func fromOwnValues(_ lesson: SampleLesson) throws {
    var marker = try lesson.marker()
    var outcome = Outcome()
    for assigned in marker.values.all {
      marker.prepare(assigned.order)
      guard let input = marker.wrongInput(of: assigned) else { continue }
      let own = answerText(input.value, decimals: Self.decimals)
      for entry in marker.variants.entries[assigned.order] ?? [] {
        marker.replaceOnBench([(input.assigned.slot, input.value)])
        let path = marker.variants.path(from: [input.assigned.slot], to: assigned.order)
        guard marker.bench.repeatInstructions(path) else { continue }
        let right = marker.bench.value(of: assigned.slot)
        guard marker.bench.repeatInstructions(entry.instructions) else { continue }
        let value = marker.bench.value(of: entry.slot)
        // What gives the same as the right formula is carried forward.
        if answerText(value, decimals: Self.decimals) == answerText(right, decimals: Self.decimals)
        {
          outcome.invisible += 1
          continue
        }
        judge(entry, value, &marker, given: "\(input.assigned.name) = \(own)\n", &outcome)
      }
    }
    report(outcome, lesson)
  }

  private func judge(
    _ entry: VariantTable.Entry, _ value: NumericArray, _ marker: inout Marker, given: String,
    _ outcome: inout Outcome
  ) {
    let assigned = marker.values.all[entry.order]
    guard value.elements.allSatisfy(\.isFinite), value.shape.count > 0 else { return }
    // Of tiny numbers eight decimals have too few digits to tell anything by.
    let decimals = value.elements.contains { abs($0) > 1e-4 } ? Self.decimals : 14
    let typed = answerText(value, decimals: decimals)
    let truth = answerText(marker.truth.value(of: assigned.slot), decimals: decimals)
    let isZero = !typed.contains { "123456789".contains($0) }
    if typed == truth || isZero {
      outcome.invisible += 1
      return
    }
    let marking = marker.mark(given + "\(assigned.name) = \(typed)")
    guard let answer = marking.answers.last(where: { $0.name == assigned.name }) else {
      outcome.failures.append("\(assigned.name): no answer to \(typed)")
      return
    }
    guard answer.order == assigned.order else {
      outcome.invisible += 1
      return
    }
    if answer.kinds.contains(where: { $0.isSaid(for: entry.variant.kind) })
      || answer.remarks.contains(where: {
        if case .wrongShape(_, _, true) = $0 { true } else { false }
      })
    {
      outcome.told += 1
    } else if answer.isOfBareDigits {
      // Zeros and ones come out of many a formula.
      outcome.weak += 1
    } else if answer.flat.allSatisfy({ $0.isRight || $0 == .carried }) {
      // Another explanation, tried before, fits as well.
      outcome.rounded += 1
    } else {
      outcome.failures.append(
        "\(given)\(entry.variant.kind): \(assigned.name) = \(entry.variant.expression) gives "
          + "\(typed), which is \(answer.kinds) \(answer.flat)")
    }
  }

  private func report(_ outcome: Outcome, _ lesson: SampleLesson) {
    let failures = outcome.failures.prefix(8).joined(separator: "\n")
    #expect(outcome.failures.isEmpty, "\(outcome.failures.count) of them:\n\(failures)")
    #expect(outcome.told > 100)
    // Rounding hides next to nothing at eight decimals.
    #expect(outcome.rounded <= outcome.told / 50, "\(outcome.rounded) hidden, \(outcome.told) told")
  }
}

extension MistakeKind {
  /// Whether it is the mistake, or one that is said in its stead where both give the same numbers.
  fileprivate func isSaid(for kind: MistakeKind) -> Bool {
    self == kind || kind.isSaidBetter.contains(self)
      || kind.isGeneric && isGeneric && kind.rarity > 1 && rarity < kind.rarity
  }
}

extension MarkedAnswer {
  /// Whether what is wrong in it are zeros and whole numbers of one digit.
  fileprivate var isOfBareDigits: Bool {
    zip(answer.literal.entries, flat).allSatisfy { number, verdict in
      verdict.isRight || verdict == .carried
        || abs(number.value) < 10 && number.value.rounded() == number.value
    }
  }
}

extension Marker {
  /// A computed value that the formula uses, one entry of it changed.
  func wrongInput(
    of assigned: LessonValues.Assigned
  ) -> (assigned: LessonValues.Assigned, value: NumericArray)? {
    let inputs = assigned.expression.names
      .compactMap { name in values.all.last { $0.name == name && $0.order < assigned.order } }
      .filter { !$0.isGiven && truth.value(of: $0.slot).kind == .real }
      .sorted { $0.order < $1.order }
    guard let input = inputs.last else { return nil }
    var value = truth.value(of: input.slot)
    // As it is typed, and staying between 0 and 1 if it did.
    value.elements = value.elements.map {
      Double(fixed($0, decimals: VariantDiagnosisTests.decimals)) ?? $0
    }
    value.elements[0] += value.elements[0] > 0.5 ? -0.0625 : 0.0625
    return (input, value)
  }
}
