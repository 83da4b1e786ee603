import Lessons
import Matrices

/// A number that was worked out rightly and written down wrongly.
public enum Slip: Sendable, Hashable {
  case signLost
  /// The decimal point stands so many places too far to the right; to the left if negative.
  case pointMoved(places: Int)
  case digitsSwapped
  case digitDropped
  case digitDoubled
  /// One digit is another.
  case digitChanged
  /// It is the value of another entry: of this row and column.
  case entryOf(row: Int, column: Int)
  case rowsExchanged
  case columnsExchanged
  /// Every entry is the value times this.
  case factor(Double)
}

extension Slip {
  /// Whether it happens to a number here and there, and not to all of a value.
  var isOfOneEntry: Bool {
    switch self {
    case .digitsSwapped, .digitDropped, .digitDoubled, .digitChanged, .entryOf: true
    case .signLost, .pointMoved, .rowsExchanged, .columnsExchanged, .factor: false
    }
  }

  /// The slip that turned `value` into `number`, if one did.
  static func find(_ number: NumberText, for value: Double) -> Slip? {
    guard number.value.isFinite, value.isFinite, number.digits != 0 else { return nil }
    if number.isRounding(of: -value), value != 0 { return .signLost }
    if let places = movedPoint(number, value) { return .pointMoved(places: places) }
    return wrongDigits(number, value)
  }

  private static func movedPoint(_ number: NumberText, _ value: Double) -> Int? {
    for places in [1, -1, 2, -2, 3, -3] {
      let moved = value * ElementaryFunctions.power(10, Double(places))
      // A number of one digit is a power of ten away from too much.
      if number.isRounding(of: moved), abs(number.digits) >= 10 { return places }
    }
    return nil
  }

  /// Compares the digits typed with those of the value at the same count of decimals, and at one
  /// more and one less, for a digit dropped or doubled.
  private static func wrongDigits(_ number: NumberText, _ value: Double) -> Slip? {
    guard number.decimals >= 0, number.decimals <= 20 else { return nil }
    let typed = digits(of: number.text)
    let wanted = digits(of: fixed(value, decimals: number.decimals))
    let isNegative = number.value < 0
    guard isNegative == (value < 0) || value == 0 else { return nil }
    // Of two digits that are both there it tells enough that they are in each other's place.
    if abs(number.digits) >= 10, areSwapped(typed, wanted) { return .digitsSwapped }
    guard typed.count(where: { $0 != "." }) >= 4 else { return nil }
    if typed.count == wanted.count {
      let differing = typed.indices.filter { typed[$0] != wanted[$0] }
      // The last digit is more likely to be worked out wrongly than written so.
      if differing.count == 1, differing[0] < typed.count - 1, tells(typed, but: differing[0]) {
        return .digitChanged
      }
    }
    if isWithoutOne(typed, wanted) { return .digitDropped }
    if isWithoutOne(wanted, typed), hasDouble(typed, without: wanted) { return .digitDoubled }
    let longer = digits(of: fixed(value, decimals: number.decimals + 1))
    if isWithoutOne(typed, longer) { return .digitDropped }
    if number.decimals > 0 {
      let shorter = digits(of: fixed(value, decimals: number.decimals - 1))
      if isWithoutOne(shorter, typed), hasDouble(typed, without: shorter) { return .digitDoubled }
    }
    return nil
  }

  /// Whether two digits that stand side by side, the point between them or not, have changed places.
  private static func areSwapped(_ typed: [Character], _ wanted: [Character]) -> Bool {
    guard typed.count == wanted.count, typed.firstIndex(of: ".") == wanted.firstIndex(of: ".")
    else { return false }
    let (first, second) = (typed.filter { $0 != "." }, wanted.filter { $0 != "." })
    let differing = first.indices.filter { first[$0] != second[$0] }
    return differing.count == 2 && differing[1] == differing[0] + 1
      && first[differing[0]] == second[differing[1]]
      && first[differing[1]] == second[differing[0]]
  }

  /// Whether there are digits enough beside the one that differs: 0.00 is not 1.00 miswritten.
  private static func tells(_ typed: [Character], but index: Int) -> Bool {
    typed.enumerated().count { $0.offset != index && $0.element != "." && $0.element != "0" } >= 2
  }

  private static func digits(of text: String) -> [Character] {
    text.filter { $0.isNumber || $0 == "." }.map { $0 }
  }

  /// Whether `short` is `long` with one digit taken out.
  private static func isWithoutOne(_ short: [Character], _ long: [Character]) -> Bool {
    guard long.count == short.count + 1 else { return false }
    let prefix = zip(short, long).prefix { $0 == $1 }.count
    return short[prefix...].elementsEqual(long[(prefix + 1)...]) && long[prefix] != "."
  }

  private static func hasDouble(_ long: [Character], without short: [Character]) -> Bool {
    let place = zip(short, long).prefix { $0 == $1 }.count
    return place > 0 && long[place] == long[place - 1]
  }

  /// The slip in a whole array that explains every entry of it.
  static func find(_ literal: ArrayLiteral, for value: NumericArray) -> Slip? {
    let given = literal.rows.flatMap { $0 }.filter { !$0.isBlank }
    // Ones and zeros are in a place by chance.
    guard given.count > 1, given.contains(where: { abs($0.digits) >= 10 && !$0.isInteger }) else {
      return nil
    }
    let (rows, columns) = (value.shape.rows, value.shape.columns)
    func agrees(_ entry: (Int, Int) -> Double) -> Bool {
      // By position: a column may have been written as a list.
      literal.entries.enumerated().allSatisfy { position, number in
        number.isBlank
          || number.isAnswer(to: entry(position / columns, position % columns))
      }
    }
    if columns > 1 {
      for (first, second) in pairs(columns)
      where agrees({ row, column in
        value[row, column == first ? second : column == second ? first : column]
      }) {
        return .columnsExchanged
      }
    }
    if rows > 1 {
      for (first, second) in pairs(rows)
      where agrees({ row, column in
        value[row == first ? second : row == second ? first : row, column]
      }) {
        return .rowsExchanged
      }
    }
    return factor(literal, value)
  }

  private static func pairs(_ count: Int) -> [(Int, Int)] {
    let limited = min(count, 12)
    return (0..<limited).flatMap { first in
      (first + 1..<max(first + 1, limited)).map { (first, $0) }
    }
  }

  /// The one factor by which every entry is off, if the digits tell it apart from chance.
  private static func factor(_ literal: ArrayLiteral, _ value: NumericArray) -> Slip? {
    var low = -Double.infinity
    var high = Double.infinity
    var count = 0
    for (number, entry) in zip(literal.entries, value.elements) where !number.isBlank {
      guard entry != 0, entry.isFinite, abs(number.digits) >= 10 else { return nil }
      let unit = ElementaryFunctions.power(10, Double(-number.decimals))
      let bounds = [(number.value - unit / 2) / entry, (number.value + unit / 2) / entry]
      low = max(low, min(bounds[0], bounds[1]))
      high = min(high, max(bounds[0], bounds[1]))
      count += 1
    }
    guard count >= 2, low <= high, low > 1 || high < 1 || low < 0 else { return nil }
    // A simple factor within the bounds is the likelier one.
    let middle = (low + high) / 2
    for simple in [middle.rounded(), 1 / (1 / middle).rounded(), 0.1, 0.01, 10, 100]
    where low <= simple && simple <= high && simple != 1 {
      return .factor(simple)
    }
    // So near to 1 a factor tells nothing.
    guard abs(middle - 1) > 0.005 else { return nil }
    return .factor((low + high) / 2)
  }
}
