import Testing

@testable import Matrices

@Suite("RandomState")
struct RandomStateTests {
  /// Replays the recorded calls.
  ///
  /// NumPy's own normal deviates depend on the `log` of the system it
  /// runs on, which rounds about one value in a thousand to the wrong side; where it did, the
  /// recorded correction holds what a correctly rounded one gives.
  @Test("gives NumPy's stream, bit for bit, for every method, seed and interleaving")
  func stream() throws {
    var state = RandomState(seed: 0)
    var compared = 0
    let lines = try Vectors.lines("random.txt").map(RecordedCall.init)
    for (index, call) in lines.enumerated() {
      if call.name == "RandomState" {
        state = RandomState(seed: try #require(UInt32(call.arguments[0])))
      } else if call.name != "corrected" {
        let results = try replay(call, on: &state)
        let corrections = index + 1 < lines.count ? lines[index + 1] : call
        let expected = try corrected(call, by: corrections)
        #expect(results == expected, "\(call.name) \(call.arguments)")
        compared += results.count
      }
    }
    #expect(compared > 10_000)
  }

  /// The bits of the recorded values, with those of the corrections put in.
  private func corrected(_ call: RecordedCall, by corrections: RecordedCall) throws -> [UInt64] {
    if ["randint", "permutation"].contains(call.name) {
      return try call.values.map { UInt64(bitPattern: Int64(try Vectors.integer($0))) }
    }
    var bits = try call.bits
    guard corrections.name == "corrected" else { return bits }
    for correction in corrections.arguments {
      let parts = correction.split(separator: ":")
      let index = try Vectors.integer(parts[0])
      let exact = try Vectors.double(parts[1])
      #expect(abs(exact - Double(bitPattern: bits[index])) <= 2 * exact.ulp)
      bits[index] = exact.bitPattern
    }
    return bits
  }

  /// Makes a call and returns the bits of its results.
  private func replay(_ call: RecordedCall, on state: inout RandomState) throws -> [UInt64] {
    switch call.name {
    case "randint":
      let numbers = try call.integers
      return (0..<numbers[2]).map { _ in
        UInt64(bitPattern: Int64(state.integer(low: numbers[0], high: numbers[1])))
      }
    case "permutation":
      return state.permutation(try call.integers[0]).map { UInt64($0) }
    case "uniform":
      let (low, high) = (
        try Vectors.double(call.arguments[0]), try Vectors.double(call.arguments[1])
      )
      return call.values.map { _ in state.uniform(low: low, high: high).bitPattern }
    case "normal":
      let (mean, deviation) = (
        try Vectors.double(call.arguments[0]), try Vectors.double(call.arguments[1])
      )
      return call.values.map { _ in state.normal(mean: mean, deviation: deviation).bitPattern }
    case "randn":
      return call.values.map { _ in state.standardNormal().bitPattern }
    case "random_sample", "rand":
      return call.values.map { _ in state.randomSample().bitPattern }
    default:
      Issue.record("no such call: \(call.name)")
      return []
    }
  }

  @Test("is a value: a copy continues the same stream by itself")
  func copies() {
    var state = RandomState(seed: 7)
    _ = state.standardNormal()
    var copy = state
    #expect(copy == state)
    #expect(copy.standardNormal() == state.standardNormal())
    #expect(copy.randomSample() == state.randomSample())
  }

  @Test("draws whole numbers over the full range of Int")
  func fullRange() {
    var state = RandomState(seed: 1)
    let numbers = (0..<100).map { _ in state.integer(low: .min, high: .max) }
    #expect(numbers.contains { $0 < 0 } && numbers.contains { $0 > 0 })
  }
}
