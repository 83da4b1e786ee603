extension Plot {
  /// A number for each place of a grid over a part of the plane.
  public struct Field: Sendable, Hashable {
    /// How many places beside each other.
    public let columns: Int
    /// How many places above each other.
    public let rows: Int
    /// The numbers, row by row, the lowest row first.
    public let values: [Double]
    /// What the numbers are.
    public let kind: Kind

    /// What the numbers of a field are.
    public enum Kind: Sendable, Hashable {
      /// Numbers of classes, from 0.
      case classes
      /// Numbers from 0, all of it class 0, to 1, all of it class 1; the boundary is at ½.
      case measure
    }

    /// Creates a field.
    ///
    /// - Precondition: there are as many numbers as places.
    public init(columns: Int, rows: Int, values: [Double], kind: Kind) {
      precondition(values.count == columns * rows)
      self.columns = columns
      self.rows = rows
      self.values = values
      self.kind = kind
    }

    /// The number at a place.
    subscript(column: Int, row: Int) -> Double { values[row * columns + column] }

    /// The number nearest to a position: 0 to 1 to the right and upward.
    func value(atX x: Double, y: Double) -> Double {
      let column = min(max(Int(x * Double(columns)), 0), columns - 1)
      let row = min(max(Int(y * Double(rows)), 0), rows - 1)
      return self[column, row]
    }

    /// The class that a number stands for; nil if it is none.
    func classNumber(of value: Double) -> Int? {
      guard value.isFinite else { return nil }
      return switch kind {
      case .classes: Int(exactly: value.rounded())
      case .measure: value >= 0.5 ? 1 : 0
      }
    }

    /// The shade of a number, from 0 to 1; nil if it has none.
    func shade(of value: Double) -> Double? {
      guard value.isFinite else { return nil }
      return min(max(value, 0), 1)
    }

    /// The positions of the middles of the grid's places along one side, 0 to 1.
    static func middles(_ count: Int) -> [Double] {
      (0..<count).map { (Double($0) + 0.5) / Double(count) }
    }
  }
}

extension Plot.Field {
  /// The line between classes, as short pieces in positions from 0 to 1: marching squares over the
  /// middles of the grid's places, each crossing interpolated.
  ///
  /// With more than two classes, the lines between any two of them.
  var contour: [(Plot.Point, Plot.Point)] {
    guard columns > 1, rows > 1 else { return [] }
    switch kind {
    case .measure: return segments { $0 - 0.5 }
    case .classes:
      let classes = Set(values.compactMap { classNumber(of: $0) }).sorted()
      guard classes.count > 1, classes.count <= PlotColor.classLimit else { return [] }
      // Of two classes one line tells all; of more, each has its own edge.
      let edges = classes.count == 2 ? [classes[1]] : classes
      return edges.flatMap { number in
        segments { $0.rounded() == Double(number) ? 0.5 : -0.5 }
      }
    }
  }

  private func segments(_ height: (Double) -> Double) -> [(Plot.Point, Plot.Point)] {
    var segments: [(Plot.Point, Plot.Point)] = []
    let (middlesX, middlesY) = (Self.middles(columns), Self.middles(rows))
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let corners = [
          (column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1),
        ]
        let heights = corners.map { height(self[$0.0, $0.1]) }
        guard heights.allSatisfy(\.isFinite) else { continue }
        var crossings: [Plot.Point] = []
        for side in 0..<4 {
          let next = (side + 1) % 4
          guard (heights[side] >= 0) != (heights[next] >= 0) else { continue }
          let part = heights[side] / (heights[side] - heights[next])
          let (from, to) = (corners[side], corners[next])
          crossings.append(
            Plot.Point(
              middlesX[from.0] + (middlesX[to.0] - middlesX[from.0]) * part,
              middlesY[from.1] + (middlesY[to.1] - middlesY[from.1]) * part))
        }
        switch crossings.count {
        case 2: segments.append((crossings[0], crossings[1]))
        case 4:
          // A saddle: the sign of the middle tells which corners are joined.
          let isJoined = (heights.reduce(0, +) >= 0) == (heights[0] >= 0)
          segments.append((crossings[0], crossings[isJoined ? 1 : 3]))
          segments.append((crossings[2], crossings[isJoined ? 3 : 1]))
        default: continue
        }
      }
    }
    return segments
  }
}
