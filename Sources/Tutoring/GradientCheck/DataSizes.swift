import Matrices
import StageLanguage

// `N = 3` beside three observations is not a number of its own: it names how many there are. Where a
// loss averages them with `mean`, and the gradient divides by N, another N contradicts the data and
// shows nothing about the gradient.

extension DerivativeBench {
  /// The parameters that a derivative only divides by, and that name how many numbers are averaged
  /// on the way to its output.
  ///
  /// - Parameters:
  ///   - claim: The derivative.
  ///   - parameters: The names to look at.
  ///   - types: The types of all values if these parameters are given other numbers; a parameter
  ///     that makes arrays larger or smaller is no mere name for a size.
  /// - Returns: Their names.
  func sizeNames(
    _ claim: DerivativeClaim, among parameters: [String], _ types: [ValueType]
  ) -> Set<String> {
    let sizes = averagedSizes(on: survey.program.path(from: [claim.input], to: claim.output))
    guard !sizes.isEmpty, survey.program.types.map(\.shape) == types.map(\.shape) else { return [] }
    return Set(
      parameters.filter { name in
        guard let slot = survey.history.slot(of: name, before: claim.order),
          let number = machine.value(of: slot).elements.first
        else { return false }
        return sizes.contains(number) && onlyDivides(slot, claim)
      })
  }

  /// How many numbers the means among these instructions are taken of, in all and along each axis.
  private func averagedSizes(on path: [Int]) -> Set<Double> {
    var sizes: Set<Double> = []
    for index in path {
      let instruction = survey.program.instructions[index]
      guard case .reduce(.mean, _, _) = instruction.operation else { continue }
      let operand = survey.program.type(of: instruction.operands[0]).shape
      let result = survey.program.type(of: instruction.result).shape
      sizes.insert(Double(operand.count / max(1, result.count)))
      // A matrix of one column is not averaged over its columns.
      for size in operand.sizes where size > 1 { sizes.insert(Double(size)) }
    }
    return sizes
  }

  /// Whether a number is used as a divisor and in no other way, by itself or times other numbers, as
  /// in `1 / (2 * N)`, in all that goes into a derivative.
  private func onlyDivides(_ slot: Slot, _ claim: DerivativeClaim) -> Bool {
    survey.program.instructions.allSatisfy { instruction in
      guard instruction.operands.contains(slot),
        survey.program.depends(claim.value, on: instruction.result)
          || survey.program.depends(claim.output, on: instruction.result)
      else { return true }
      switch instruction.operation {
      case .binary(.divide):
        return instruction.operands[0] != slot
      case .binary(.multiply), .unary(.copy):
        return survey.program.type(of: instruction.result).shape == .scalar
          && onlyDivides(instruction.result, claim)
      default: return false
      }
    }
  }
}
