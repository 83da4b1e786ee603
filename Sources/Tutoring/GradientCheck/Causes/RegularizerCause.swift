import Matrices
import StageLanguage

// Mistakes in the regularizer's part of a gradient. That part is what disappears when a number of
// the lesson (`reg`) is set to zero; it is known for a regularizer's because it is a multiple of the
// weights themselves, or of their signs.

/// What is penalized: the squares of the weights, or their absolute values.
private enum Penalty: CaseIterable {
  case squares, absoluteValues

  /// What the gradient's part is a multiple of.
  func slope(_ weights: NumericArray) -> NumericArray {
    switch self {
    case .squares: weights
    case .absoluteValues:
      NumericArray(
        weights.elements.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }, shape: weights.shape)
    }
  }

  /// The same in the lesson's names.
  func words(_ weights: String) -> String {
    switch self {
    case .squares: weights
    case .absoluteValues: "sign(\(weights))"
    }
  }
}

/// What is wrong with the regularizer's part of a gradient.
public enum RegularizerSlip: Sendable, Hashable {
  /// There is none.
  case missing
  /// It is off by a factor.
  case multiplied(Multiple)
  /// The penalty itself, one number, is added to every entry.
  case sameEverywhere
  /// It is made of other weights.
  case otherWeights(String)
}

extension DerivativeBench {
  /// What is wrong with a gradient's regularizer, if that is what is wrong.
  mutating func regularizerCauses(
    _ claim: DerivativeClaim, _ evaluation: DerivativeEvaluation
  ) -> [DerivativeCause] {
    // One number is a multiple of any other, which tells nothing.
    guard let expected = evaluation.expected, !evaluation.isEntrywise, expected.shape.count > 1,
      expected.shape == evaluation.found.shape
    else { return [] }
    let numbers = numbers(for: claim)
    let weights = machine.value(of: claim.input)
    for number in numbers {
      guard let slot = survey.history.slot(of: number.name, before: claim.order),
        let bare = evaluate(claim, withZeroAt: slot), let bareExpected = bare.expected,
        bareExpected.isFinite, bare.found.isFinite
      else { continue }
      let part = expected.zipped(with: bareExpected, -)
      guard
        let (penalty, coefficient) = Penalty.allCases.lazy.compactMap({ penalty in
          commonFactor(part.elements, penalty.slope(weights).elements).map { (penalty, $0) }
        }).first, coefficient != 0
      else { continue }
      let term = term(
        coefficient, number, numbers.filter { $0.name != number.name },
        penalty.words(claim.denominator))
      let foundPart = evaluation.found.zipped(with: bare.found, -)
      return slips(foundPart, part, penalty, claim, numbers).map { .regularizer($0, term: term) }
        + multiples(bare.found, bareExpected, numbers).map(DerivativeCause.multiplied)
    }
    return []
  }

  private func slips(
    _ found: NumericArray, _ expected: NumericArray, _ penalty: Penalty, _ claim: DerivativeClaim,
    _ numbers: [(name: String, value: Double, isCount: Bool)]
  ) -> [RegularizerSlip] {
    let agreement = Agreement.computed(expected.elements)
    if agreement.agree(found.elements, expected.elements) { return [] }
    if found.elements.allSatisfy({ agreement.relativeError($0, 0) <= Agreement.tolerance }) {
      return [.missing]
    }
    let multiples = multiples(found, expected, numbers)
    if !multiples.isEmpty { return multiples.map(RegularizerSlip.multiplied) }
    if found.shape.count > 1,
      agreement.agree(found.elements, found.elements.map { _ in found.elements[0] })
    {
      return [.sameEverywhere]
    }
    let weights = machine.value(of: claim.input)
    for other in Penalty.allCases
    where other != penalty
      && commonFactor(found.elements, other.slope(weights).elements) != nil
    {
      return [.otherWeights(other.words(claim.denominator))]
    }
    for slot in survey.freeInputs where slot != claim.input {
      let other = machine.value(of: slot)
      if other.shape == found.shape, commonFactor(found.elements, other.elements) != nil,
        let name = survey.history.name(of: slot, before: claim.order)
      {
        return [.otherWeights(name)]
      }
    }
    return []
  }

  private func multiples(
    _ found: NumericArray, _ expected: NumericArray,
    _ numbers: [(name: String, value: Double, isCount: Bool)]
  ) -> [Multiple] {
    commonFactor(found.elements, expected.elements).map {
      Multiple.candidates(for: $0, numbers)
    } ?? []
  }

  /// The regularizer's part as it should be, in the lesson's names: `reg * W2 / N`.
  private func term(
    _ coefficient: Double, _ number: (name: String, value: Double, isCount: Bool),
    _ others: [(name: String, value: Double, isCount: Bool)], _ weights: String
  ) -> String {
    let plain = "\(number.name)·\(weights)"
    let ratio = coefficient / number.value
    if abs(ratio - 1) < 1e-7 { return plain }
    let multiples = Multiple.candidates(for: ratio, others)
    guard let multiple = multiples.first(where: { abs($0.power) <= 1 }) else {
      return "\(ratio.description.prefix(8))·\(plain)"
    }
    var text = (multiple.isNegative ? "-" : "") + (multiple.twos > 0 ? "2·" : "")
    if multiple.power > 0, let name = multiple.name { text += "\(name)·" }
    text += plain
    if multiple.power < 0, let name = multiple.name {
      text += multiple.twos < 0 ? "/(2·\(name))" : "/\(name)"
    } else if multiple.twos < 0 {
      text += "/2"
    }
    return text
  }

  /// The evaluation if the number in `slot` were zero.
  private mutating func evaluate(
    _ claim: DerivativeClaim, withZeroAt slot: Slot
  ) -> DerivativeEvaluation? {
    evaluate(claim, replacing: [slot: NumericArray(0)])
  }

  /// The evaluation if some values were others; nil if the lesson does not run with them.
  mutating func evaluate(
    _ claim: DerivativeClaim, replacing values: [Slot: NumericArray]
  ) -> DerivativeEvaluation? {
    defer { try? machine.recompute(replacing: replaced) }
    do throws(Machine.Failure) {
      try machine.recompute(replacing: replaced.merging(values) { $1 })
      return evaluate(claim)
    } catch {
      return nil
    }
  }
}
