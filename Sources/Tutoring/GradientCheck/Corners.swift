import Matrices
import StageLanguage

// At a corner there is no derivative, and a slope has to be chosen: of a ReLU at 0, textbooks take 0,
// some take 1, central differences measure 1/2. Any of them is as good as any other.

extension DerivativeBench {
  /// Compares the lesson's value of a derivative with reverse mode's, at a corner with each of the
  /// slopes that may be chosen there.
  mutating func evaluate(_ claim: DerivativeClaim) -> DerivativeEvaluation {
    var evaluation = compare(claim, ties: .shared)
    guard evaluation.verdict == .differs else { return evaluation }
    // The same choice at every corner on the way, as a formula for the slope makes it.
    for ties in [TieRule.first, .last] {
      let other = compare(claim, ties: ties)
      guard other.verdict != .differs else { continue }
      evaluation.verdict = other.verdict
      evaluation.isAtCorner = true
      return evaluation
    }
    if let verdict = verdictBetweenSides(claim, evaluation) {
      evaluation.verdict = verdict
      evaluation.isAtCorner = true
    }
    return evaluation
  }

  /// A quotient measured anew from either side if it is not what is expected.
  ///
  /// Where a square meets a corner, as in max(0, x)² at 0, the derivative exists, but the quotient
  /// over both sides comes to it too slowly to be extrapolated.
  mutating func settled(
    _ quotient: DifferenceQuotient, _ claim: DerivativeClaim, _ entry: Int, expected: Double
  ) -> DifferenceQuotient {
    func isExpected(_ slope: Double) -> Bool {
      abs(slope - expected) <= 1e-6 * max(1, abs(expected))
    }
    if Agreement.measured.relativeError(expected, quotient.value) <= Agreement.tolerance {
      return quotient
    }
    let sides = machine.sidedDerivatives(
      of: claim.output, along: claim.input, moving: entry..<entry + 1)[0]
    guard isExpected(sides.below), isExpected(sides.above) else { return quotient }
    return DifferenceQuotient(
      value: (sides.below + sides.above) / 2,
      uncertainty: max(1e-6, abs(sides.above - sides.below)))
  }

  /// What the derivative is if it differs only where the output has a corner, and lies between the
  /// slopes of its two sides there.
  private mutating func verdictBetweenSides(
    _ claim: DerivativeClaim, _ evaluation: DerivativeEvaluation
  ) -> DerivativeVerdict? {
    guard let expected = evaluation.expected,
      let found = evaluation.found.stretched(to: expected.shape)
    else { return nil }
    let agreement = Agreement.computed(expected.elements)
    let differing = expected.elements.indices.filter {
      agreement.relativeError(found.elements[$0], expected.elements[$0]) > Agreement.tolerance
    }
    // Where every entry is right, it is the shape that is not.
    guard !differing.isEmpty else { return nil }
    if evaluation.isEntrywise {
      let sides = machine.sidedDerivatives(
        of: claim.output, along: claim.input, moving: 0..<expected.shape.count)
      let isBetween = differing.allSatisfy { lies(found.elements[$0], between: sides[$0]) }
      return isBetween ? .entrywise : nil
    }
    guard survey.program.type(of: claim.output).shape.count == 1,
      differing.count <= GradientCheck.measuredEntries
    else { return nil }
    for entry in differing {
      let sides = machine.sidedDerivatives(
        of: claim.output, along: claim.input, moving: entry..<entry + 1)
      guard lies(found.elements[entry], between: sides[0]) else { return nil }
    }
    return .gradient
  }
}

/// Whether a slope lies between those of a corner's two sides; false where there is no corner.
private func lies(_ slope: Double, between sides: (below: Double, above: Double)) -> Bool {
  let (low, high) = (min(sides.below, sides.above), max(sides.below, sides.above))
  let slack = 1e-6 * max(1, abs(low), abs(high))
  return high - low > 10 * slack && slope >= low - slack && slope <= high + slack
}
