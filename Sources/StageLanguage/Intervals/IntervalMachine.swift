import Matrices
import Source

/// Runs a program on intervals instead of numbers: how far can rounding on the way take a result?
public struct IntervalMachine {
  private let program: Program
  private var values: [[Interval]]
  /// Half a unit of the last decimal to which every intermediate value is rounded; nil if none is.
  private let halfUnit: Double?

  /// Runs `program`.
  ///
  /// - Parameters:
  ///   - machine: Has run it: what it drew from random generators is taken from there.
  ///   - decimals: Every value is rounded to so many; nil leaves them exact.
  ///   - replacements: Values known only to lie within a distance of the given one, by slot.
  ///   - slots: How many of the program's slots, from the first, are computed.
  public init(
    _ program: Program, drawnBy machine: borrowing Machine, decimals: Int?,
    replacing replacements: [Slot: (value: NumericArray, margins: [Double])] = [:],
    upTo slots: Int
  ) {
    self.program = program
    halfUnit = decimals.map { 0.5 * ElementaryFunctions.power(10, Double(-$0)) }
    values = []
    values.reserveCapacity(slots)
    for instruction in program.instructions.prefix(slots) {
      if let replacement = replacements[instruction.result] {
        values.append(
          zip(replacement.value.elements, replacement.margins).map {
            Interval($0).widened(by: $1)
          })
        continue
      }
      var result: [Interval]
      if case .draw = instruction.operation {
        result = machine.value(of: instruction.result).elements.map { Interval($0) }
      } else {
        result = evaluate(instruction)
      }
      round(&result, instruction)
      values.append(result)
    }
  }

  /// The lowest and highest that each entry of the value in `slot` can be.
  public func bounds(of slot: Slot) -> (low: [Double], high: [Double]) {
    (values[slot.index].map(\.low), values[slot.index].map(\.high))
  }

  /// Widens a result by what rounding it can do. Numbers that are given are not rounded, and whole
  /// ones are whole already.
  private func round(_ result: inout [Interval], _ instruction: Instruction) {
    guard let halfUnit else { return }
    let type = program.type(of: instruction.result)
    guard type.kind == .real, !type.isPython else { return }
    switch instruction.operation {
    case .transpose, .index, .stack, .concatenate, .reshape, .unary(.copy), .unary(.negative):
      return
    case .constant:
      for index in result.indices {
        // Data with more digits than are worked with gets rounded too.
        let scaled = result[index].low / (2 * halfUnit)
        if abs(scaled - scaled.rounded()) > 1e-6 {
          result[index] = result[index].widened(by: halfUnit)
        }
      }
    case .matmul:
      // Each product on the way is rounded.
      let inner = Double(program.type(of: instruction.operands[0]).shape.columns)
      for index in result.indices { result[index] = result[index].widened(by: halfUnit * inner) }
    case .unary, .binary, .select, .reduce, .draw:
      for index in result.indices { result[index] = result[index].widened(by: halfUnit) }
    }
  }

  private func evaluate(_ instruction: Instruction) -> [Interval] {
    let shape = program.type(of: instruction.result).shape
    let operands = instruction.operands
    let inputs = operands.map { values[$0.index] }
    let shapes = operands.map { program.type(of: $0).shape }
    switch instruction.operation {
    case .reshape:
      return inputs[0]
    case .constant(let array):
      return array.elements.map { Interval($0) }
    case .unary(let function):
      return inputs[0].map { function.apply($0) }
    case .binary(let function):
      return broadcast(inputs, shapes, to: shape) { function.apply($0[0], $0[1]) }
    case .select:
      return broadcast(inputs, shapes, to: shape) { entries in
        let (condition, yes, no) = (entries[0], entries[1], entries[2])
        if condition.isSingle { return condition.low != 0 ? yes : no }
        return Interval.around(yes.low, yes.high, no.low, no.high)
      }
    case .matmul:
      return matmul(inputs, shapes)
    case .transpose:
      let (rows, columns) = (shapes[0].rows, shapes[0].columns)
      return (0..<columns).flatMap { column in
        (0..<rows).map { row in inputs[0][row * columns + column] }
      }
    case .reduce(let reduction, let axis, _):
      return reduce(reduction, axis: axis, inputs[0], shapes[0])
    case .index, .concatenate, .stack:
      return rearranged(instruction, inputs, shapes)
    case .draw:
      return Array(repeating: .everything, count: shape.count)
    }
  }

