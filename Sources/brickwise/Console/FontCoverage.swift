/// The characters that the fonts of this machine have, as fontconfig knows them.
///
/// Chromium draws a box for a character that no font has, and says nothing.
struct FontCoverage {
  private let ranges: [ClosedRange<UInt32>]

  /// Asks fontconfig; nil if it is not here to be asked.
  ///
  /// - Parameter directory: A place for its answer.
  init?(in directory: String) {
    guard let program = ChildProcess.find(["fc-list"]) else { return nil }
    let answer = "\(directory)/fonts.txt"
    guard ChildProcess.run(program, [":", "charset"], log: answer, seconds: 20) == 0,
      let bytes = try? FileReading.bytes(at: answer, limit: 1 << 24)
    else { return nil }
    // `:charset=20-7e a0 2022` for each font.
    var ranges: Set<ClosedRange<UInt32>> = []
    for word in bytes.split(whereSeparator: { " \n".utf8.contains($0) }) {
      let text = word.firstIndex(of: UInt8(ascii: "=")).map { word[($0 + 1)...] } ?? word
      let ends = text.split(separator: UInt8(ascii: "-"))
        .compactMap { UInt32(String(decoding: $0, as: UTF8.self), radix: 16) }
      if let first = ends.first, let last = ends.last, first <= last { ranges.insert(first...last) }
    }
    guard !ranges.isEmpty else { return nil }
    self.ranges = Array(ranges)
  }

  /// The characters of a text that no font has, each once, in order.
  func missing(from text: String) -> [Unicode.Scalar] {
    var seen: Set<Unicode.Scalar> = []
    var missing: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      guard seen.insert(scalar).inserted, scalar.isDrawn else { continue }
      if !ranges.contains(where: { $0.contains(scalar.value) }) { missing.append(scalar) }
    }
    return missing
  }
}

extension Unicode.Scalar {
  /// Whether something is seen of it: not of spaces, and not of what only tells others how to be drawn.
  fileprivate var isDrawn: Bool {
    !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
      // Between a function and its argument, and the like.
      && !(0x2061...0x2064).contains(value)
  }
}
