import Testing

@testable import Rendering

/// Where axes have marks, and what is written there.
@Suite("Marks of an axis") struct TicksTests {
  @Test(
    "stand at multiples of 1, 2 or 5, as many as fit",
    arguments: [
      (0.0...10.0, 6, ["0", "2", "4", "6", "8", "10"]),
      (0.0...10.0, 11, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
      (0.0...100_000.0, 3, ["0", "50,000", "100,000"]),
      (0.2307...0.2639, 4, ["0.24", "0.25", "0.26"]),
      (-3.05...2.7, 4, ["-2", "0", "2"]),
      (-1.0...1.0, 5, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
      (0.0...4e-6, 3, ["0", "2e-6", "4e-6"]),
      (0.0...2.5e9, 3, ["0", "1e9", "2e9"]),
      (1e15...1.000_000_000_000_01e15, 3, ["1e15", "1.00000000000001e15"]),
    ])
  func linear(range: ClosedRange<Double>, limit: Int, labels: [String]) {
    let ticks = Ticks.linear(range, limit: limit)
    #expect(ticks.labels == labels)
    #expect(ticks.values.count <= limit)
    #expect(ticks.values.allSatisfy { range.contains($0) })
  }

  @Test("are never more than fit, however long or short the axis")
  func limits() {
    for exponent in stride(from: -300, through: 300, by: 7) {
      for start in [-1.0, 0, 0.37, 1, 123_456] {
        let length = 3.7.times(exponent)
        guard start + length > start else { continue }
        for limit in [2, 3, 5, 9] {
          let ticks = Ticks.linear(start...start + length, limit: limit)
          #expect((1...limit).contains(ticks.values.count), "\(start) \(exponent) \(limit)")
        }
      }
    }
  }

  @Test("of a logarithmic axis stand at powers of ten")
  func logarithmic() {
    #expect(
      Ticks.logarithmic(1...1e5, limit: 8).labels == [
        "1", "10", "100", "1,000", "10,000", "100,000",
      ])
    #expect(
      Ticks.logarithmic(1e-8...1, limit: 5).labels
        == ["1e-8", "1e-6", "1e-4", "0.01", "1"].map {
          $0 == "1e-4" ? "0.0001" : $0
        })
    #expect(Ticks.logarithmic(0.9...60, limit: 8).labels == ["1", "2", "5", "10", "20", "50"])
    #expect(Ticks.logarithmic(3.1...4.9, limit: 4).values.count > 1)
  }

  @Test("numbers in words are short")
  func numbers() {
    let cases: [(Double, String)] = [
      (0.263_921_4, "0.2639"), (60_000, "60,000"), (-1.5, "-1.5"), (0, "0"), (-0.0, "0"),
      (0.000_012_3, "1.23e-5"), (2.5e12, "2.5e12"), (999_999.6, "1,000,000"), (1234.56, "1,235"),
      (0.41, "0.41"), (.nan, "nan"), (.infinity, "inf"), (1, "1"),
    ]
    for (value, text) in cases { #expect(shortNumber(value) == text) }
  }

  @Test("the power of ten below a number is exact")
  func decades() {
    for exponent in -300...300 {
      #expect(1.times(exponent).decade == exponent)
      #expect(1.times(exponent).nextDown.decade == exponent - 1)
    }
  }
}
