/// The known mistakes.
///
/// Each changes one edge of a formula; ``MistakeRules`` makes the changes.
public enum MistakeKind: String, CaseIterable, Sendable, Hashable {
  // Forward
  case noActivation, activationOfNegative, activationTwice, tanhForActivation, sigmoidForActivation
  case softmaxForActivation, reluForActivation, absoluteForActivation, negativePartKept
  case leakForgotten, notNormalized, normalizedOtherwise, exponentialForgotten
  case transposeForgotten, transposeAdded, weightsReshaped, factorsSwapped
  case biasForgotten, biasAfterActivation, biasSubtracted, entrywiseForProduct
  case termOfProductMissing
  // Loss
  case halfForgotten, countForgotten, divisorForgotten, dividedByEntries, notAveraged
  case absoluteForSquare, squareOfSum, squareForgotten, rootTaken, penaltyForgotten
  case sumForSquares, absoluteInPenalty, biasInPenalty, penaltyIncomplete
  case logForgotten, logOfOtherBase
  // Backward
  case slopeForgotten, slopeOfActivated, slopeOfSum, halfSlope, tanhSlope, sigmoidSlope
  case slopeOfOtherSide, valueForSlope
  case signFlipped, differenceReversed, extraTwo, twoForgotten, extraHalf, dividedAgain
  case dotForEntrywise, resultTransposed, sumForActivation, activationForSum, updatedValue
  case wrongInput, otherWeights, weightsDropped, onePathOnly, targetForgotten
  case penaltyInEveryEntry, penaltyDoubled, penaltySubtracted, wrongAxis, notSummed
  // Update
  case plusForMinus, rateForgotten, rateTwice, stepGiven, updatedTwice
  // Anything
  case otherValue, termForgotten, termSubtracted, factorForgotten, factorTwice

  /// Whether it says no more than what was changed, and nothing of a belief behind it: where both
  /// explain an answer, the others are likelier.
  var isGeneric: Bool {
    switch self {
    case .otherValue, .termForgotten, .termSubtracted, .factorForgotten, .factorTwice,
      .divisorForgotten, .extraHalf,
      .extraTwo, .resultTransposed, .notSummed, .rootTaken, .signFlipped:
      true
    default: false
    }
  }
}
