import Lessons
import Matrices

/// The numbers of an answer, as they are compared with what a mistake gives.
struct AnsweredNumbers {
  /// How well a value and an answer agree.
  struct Agreement {
    /// Whether it is in every digit, and not but for the last one, which rounding on the way may
    /// have changed.
    let isExact: Bool
    /// How unlikely the agreement is by chance: the number of decimal digits that had to be hit.
    let information: Double
  }

  private struct Given {
    let position: Int
    let number: NumberText
    /// How many decimal digits a chance has to hit.
    let information: Double
    /// Whether it is far enough from the truth for one that is nearly right to tell.
    let isFar: Bool
    /// Whether it is a whole number for one, such as the slope of a ReLU.
    let isWhole: Bool
    /// Whether nothing has explained it yet.
    let isUnexplained: Bool
    /// Whether only its sign is wrong.
    let isNegated: Bool

    /// What it says for a formula that gives this value: a whole number where the truth is none says
    /// more than its one digit, if that is just what the formula gives.
    func information(agreeingWith entry: Double) -> Double {
      let isTelling =
        number.isInteger && !isWhole && information > 0 && number.digits != 0
        && entry == number.value
      return isTelling ? max(information, 1.5) : information
    }
  }

  private let literal: ArrayLiteral
  private let numbers: [Given]
  /// The shape that a value must have of which only one entry was given.
  private let wholeShape: Shape?

  /// How many units of the last digit rounding on the way may have changed a number.
  private static let nearness = 2.0

  /// - Parameters:
  ///   - answer: The answer.
  ///   - exact: The whole value that it is for.
  ///   - shape: The shape of that value.
  ///   - verdicts: What has been said of each number so far.
  init(_ answer: Answer, _ exact: NumericArray, _ shape: Shape, _ verdicts: [Verdict]) {
    literal = answer.literal
    let placed: [(Int, NumberText)]
    if let index = answer.index {
      let position = index.count == 2 ? index[0] * shape.columns + index[1] : index[0]
      placed = [(position, literal.rows[0][0])]
      wholeShape = shape
    } else {
      placed = literal.entries.enumerated().map { ($0.offset, $0.element) }
      wholeShape = nil
    }
    let isComparable = answer.index != nil || literal.fits(answer: exact.shape)
    var seen: Set<Double> = []
    numbers = zip(placed, verdicts).filter { !$0.0.1.isBlank }.map { placed, verdict in
      let (position, number) = placed
      let truth = isComparable ? exact.elements[position] : nil
      // The same number once more says nothing new.
      let information = number.information(besides: truth)
      let isRepeated = information > 0 && !seen.insert(abs(number.value)).inserted
      return Given(
        position: position, number: number,
        information: isRepeated ? min(information, 0.3) : information,
        isFar: truth.map { number.distance(to: $0) >= 10 } ?? true,
        isWhole: number.isInteger && (truth?.isWholeButForRounding ?? false),
        isUnexplained: verdict == .wrong,
        isNegated: truth.map { number.isRounding(of: -$0) } ?? false)
    }
  }

  /// Whether there is any number but zero: zeros are no formula's.
  var saysSomething: Bool {
    numbers.contains { $0.number.digits != 0 && $0.number.value.isFinite }
      // A single slope may be 0 for 1.
      || numbers.count == 1 && numbers[0].isWhole
  }

  /// Whether the numbers have so few digits that hardly anything can be told from them.
  var hasFewDigits: Bool {
    numbers.allSatisfy { abs($0.number.digits) < 100 } && !areWhole
  }

  /// Whether an array of that shape can be compared with the answer at all.
  func fits(_ shape: Shape) -> Bool {
    wholeShape.map { $0 == shape } ?? literal.fits(answer: shape)
  }

  /// Whether only whole numbers are wrong that should be others, such as the slopes of a ReLU: they
  /// have no more digits to be asked for.
  var areWhole: Bool {
    numbers.allSatisfy { $0.information == 0 || $0.isWhole }
  }

  /// How an array of a shape that fits agrees with the answer; nil if it does not.
  func agreement(with entries: [Double]) -> Agreement? {
    var isExact = true
    for given in numbers where !given.number.isAnswer(to: entries[given.position]) {
      guard !given.number.isInteger,
        given.number.distance(to: entries[given.position]) <= Self.nearness
      else { return nil }
      isExact = false
    }
    if isExact {
      return Agreement(
        isExact: true,
        information: pattern + total { $0.information(agreeingWith: entries[$0.position]) })
    }
    guard numbers.contains(where: \.isFar) else { return nil }
    // Near is five times as easily hit as exactly, and looked for where nothing is.
    return Agreement(
      isExact: false,
      information: total { given in
        guard given.isFar else { return 0 }
        let isHit = given.number.isAnswer(to: entries[given.position])
        return max(0, given.information - (isHit ? 0 : 1))
      })
  }

  /// How an array agrees with the numbers that nothing has explained yet, where others are right;
  /// nil if one of them does not.
  ///
  /// Who works with a pencil goes wrong in one entry as easily as in all of them. But a sign that is
  /// wrong here and there was lost, and no formula is to blame.
  func partialAgreement(with entries: [Double]) -> Agreement? {
    var information = 0.0
    var count = 0
    for given in numbers where given.isUnexplained {
      guard given.number.isAnswer(to: entries[given.position]), given.number.digits != 0 else {
        return nil
      }
      information += given.information
      count += 1
    }
    guard count > 0, count < numbers.count,
      numbers.contains(where: { $0.isUnexplained && !$0.isNegated })
    else { return nil }
    // In some entries or in all: each variant has been tried in two ways, and one number alone is
    // soon hit.
    return Agreement(isExact: true, information: information - (count == 1 ? 0.6 : 0.3))
  }

  /// What is said by which of the numbers are zeros, if some are that should not be: each could have
  /// been one or not. (A ReLU makes zeros, or its slope.)
  private var pattern: Double {
    let hasWrongZero = numbers.contains { $0.number.digits == 0 && $0.information > 0 }
    return hasWrongZero && numbers.count > 3 ? 0.25 * Double(numbers.count) : 0
  }

  /// What the numbers say together: they depend on one another, so that the first says most.
  private func total(_ information: (Given) -> Double) -> Double {
    var sum = 0.0
    var largest = 0.0
    for given in numbers {
      let part = information(given)
      sum += part
      largest = max(largest, part)
    }
    return largest + 0.6 * (sum - largest)
  }
}

extension NumberText {
  /// How many decimal digits a wrong number has to hit by chance to be this one: as many as tell the
  /// numbers apart that are about as large, or about as far from the truth.
  fileprivate func information(besides truth: Double?) -> Double {
    guard value.isFinite else { return 0 }
    if digits == 0 { return 0.4 }
    let unit = 2 * halfUnit
    var count = 2 * max(abs(value), truth.map { abs($0) } ?? 0) / unit
    if let truth {
      if isAnswer(to: truth) { return 0 }
      count = min(count, 20 * distance(to: truth))
    }
    return count > 2 ? ElementaryFunctions.log(count) / 2.302585 : 0.3
  }
}
