/// Dots in a grid of characters, two beside and four above each other in each: a curve on a
/// terminal.
///
/// Unicode's braille patterns have a bit for each dot.
struct BrailleDots {
  /// The characters beside each other.
  let columns: Int
  /// The characters above each other.
  let rows: Int
  private var bits: [UInt8]

  /// A grid without dots.
  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    bits = Array(repeating: 0, count: max(columns, 0) * max(rows, 0))
  }

  /// The dots beside each other.
  var width: Int { columns * 2 }
  /// The dots above each other.
  var height: Int { rows * 4 }

  /// The bit of each dot, row by row from the top.
  private static let pattern: [[UInt8]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  /// Sets a dot, counted from the upper left; one outside is none.
  mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    bits[y / 4 * columns + x / 2] |= Self.pattern[y % 4][x % 2]
  }

  /// Whether a character has dots.
  func hasDots(column: Int, row: Int) -> Bool { bits[row * columns + column] != 0 }

  /// The character; a space if it has no dots.
  func character(column: Int, row: Int) -> Character {
    let dots = bits[row * columns + column]
    guard dots != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots)) else { return " " }
    return Character(scalar)
  }

  /// Sets the dots of a straight line between positions, 0 to 1 to the right and upward; what is
  /// outside is left out.
  ///
  /// - Parameters:
  ///   - start: Where it begins.
  ///   - end: Where it ends.
  ///   - walked: How many dots of the line the ones before have taken, which a broken line goes on
  ///     with.
  ///   - dash: Whether a dot that far along a line is set.
  mutating func line(
    from start: Plot.Point, to end: Plot.Point, walked: inout Int, _ dash: CurveDash = .solid
  ) {
    guard let (start, end) = Plot.clipped(start, end) else { return }
    func dot(_ point: Plot.Point) -> (x: Int, y: Int) {
      (
        min(max(Int(point.x * Double(width)), 0), width - 1),
        min(max(Int((1 - point.y) * Double(height)), 0), height - 1)
      )
    }
    let (from, to) = (dot(start), dot(end))
    let steps = max(abs(to.x - from.x), abs(to.y - from.y))
    for step in 0...max(steps, 0) {
      if dash.isSet(walked + step) {
        let part = steps == 0 ? 0 : Double(step) / Double(steps)
        set(
          from.x + Int((Double(to.x - from.x) * part).rounded()),
          from.y + Int((Double(to.y - from.y) * part).rounded()))
      }
    }
    walked += steps
  }
}

/// How a curve's line is broken, so that curves differ by more than their colour.
enum CurveDash: Int, CaseIterable, Sendable {
  case solid
  case dashed
  case dotted
  case dashDotted

  /// That of the curve of that number.
  init(curve: Int) { self = Self.allCases[curve % Self.allCases.count] }

  /// Whether the dot so far along the line is set.
  func isSet(_ place: Int) -> Bool {
    switch self {
    case .solid: true
    case .dashed: place % 8 < 5
    case .dotted: place % 4 == 0
    case .dashDotted: place % 11 < 5 || place % 11 == 7
    }
  }
}

extension Plot {
  /// The part of a straight line within 0 to 1 in both directions, by Liang and Barsky; nil if there
  /// is none.
  static func clipped(_ start: Point, _ end: Point) -> (Point, Point)? {
    guard start.isFinite, end.isFinite else { return nil }
    var (first, last) = (0.0, 1.0)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    for (step, room) in [(-dx, start.x), (dx, 1 - start.x), (-dy, start.y), (dy, 1 - start.y)] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    guard first <= last else { return nil }
    return (
      Point(start.x + dx * first, start.y + dy * first),
      Point(start.x + dx * last, start.y + dy * last)
    )
  }
}
