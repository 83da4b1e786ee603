/// The known mistakes. Each changes one edge of a formula; ``MistakeRules`` makes the changes.
public enum MistakeKind: String, CaseIterable, Sendable, Hashable {
  // Forward
  case noActivation, activationOfNegative, activationTwice, tanhForActivation, sigmoidForActivation
  case softmaxForActivation, transposeForgotten, transposeAdded, weightsReshaped, factorsSwapped
  case biasForgotten, biasAfterActivation, biasSubtracted, entrywiseForProduct
  case termOfProductMissing
  // Loss
  case halfForgotten, countForgotten, divisorForgotten, dividedByEntries, notAveraged
  case absoluteForSquare, squareOfSum, squareForgotten, rootTaken, penaltyForgotten
  case sumForSquares, absoluteInPenalty, biasInPenalty, logForgotten
  // Backward
  case slopeForgotten, slopeOfActivated, slopeOfSum, halfSlope, tanhSlope
  case signFlipped, differenceReversed, extraTwo, twoForgotten, extraHalf, dividedAgain
  case dotForEntrywise, resultTransposed, sumForActivation, updatedValue, otherValue
  case weightsDropped, onePathOnly, targetForgotten, penaltyInEveryEntry, penaltyDoubled
  case penaltySubtracted, wrongAxis
  // Update
  case plusForMinus, rateForgotten, rateTwice, stepGiven, updatedTwice
  // Anything
  case termForgotten, factorForgotten, factorTwice

  /// The belief behind the mistake and what to do instead.
  func sentence(part: String, name: String) -> String {
    switch self {
    case .noActivation:
      "The activation was left out: the weighted sum \(part) is not yet the neuron's output; apply "
        + "the function to each entry."
    case .activationOfNegative:
      "The activation was applied to the negative of \(part): mind the minus in exp(-z), which "
        + "belongs to the sigmoid itself."
    case .activationTwice:
      "The activation was applied twice: \(part) has been squashed already."
    case .tanhForActivation: "tanh was used where the lesson uses another activation."
    case .sigmoidForActivation: "The sigmoid was used where the lesson uses tanh."
    case .softmaxForActivation:
      "Softmax was used: it divides by the sum over the outputs; here each entry is squashed by "
        + "itself."
    case .transposeForgotten:
      "\(part) was not transposed: its rows were used where its columns belong."
    case .transposeAdded: "\(part) was transposed, and should be used as it stands."
    case .weightsReshaped:
      "The numbers of \(part) were read in another order: rows and columns got mixed when it was "
        + "turned over."
    case .factorsSwapped:
      "The factors of the product were swapped: \(part) is not the same product."
    case .biasForgotten: "The bias \(part) was forgotten: it is added to every weighted sum."
    case .biasAfterActivation:
      "The bias \(part) was added after the activation; it belongs to the sum inside."
    case .biasSubtracted: "\(part) was subtracted, and is to be added."
    case .entrywiseForProduct:
      "Entries were multiplied pairwise (⊙), but \(part) is a matrix product: row times column, "
        + "then add."
    case .termOfProductMissing:
      "One term of the sum is missing: \(part) has one product for each column of the left factor."
    case .halfForgotten: "The ½ was forgotten: divide by 2."
    case .countForgotten:
      "The 1/\(part) was forgotten: the sum over the observations is to be averaged."
    case .divisorForgotten: "The division by \(part) was forgotten."
    case .dividedByEntries:
      "It was divided by the number of entries: that is a mean over everything, and the formula "
        + "does not ask for it."
    case .notAveraged: "A sum was taken where the mean is asked for: divide by how many there are."
    case .absoluteForSquare: "The absolute value was used for the square of \(part)."
    case .squareOfSum:
      "It was added up first and squared afterwards: square each entry of \(part), then add."
    case .squareForgotten: "The square of \(part) was forgotten."
    case .rootTaken: "A square root was taken: the loss is the sum of squares itself."
    case .penaltyForgotten: "The regularizer's part, \(part), was forgotten."
    case .sumForSquares: "The weights of \(part) were added up without squaring them."
    case .absoluteInPenalty:
      "Absolute values were added up (that is the L1 penalty); this one adds up squares of \(part)."
    case .biasInPenalty: "The bias \(part) was fined as well; only weights are."
    case .logForgotten: "The logarithm of \(part) was forgotten."
    case .slopeForgotten:
      "The activation's slope was forgotten: the chain rule needs the factor \(part)."
    case .slopeOfActivated:
      "The slope was taken of a value that is activated already: in σ(z)(1 - σ(z)), \(part) is "
        + "σ(z) itself."
    case .slopeOfSum:
      "z (1 - z) was used: the slope is h (1 - h), with the activated value for \(part)."
    case .halfSlope:
      "Only one factor of the slope was used, \(part): the sigmoid's slope is h (1 - h)."
    case .tanhSlope: "1 - h² is the slope of tanh; the sigmoid's is h (1 - h)."
    case .signFlipped: "The sign is flipped: everything was multiplied by -1."
    case .differenceReversed:
      "The difference was taken the other way round: it is \(part), and its sign matters."
    case .extraTwo: "There is a 2 too many: it cancels against the ½ of the loss."
    case .twoForgotten: "The 2 was forgotten: the derivative of a square brings it down."
    case .extraHalf: "There is a ½ too many."
    case .dividedAgain: "It was divided by \(part) once more than the formula says."
    case .dotForEntrywise:
      "The products were added up: \(part) multiplies entry by entry (⊙) and adds nothing."
    case .resultTransposed: "The result is turned over: rows and columns are exchanged."
    case .sumForActivation:
      "The sum before the activation was used where the activated value \(part) belongs."
    case .updatedValue:
      "Computed with the updated \(part): all gradients use the weights from before the step; "
        + "change them only at the end."
    case .otherValue: "Another value was used where \(part) belongs."
    case .weightsDropped:
      "The weights were left out of the path: what comes back to a neuron passes through \(part)."
    case .onePathOnly:
      "Only one output's path was followed: a hidden neuron reaches the loss through every output, "
        + "and the paths of \(part) add up."
    case .targetForgotten:
      "The target \(part) was forgotten: the error is the difference from what should have come "
        + "out."
    case .penaltyInEveryEntry:
      "The penalty itself was added to every entry: the derivative of a sum of squares is twice "
        + "each weight, one for each entry of \(part)."
    case .penaltyDoubled:
      "The regularizer's part \(part) was counted twice: the 2 of the derivative cancels its ½."
    case .penaltySubtracted: "The regularizer's part \(part) was subtracted, and is to be added."
    case .wrongAxis: "It was summed along the wrong axis: \(part) adds up the observations."
    case .plusForMinus:
      "The step was added: the gradient points uphill, so subtract \(part)."
    case .rateForgotten: "The learning rate \(part) was forgotten: the step is far too long."
    case .rateTwice: "The learning rate \(part) was used twice."
    case .stepGiven: "This is the step alone; the new value is the old one less the step."
    case .updatedTwice: "The step was taken twice."
    case .termForgotten: "The term \(part) was forgotten."
    case .factorForgotten: "The factor \(part) was forgotten."
    case .factorTwice: "The factor \(part) was used twice."
    }
  }
}
