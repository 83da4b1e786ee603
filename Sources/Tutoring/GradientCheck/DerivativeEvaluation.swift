import Lessons
import Matrices
import Source
import StageLanguage

/// What a name that claims to be a derivative turned out to be.
public enum DerivativeVerdict: Sendable, Hashable {
  /// It is the gradient of a number: an entry for each entry of what it is differentiated by.
  case gradient
  /// It is the derivative of each entry by the entry in the same place.
  case entrywise
  /// It is the Jacobian matrix of a vector by a vector.
  case jacobian
  /// It is not a full derivative, but the factor that the chain rule needs.
  case shorthand(ChainFactor)
  /// It is not a full derivative, but that of each entry by the entry in the same place: there is
  /// more to it.
  case diagonal
  /// It is zero, and rightly: the one is not computed from the other.
  case independent
  /// It is none of these.
  case differs
  /// It cannot be compared: something in it is not a finite number.
  case notFinite

  /// Whether the claim is false.
  public var isWrong: Bool { self == .differs }
}

/// A lesson's value of a derivative beside the true one.
struct DerivativeEvaluation: Sendable {
  /// The lesson's value.
  let found: NumericArray
  /// Reverse mode's, where there is one to compare with entry by entry.
  let expected: NumericArray?
  /// Whether `expected` is the derivative of each entry, not of one number.
  let isEntrywise: Bool
  var verdict: DerivativeVerdict
  /// Whether it is one of the slopes that may be chosen at a corner, and not the one in the middle.
  var isAtCorner = false
}

/// A lesson, run with some numbers, in which derivatives are looked into.
struct DerivativeBench: ~Copyable {
  let survey: DerivativeSurvey
  var machine: Machine
  /// The values that were put in place of computed ones.
  var replaced: [Slot: NumericArray]

  /// Runs a lesson's stages; nil if they do not run.
  ///
  /// - Parameters:
  ///   - survey: The lesson, compiled.
  ///   - movesInputs: Whether the values that derivatives are taken by and that are not computed
  ///     from others of them, the weights, are moved away from the lesson's own.
  init?(_ survey: DerivativeSurvey, movesInputs: Bool = false) {
    var machine = Machine(survey.program)
    var replaced: [Slot: NumericArray] = [:]
    do throws(Machine.Failure) {
      try machine.run()
      if movesInputs {
        for slot in survey.freeInputs { replaced[slot] = machine.value(of: slot).moved }
        try machine.recompute(replacing: replaced)
      }
    } catch {
      return nil
    }
    self.survey = survey
    self.machine = machine
    self.replaced = replaced
  }

  /// Compares the lesson's value of a derivative with reverse mode's.
  ///
  /// - Parameters:
  ///   - claim: The derivative.
  ///   - ties: Which slope is taken at a corner.
  /// - Returns: Both, and what the lesson's turned out to be.
  func compare(_ claim: DerivativeClaim, ties: TieRule) -> DerivativeEvaluation {
    let output = survey.program.type(of: claim.output).shape
    let input = survey.program.type(of: claim.input).shape
    var found = machine.value(of: claim.value)
    // A single number is the same in every shape.
    if found.shape.count == 1, output.count == 1, input.count == 1 {
      found = NumericArray(found.elements, shape: input)
    }
    func evaluation(
      _ verdict: DerivativeVerdict, _ expected: NumericArray?, isEntrywise: Bool = false
    ) -> DerivativeEvaluation {
      let isFinite = found.isFinite && (expected?.isFinite ?? true)
      return DerivativeEvaluation(
        found: found, expected: expected, isEntrywise: isEntrywise,
        verdict: isFinite ? verdict : .notFinite)
    }
    let total = machine.gradient(of: claim.output, along: [claim.input], ties: ties)[0]
    guard survey.program.depends(claim.output, on: claim.input) else {
      return evaluation(
        found.elements.allSatisfy { $0 == 0 } ? .independent : .differs, total)
    }
    if output.count == 1, found.agrees(with: total) { return evaluation(.gradient, total) }
    // A name of 1×1 outputs may still be shorthand, which shows with more of them.
    if output == .scalar { return evaluation(.differs, total) }
    let diagonal = self.diagonal(of: claim.output, along: claim.input, total, ties: ties)
    if let diagonal, found.stretched(to: diagonal.shape)?.agrees(with: diagonal) == true {
      return evaluation(.entrywise, diagonal, isEntrywise: true)
    }
    let back = probe(output)
    let wanted = machine.gradient(
      of: claim.output, along: [claim.input], seed: back, ties: ties)[0]
    guard let factor = ChainFactor(found, back: back, wanted: wanted, total: total) else {
      if diagonal == nil, let coupling = coupling(of: claim.output, along: claim.input),
        found.agrees(with: coupling.diagonal)
      {
        return evaluation(.diagonal, nil)
      }
      return evaluation(.differs, diagonal, isEntrywise: diagonal != nil)
    }
    let isJacobian = output.rank == 1 && input.rank == 1 && factor == .right
    return evaluation(isJacobian ? .jacobian : .shorthand(factor), nil)
  }

  /// The derivative of each entry by the entry in the same place, if those are all there are.
  ///
  /// For a diagonal Jacobian J, and for no other, Jᵀv is J's diagonal times v for every v; one of no
  /// particular value tells.
  func diagonal(
    of output: Slot, along input: Slot, _ total: NumericArray, ties: TieRule = .shared
  ) -> NumericArray? {
    let shape = survey.program.type(of: output).shape
    guard shape == survey.program.type(of: input).shape else { return nil }
    let probe = probe(shape)
    let pulled = machine.gradient(of: output, along: [input], seed: probe, ties: ties)[0]
    return pulled.agrees(with: total.zipped(with: probe, *)) ? total : nil
  }

  /// An array of no particular value.
  func probe(_ shape: Shape) -> NumericArray {
    NumericArray((0..<shape.count).map { quasirandom($0) + 0.25 }, shape: shape)
  }
}

/// Numbers spread over 0 to 1 without a pattern: multiples of the golden ratio, less their whole
/// part.
private func quasirandom(_ index: Int) -> Double {
  let multiple = Double(index + 1) * 0.618_033_988_749_894_9
  return multiple - multiple.rounded(.down)
}

extension NumericArray {
  /// The array with every entry moved a little, each otherwise.
  fileprivate var moved: NumericArray {
    NumericArray(
      elements.enumerated().map { $1 + 0.4 * quasirandom($0) - 0.15 }, shape: shape, kind: kind)
  }
}

extension DerivativeSurvey {
  /// The values that derivatives are taken by and that are not computed from others of them.
  var freeInputs: [Slot] {
    let inputs = Set(claims.map(\.input))
    var isComputed = [Bool](repeating: false, count: program.instructions.count)
    for (index, instruction) in program.instructions.enumerated() {
      isComputed[index] = instruction.operands.contains {
        inputs.contains($0) || isComputed[$0.index]
      }
    }
    return inputs.filter { !isComputed[$0.index] }.sorted { $0.index < $1.index }
  }
}
