import Matrices

// What the functions of one and two numbers are. Each is written once: the machine, the compiler's
// constants and the reader all come here.

extension UnaryFunction {
  /// The function's value at `x`.
  @inline(__always)
  func apply(_ x: Double) -> Double {
    switch self {
    case .negative: -x
    case .copy: x
    case .exp: ElementaryFunctions.exp(x)
    case .log: ElementaryFunctions.log(x)
    case .sqrt: x.squareRoot()
    case .absolute: abs(x)
    case .square: x * x
    case .tanh: ElementaryFunctions.tanh(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0
    case .logicalNot: x == 0 ? 1 : 0
    }
  }
}

extension BinaryFunction {
  /// The function's value at `x` and `y`.
  @inline(__always)
  func apply(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: ElementaryFunctions.power(x, y)
    // A NaN on either side wins, as in NumPy; of two zeros the second.
    case .maximum: x.isNaN || x > y ? x : y
    case .minimum: x.isNaN || x < y ? x : y
    case .less: x < y ? 1 : 0
    case .lessOrEqual: x <= y ? 1 : 0
    case .greater: x > y ? 1 : 0
    case .greaterOrEqual: x >= y ? 1 : 0
    case .equal: x == y ? 1 : 0
    case .notEqual: x != y ? 1 : 0
    case .logicalAnd: x != 0 && y != 0 ? 1 : 0
    case .logicalOr: x != 0 || y != 0 ? 1 : 0
    case .logicalXor: (x != 0) != (y != 0) ? 1 : 0
    }
  }

  /// Whether it gives truth values whatever it is given.
  var givesTruth: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .logicalAnd, .logicalOr,
      .logicalXor:
      true
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum: false
    }
  }

  /// Whether it is one of NumPy's functions, so that even Python's numbers become NumPy's.
  var isNumPyFunction: Bool {
    switch self {
    case .maximum, .minimum, .logicalAnd, .logicalOr, .logicalXor: true
    default: false
    }
  }

  /// Why Python refuses to compute this of its own numbers, if it does; `kind` is the result's.
  func pythonProblem(_ x: Double, _ y: Double, kind: ElementKind) -> String? {
    switch self {
    case .divide where y == 0:
      return "division by zero"
    case .power where x == 0 && y < 0:
      return "0 has no negative power"
    case .power where x < 0 && y != y.rounded() && y.isFinite:
      return "a negative number has no real power \(y)"
    case .power where x.isFinite && y.isFinite && !apply(x, y).isFinite:
      return "the power is too large for double precision"
    default:
      return kind == .integer && abs(apply(x, y)) >= 0x1p53 ? inexactWholeNumber : nil
    }
  }
}

/// What is said of a whole number that a double does not hold exactly, or might not.
let inexactWholeNumber =
  "a whole number of this size is not exact here, only below 2**53; a decimal point makes it decimal"