  private func broadcast(
    _ inputs: [[Interval]], _ shapes: [Shape], to shape: Shape, _ body: ([Interval]) -> Interval
  ) -> [Interval] {
    let strides = shapes.map { $0.strides(broadcastTo: shape) }
    var result: [Interval] = []
    result.reserveCapacity(shape.count)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        result.append(
          body(
            inputs.indices.map {
              inputs[$0][row * strides[$0].row + column * strides[$0].column]
            }))
      }
    }
    return result
  }

  private func matmul(_ inputs: [[Interval]], _ shapes: [Shape]) -> [Interval] {
    let (rows, inner) = (shapes[0].rows, shapes[0].columns)
    let columns = shapes[1].rank == 1 ? 1 : shapes[1].columns
    var result: [Interval] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = Interval(0)
        for index in 0..<inner {
          sum = sum + inputs[0][row * inner + index] * inputs[1][index * columns + column]
        }
        result.append(sum)
      }
    }
    return result
  }

  private func reduce(
    _ reduction: Reduction, axis: Int?, _ input: [Interval], _ shape: Shape
  ) -> [Interval] {
    let groups: [[Interval]]
    if let axis, shape.rank == 2 {
      let (rows, columns) = (shape.rows, shape.columns)
      groups =
        axis == 1
        ? (0..<rows).map { Array(input[$0 * columns..<($0 + 1) * columns]) }
        : (0..<columns).map { column in (0..<rows).map { input[$0 * columns + column] } }
    } else {
      groups = [input]
    }
    return groups.map { group in
      switch reduction {
      case .sum: return group.reduce(Interval(0), +)
      case .mean: return group.reduce(Interval(0), +) / Interval(Double(group.count))
      case .max:
        return group.dropFirst().reduce(group[0]) { BinaryFunction.maximum.apply($0, $1) }
      case .min:
        return group.dropFirst().reduce(group[0]) { BinaryFunction.minimum.apply($0, $1) }
      case .argmax: return argmax(group)
      }
    }
  }

  private func argmax(_ group: [Interval]) -> Interval {
    let floor = group.map(\.low).max() ?? 0
    let candidates = group.indices.filter { group[$0].high >= floor }.map(Double.init)
    return Interval(candidates.min() ?? 0, candidates.max() ?? 0)
  }

  /// Operations that only move entries are done by the kernels, on the bounds.
  private func rearranged(
    _ instruction: Instruction, _ inputs: [[Interval]], _ shapes: [Shape]
  ) -> [Interval] {
    // An index that is not certain could pick anything.
    let indices = inputs.dropFirst().joined()
    if case .index = instruction.operation, !indices.allSatisfy(\.isSingle) {
      let count = program.type(of: instruction.result).shape.count
      return Array(repeating: .everything, count: count)
    }
    let low = Machine.rearrange(instruction, inputs.map { $0.map(\.low) }, shapes, program)
    let high = Machine.rearrange(instruction, inputs.map { $0.map(\.high) }, shapes, program)
    return zip(low, high).map { Interval($0, $1) }
  }
}

extension Machine {
  /// Carries out an operation that only moves entries.
  fileprivate static func rearrange(
    _ instruction: Instruction, _ inputs: [[Double]], _ shapes: [Shape], _ program: Program
  ) -> [Double] {
    let shape = program.type(of: instruction.result).shape
    var memory = inputs.flatMap { $0 }
    var result = [Double](repeating: 0, count: shape.count)
    memory.withUnsafeMutableBufferPointer { memory in
      var operands: [Operand] = []
      var offset = 0
      for (index, input) in inputs.enumerated() {
        operands.append(
          Operand(
            entries: UnsafeBufferPointer(rebasing: memory[offset..<offset + input.count]),
            shape: shapes[index]))
        offset += input.count
      }
      result.withUnsafeMutableBufferPointer { result in
        switch instruction.operation {
        case .index(let rows, let columns):
          _ = Kernels.index(rows, columns, operands, into: result)
        case .concatenate(let axis):
          Kernels.concatenate(operands, axis: axis, into: result, rows: shape.rows)
        default:
          Kernels.concatenate(operands, axis: 0, into: result, rows: 1)
        }
      }
    }
    return result
  }
}
