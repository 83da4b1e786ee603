/// UTF-8 that is gathered piece by piece, in stretches of one style: a line in the making.
struct StyledBytes {
  private var bytes: [UInt8] = []
  private var stretches: [Stretch] = []
  /// The columns that it takes.
  private(set) var columns = 0

  /// Where one style ends.
  private struct Stretch {
    let style: Style
    /// The bytes and the columns up to its end, from the start of the line.
    var end: Place
  }

  /// A place between two characters: the bytes and the columns before it.
  struct Place {
    fileprivate var offset: Int
    fileprivate(set) var columns: Int
  }

  /// The place after all that has been added.
  var end: Place { Place(offset: bytes.count, columns: columns) }

  /// Adds text that takes so many columns.
  mutating func append(_ text: some Collection<UInt8>, _ style: Style, columns: Int) {
    bytes.append(contentsOf: text)
    extend(style, by: columns)
  }

  /// Adds spaces.
  mutating func append(spaces count: Int, _ style: Style) {
    guard count > 0 else { return }
    for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
    extend(style, by: count)
  }

  private mutating func extend(_ style: Style, by count: Int) {
    columns += count
    let last = stretches.count - 1
    if last >= 0, stretches[last].style == style {
      stretches[last].end = end
    } else {
      stretches.append(Stretch(style: style, end: end))
    }
  }

  /// Empties it, its memory kept for what comes next.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    stretches.removeAll(keepingCapacity: true)
    columns = 0
  }

  /// Takes away what stands before a place.
  mutating func removeAll(before place: Place) {
    bytes.removeSubrange(..<place.offset)
    columns -= place.columns
    stretches.removeAll { $0.end.offset <= place.offset }
    for index in stretches.indices {
      stretches[index].end.offset -= place.offset
      stretches[index].end.columns -= place.columns
    }
  }

  /// What stands before a place, as a line.
  func line(before place: Place) -> Line {
    var line = Line()
    var start = Place(offset: 0, columns: 0)
    for stretch in stretches where start.offset < place.offset {
      let end = stretch.end.offset < place.offset ? stretch.end : place
      let text = String(decoding: bytes[start.offset..<end.offset], as: UTF8.self)
      line.append(Run(text: text, style: stretch.style, columns: end.columns - start.columns))
      start = end
    }
    return line
  }
}
