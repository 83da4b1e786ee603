import Testing

@testable import Rendering

/// Which part of an axis is shown, and where values are on it.
@Suite("Axes") struct AxisTests {
  @Test("values are in view, with a margin")
  func view() throws {
    let axis = Plot.Axis([1.0, 3, 2])
    #expect(axis.range.contains(1) && axis.range.contains(3))
    #expect(try #require(axis.position(of: 2)) == 0.5)
    #expect(try #require(axis.position(of: 1)) > 0)
    #expect(axis.position(of: .nan) == nil)
  }

  @Test(
    "there is always a length, and it is finite",
    arguments: [
      [], [.nan], [0], [5], [-1e308, 1e308], [.infinity, 1], [1, 1.0.nextUp],
      [.leastNonzeroMagnitude * 2000], [-3, -3],
      [.greatestFiniteMagnitude, .greatestFiniteMagnitude],
    ])
  func anything(values: [Double]) {
    for isLogarithmic in [false, true] {
      let axis = Plot.Axis(values, isLogarithmic: isLogarithmic, clipsOutliers: true)
      #expect(axis.range.lowerBound < axis.range.upperBound)
      #expect(axis.range.lowerBound.isFinite && axis.range.upperBound.isFinite)
      #expect(!axis.ticks(limit: 5).values.isEmpty)
      for value in values where value.isFinite && (!isLogarithmic || value > 1e-300) {
        #expect(axis.position(of: value).map { (0...1).contains($0) } == true, "\(value)")
      }
    }
  }

  @Test("on a logarithmic axis equal factors are equal lengths, and 0 has no place")
  func logarithmic() throws {
    let axis = Plot.Axis([1.0, 100], isLogarithmic: true, margin: 0)
    #expect(abs(try #require(axis.position(of: 10)) - 0.5) < 1e-12)
    #expect(axis.position(of: 0) == nil && axis.position(of: -1) == nil)
  }

  @Test("a loss that explodes at its end does not press the rest flat")
  func outliers() {
    let loss = (0..<100).map { 0.25 - 0.0002 * Double($0) } + [0.5, 3, 1e200]
    #expect(Plot.Axis(loss, clipsOutliers: true).range.upperBound < 0.4)
    #expect(Plot.Axis(loss).range.upperBound > 1e199)
    // A steep beginning is no outlier.
    let steep = (0..<100).map { 1 / Double($0 + 1) }
    #expect(Plot.Axis(steep, clipsOutliers: true).range.upperBound >= 1)
  }
}
