/// UTF-8 that is gathered piece by piece, in stretches of one style: a line or a word in the making.
struct StyledBytes {
  private var bytes: [UInt8] = []
  private var stretches: [Stretch] = []
  /// The columns that it takes.
  private(set) var columns = 0

  /// Where one style ends.
  private struct Stretch {
    let style: Style
    var end: Int
    var columns: Int
  }

  /// Whether nothing has been added.
  var isEmpty: Bool { bytes.isEmpty }

  /// Adds text that takes so many columns.
  mutating func append(_ text: some Collection<UInt8>, _ style: Style, columns: Int) {
    bytes.append(contentsOf: text)
    extend(style, to: bytes.count, columns)
  }

  /// Adds spaces.
  mutating func append(spaces count: Int, _ style: Style) {
    guard count > 0 else { return }
    for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
    extend(style, to: bytes.count, count)
  }

  /// Adds all that `other` has.
  mutating func append(_ other: StyledBytes) {
    let start = bytes.count
    bytes.append(contentsOf: other.bytes)
    for stretch in other.stretches {
      extend(stretch.style, to: start + stretch.end, stretch.columns)
    }
  }

  private mutating func extend(_ style: Style, to end: Int, _ columns: Int) {
    self.columns += columns
    if let last = stretches.indices.last, stretches[last].style == style {
      stretches[last].end = end
      stretches[last].columns += columns
    } else {
      stretches.append(Stretch(style: style, end: end, columns: columns))
    }
  }

  /// Empties it, its memory kept for what comes next.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    stretches.removeAll(keepingCapacity: true)
    columns = 0
  }

  /// What was gathered, as a line.
  var line: Line {
    var line = Line()
    var start = 0
    for stretch in stretches {
      let text = String(decoding: bytes[start..<stretch.end], as: UTF8.self)
      line.append(Run(text: text, style: stretch.style, columns: stretch.columns))
      start = stretch.end
    }
    return line
  }
}
