// Numbers below one another with their points in line, in formats whose columns can only be aligned
// at their right ends.

extension MathTable {
  /// What has to stand unseen behind each entry, so that columns that are aligned at their right ends
  /// have their points in line: `1.0e-07` above `0.5000` needs a digit, and the other `e-`.
  ///
  /// Only how many digits and signs there are counts, as digits are equally wide in fonts for
  /// mathematics; nothing is said of a particular font.
  ///
  /// - Returns: A text for each entry of each row; nil if all columns are in line as they are.
  var unseenEnds: [[String]]? {
    guard kind == .numbers else { return nil }
    var result = rows.map { Array(repeating: "", count: $0.count) }
    var isNeeded = false
    for column in 0..<columns {
      let tails = rows.map { column < $0.count ? $0[column].tail : nil }
      guard let first = tails.lazy.compactMap({ $0 }).first,
        tails.contains(where: { $0 != nil && $0 != first })
      else { continue }
      isNeeded = true
      let longest = tails.reduce(into: Tail()) { $0.formUnion($1 ?? Tail()) }
      for (row, tail) in tails.enumerated() {
        if let tail { result[row][column] = longest.text(beyond: tail) }
      }
    }
    return isNeeded ? result : nil
  }
}

extension Math {
  /// What follows the whole part of a number; nil if it is none.
  fileprivate var tail: Tail? {
    guard case .number(let digits) = self else { return nil }
    var tail = Tail()
    var isTail = false
    for byte in digits.utf8 {
      if byte == UInt8(ascii: ".") { isTail = true }
      if isTail { tail.take(byte) }
    }
    return tail
  }
}

/// How many signs of each width the end of a number has.
private struct Tail: Equatable {
  private var points = 0
  private var digits = 0
  private var letters = 0
  private var minuses = 0
  private var pluses = 0

  mutating func take(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "."): points += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
    case UInt8(ascii: "-"): minuses += 1
    case UInt8(ascii: "+"): pluses += 1
    default: letters += 1
    }
  }

  mutating func formUnion(_ other: Tail) {
    points = max(points, other.points)
    digits = max(digits, other.digits)
    letters = max(letters, other.letters)
    minuses = max(minuses, other.minuses)
    pluses = max(pluses, other.pluses)
  }

  /// The signs that this has and the other one lacks.
  func text(beyond other: Tail) -> String {
    func run(_ sign: String, _ path: KeyPath<Tail, Int>) -> String {
      String(repeating: sign, count: max(self[keyPath: path] - other[keyPath: path], 0))
    }
    return run(".", \.points) + run("0", \.digits) + run("e", \.letters) + run("-", \.minuses)
      + run("+", \.pluses)
  }
}
