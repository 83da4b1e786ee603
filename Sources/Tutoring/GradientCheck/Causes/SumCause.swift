import Matrices
import StageLanguage

// Mistakes where a value is used in several places, as a bias is for every observation: what comes
// back from the places is to be added up, for each entry of the value.

/// What is wrong with how a derivative is added up.
public enum SumSlip: Sendable, Hashable {
  /// All of it is added up to one number.
  case everything
  /// It is added up along the other axis.
  case otherAxis
  /// It is not added up.
  case nothing
}

extension DerivativeBench {
  /// What is wrong with the sum, if the claim's input is stretched where it is used.
  func sumCauses(_ claim: DerivativeClaim, _ found: NumericArray) -> [DerivativeCause] {
    let shape = survey.program.type(of: claim.input).shape
    if let sum = found.addedUp(to: shape), found.shape.count > shape.count,
      sum.agrees(with: machine.gradient(of: claim.output, along: [claim.input])[0])
    {
      return [.sum(.nothing, of: claim.denominator)]
    }
    let path = survey.program.path(from: [claim.input], to: claim.output)
    let use = path.first { survey.program.instructions[$0].operands.contains(claim.input) }
    guard let use, case .binary = survey.program.instructions[use].operation else { return [] }
    let result = survey.program.instructions[use].result
    let stretched = survey.program.type(of: result).shape
    guard stretched.rank == 2, stretched.count != shape.count else { return [] }
    let back = machine.gradient(of: claim.output, along: [result])[0]
    let (rows, columns) = (stretched.rows, stretched.columns)
    let rowSums = (0..<rows).map { row in (0..<columns).reduce(0) { $0 + back[row, $1] } }
    let columnSums = (0..<columns).map { column in
      (0..<rows).reduce(0) { $0 + back[$1, column] }
    }
    func isFound(_ entries: [Double]) -> Bool {
      Agreement.computed(entries).agree(found.elements, entries)
    }
    if found.shape.count == 1, shape.count > 1, isFound([rowSums.reduce(0, +)]) {
      return [.sum(.everything, of: claim.denominator)]
    }
    if isFound(shape.rows == 1 ? rowSums : columnSums) {
      return [.sum(.otherAxis, of: claim.denominator)]
    }
    return isFound(back.elements) ? [.sum(.nothing, of: claim.denominator)] : []
  }
}
