import StageLanguage

// What is said of each mistake: the belief behind it, and what to do instead. A rule fires in any
// lesson that has the formula for it, so each sentence says only what is true in all of them.

extension MistakeKind {
  /// A sentence or two about the mistake, made at `part` of the formula.
  func sentence(part: Expression) -> Sentence {
    forwardSentence(part: part) ?? lossSentence(part: part) ?? backwardSentence(part: part)
      ?? restSentence(part: part)
  }

  private func forwardSentence(part: Expression) -> Sentence? {
    switch self {
    case .noActivation:
      "The activation was left out: the formula has \(part), not only what goes into it."
    case .activationAdded:
      "An activation was applied: this value is \(part) alone, and goes through none here."
    case .activationOfNegative:
      "The activation was applied to the negative of \(part)."
    case .sigmoidOfNegative:
      """
      The sigmoid was applied to the negative of \(part): mind the minus in exp(-z), which belongs \
      to the sigmoid itself.
      """
    case .activationTwice: "The activation was applied twice: \(part) is all of it."
    case .tanhForActivation: "tanh was used where the formula has \(part)."
    case .sigmoidForActivation: "The sigmoid was used where the formula has \(part)."
    case .softmaxForActivation:
      """
      Softmax was used, which divides by a sum; here each entry of \(part) goes through the \
      function by itself.
      """
    case .reluForActivation: "ReLU was used where the formula has \(part)."
    case .absoluteForActivation:
      "The absolute value was taken: ReLU makes 0 of what is negative in \(part)."
    case .negativePartKept: "The negative part of \(part) was kept: ReLU keeps what is positive."
    case .leakForgotten:
      "The leak was forgotten: where the sum is negative, a small part of it passes."
    case .notNormalized:
      "The exponentials were not divided by their sum: what a softmax gives adds up to 1."
    case .normalizedOtherwise:
      """
      The exponentials were divided by another sum: mind what \(part) adds up. What is divided by \
      one sum adds up to 1.
      """
    case .exponentialForgotten:
      "The exponential was forgotten: softmax divides exp(z) by its sum, not z by its sum."
    case .otherBaseOfPowers:
      "Powers of another number than e, 2.718…, were taken: exp(z) is e to the power z."
    case .functionForgotten: "The function was left out: the formula has \(part)."
    case .functionOfNegative: "The function was applied to the negative of \(part)."
    case .functionTwice: "The function was applied twice: \(part) is all of it."
    case .argumentsSwapped: "What goes into \(part) was exchanged: the order matters."
    case .transposeForgotten:
      "\(part) was not transposed: its rows were used where its columns belong."
    case .transposeAdded: "\(part) was transposed, and should be used as it stands."
    case .weightsReshaped:
      """
      The numbers of \(part) were read in another order: transposing exchanges rows and columns, \
      filling in row by row mixes them.
      """
    case .factorsSwapped:
      "The factors were swapped: the order of a matrix product matters, and it is \(part)."
    case .biasForgotten: "The bias \(part) was forgotten: it is added to every weighted sum."
    case .biasAfterActivation:
      "\(part) was added after the activation; it belongs to the sum inside."
    case .biasSubtracted: "The bias \(part) was subtracted, and is to be added."
    case .entrywiseForProduct:
      """
      Entries were multiplied pairwise (⊙), but \(part) is a matrix product: row times column, \
      then add.
      """
    case .termOfProductMissing:
      """
      One term of the sum is missing: each entry of \(part) adds up the products of all numbers \
      that meet, a row's and a column's.
      """
    case .signOfTermLost:
      "The sign of one product was lost in the sum: of those that \(part) adds up, mind each sign."
    case .termOfSumMissing: "One of the numbers that \(part) adds up is missing."
    case .oneTermOnly:
      "Only one term of the sum was taken: each entry of \(part) adds up several products."
    case .otherEntry: "Another row, column or entry was used where \(part) belongs."
    default: nil
    }
  }

