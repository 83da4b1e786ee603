import StageLanguage

// What is said of each mistake: the belief behind it, and what to do instead.

extension MistakeKind {
  /// A sentence or two about the mistake, made at `part` of the formula.
  func sentence(part: Expression) -> Sentence {
    switch self {
    case .noActivation:
      return """
        The activation was left out: the weighted sum \(part) is not yet the neuron's output; \
        apply the function to each entry.
        """
    case .activationOfNegative:
      return """
        The activation was applied to the negative of \(part): mind the minus in exp(-z), which \
        belongs to the sigmoid itself.
        """
    case .activationTwice:
      return "The activation was applied twice; once turns the sum \(part) into the output."
    case .tanhForActivation: return "tanh was used where the lesson uses another activation."
    case .sigmoidForActivation:
      return "The sigmoid was used where the lesson uses another activation."
    case .softmaxForActivation:
      return """
        Softmax was used: it divides by the sum over the outputs; here each entry of \(part) goes \
        through the function by itself.
        """
    case .reluForActivation: return "ReLU was used where the lesson uses another activation."
    case .absoluteForActivation:
      return "The absolute value was taken: ReLU makes 0 of what is negative in \(part)."
    case .negativePartKept:
      return "The negative part of \(part) was kept: ReLU keeps what is positive."
    case .leakForgotten:
      return "The leak was forgotten: where the sum is negative, a small part of it passes."
    case .notNormalized:
      return """
        The exponentials were not divided by their sum: the outputs of a softmax add up to 1.
        """
    case .normalizedOtherwise:
      return """
        The exponentials were divided by another sum: each observation has its own, over its \
        outputs.
        """
    case .exponentialForgotten:
      return "The exponential was forgotten: softmax divides exp(z) by its sum, not z by its sum."
    case .transposeForgotten:
      return "\(part) was not transposed: its rows were used where its columns belong."
    case .transposeAdded: return "\(part) was transposed, and should be used as it stands."
    case .weightsReshaped:
      return """
        The numbers of \(part) were read in another order: transposing exchanges rows and columns, \
        filling in row by row mixes them.
        """
    case .factorsSwapped:
      return "The factors were swapped: the order of a matrix product matters, and it is \(part)."
    case .biasForgotten:
      return "The bias \(part) was forgotten: it is added to every weighted sum."
    case .biasAfterActivation:
      return "The bias \(part) was added after the activation; it belongs to the sum inside."
    case .biasSubtracted: return "\(part) was subtracted, and is to be added."
    case .entrywiseForProduct:
      return """
        Entries were multiplied pairwise (⊙), but \(part) is a matrix product: row times column, \
        then add.
        """
    case .termOfProductMissing:
      return """
        One term of the sum is missing: each entry of \(part) has one product for each column of \
        the left factor.
        """
    default: return lossSentence(part: part) ?? backwardSentence(part: part)
    }
  }

  private func lossSentence(part: Expression) -> Sentence? {
    switch self {
    case .halfForgotten: "The ½ was forgotten: divide by 2."
    case .countForgotten:
      "The division by \(part) was forgotten: the sum over the observations is to be averaged."
    case .divisorForgotten: "The division by \(part) was forgotten."
    case .dividedByEntries:
      """
      It was divided by the number of entries: that is a mean over everything, and the formula does \
      not ask for it.
      """
    case .notAveraged:
      "A sum was taken where the mean is asked for: divide by how many there are."
    case .absoluteForSquare: "The absolute value was used for the square of \(part)."
    case .squareOfSum:
      "It was added up first and squared afterwards: square each entry of \(part), then add."
    case .squareForgotten: "The square of \(part) was forgotten."
    case .rootTaken: "A square root was taken: the formula has none."
    case .penaltyForgotten: "The regularizer's part, \(part), was forgotten."
    case .sumForSquares: "The weights \(part) were added up without squaring them."
    case .absoluteInPenalty:
      "Absolute values were added up (that is the L1 penalty); this one adds up squares of \(part)."
    case .biasInPenalty: "The bias \(part) was fined as well; only weights are."
    case .penaltyIncomplete:
      "Not all weights were fined: \(part) is part of the regularizer too."
    case .logForgotten: "The logarithm of \(part) was forgotten."
    case .logOfOtherBase:
      "A logarithm to another base was taken: log is the natural one, to base e (the key ln)."
    default: nil
    }
  }

