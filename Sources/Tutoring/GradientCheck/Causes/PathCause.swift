import Matrices
import StageLanguage

// Mistakes on the way back, brick by brick. The derivative goes from the output through each brick
// of the path to the input. If one brick has been passed in a wrong way, what comes out at the end
// differs by exactly what that brick did wrong, taken the rest of the way by reverse mode.

/// What people take for the slope of an activation.
public enum SlopeSlip: Sendable, Hashable, CaseIterable {
  case forgotten, onlyValue, onlyRest, ofSum, ofActivated, squared, negated

  /// The wrong slope, where the activation's value is `h`, its argument `z`, its slope `slope`.
  func slope(_ h: Double, _ z: Double, slope: Double) -> Double {
    switch self {
    case .forgotten: return 1
    case .onlyValue: return h
    case .onlyRest: return 1 - h
    case .ofSum: return z * (1 - z)
    case .ofActivated:
      let again = 1 / (1 + ElementaryFunctions.exp(-h))
      return again * (1 - again)
    case .squared: return 1 - h * h
    case .negated: return -slope
    }
  }
}

extension DerivativeBench {
  /// How many places of a path are looked at, those next to the input: most mistakes are made there,
  /// and a path may be thousands of bricks long.
  private static let placesTried = 32
  /// How many names are tried in the place of another.
  private static let namesTried = 200

  /// The mistakes on the path from the output to the input that give just what was found.
  func pathCauses(
    _ claim: DerivativeClaim, _ evaluation: DerivativeEvaluation
  ) -> [DerivativeCause] {
    guard let expected = evaluation.expected, expected.shape == evaluation.found.shape else {
      return []
    }
    let error = evaluation.found.zipped(with: expected, -)
    if evaluation.isEntrywise {
      return slopeCauses(claim, from: claim.output, to: claim.input, error) { $0 }
    }
    var causes: [DerivativeCause] = []
    let path = survey.program.path(from: [claim.input], to: claim.output)
    let slots = [claim.input] + path.map { survey.program.instructions[$0].result }
    let named = slots.filter { survey.history.name(of: $0, before: claim.order) != nil }
    let near = named.prefix(Self.placesTried)
    for output in near where output != claim.output {
      let back = machine.gradient(of: claim.output, along: [output])[0]
      for input in near where input.index < output.index {
        causes += slopeCauses(claim, from: output, to: input, error) { $0.zipped(with: back, *) }
        let isNext = survey.program.path(from: [input], to: output).allSatisfy { index in
          let between = survey.program.instructions[index].result
          return between == output || !near.contains(between)
        }
        if isNext {
          causes += couplingCauses(claim, from: output, to: input, back: back, error)
        }
      }
    }
    let products = path.filter { survey.program.instructions[$0].operation == .matmul }
    for index in products.prefix(Self.placesTried) {
      causes += productCauses(claim, instruction: index, error)
    }
    return causes
  }

  /// Whether an error made at `slot` on the way back comes out as `error` at the claim's input.
  private func explains(
    _ made: NumericArray, at slot: Slot, _ claim: DerivativeClaim, _ error: NumericArray
  ) -> Bool {
    let arrived =
      slot == claim.input
      ? made : machine.gradient(of: slot, along: [claim.input], seed: made)[0]
    // An error that vanishes on the way explains nothing.
    return arrived.elements.contains { $0 != 0 }
      && Agreement.computed(error.elements).agree(arrived.elements, error.elements)
  }

  // MARK: Activations

  private func slopeCauses(
    _ claim: DerivativeClaim, from output: Slot, to input: Slot, _ error: NumericArray,
    _ weighted: (NumericArray) -> NumericArray
  ) -> [DerivativeCause] {
    guard survey.program.type(of: output).shape == survey.program.type(of: input).shape,
      let activated = survey.history.name(of: output, before: claim.order),
      let sum = survey.history.name(of: input, before: claim.order),
      let slopes = diagonal(
        of: output, along: input, machine.gradient(of: output, along: [input])[0])
    else { return [] }
    let (h, z) = (machine.value(of: output).elements, machine.value(of: input).elements)
    return SlopeSlip.allCases.compactMap { slip in
      var made = slopes
      for index in slopes.elements.indices {
        let slope = slopes.elements[index]
        made.elements[index] = slip.slope(h[index], z[index], slope: slope) - slope
      }
      guard explains(weighted(made), at: input, claim, error) else { return nil }
      return .slope(slip, activated: activated, sum: sum)
    }
  }

