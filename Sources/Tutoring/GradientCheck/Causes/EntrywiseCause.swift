import Matrices
import StageLanguage

// Mistakes that can be read off entry by entry: a factor of the same shape that is forgotten, there
// once too often, or on the wrong side of a fraction.

extension DerivativeBench {
  /// How many names are tried as factors.
  private static let factorsTried = 200

  /// The values of the lesson by which every entry of a derivative is off.
  func entrywiseFactors(
    _ claim: DerivativeClaim, _ found: NumericArray, _ expected: NumericArray
  ) -> [DerivativeCause] {
    // One number is a multiple of any other.
    guard found.shape == expected.shape, expected.elements.filter({ $0 != 0 }).count > 1 else {
      return []
    }
    var simple: [DerivativeCause] = []
    var double: [DerivativeCause] = []
    for name in survey.history.names.prefix(Self.factorsTried) {
      guard let slot = survey.history.slot(of: name, before: claim.order),
        slot != claim.value, survey.program.type(of: slot).shape == expected.shape
      else { continue }
      let factor = machine.value(of: slot)
      guard factor.isFinite, let first = factor.elements.first,
        factor.elements.contains(where: { $0 != first })
      else { continue }
      for power in [1, -1, 2, -2]
      where found.repaired(by: factor, power: power)?.agrees(with: expected) == true {
        let cause = DerivativeCause.entrywiseFactor(name, power: power)
        if abs(power) == 1 { simple.append(cause) } else { double.append(cause) }
      }
    }
    return simple.isEmpty ? double : simple
  }
}

extension NumericArray {
  /// The array times a power of another, entry by entry; nil if that divides by zero where there is
  /// something to divide.
  fileprivate func repaired(by factor: NumericArray, power: Int) -> NumericArray? {
    var result = self
    for entry in elements.indices {
      let number = factor.elements[entry]
      if power < 0, number == 0 {
        guard elements[entry] == 0 else { return nil }
        continue
      }
      for _ in 0..<abs(power) {
        result.elements[entry] =
          power > 0 ? result.elements[entry] * number : result.elements[entry] / number
      }
    }
    return result
  }

}