  private func backwardSentence(part: Expression) -> Sentence {
    switch self {
    case .slopeForgotten:
      "The activation's slope was forgotten: the chain rule needs the factor \(part)."
    case .slopeOfActivated:
      """
      The slope was taken of a value that is activated already: in σ(z)(1 - σ(z)), \(part) is σ(z) \
      itself.
      """
    case .slopeOfSum:
      "z (1 - z) was used: the slope is h (1 - h), with the activated value, \(part)."
    case .halfSlope:
      "Only one factor of the slope was used, \(part): the sigmoid's slope is h (1 - h)."
    case .tanhSlope: "1 - h² is the slope of tanh; the sigmoid's is h (1 - h)."
    case .sigmoidSlope: "h (1 - h) is the slope of the sigmoid; that of tanh is 1 - h²."
    case .slopeOfOtherSide:
      "The two sides were exchanged: the slope is that of the positive side where \(part) holds."
    case .valueForSlope:
      "The value itself was used for the slope: where \(part) holds, the slope of ReLU is 1."
    case .signFlipped: "The sign is flipped: everything was multiplied by -1."
    case .differenceReversed:
      "The difference was taken the other way round: it is \(part), and its sign matters."
    case .extraTwo: "There is a factor of 2 too many; a 2 from a square cancels the loss's ½."
    case .twoForgotten: "The 2 was forgotten: the derivative of a square brings it down."
    case .extraHalf: "There is a ½ too many."
    case .dividedAgain: "It was divided by \(part) once more than the formula says."
    case .dotForEntrywise:
      "The products were added up: \(part) multiplies entry by entry (⊙) and adds nothing."
    case .resultTransposed: "The result is turned over: rows and columns are exchanged."
    case .sumForActivation:
      "The sum before the activation was used where the activated value \(part) belongs."
    case .activationForSum:
      "The activated value was used where the sum before it, \(part), belongs."
    case .updatedValue:
      """
      Computed with the updated \(part): all gradients use the weights from before the step; change \
      them only at the end.
      """
    case .wrongInput:
      """
      Another layer's value was used for \(part): the gradient of weights takes what those weights \
      are multiplied by.
      """
    case .otherWeights: "The weights of another layer were used where \(part) belongs."
    case .weightsDropped:
      "The weights were left out of the path: what comes back to a neuron passes through \(part)."
    case .onePathOnly:
      """
      Only one output's path was followed: a hidden neuron reaches the loss through every output, \
      and the paths of \(part) add up.
      """
    case .targetForgotten:
      """
      The target \(part) was forgotten: the error is the difference from what should have come out.
      """
    default: restSentence(part: part)
    }
  }

  private func restSentence(part: Expression) -> Sentence {
    switch self {
    case .penaltyInEveryEntry:
      """
      The whole sum of squares was added to every entry: each weight of \(part) enters its own \
      entry alone.
      """
    case .penaltyDoubled:
      "The regularizer's part \(part) was counted twice: the 2 of the derivative cancels its ½."
    case .penaltySubtracted:
      "The regularizer's part \(part) was subtracted, and is to be added."
    case .wrongAxis:
      "It was summed along the wrong axis: see over which index \(part) adds up."
    case .notSummed: "Nothing was added up: \(part) is a sum."
    case .plusForMinus: "A plus was used for the minus before \(part)."
    case .rateForgotten: "The learning rate \(part) was forgotten: the step is far too long."
    case .rateTwice: "The learning rate \(part) was used twice."
    case .stepGiven: "This is the step alone; the new value is the old one less the step."
    case .updatedTwice: "The step \(part) was taken twice."
    case .otherValue: "Another value was used where \(part) belongs."
    case .termSubtracted: "The term \(part) was subtracted, and is to be added."
    case .termForgotten: "The term \(part) was forgotten."
    case .factorForgotten: "The factor \(part) was forgotten."
    case .factorTwice: "The factor \(part) was used twice."
    default: "The formula was changed at \(part)."
    }
  }
}
