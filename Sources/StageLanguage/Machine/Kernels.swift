import Matrices

// What each operation does to numbers in memory. Every loop has one fixed order, so that results
// have the same bits everywhere.

extension Kernels {
  // MARK: Entry by entry

  static func unary(
    _ function: UnaryFunction, _ operand: Operand, into result: UnsafeMutableBufferPointer<Double>
  ) {
    // The function is chosen outside the loop: each case is a loop of its own, and vectorizes.
    switch function {
    case .negative: map(operand, into: result) { UnaryFunction.negative.apply($0) }
    case .copy: map(operand, into: result) { $0 }
    case .exp: map(operand, into: result) { UnaryFunction.exp.apply($0) }
    case .log: map(operand, into: result) { UnaryFunction.log.apply($0) }
    case .sqrt: map(operand, into: result) { UnaryFunction.sqrt.apply($0) }
    case .absolute: map(operand, into: result) { UnaryFunction.absolute.apply($0) }
    case .square: map(operand, into: result) { UnaryFunction.square.apply($0) }
    case .tanh: map(operand, into: result) { UnaryFunction.tanh.apply($0) }
    case .sign: map(operand, into: result) { UnaryFunction.sign.apply($0) }
    case .logicalNot: map(operand, into: result) { UnaryFunction.logicalNot.apply($0) }
    }
  }

  @inline(__always)
  private static func map(
    _ operand: Operand, into result: UnsafeMutableBufferPointer<Double>,
    _ function: (Double) -> Double
  ) {
    for index in 0..<result.count { result[index] = function(operand.entries[index]) }
  }

  static func binary(
    _ function: BinaryFunction, _ left: Operand, _ right: Operand,
    into result: UnsafeMutableBufferPointer<Double>, shape: Shape
  ) {
    let walk = Walk(left, right, into: result, shape: shape)
    switch function {
    case .add: walk.map { $0 + $1 }
    case .subtract: walk.map { $0 - $1 }
    case .multiply: walk.map { $0 * $1 }
    case .divide: walk.map { $0 / $1 }
    case .power where isSquareRoot(left, right, shape): walk.map { x, _ in x.squareRoot() }
    case .power: walk.map { BinaryFunction.power.apply($0, $1) }
    case .maximum: walk.map { BinaryFunction.maximum.apply($0, $1) }
    case .minimum: walk.map { BinaryFunction.minimum.apply($0, $1) }
    case .less: walk.map { BinaryFunction.less.apply($0, $1) }
    case .lessOrEqual: walk.map { BinaryFunction.lessOrEqual.apply($0, $1) }
    case .greater: walk.map { BinaryFunction.greater.apply($0, $1) }
    case .greaterOrEqual: walk.map { BinaryFunction.greaterOrEqual.apply($0, $1) }
    case .equal: walk.map { BinaryFunction.equal.apply($0, $1) }
    case .notEqual: walk.map { BinaryFunction.notEqual.apply($0, $1) }
    case .logicalAnd: walk.map { BinaryFunction.logicalAnd.apply($0, $1) }
    case .logicalOr: walk.map { BinaryFunction.logicalOr.apply($0, $1) }
    case .logicalXor: walk.map { BinaryFunction.logicalXor.apply($0, $1) }
    }
  }

  /// Whether NumPy computes a power as a square root, which makes a difference for −0 and −∞: it
  /// does so for all of an array at once, not for a single number.
  private static func isSquareRoot(_ base: Operand, _ exponent: Operand, _ shape: Shape) -> Bool {
    exponent.entries.count == 1 && exponent.entries[0] == 0.5 && shape.rank > 0
      && (exponent.shape.rank == 0 || base.entries.count > 1)
  }

  static func select(
    _ condition: Operand, _ yes: Operand, _ no: Operand,
    into result: UnsafeMutableBufferPointer<Double>, shape: Shape
  ) {
    let c = condition.shape.strides(broadcastTo: shape)
    let y = yes.shape.strides(broadcastTo: shape)
    let n = no.shape.strides(broadcastTo: shape)
    let columns = shape.columns
    for row in 0..<shape.rows {
      for column in 0..<columns {
        let isTrue = condition.entries[row * c.row + column * c.column] != 0
        result[row * columns + column] =
          isTrue
          ? yes.entries[row * y.row + column * y.column]
          : no.entries[row * n.row + column * n.column]
      }
    }
  }

  // MARK: Products and turns

  static func matmul(
    _ left: Operand, _ right: Operand, into result: UnsafeMutableBufferPointer<Double>
  ) {
    let isColumn = right.shape.rank == 1
    let columns = isColumn ? 1 : right.shape.columns
    guard let a = left.entries.baseAddress, let b = right.entries.baseAddress,
      let c = result.baseAddress
    else { return }
    matmul(
      a, b, into: c, rows: left.shape.rows, inner: left.shape.columns, columns: columns)
  }

  static func transpose(_ operand: Operand, into result: UnsafeMutableBufferPointer<Double>) {
    let (rows, columns) = (operand.shape.rows, operand.shape.columns)
    for row in 0..<rows {
      for column in 0..<columns {
        result[column * rows + row] = operand.entries[row * columns + column]
      }
    }
  }

  /// Joins operands along axis 0 or 1; with axis 0 that is one after another.
  static func concatenate(
    _ operands: [Operand], axis: Int, into result: UnsafeMutableBufferPointer<Double>, rows: Int
  ) {
    var position = 0
    if axis == 0 {
      for operand in operands {
        for entry in operand.entries {
          result[position] = entry
          position += 1
        }
      }
      return
    }
    for row in 0..<rows {
      for operand in operands {
        let columns = operand.shape.columns
        for column in 0..<columns {
          result[position] = operand.entries[row * columns + column]
          position += 1
        }
      }
    }
  }
}

/// A walk over a result and two operands broadcast to its shape.
private struct Walk {
  let left: UnsafeBufferPointer<Double>
  let right: UnsafeBufferPointer<Double>
  let result: UnsafeMutableBufferPointer<Double>
  let shape: Shape
  let leftStrides: (row: Int, column: Int)
  let rightStrides: (row: Int, column: Int)

  init(
    _ left: Operand, _ right: Operand, into result: UnsafeMutableBufferPointer<Double>,
    shape: Shape
  ) {
    self.left = left.entries
    self.right = right.entries
    self.result = result
    self.shape = shape
    leftStrides = left.shape.strides(broadcastTo: shape)
    rightStrides = right.shape.strides(broadcastTo: shape)
  }

  @inline(__always)
  func map(_ function: (Double, Double) -> Double) {
    let count = result.count
    // The shapes that are common get loops that vectorize; the others share a general one.
    if left.count == count, right.count == count {
      for index in 0..<count { result[index] = function(left[index], right[index]) }
    } else if right.count == 1, left.count == count {
      let y = right[0]
      for index in 0..<count { result[index] = function(left[index], y) }
    } else if left.count == 1, right.count == count {
      let x = left[0]
      for index in 0..<count { result[index] = function(x, right[index]) }
    } else {
      let columns = shape.columns
      for row in 0..<shape.rows {
        for column in 0..<columns {
          result[row * columns + column] = function(
            left[row * leftStrides.row + column * leftStrides.column],
            right[row * rightStrides.row + column * rightStrides.column])
        }
      }
    }
  }
}