  private func lossSentence(part: Expression) -> Sentence? {
    switch self {
    case .halfForgotten: "The ½ was forgotten."
    case .countForgotten: "The division by \(part) was forgotten."
    case .divisorForgotten: "It was not divided by \(part)."
    case .dividedByEntries:
      """
      It was divided by the number of entries: that is a mean over everything, and the formula has \
      \(part).
      """
    case .averaged: "It was divided by how many there are: \(part) only adds up."
    case .notAveraged:
      "A sum was taken where \(part) is a mean: divide by how many there are."
    case .dividedByOneLess:
      "It was divided by \(part) - 1, as some do for a sample's variance; here it is \(part)."
    case .absoluteForSquare: "The absolute value was used for the square of \(part)."
    case .squareOfSum:
      "It was added up first and squared afterwards: square each entry of \(part), then add."
    case .squareForgotten: "The square of \(part) was forgotten."
    case .doubledForSquare: "\(part) was doubled: to square is to multiply by itself."
    case .rootTaken: "A square root was taken: the formula has none there."
    case .rootForgotten: "The square root of \(part) was forgotten."
    case .rootMisplaced: "The root was taken of another part of the sum: the formula has \(part)."
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
    case .squaresForEntropy:
      "The squared error was taken: this loss is a cross-entropy, made of \(part)."
    case .binaryForCategorical:
      """
      The other classes were counted as well, as for a yes or no each: this loss takes \(part) alone.
      """
    case .targetsExchanged:
      """
      The two targets were exchanged: each logarithm goes with the target of its own class, as in \
      \(part).
      """
    case .productOfSums:
      "It was added up first and multiplied afterwards: multiply as \(part) says, then add."
    case .penaltyInEveryEntry:
      """
      The whole sum of squares was added to every entry: each weight of \(part) enters its own \
      entry alone.
      """
    case .penaltyOfBias:
      "The regularizer's part was added for the bias \(part) as well; only weights are fined."
    case .penaltyDoubled: "The regularizer's part \(part) was counted twice."
    case .penaltyHalved: "The regularizer's part \(part) was halved."
    case .penaltySubtracted:
      "The regularizer's part \(part) was subtracted, and is to be added."
    default: nil
    }
  }

