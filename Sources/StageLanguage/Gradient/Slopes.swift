import Matrices

// The derivatives of the functions of one and two numbers.
//
// Where a function has a corner or a jump there is no derivative, and one has to be chosen. The
// choices are those that central differences make: abs and sign have 0 at 0, and at a tie
// `maximum` and `minimum` give half to either side. Comparisons, logic, `sign` and `argmax` are
// flat everywhere but at their jumps, and so have derivative 0.

/// Which operand's slope a function has where two of them tie for the extreme; `abs(x)` counts as
/// the larger of -x and x.
public enum TieRule: Sendable, Hashable {
  /// Half of each, as central differences measure it.
  case shared
  /// The first one's.
  case first
  /// The second one's, or the last one's of many.
  case last

  /// The part of the slope that the first of two has.
  fileprivate var firstShare: Double {
    switch self {
    case .shared: 0.5
    case .first: 1
    case .last: 0
    }
  }
}

extension UnaryFunction {
  /// The derivative at `x`, where the function's value is `value`.
  func slope(at x: Double, value: Double, ties: TieRule) -> Double {
    switch self {
    case .negative: -1
    case .copy: 1
    case .exp: value
    case .log: 1 / x
    case .sqrt: 0.5 / value
    case .absolute: x == 0 ? 1 - 2 * ties.firstShare : UnaryFunction.sign.apply(x)
    case .square: 2 * x
    case .tanh: 1 - value * value
    case .sign, .logicalNot: 0
    }
  }
}

extension BinaryFunction {
  /// The derivative by the left operand at (`x`, `y`).
  func leftSlope(at x: Double, _ y: Double, ties: TieRule) -> Double {
    switch self {
    case .add, .subtract: 1
    case .multiply: y
    case .divide: 1 / y
    case .power: y == 0 ? 0 : y * BinaryFunction.power.apply(x, y - 1)
    case .maximum: x > y ? 1 : x == y ? ties.firstShare : 0
    case .minimum: x < y ? 1 : x == y ? ties.firstShare : 0
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .logicalAnd, .logicalOr,
      .logicalXor:
      0
    }
  }

  /// The derivative by the right operand at (`x`, `y`), where the function's value is `value`.
  func rightSlope(at x: Double, _ y: Double, value: Double, ties: TieRule) -> Double {
    switch self {
    case .add: 1
    case .subtract: -1
    case .multiply: x
    case .divide: -value / y
    // d(xʸ)/dy = xʸ ln x; 0ʸ is 0 for every y > 0, and a negative number has no powers around y.
    case .power: x == 0 && y > 0 ? 0 : value * ElementaryFunctions.log(x)
    case .maximum: y > x ? 1 : x == y ? 1 - ties.firstShare : 0
    case .minimum: y < x ? 1 : x == y ? 1 - ties.firstShare : 0
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .logicalAnd, .logicalOr,
      .logicalXor:
      0
    }
  }
}
