// In a column of numbers the points stand below one another. As all of them have the same number of
// decimals, it is enough to put their ends in line, except where one is written `1.0e-07`.

extension MathTable {
  /// The longest part of a number from its point on, for each column where these parts differ in
  /// length; nil for the others.
  var mixedTails: [String?] {
    guard kind == .numbers else { return Array(repeating: nil, count: columns) }
    return (0..<columns).map { column in
      let tails = rows.compactMap {
        $0.indices.contains(column) ? $0[column].numberParts?.tail : nil
      }
      guard let longest = tails.max(by: { $0.count < $1.count }),
        tails.contains(where: { $0.count != longest.count })
      else { return nil }
      return longest
    }
  }
}

extension Math {
  /// A number's text before its point and from the point on; nil if it is no number.
  var numberParts: (head: String, tail: String)? {
    guard case .number(let digits) = self else { return nil }
    let head = digits.prefix { $0 != "." }
    return (String(head), String(digits.dropFirst(head.count)))
  }
}
