import Matrices

// Whole numbers are held in doubles, which know more than whole numbers: a negative zero, and
// sizes from 2⁵³ on at which not every whole number is there.

extension Kernels {
  /// Makes a result one of whole numbers.
  ///
  /// - Returns: what is wrong if an entry, or a sum on the way to it, may not be exact.
  static func wholeNumberProblem(
    _ operation: Operation, _ operands: [Operand],
    _ result: UnsafeMutableBufferPointer<Double>
  ) -> String? {
    var largest = 0.0
    for index in result.indices {
      result[index] += 0
      largest = max(largest, result[index].magnitude)
    }
    switch operation {
    case .reduce(.sum, _, _):
      largest = max(largest, operands[0].entries.reduce(0) { $0 + $1.magnitude })
    case .matmul:
      let sizes = operands.map { $0.entries.reduce(0) { max($0, $1.magnitude) } }
      largest = max(largest, sizes[0] * sizes[1] * Double(operands[0].shape.columns))
    default:
      break
    }
    return largest < 0x1p53 ? nil : inexactWholeNumber
  }
}
