import StageLanguage

/// The known mistakes.
///
/// Each changes one edge of a formula; ``MistakeRules`` makes the changes.
public enum MistakeKind: String, CaseIterable, Sendable, Hashable {
  // Forward
  case noActivation, activationAdded, activationOfNegative, sigmoidOfNegative, activationTwice
  case tanhForActivation, sigmoidForActivation
  case softmaxForActivation, reluForActivation, absoluteForActivation, negativePartKept
  case leakForgotten, notNormalized, normalizedOtherwise, exponentialForgotten, otherBaseOfPowers
  case functionForgotten, functionOfNegative, functionTwice, argumentsSwapped
  case transposeForgotten, transposeAdded, weightsReshaped, factorsSwapped
  case biasForgotten, biasAfterActivation, biasSubtracted, entrywiseForProduct
  case termOfProductMissing, signOfTermLost, termOfSumMissing, otherEntry
  // Loss
  case halfForgotten, countForgotten, divisorForgotten, dividedByEntries, notAveraged, averaged
  case dividedByOneLess
  case absoluteForSquare, squareOfSum, squareForgotten, doubledForSquare, rootTaken, rootForgotten
  case rootMisplaced
  case penaltyForgotten
  case sumForSquares, absoluteInPenalty, biasInPenalty, penaltyIncomplete
  case logForgotten, logOfOtherBase, squaresForEntropy, binaryForCategorical, targetsExchanged
  case productOfSums
  // Backward
  case slopeForgotten, extraSlope, exponentKept, slopeOfActivated, slopeOfSum, halfSlope, tanhSlope,
    sigmoidSlope
  case slopeOfOtherSide, slopeOfOne, slopeAtBoundary, slopeByGradient, valueForSlope
  case signFlipped, differenceReversed, extraTwo, twoNotCancelled, twoForgotten, extraHalf
  case dividedAgain, multipliedByCount
  case dotForEntrywise, addedForMultiplied, multipliedForAdded, resultTransposed, sumForActivation,
    activationForSum
  case updatedValue, updatedValueElsewhere, staleValue
  case wrongInput, otherWeights, weightsDropped, onePathOnly, oneObservationOnly, oneTermOnly
  case targetForgotten
  case penaltyInEveryEntry, penaltyOfBias, penaltyDoubled, penaltyHalved, penaltySubtracted,
    wrongAxis, notSummed
  // Update
  case plusForMinus, stepForgotten, stepAdded, stepSubtracted, rateForgotten, rateTwice, stepGiven,
    updatedTwice
  // Anything
  case otherValue, scalarForOther, copied, notComputedAgain, namesExchanged, branchesExchanged
  case quotientReversed, multipliedForDivided, otherExponent, tenTimesTooMuch, tenTimesTooLittle
  case termForgotten, termTwice, termSubtracted, factorForgotten, factorTwice, complementUsed

  /// Whether it says no more than what was changed, and nothing of a belief behind it: where both
  /// explain an answer, the others are likelier.
  var isGeneric: Bool {
    switch self {
    case .otherValue, .scalarForOther, .copied, .termForgotten, .termSubtracted, .factorForgotten,
      .factorTwice, .termTwice, .divisorForgotten, .extraHalf, .extraTwo, .resultTransposed,
      .complementUsed,
      .rootTaken, .signFlipped, .plusForMinus, .otherEntry, .oneTermOnly, .quotientReversed,
      .addedForMultiplied, .multipliedForAdded, .signOfTermLost, .termOfSumMissing, .otherExponent,
      .multipliedByCount,
      .functionForgotten, .functionOfNegative,
      .functionTwice, .branchesExchanged, .doubledForSquare, .dividedByOneLess:
      true
    default: false
    }
  }

  /// Whether it is so plain, though it tells of no belief, that nothing before it explains better.
  var isPlain: Bool {
    switch self {
    case .termForgotten, .factorForgotten, .divisorForgotten, .functionForgotten, .termSubtracted:
      true
    default: false
    }
  }

  /// Mistakes that say the same as this one, and better: where one of them gives the numbers too, it
  /// is the one that is said.
  var isSaidBetter: [MistakeKind] {
    switch self {
    case .weightsReshaped: [.transposeForgotten, .transposeAdded]
    case .wrongAxis: [.normalizedOtherwise, .notSummed]
    case .termOfProductMissing: [.onePathOnly, .oneObservationOnly, .oneTermOnly]
    case .dividedAgain: [.averaged, .dividedByEntries]
    case .signFlipped: [.differenceReversed]
    case .oneTermOnly: [.termForgotten]
    case .differenceReversed: [.stepGiven, .stepAdded]
    case .reluForActivation: [.noActivation]
    case .activationAdded: [.copied]
    case .namesExchanged: [.resultTransposed, .factorsSwapped, .argumentsSwapped]
    default: []
    }
  }

  /// Whether a new value was used where the old one belongs: that may be done with nothing wrong
  /// before it.
  var isUpdatedTooEarly: Bool { self == .updatedValue || self == .updatedValueElsewhere }

  /// How common it is, from 0: what many people do is tried, and believed, before what few do.
  var rarity: Int {
    switch self {
    case .noActivation, .sigmoidOfNegative, .tanhForActivation, .transposeForgotten,
      .transposeAdded, .biasForgotten, .halfForgotten, .countForgotten, .notAveraged,
      .dividedByEntries, .squareForgotten, .penaltyForgotten, .logOfOtherBase, .slopeForgotten,
      .halfSlope, .differenceReversed, .signFlipped, .twoForgotten, .twoNotCancelled,
      .targetForgotten, .updatedValue, .updatedValueElsewhere, .wrongAxis, .notNormalized,
      .stepAdded, .stepForgotten, .stepSubtracted, .rateForgotten, .stepGiven, .slopeOfOne:
      0
    case .otherValue, .otherEntry, .termTwice, .rootMisplaced, .quotientReversed,
      .branchesExchanged,
      .functionTwice, .functionOfNegative, .factorTwice, .oneTermOnly, .doubledForSquare,
      .multipliedByCount, .signOfTermLost, .namesExchanged, .otherExponent, .termOfSumMissing,
      .otherBaseOfPowers, .slopeByGradient:
      2
    case .scalarForOther, .copied, .addedForMultiplied, .multipliedForAdded: 3
    default: 1
    }
  }

  /// How many degrees of ``rarity`` there are.
  static let rarities = 4
}
