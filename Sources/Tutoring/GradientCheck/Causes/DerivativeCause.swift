import Matrices
import StageLanguage

/// Why a derivative is wrong, as far as that can be told from its numbers.
public enum DerivativeCause: Sendable, Hashable {
  /// It is turned over: rows and columns are exchanged.
  case transposed
  /// The numbers are right, and their shape is not.
  case laidOut(Shape, insteadOf: Shape)
  /// It is right once it is multiplied entry by entry by a power of a value of the lesson's.
  case entrywiseFactor(String, power: Int)
  /// A value whose entries depend on several entries each was passed with the diagonal of its slope.
  case diagonalAlone(Coupling, activated: String, sum: String)
  /// It is another multiple of the right one.
  case multiplied(Multiple)
  /// The regularizer's part is wrong; with what it should be.
  case regularizer(RegularizerSlip, term: String)
  /// An activation was passed with a wrong slope.
  case slope(SlopeSlip, activated: String, sum: String)
  /// A product was passed with its factor not transposed.
  case untransposed(String)
  /// A product was passed with the factor that it has only after the update.
  case updated(String)
  /// A product was passed with another factor.
  case operand(used: String, insteadOf: String)
  /// What one entry was stretched to is added up in a wrong way: all of it, along the other axis, or
  /// not at all.
  case sum(SumSlip, of: String)
  /// Every entry is off by the same number.
  case offset
  /// It is off by a multiple of what it is taken by: a regularizer's part, most likely.
  case weights(String)

  /// What is wrong, in words.
  public var words: String {
    switch self {
    case .transposed:
      "rows and columns are exchanged"
    case .laidOut(let found, let expected):
      "the numbers are right, but they are \(found) and not \(expected)"
    case .entrywiseFactor(let name, let power):
      switch power {
      case 1: "the factor \(name) is missing, entry by entry"
      case -1: "it is to be divided by \(name), entry by entry"
      case 2...: "it is divided by \(name) instead of multiplied"
      default: "it is multiplied by \(name) instead of divided"
      }
    case .diagonalAlone(let coupling, let activated, let sum):
      "no more than the diagonal of ∂\(activated)/∂\(sum) is used, but "
        + coupling.words(of: activated, along: sum)
    case .multiplied(let multiple):
      multiple.words
    case .regularizer(let slip, let term):
      switch slip {
      case .missing: "the regularizer's term is missing, \(term)"
      case .multiplied(let multiple):
        "the regularizer's term should be \(term): \(multiple.words)"
      case .sameEverywhere:
        "the regularizer's term should be \(term), and is the same number in every entry"
      case .otherWeights(let name):
        "the regularizer's term should be \(term), and is made of \(name)"
      }
    case .slope(let slip, let activated, let sum):
      switch slip {
      case .forgotten: "the slope of \(activated) is forgotten, the factor ∂\(activated)/∂\(sum)"
      case .onlyValue: "the slope ∂\(activated)/∂\(sum) is not \(activated) alone"
      case .onlyRest: "the slope ∂\(activated)/∂\(sum) is not 1 - \(activated) alone"
      case .ofSum:
        "the slope ∂\(activated)/∂\(sum) is made of \(sum), which is not activated yet"
      case .ofActivated:
        "the slope ∂\(activated)/∂\(sum) is taken at \(activated), which is activated already"
      case .squared:
        "the slope ∂\(activated)/∂\(sum) is not 1 - \(activated)², which is that of tanh"
      case .negated: "the slope ∂\(activated)/∂\(sum) has the wrong sign"
      }
    case .untransposed(let name):
      "\(name) is to be transposed on the way back"
    case .updated(let name):
      "the updated \(name) is used; a gradient needs the one from before the step"
    case .operand(let used, let name):
      "\(used) is used in the place of \(name)"
    case .sum(let slip, let name):
      switch slip {
      case .everything: "everything is added up; each entry of \(name) has a sum of its own"
      case .otherAxis: "it is added up along the wrong axis"
      case .nothing: "it is not added up: one entry of \(name) is used in several places"
      }
    case .offset:
      "every entry is off by the same number"
    case .weights(let name):
      "it is off by a multiple of \(name): look at the regularizer's term"
    }
  }
}

extension DerivativeBench {
  /// Everything that explains why a derivative is wrong, the simplest first.
  mutating func causes(
    _ claim: DerivativeClaim, _ evaluation: DerivativeEvaluation
  ) -> [DerivativeCause] {
    guard let expected = evaluation.expected else { return [] }
    let found = evaluation.found
    if found.shape != expected.shape {
      let isTurned = found.shape.rank == 2 && found.transposed.agrees(with: expected)
      if isTurned { return [.transposed] }
      if found.shape.count == expected.shape.count,
        expected.agrees(with: NumericArray(found.elements, shape: expected.shape))
      {
        return [.laidOut(found.shape, insteadOf: expected.shape)]
      }
      return sumCauses(claim, found)
    }
    if let factor = commonFactor(found.elements, expected.elements) {
      let multiples = Multiple.candidates(for: factor, numbers(for: claim))
      if !multiples.isEmpty { return multiples.map(DerivativeCause.multiplied) }
    }
    // Nothing is known of where a derivative comes from that should be zero.
    guard expected.elements.contains(where: { $0 != 0 }) else { return [] }
    let regularizer = regularizerCauses(claim, evaluation)
    if !regularizer.isEmpty { return regularizer }
    let path = pathCauses(claim, evaluation)
    if !path.isEmpty { return path }
    if found.shape.rank == 2, found.shape.rows == found.shape.columns,
      found.transposed.agrees(with: expected)
    {
      return [.transposed]
    }
    let sums = sumCauses(claim, found)
    if !sums.isEmpty { return sums }
    let factors = entrywiseFactors(claim, found, expected)
    if !factors.isEmpty { return factors }
    let error = found.zipped(with: expected, -)
    let agreement = Agreement.computed(error.elements)
    if error.shape.count > 1,
      agreement.agree(error.elements, error.elements.map { _ in error.elements[0] })
    {
      return [.offset]
    }
    let input = machine.value(of: claim.input)
    if !evaluation.isEntrywise, error.shape.count > 1, survey.freeInputs.contains(claim.input),
      commonFactor(error.elements, input.elements) != nil
    {
      return [.weights(claim.denominator)]
    }
    return []
  }
}
