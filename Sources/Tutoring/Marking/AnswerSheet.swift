import Lessons
import Matrices
import StageLanguage

/// One answer while it is being marked: the verdicts so far.
struct AnswerSheet {
  let answer: Answer
  let value: NumericArray
  private(set) var verdicts: [[Verdict]]
  var remarks: [Remark] = []
  private(set) var carriedFrom: [String] = []

  /// An entry that no rule has explained yet is `.wrong`.
  init(answer: Answer, value: NumericArray) {
    self.answer = answer
    self.value = value
    verdicts = answer.literal.rows.map { $0.map { $0.isBlank ? .blank : .wrong } }
  }

  var hasUnexplained: Bool { verdicts.joined().contains(.wrong) }

  /// The fewest decimals of any number given.
  var decimals: Int {
    answer.literal.entries.filter { !$0.isBlank && !$0.isInteger }.map(\.decimals).min() ?? 0
  }

  /// Whether there is a single number that nothing explains yet.
  var hasOneUnexplained: Bool { verdicts.joined().count { $0 == .wrong } == 1 }

  private var isAllZeros: Bool {
    answer.literal.entries.allSatisfy { $0.isBlank || $0.digits == 0 }
  }

  private mutating func decide(_ verdict: (NumberText, Double, Int) -> Verdict?) {
    for row in verdicts.indices {
      for column in verdicts[row].indices where verdicts[row][column] == .wrong {
        let number = answer.literal.rows[row][column]
        let position = row * answer.literal.rows[row].count + column
        if let decided = verdict(number, value.elements[position], position) {
          verdicts[row][column] = decided
        }
      }
    }
  }

  // MARK: The rules, in order

  /// Right.
  mutating func markRight() {
    decide { number, value, _ in
      guard number.isAnswer(to: value) else { return nil }
      return number.saysLittle(of: value) ? .rightAsFarAsItGoes : .right
    }
  }

  /// Cut off instead of rounded.
  mutating func markTruncated() {
    decide { number, value, _ in number.isTruncation(of: value) ? .truncated : nil }
  }

  /// Within what rounding on the way can do, but never more than three units of the last digit.
  mutating func markRounding(
    bounds: (Int) -> (low: [Double], high: [Double])
  ) {
    guard hasUnexplained, !isAllZeros else { return }
    var known: [Int: (low: [Double], high: [Double])] = [:]
    decide { number, value, position in
      guard number.isNear(value), (0...15).contains(number.decimals) else { return nil }
      let range = known[number.decimals] ?? bounds(number.decimals)
      known[number.decimals] = range
      let slack = number.halfUnit * (1 + 2e-9)
      let isReachable =
        number.value >= range.low[position] - slack && number.value <= range.high[position] + slack
      return isReachable ? .roundedOnTheWay : nil
    }
  }

  /// What the learner's own rounded values lead to, though those are right as far as they go.
  mutating func markRounded(as value: NumericArray) {
    guard !isAllZeros else { return }
    decide { number, _, position in
      number.isAnswer(to: value.elements[position]) ? .roundedOnTheWay : nil
    }
  }

  /// How many entries only rounding by more than one unit of the last digit explains.
  var farRounded: Int {
    var count = 0
    for (row, numbers) in answer.literal.rows.enumerated() {
      for (column, number) in numbers.enumerated()
      where verdicts[row][column] == .roundedOnTheWay {
        if number.distance(to: value.elements[row * numbers.count + column]) > 1.5 { count += 1 }
      }
    }
    return count
  }

  /// Takes back that rounding explains anything.
  mutating func withdrawRounding() {
    verdicts = verdicts.map { $0.map { $0 == .roundedOnTheWay ? .wrong : $0 } }
  }

