import Matrices

extension Plot {
  /// An axis: what it measures and which part of it is shown.
  public struct Axis: Sendable, Hashable {
    /// What it measures; empty if that is plain.
    public var label: Label
    /// The least and the greatest value shown, both finite and not the same.
    public let range: ClosedRange<Double>
    /// Whether equal factors are equal lengths; the range is above zero then.
    public let isLogarithmic: Bool
    /// Whether it counts, so that only whole numbers are marked.
    let isCount: Bool

    /// An axis with values in view.
    ///
    /// Values that are not finite, or not above zero on a logarithmic axis, have no place on it.
    ///
    /// - Parameters:
    ///   - values: What is to be seen.
    ///   - label: What they are.
    ///   - isLogarithmic: Whether equal factors are equal lengths.
    ///   - margin: The room beyond the values, as a part of the length.
    ///   - clipsOutliers: Whether a few values far away from all others may be out of view.
    init(
      _ values: some Sequence<Double>, label: Label = Label(""), isLogarithmic: Bool = false,
      margin: Double = 0.04, clipsOutliers: Bool = false
    ) {
      let placed = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
      self.label = label
      self.isLogarithmic = isLogarithmic
      isCount = false
      guard var low = placed.min(), var high = placed.max() else {
        range = isLogarithmic ? 0.1...10 : 0...1
        return
      }
      if clipsOutliers, !isLogarithmic { (low, high) = Self.withoutOutliers(placed, low, high) }
      if isLogarithmic {
        let factor =
          low == high
          ? 2
          : ElementaryFunctions.exp(
            (ElementaryFunctions.log(high) - ElementaryFunctions.log(low)) * margin)
        let lower = max(low / factor, .leastNormalMagnitude)
        range = lower...max(min(high * factor, .greatestFiniteMagnitude), lower * 2)
      } else if low == high {
        let room = low == 0 ? 1 : min(abs(low) / 2, .greatestFiniteMagnitude / 4)
        range = Self.finite(low - room)...Self.finite(high + room)
      } else {
        // Divided first: the difference of two large numbers may be infinite.
        let room = (high / 2 - low / 2) * 2 * margin
        let bounds = (Self.finite(low - room), Self.finite(high + room))
        range = bounds.0...(bounds.1 > bounds.0 ? bounds.1 : bounds.0.nextUp)
      }
    }

    /// An axis with a range.
    init(_ range: ClosedRange<Double>, label: Label = Label("")) {
      self.range = range
      self.label = label
      isLogarithmic = false
      isCount = false
    }

    /// An axis from 0 for counts up to `greatest`.
    init(counting greatest: Int) {
      range = 0...Double(max(greatest, 1)) * 1.06
      label = Label("")
      isLogarithmic = false
      isCount = true
    }

    private static func finite(_ value: Double) -> Double {
      min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }

    /// The ends of what is shown where a few values at one side would press all others flat: a loss
    /// that has exploded.
    private static func withoutOutliers(
      _ values: [Double], _ low: Double, _ high: Double
    ) -> (Double, Double) {
      let sorted = values.sorted()
      let usual = (sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
      let length = usual.1 - usual.0
      guard sorted.count >= 20, length > 0, length.isFinite else { return (low, high) }
      return (
        usual.0 - low > 40 * length ? usual.0 - length : low,
        high - usual.1 > 40 * length ? usual.1 + length : high
      )
    }

    /// How much of it is shown, in its own units; of a logarithmic axis everything.
    var length: Double {
      isLogarithmic ? .infinity : (range.upperBound / 2 - range.lowerBound / 2) * 2
    }

    /// Where a value is on the axis, 0 at its beginning and 1 at its end; nil if it has no place.
    func position(of value: Double) -> Double? {
      guard value.isFinite else { return nil }
      let (low, high) = (range.lowerBound, range.upperBound)
      if isLogarithmic {
        guard value > 0 else { return nil }
        let start = ElementaryFunctions.log(low)
        return (ElementaryFunctions.log(value) - start) / (ElementaryFunctions.log(high) - start)
      }
      // Halved, so that the difference of two large numbers is finite.
      return (value / 2 - low / 2) / (high / 2 - low / 2)
    }

    /// The value at a position.
    func value(at position: Double) -> Double {
      range.lowerBound * (1 - position) + range.upperBound * position
    }

    /// The marks, as many as fit.
    func ticks(limit: Int) -> Ticks {
      if isLogarithmic { return .logarithmic(range, limit: limit) }
      return .linear(range, limit: isCount ? min(limit, Int(range.upperBound) + 1) : limit)
    }
  }
}