  private func couplingCauses(
    _ claim: DerivativeClaim, from output: Slot, to input: Slot, back: NumericArray,
    _ error: NumericArray
  ) -> [DerivativeCause] {
    guard let activated = survey.history.name(of: output, before: claim.order),
      let sum = survey.history.name(of: input, before: claim.order),
      let coupling = coupling(of: output, along: input)
    else { return [] }
    let right = machine.gradient(of: output, along: [input], seed: back)[0]
    let wrong = coupling.diagonal.zipped(with: back, *)
    guard explains(wrong.zipped(with: right, -), at: input, claim, error) else { return [] }
    return [.diagonalAlone(coupling, activated: activated, sum: sum)]
  }

  // MARK: Products

  /// The values within a derivative's own formula that are weights after a step, without a name.
  private func updated(_ weights: Slot, for claim: DerivativeClaim) -> [Slot] {
    let shape = survey.program.type(of: weights).shape
    let gradients = survey.claims.filter { $0.input == weights && $0.value != claim.value }
    guard !gradients.isEmpty else { return [] }
    let path = survey.program.path(from: [weights], to: claim.value)
    return path.suffix(Self.placesTried).map { survey.program.instructions[$0].result }.filter {
      slot in
      survey.program.type(of: slot).shape == shape
        && survey.history.name(of: slot, before: claim.order) == nil
        && gradients.contains { survey.program.depends(slot, on: $0.value) }
    }
  }

  private func productCauses(
    _ claim: DerivativeClaim, instruction index: Int, _ error: NumericArray
  ) -> [DerivativeCause] {
    let instruction = survey.program.instructions[index]
    let (left, right) = (instruction.operands[0], instruction.operands[1])
    let back = machine.gradient(of: claim.output, along: [instruction.result])[0]
    var causes: [DerivativeCause] = []
    for (target, other, isLeft) in [(left, right, true), (right, left, false)] {
      guard survey.program.depends(target, on: claim.input),
        let name = survey.history.name(of: other, before: claim.order)
      else { continue }
      let shape = survey.program.type(of: target).shape
      /// What comes back to the target if `factor` is used; nil if it does not fit.
      func pulled(_ factor: NumericArray, isTurned: Bool = true) -> NumericArray? {
        let factor = isTurned ? factor.transposed : factor
        let product = isLeft ? back.matrixProduct(factor) : factor.matrixProduct(back)
        return product.flatMap {
          $0.shape.count == shape.count ? NumericArray($0.elements, shape: shape) : nil
        }
      }
      func isUsed(_ wrong: NumericArray?, _ right: NumericArray) -> Bool {
        guard let wrong else { return false }
        return explains(wrong.zipped(with: right, -), at: target, claim, error)
      }
      let factor = machine.value(of: other)
      guard let right = pulled(factor) else { continue }
      if isUsed(pulled(factor, isTurned: false), right) { causes.append(.untransposed(name)) }
      let steps = updated(other, for: claim)
      if steps.contains(where: { isUsed(pulled(machine.value(of: $0)), right) }) {
        causes.append(.updated(name))
      }
      for candidate in survey.history.names.prefix(Self.namesTried) {
        for version in survey.history.versions(of: candidate, before: claim.order).suffix(3)
        where version.slot != other
          && survey.program.type(of: version.slot).shape == factor.shape
        {
          guard isUsed(pulled(machine.value(of: version.slot)), right) else { continue }
          let isUpdate =
            version.slot.index > other.index && survey.program.depends(version.slot, on: other)
          causes.append(
            isUpdate ? .updated(name) : .operand(used: candidate, insteadOf: name))
        }
      }
    }
    return causes
  }
}
