/// The runs of backticks in a content, and which closes which.
struct BacktickRuns {
  /// The runs, in order.
  private let all: [Range<Int>]
  /// The runs by length, those of one length in order.
  private let byLength: [Range<Int>]

  /// Finds the runs of `content`.
  init(of content: LeafText) {
    let bytes = content.bytes
    var runs: [Range<Int>] = []
    var offset = 0
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, bytes[offset] == UInt8(ascii: "`") { offset += 1 }
      if offset > start { runs.append(start..<offset) }
      offset += 1
    }
    all = runs
    // Most contents have code between single backticks only.
    let isSorted = runs.allSatisfy { $0.count == 1 }
    byLength =
      isSorted ? runs : runs.sorted { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }
  }

  /// The backticks from `offset` on, which may stand inside a run: a backslash takes the first away.
  func opening(at offset: Int) -> Range<Int>? {
    let run = all.partitioning { $0.upperBound > offset }.first
    guard let run, run.contains(offset) else { return nil }
    return offset..<run.upperBound
  }

  /// The run that closes `opening`: the next one of its length.
  func closing(of opening: Range<Int>) -> Range<Int>? {
    let candidate = byLength.partitioning {
      ($0.count, $0.lowerBound) >= (opening.count, opening.upperBound)
    }.first
    return candidate?.count == opening.count ? candidate : nil
  }

  /// The runs that start at `offset` or after.
  func starting(notBefore offset: Int) -> ArraySlice<Range<Int>> {
    all.partitioning { $0.lowerBound >= offset }
  }
}

extension [Range<Int>] {
  /// The elements from the first that `belongs` on; it holds for all after that too.
  fileprivate func partitioning(where belongs: (Range<Int>) -> Bool) -> ArraySlice<Range<Int>> {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return self[low...]
  }
}

extension LeafText {
  /// Whether the bytes of `ranges`, with a space between each two, are `literal`.
  func reads(_ literal: [UInt8], in ranges: [Range<Int>]) -> Bool {
    var index = 0
    for (number, range) in ranges.enumerated() {
      if number > 0 {
        guard index < literal.count, literal[index] == UInt8(ascii: " ") else { return false }
        index += 1
      }
      guard literal.count - index >= range.count,
        literal[index..<index + range.count].elementsEqual(bytes[range])
      else { return false }
      index += range.count
    }
    return index == literal.count
  }
}
