import Matrices

/// What one instruction of a program does with its operands.
public enum Operation: Hashable, Sendable {
  /// Gives the array.
  case constant(NumericArray)
  /// Applies a function to each entry of one operand.
  case unary(UnaryFunction)
  /// Combines the entries of two operands, broadcast.
  case binary(BinaryFunction)
  /// Takes entries of the second operand where the first is true, of the third elsewhere.
  case select
  /// The matrix product; a vector is a row on the left and a column on the right.
  case matmul
  /// Exchanges rows and columns.
  case transpose
  /// Reads the same numbers, row by row, in the shape of the result.
  case reshape
  /// Reduces along an axis, or over everything.
  case reduce(Reduction, axis: Int?, keepdims: Bool)
  /// Picks entries by their rows and columns; a vector has only `columns`.
  case index(rows: AxisIndex, columns: AxisIndex)
  /// Puts the operands, all of one shape, one after another.
  case stack
  /// Joins arrays along an axis.
  case concatenate(axis: Int)
  /// Draws from the random generator of that number.
  case draw(generator: Int, Distribution)

  /// Whether it is the choice that `where` makes.
  var isSelect: Bool { if case .select = self { true } else { false } }
}

/// A function of one number.
public enum UnaryFunction: Hashable, Sendable, CaseIterable {
  case negative, copy, exp, log, sqrt, absolute, square, tanh, sign, logicalNot
}

/// A function of two numbers.
public enum BinaryFunction: Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, maximum, minimum
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  case logicalAnd, logicalOr, logicalXor
}

/// A function of many numbers.
public enum Reduction: Hashable, Sendable, CaseIterable {
  case sum, mean, max, min, argmax
}

/// Which rows, or which columns, an index picks.
public enum AxisIndex: Hashable, Sendable {
  /// `count` of them, from `start` in steps of `step`.
  case slice(start: Int, step: Int, count: Int)
  /// The one that the operand of this number says; the axis disappears.
  case at(operand: Int)
  /// Those that the vector which is the operand of this number lists. If rows and columns both are
  /// listed, they are paired.
  case gather(operand: Int)
}

/// What is drawn from a random generator: NumPy's `RandomState` methods.
public enum Distribution: Hashable, Sendable {
  /// Standard normal: `randn`.
  case standardNormal
  /// Uniform in [0, 1): `rand`, `random_sample`.
  case unitInterval
  /// Uniform between two operands: `uniform`.
  case uniform
  /// Normal with mean and deviation as operands: `normal`.
  case normal
  /// Whole numbers from the first operand up to, not including, the second: `randint`.
  case integers
  /// The operand's entries, or rows, in random order: `permutation`.
  case permutation
}