  /// What the learner's own values lead to, some of which are wrong, and those that are right do not.
  mutating func markCarried(as value: NumericArray, not other: NumericArray, from names: [String]) {
    guard !isAllZeros else { return }
    var carriedHere = false
    decide { number, _, position in
      guard number.digits != 0, number.isAnswer(to: value.elements[position]),
        !number.isAnswer(to: other.elements[position])
      else { return nil }
      carriedHere = true
      return .carried
    }
    if carriedHere { carry(from: names) }
  }

  /// Whether it follows from a value that cannot be like that.
  var isFromImpossible: Bool {
    remarks.contains { if case .followsFromImpossible = $0 { true } else { false } }
  }

  /// Whether every number that nothing explains yet is that of another value.
  func follows(from other: NumericArray) -> Bool {
    guard !isAllZeros else { return false }
    for (row, numbers) in answer.literal.rows.enumerated() {
      for (column, number) in numbers.enumerated() where verdicts[row][column] == .wrong {
        let entry = other.elements[row * numbers.count + column]
        guard number.isAnswer(to: entry) || number.isNear(entry) else { return false }
      }
    }
    return true
  }

  /// Where some entries are carried forward, the others are so too that are nearer to what was carried
  /// than to the truth.
  mutating func preferCarried(as followed: NumericArray, not other: NumericArray) {
    guard !carriedFrom.isEmpty else { return }
    for (row, numbers) in answer.literal.rows.enumerated() {
      for (column, number) in numbers.enumerated()
      where verdicts[row][column] == .roundedOnTheWay || verdicts[row][column] == .truncated {
        let position = row * numbers.count + column
        let distance = number.distance(to: followed.elements[position])
        if distance < number.distance(to: value.elements[position]),
          distance < number.distance(to: other.elements[position])
        {
          verdicts[row][column] = .carried
        }
      }
    }
  }

  private mutating func carry(from names: [String]) {
    for name in names where !carriedFrom.contains(name) { carriedFrom.append(name) }
  }

  /// Whether an entry that nothing explains yet is anywhere near that of a value.
  func isNear(_ value: NumericArray) -> Bool {
    for (row, numbers) in answer.literal.rows.enumerated() {
      for (column, number) in numbers.enumerated() where verdicts[row][column] == .wrong {
        let entry = value.elements[row * numbers.count + column]
        let distance = abs(number.value - entry)
        if !(distance > max(40 * number.halfUnit, 0.25 * abs(entry))) { return true }
      }
    }
    return false
  }

  /// Where the learner's own values lead.
  mutating func markCarried(
    within bounds: (low: [Double], high: [Double]), from names: [String]
  ) {
    guard !isAllZeros || bounds.low.allSatisfy({ $0 <= 0 }) else { return }
    var carriedHere = false
    // Beside many that are carried an entry may be somewhat further off.
    let carried = verdicts.joined().count { $0 == .carried }
    let leeway = carried > verdicts.joined().count { $0 == .wrong } ? 4.0 : 1
    decide { number, exact, position in
      // A whole number is exact: 1 does not follow from what gives 0.6.
      let slack = number.isExact ? 1e-9 : number.halfUnit * (1 + 2e-9)
      let (low, high) = (bounds.low[position], bounds.high[position])
      guard low.isFinite, high.isFinite, number.value >= low - slack, number.value <= high + slack
      else { return nil }
      // What is known only roughly widens the bounds, but not to where anything fits.
      // Two digits exchanged say more than bounds in which many numbers lie.
      if abs(number.digits) >= 100, high - low > 40 * number.halfUnit,
        Slip.find(number, for: exact) == .digitsSwapped
      {
        return nil
      }
      let middle = low + (high - low) / 2
      let reach = leeway * max(6 * number.halfUnit, 0.02 * abs(middle))
      guard abs(number.value - middle) <= reach else {
        return nil
      }
      carriedHere = true
      return .carried
    }
    if carriedHere { carry(from: names) }
  }

  /// A mistake explains the array as a whole: every entry that is not right.
  mutating func explain(by mistakes: [Mistake]) {
    decide { _, _, _ in .mistake }
    remarks += mistakes.map { .mistake($0) }
  }

