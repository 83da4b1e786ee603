import Lessons
import Matrices

/// The numbers of an answer, as they are compared with what a mistake gives.
struct AnsweredNumbers {
  /// How well a value and an answer agree.
  enum Agreement {
    /// In every digit.
    case exact
    /// But for the last digit, which rounding on the way may have changed.
    case near
    case none
  }

  private let literal: ArrayLiteral
  private let numbers: [(position: Int, number: NumberText)]
  /// The digits that all numbers have together: how much they can tell.
  private let digits: Double
  /// Whether the numbers are far enough from the truth for one that is nearly right to tell.
  private let isFar: Bool
  /// The shape that a value must have of which only one entry was given.
  private let wholeShape: Shape?

  init(_ answer: Answer, _ exact: NumericArray, _ shape: Shape) {
    literal = answer.literal
    if let index = answer.index {
      let position = index.count == 2 ? index[0] * shape.columns + index[1] : index[0]
      numbers = [(position, literal.rows[0][0])].filter { !$0.1.isBlank }
      wholeShape = shape
    } else {
      numbers = literal.entries.enumerated().map { ($0.offset, $0.element) }
        .filter { !$0.1.isBlank }
      wholeShape = nil
    }
    digits = numbers.reduce(0) { sum, entry in
      let size = abs(entry.number.digits)
      return size > 1 && size.isFinite ? sum + ElementaryFunctions.log(size) / 2.302585 : sum
    }
    isFar =
      !literal.fits(answer: exact.shape) && answer.index == nil
      || numbers.contains {
        $0.position < exact.elements.count
          && $0.number.distance(to: exact.elements[$0.position]) >= 10
      }
  }

  /// Whether there is any number but zero: zeros are no formula's.
  var saysSomething: Bool { numbers.contains { $0.number.digits != 0 && $0.number.value.isFinite } }

  /// Whether there are digits enough for a match to be no coincidence.
  ///
  /// The more formulas there are that could match, the more it takes.
  func canTell(_ kind: MistakeKind, isTarget: Bool) -> Bool {
    digits >= (isTarget ? (kind.isGeneric ? 2.5 : 1.2) : (kind.isGeneric ? 5 : 3.5))
  }

  func agreement(with entries: [Double], shape: Shape) -> Agreement {
    if let wholeShape {
      guard shape == wholeShape else { return .none }
    } else {
      guard literal.fits(answer: shape) else { return .none }
    }
    var isExact = true
    for (position, number) in numbers {
      let value = entries[position]
      if number.isAnswer(to: value) { continue }
      guard isFar, digits >= 4, !number.isInteger, number.distance(to: value) <= 2 else {
        return .none
      }
      isExact = false
    }
    return isExact ? .exact : .near
  }
}
