import Testing

@testable import Matrices

@Suite("Kernels")
struct KernelsTests {
  /// The entries that the recorded sums and products are of.
  private func entries(seed: Int, count: Int) -> [Double] {
    var state = RandomState(seed: UInt32(seed))
    return (0..<count).map { _ in state.randomSample() - 0.3 }
  }

  private func calls(_ names: String...) throws -> [RecordedCall] {
    let calls = try Vectors.lines("sums.txt").map(RecordedCall.init)
      .filter { names.contains($0.name) }
    #expect(calls.count > 5)
    return calls
  }

  @Test("sums of contiguous entries have NumPy's bits")
  func contiguousSums() throws {
    for call in try calls("sum") {
      let numbers = try call.integers
      let sum = entries(seed: numbers[0], count: numbers[1])
        .withUnsafeBufferPointer { Kernels.pairwiseSum($0) }
      #expect(try [sum.bitPattern] == call.bits, "\(numbers)")
    }
  }

  @Test("sums of entries some places apart have NumPy's bits")
  func stridedSums() throws {
    for call in try calls("strided") {
      let numbers = try call.integers
      let sum = try entries(seed: numbers[0], count: numbers[1] * numbers[2])
        .withUnsafeBufferPointer { buffer in
          Kernels.pairwiseSum(
            try #require(buffer.baseAddress), count: numbers[1], stride: numbers[2])
        }
      #expect(try [sum.bitPattern] == call.bits, "\(numbers)")
    }
  }

  @Test("sums along either axis of a matrix have NumPy's bits")
  func axisSums() throws {
    for call in try calls("axis0", "axis1") {
      let numbers = try call.integers
      let matrix = entries(seed: numbers[0], count: numbers[1] * numbers[2])
      var sums = [Double](repeating: .nan, count: call.values.count)
      if call.name == "axis0" {
        Kernels.sumOfRows(matrix, into: &sums, rows: numbers[1], columns: numbers[2])
      } else {
        matrix.withUnsafeBufferPointer { entries in
          guard let start = entries.baseAddress else { return }
          for row in sums.indices {
            sums[row] = Kernels.pairwiseSum(
              start + row * numbers[2], count: numbers[2], stride: 1)
          }
        }
      }
      #expect(try sums.map(\.bitPattern) == call.bits, "\(call.name) \(numbers)")
    }
  }

  @Test("a sum of nothing is zero, one of minus zeros is minus zero")
  func zeroSums() {
    for count in 0...20 {
      let zeros = [Double](repeating: -0.0, count: count)
      let sum = zeros.withUnsafeBufferPointer { Kernels.pairwiseSum($0) }
      #expect(sum == 0 && sum.sign == (count == 0 ? .plus : .minus))
    }
    var sums = [Double.nan, .nan]
    Kernels.sumOfRows([], into: &sums, rows: 0, columns: 2)
    #expect(sums == [0, 0])
  }

  @Test("products agree with NumPy's, and are the plain sums from left to right")
  func products() throws {
    for call in try calls("matmul") {
      let numbers = try call.integers
      let (rows, inner, columns) = (numbers[1], numbers[2], numbers[3])
      let all = entries(seed: numbers[0], count: rows * inner + inner * columns)
      let (a, b) = (Array(all[..<(rows * inner)]), Array(all[(rows * inner)...]))

      var product = [Double](repeating: .nan, count: rows * columns)
      Kernels.matmul(a, b, into: &product, rows: rows, inner: inner, columns: columns)
      for (entry, expected) in zip(product, try call.bits) {
        #expect(abs(entry - Double(bitPattern: expected)) < 1e-12)
      }
      for row in 0..<rows {
        for column in 0..<columns {
          let plain = (0..<inner).reduce(0.0) {
            $0 + a[row * inner + $1] * b[$1 * columns + column]
          }
          #expect(product[row * columns + column] == plain)
        }
      }

      var transposed = [Double](repeating: .nan, count: rows * inner)
      Kernels.transpose(a, into: &transposed, rows: rows, columns: inner)
      var same = [Double](repeating: .nan, count: rows * columns)
      Kernels.matmul(
        transposed: transposed, b, into: &same, rows: rows, inner: inner, columns: columns)
      #expect(same == product)
    }
  }

  @Test("a product over an empty inner axis is zero")
  func emptyProducts() {
    var product = [Double.nan, .nan]
    Kernels.matmul([], [], into: &product, rows: 1, inner: 0, columns: 2)
    #expect(product == [0, 0])
  }
}