  mutating func markSlips() {
    if let slip = Slip.find(answer.literal, for: value) {
      decide { _, _, _ in .slip(slip) }
      remarks.append(.slip(slip))
      return
    }
    let before = verdicts
    markEntrySlips()
    // Once or twice a number is miswritten; if it is many of them, something else is the matter.
    let miswritten = verdicts.joined().count { verdict in
      if case .slip(let slip) = verdict { slip.isOfOneEntry } else { false }
    }
    if miswritten > 2 {
      for (row, column) in positions {
        if case .slip(let slip) = verdicts[row][column], slip.isOfOneEntry {
          verdicts[row][column] = before[row][column]
        }
      }
    }
  }

  private var positions: [(row: Int, column: Int)] {
    verdicts.indices.flatMap { row in verdicts[row].indices.map { (row, $0) } }
  }

  private mutating func markEntrySlips() {
    let entries = value.elements
    let columns = value.shape.columns
    decide { number, value, position in
      if let slip = Slip.find(number, for: value) { return .slip(slip) }
      // The value of another entry is no coincidence if it has a few digits.
      guard abs(number.digits) >= 100,
        let other = entries.indices.first(where: {
          $0 != position && number.isRounding(of: entries[$0])
        })
      else { return nil }
      return .slip(.entryOf(row: other / columns, column: other % columns))
    }
  }

  mutating func remark(askedDecimals: Int?) {
    if !carriedFrom.isEmpty { remarks.insert(.carried(from: carriedFrom), at: 0) }
    let given = answer.literal.entries.filter { !$0.isBlank }
    if let asked = askedDecimals, verdicts.joined().contains(where: \.isRight),
      given.contains(where: { $0.decimals < asked && !$0.isInteger })
    {
      remarks.append(.tooFewDecimals(asked: asked))
    } else if verdicts.joined().contains(.rightAsFarAsItGoes) {
      remarks.append(.tooFewDigits)
    }
  }
}

extension NumberText {
  /// Whether the number is right for `value` to the digits written.
  func isAnswer(to value: Double) -> Bool {
    guard isRounding(of: value) else { return false }
    // 1 is no answer to 0.6: a whole number stands for a whole value, or has digits enough.
    return !isInteger || value.isWholeButForRounding || abs(digits) >= 10
  }

  /// Whether rounding on the way may have made this number of `value`, as far as its own digits go.
  ///
  /// Three units of the last digit are much if there are few digits: a number of one digit may be
  /// off by one unit, one of two digits by two. Rounding never turns a sign, and never makes nothing
  /// of something or half of it.
  func isNear(_ value: Double) -> Bool {
    guard !isInteger, (self.value < 0) == (value < 0), digits != 0 else { return false }
    let units: Double = abs(digits) < 10 ? 1 : abs(digits) < 100 ? 2 : 3
    return distance(to: value) <= units && abs(self.value - value) <= 0.5 * abs(value)
  }

  /// Whether fewer than two significant digits were written of a value that has more.
  func saysLittle(of value: Double) -> Bool {
    guard value != self.value, !value.isWholeButForRounding else { return false }
    return abs(digits) < 10
  }

  /// Whether the number is `value` cut off after the digits written, where rounding gives another.
  func isTruncation(of value: Double) -> Bool {
    guard value.isFinite, decimals >= 0, decimals <= 17, digits != 0 else { return false }
    if isInteger, abs(digits) < 10 { return false }
    let power = ElementaryFunctions.power(10, Double(decimals))
    return (value * power).rounded(.towardZero) == digits
  }
}

extension Double {
  /// Whether it is a whole number as far as double precision can tell: 0.3 - 0.1 - 0.2 is.
  var isWholeButForRounding: Bool {
    abs(self - rounded()) <= 1e-12 * max(1, abs(self))
  }
}
