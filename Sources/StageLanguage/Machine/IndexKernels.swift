import Matrices

// Picking entries by their rows and columns, and drawing random ones.

extension Kernels {
  /// Picks entries of the first operand; the others are the indices that are values.
  ///
  /// - Returns: what is wrong with an index, if something is.
  static func index(
    _ rows: AxisIndex, _ columns: AxisIndex, _ operands: [Operand],
    into result: UnsafeMutableBufferPointer<Double>
  ) -> String? {
    let array = operands[0]
    let pickedRows: [Int]
    let pickedColumns: [Int]
    do throws(IndexProblem) {
      pickedRows = try positions(rows, operands, size: array.shape.rows)
      pickedColumns = try positions(columns, operands, size: array.shape.columns)
    } catch {
      return error.summary
    }
    let width = array.shape.columns
    if case .gather = rows, case .gather = columns {
      for index in result.indices {
        let row = pickedRows[pickedRows.count == 1 ? 0 : index]
        let column = pickedColumns[pickedColumns.count == 1 ? 0 : index]
        result[index] = array.entries[row * width + column]
      }
      return nil
    }
    var position = 0
    for row in pickedRows {
      for column in pickedColumns {
        result[position] = array.entries[row * width + column]
        position += 1
      }
    }
    return nil
  }

  private struct IndexProblem: Error {
    let summary: String
  }

  private static func positions(
    _ index: AxisIndex, _ operands: [Operand], size: Int
  ) throws(IndexProblem) -> [Int] {
    switch index {
    case .slice(let start, let step, let count):
      return (0..<count).map { start + $0 * step }
    case .at(let operand), .gather(let operand):
      var positions: [Int] = []
      positions.reserveCapacity(operands[operand].entries.count)
      for entry in operands[operand].entries {
        let number = Int(entry)
        guard number < size, number >= -size else {
          throw IndexProblem(summary: "the index \(number) is out of bounds for a size of \(size)")
        }
        positions.append(number < 0 ? number + size : number)
      }
      return positions
    }
  }

  /// Draws as many numbers as the result holds.
  ///
  /// - Returns: what is wrong with the distribution's numbers, if something is.
  static func draw(
    _ distribution: Distribution, from generator: inout RandomState, _ operands: [Operand],
    into result: UnsafeMutableBufferPointer<Double>
  ) -> String? {
    func number(_ index: Int) -> Double { operands[index].entries[0] }
    switch distribution {
    case .standardNormal:
      for index in result.indices { result[index] = generator.standardNormal() }
    case .unitInterval:
      for index in result.indices { result[index] = generator.randomSample() }
    case .uniform:
      let (low, high) = (number(0), number(1))
      guard (high - low).isFinite else { return "the range from \(low) to \(high) is not finite" }
      for index in result.indices { result[index] = generator.uniform(low: low, high: high) }
    case .normal:
      let (mean, deviation) = (number(0), number(1))
      // NumPy refuses a negative zero too.
      guard deviation >= 0, deviation.sign == .plus else {
        return "a standard deviation cannot be \(deviation)"
      }
      for index in result.indices {
        result[index] = generator.normal(mean: mean, deviation: deviation)
      }
    case .integers:
      let (low, high) = (number(0), number(1))
      guard low < high else {
        return "there is no whole number from \(Int(low)) up to, not including, \(Int(high))"
      }
      for index in result.indices {
        result[index] = Double(generator.integer(low: Int(low), high: Int(high)))
      }
    case .permutation:
      let array = operands[0]
      let length = array.shape.sizes.first ?? 0
      let width = array.shape.rank == 2 ? array.shape.columns : 1
      for (row, source) in generator.permutation(length).enumerated() {
        for column in 0..<width {
          result[row * width + column] = array.entries[source * width + column]
        }
      }
    }
    return nil
  }
}
