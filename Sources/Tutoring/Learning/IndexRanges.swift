/// A set of whole numbers, kept as the ranges that they make up.
public struct IndexRanges: Sendable, Hashable, ExpressibleByArrayLiteral {
  /// The ranges, in order; no two of them touch.
  public private(set) var ranges: [Range<Int>] = []

  /// Creates a set of some ranges.
  public init(arrayLiteral elements: Range<Int>...) {
    for range in elements { insert(range) }
  }

  /// Whether a number is in it.
  public func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }

  /// Whether any number of a range is in it.
  public func intersects(_ range: Range<Int>) -> Bool {
    ranges.contains { $0.overlaps(range) }
  }

  /// Puts in a number.
  public mutating func insert(_ number: Int) { insert(number..<number + 1) }

  /// Puts in all numbers of a range.
  public mutating func insert(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var merged = range
    var others: [Range<Int>] = []
    for other in ranges {
      if other.upperBound < merged.lowerBound || other.lowerBound > merged.upperBound {
        others.append(other)
      } else {
        merged =
          min(other.lowerBound, merged.lowerBound)..<max(other.upperBound, merged.upperBound)
      }
    }
    ranges = (others + [merged]).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The ranges as text, counted from 1: `1-40 100`.
  var text: String {
    ranges.map { range in
      range.count == 1
        ? "\(range.lowerBound + 1)" : "\(range.lowerBound + 1)-\(range.upperBound)"
    }.joined(separator: " ")
  }

  /// Reads the text; nil if it is none.
  init?(parsing text: String) {
    for word in text.split(separator: " ") {
      let bounds = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2,
        1 <= first, first <= last
      else { return nil }
      insert(first - 1..<last)
    }
  }
}
