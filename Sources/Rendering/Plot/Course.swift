/// What a curve does, in words: `falls from 0.2639 to 0.2307 at epoch 60,000, then rises to 0.41 at
/// epoch 66,094; not finite from epoch 66,095`.
struct Course {
  private let points: [Plot.Point]
  /// How a place on the axis is spoken of.
  private let place: (Double) -> String
  /// How high the picture is: what goes beyond it does not hide what happens in it.
  private let height: Double

  /// The most turns that are told one by one.
  private static let turnLimit = 3
  /// What counts as a turn, as a part of the distance between the least and the greatest value.
  private static let turnSize = 0.1

  /// Creates the course of points.
  ///
  /// - Parameters:
  ///   - points: The points of the curve, all of them, in the order of x.
  ///   - height: How high the picture is.
  ///   - place: How a place on the axis is spoken of, `epoch 60,000`.
  init(
    _ points: [Plot.Point], height: Double = .infinity, place: @escaping (Double) -> String
  ) {
    self.points = points
    self.height = height
    self.place = place
  }

  /// The words; the name of the curve goes before them.
  var words: String {
    let finite = points.filter(\.isFinite)
    guard let first = finite.first, let last = finite.last else {
      return points.isEmpty ? "has no values yet" : "has no finite value"
    }
    var words: String
    if finite.count == 1 {
      words = "is \(shortNumber(first.y)) at \(place(first.x))"
    } else {
      words = movement(finite, last)
    }
    if let gap = gap() { words += "; \(gap)" }
    return words
  }

  private func movement(_ finite: [Plot.Point], _ last: Plot.Point) -> String {
    let turns = turns(of: finite)
    guard turns.count > 1 else { return "stays at \(shortNumber(last.y))" }
    if turns.count - 1 > Self.turnLimit {
      let low = finite.reduce(last) { $1.y < $0.y ? $1 : $0 }
      let high = finite.reduce(last) { $1.y > $0.y ? $1 : $0 }
      return "goes up and down between \(shortNumber(low.y)) (\(place(low.x))) and "
        + "\(shortNumber(high.y)) (\(place(high.x))), and ends at \(shortNumber(last.y))"
    }
    var pieces: [String] = []
    for (from, to) in zip(turns, turns.dropFirst()) {
      let verb = to.y > from.y ? "rises" : "falls"
      let start = pieces.isEmpty ? "\(verb) from \(shortNumber(from.y))" : "then \(verb)"
      pieces.append("\(start) to \(shortNumber(to.y)) at \(place(to.x))")
    }
    return pieces.joined(separator: ", ")
  }

  /// The first point, the last, and those between at which the curve turns and goes a good part of
  /// its height the other way.
  private func turns(of points: [Plot.Point]) -> [Plot.Point] {
    guard let first = points.first, let last = points.last else { return [] }
    let low = points.reduce(first.y) { min($0, $1.y) }
    let high = points.reduce(first.y) { max($0, $1.y) }
    guard high > low else { return [first] }
    let size = min((high / 2 - low / 2) * 2, height) * Self.turnSize
    var turns = [first]
    var extreme = first
    // Upward 1, downward -1; 0 until the curve has moved at all.
    var direction = 0.0
    for point in points {
      let step = point.y - extreme.y
      if direction == 0 {
        if abs(point.y - first.y) >= size {
          direction = point.y > first.y ? 1 : -1
          extreme = point
        }
      } else if step * direction >= 0 {
        extreme = point
      } else if abs(step) >= size {
        turns.append(extreme)
        direction = -direction
        extreme = point
      }
    }
    // A last bit that turns back a little is not told.
    let isShort = extreme != last && abs(last.y - extreme.y) < size
    turns.append(isShort && extreme != turns.last ? extreme : last)
    return turns
  }

  /// What is to be said of values that are not finite; nil if all are.
  private func gap() -> String? {
    guard let first = points.firstIndex(where: { !$0.isFinite }) else { return nil }
    let count = points.count { !$0.isFinite }
    if count == points.count - first { return "not finite from \(place(points[first].x))" }
    return count == 1
      ? "not finite at \(place(points[first].x))"
      : "\(count) of \(points.count) values not finite, the first at \(place(points[first].x))"
  }
}

extension [Plot.Point] {
  /// About so many points, 8 or more, the least and the greatest of each stretch among them.
  func reduced(to limit: Int) -> [Plot.Point] {
    guard count > limit else { return self }
    var reduced: [Plot.Point] = []
    let stretches = Swift.max(limit / 4, 2)
    for stretch in 0..<stretches {
      let part = self[count * stretch / stretches..<count * (stretch + 1) / stretches]
      guard let first = part.indices.first, let last = part.indices.last else { continue }
      var kept: Set<Int> = [first, last]
      var (low, high) = (first, first)
      for index in part.indices {
        if self[index].y < self[low].y || !self[low].y.isFinite { low = index }
        if self[index].y > self[high].y || !self[high].y.isFinite { high = index }
      }
      kept.formUnion([low, high])
      if let gap = part.firstIndex(where: { !$0.isFinite }) { kept.insert(gap) }
      reduced += kept.sorted().map { self[$0] }
    }
    return reduced
  }
}