  private func backwardSentence(part: Expression) -> Sentence? {
    switch self {
    case .slopeForgotten:
      "The activation's slope was forgotten: the chain rule needs the factor \(part)."
    case .extraSlope:
      """
      The activation's slope was multiplied in once too often: the formula without another \
      \(part) is the derivative already.
      """
    case .exponentKept:
      "The square was kept: the derivative of a square has \(part) itself, times 2."
    case .slopeOfActivated:
      """
      The slope was taken of a value that is activated already: \(part) is what the activation \
      gives, and does not go through it again.
      """
    case .slopeOfSum:
      """
      The sum before the activation was used in the slope: it is made of the activated value, \
      \(part).
      """
    case .halfSlope: "Only one part of the slope was used: it is \(part), the whole of it."
    case .tanhSlope:
      "1 - h² was used, which is the slope of tanh; here the slope is \(part)."
    case .sigmoidSlope:
      "h (1 - h) was used, which is the slope of the sigmoid; here the slope is \(part)."
    case .slopeOfOtherSide:
      "The two sides of the slope were exchanged: the first is for where \(part) holds."
    case .slopeOfOne:
      "The slope was taken to be the same everywhere: it is another where \(part) does not hold."
    case .slopeAtBoundary:
      "A number exactly on the boundary was put on the other side: the formula has \(part)."
    case .slopeByGradient:
      """
      The slope was taken where the gradient is positive: which side counts is decided by the value \
      that went forward, as in \(part).
      """
    case .valueForSlope:
      "The value itself was used for the slope: where \(part) holds, the slope is 1."
    case .signFlipped: "The sign is flipped: everything was multiplied by -1."
    case .differenceReversed:
      "The difference was taken the other way round: it is \(part), and its sign matters."
    case .extraTwo: "There is a factor of 2 too many."
    case .twoNotCancelled:
      "There is a factor of 2 too many: the 2 from the square cancels the ½ of the loss."
    case .twoForgotten: "The 2 was forgotten: the derivative of a square brings it down."
    case .extraHalf: "There is a ½ too many."
    case .dividedAgain: "It was divided by \(part) once more than the formula says."
    case .multipliedByCount: "It is \(part) times too much: the division by it was left out."
    case .dotForEntrywise:
      "The products were added up: \(part) multiplies entry by entry (⊙) and adds nothing."
    case .addedForMultiplied: "It was added: \(part) is a product."
    case .multipliedForAdded: "It was multiplied: \(part) is a sum."
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
    case .updatedValueElsewhere:
      """
      Computed with the updated \(part): all gradients use the values from before the step; change \
      them only at the end.
      """
    case .staleValue:
      """
      Computed with an earlier \(part): it has a new value by now, and the formula takes that one.
      """
    case .wrongInput:
      """
      Another value was used for \(part): the gradient of weights takes what those weights are \
      multiplied by.
      """
    case .otherWeights: "Other weights were used where \(part) belongs."
    case .weightsDropped:
      "The weights were left out of the path: what comes back passes through \(part)."
    case .onePathOnly:
      """
      Only one path was followed: a value reaches the loss through all that it goes into, and the \
      paths of \(part) add up.
      """
    case .oneObservationOnly:
      "Only one observation was taken: each entry of \(part) adds up all of them."
    case .targetForgotten:
      """
      The target \(part) was forgotten: the error is the difference from what should have come out.
      """
    default: nil
    }
  }

  private func restSentence(part: Expression) -> Sentence {
    switch self {
    case .wrongAxis: "It was added up along the wrong axis: see what \(part) adds up."
    case .notSummed: "Nothing was added up: the formula has \(part)."
    case .plusForMinus: "A plus was used for the minus before \(part)."
    case .stepAdded:
      "The step \(part) was added: it is subtracted, to go down where the gradient points up."
    case .stepForgotten:
      "This is the value from before the step: the step \(part) was not taken."
    case .stepSubtracted: "The step \(part) was subtracted: here it is added."
    case .rateForgotten: "The learning rate \(part) was forgotten."
    case .rateTwice: "The learning rate \(part) was used twice."
    case .stepGiven: "This is the step alone; the new value is the old one less the step."
    case .updatedTwice: "The step \(part) was taken twice."
    case .otherValue: "Another value was used where \(part) belongs."
    case .scalarForOther: "Another number was used where \(part) belongs."
    case .copied: "These are the numbers of \(part)."
    case .notComputedAgain:
      """
      This is what \(part) was before: it has a new value here, from what has changed in the \
      meantime.
      """
    case .namesExchanged: "Two values were exchanged in \(part)."
    case .multipliedForDivided: "It was multiplied by \(part), and is to be divided."
    case .otherExponent: "Another exponent was used: the formula has \(part)."
    case .tenTimesTooMuch: "\(part) was taken ten times too large: mind its decimal point."
    case .tenTimesTooLittle: "\(part) was taken ten times too small: mind its decimal point."
    case .branchesExchanged:
      "The two cases were exchanged: the first is for where \(part) holds."
    case .quotientReversed: "The division was done the other way up: it is \(part)."
    case .termSubtracted: "The term \(part) was subtracted, and is to be added."
    case .termForgotten: "The term \(part) was forgotten."
    case .termTwice: "The term \(part) was added twice."
    case .factorForgotten: "The factor \(part) was forgotten."
    case .complementUsed: "\(part.complement) was used where \(part) belongs."
    case .factorTwice: "The factor \(part) was used twice."
    default: "The formula was changed at \(part)."
    }
  }
}
