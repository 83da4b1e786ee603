// The functions of the language: one table, with what each is for. A function is added here; the
// compiler then points at every switch that must know it.

/// A function that every stage can call.
public enum Builtin: String, CaseIterable, Sendable {
  case exp, log, sqrt, abs, square, tanh, sign
  case maximum, minimum, logical_and, logical_or, logical_xor, logical_not, `where`
  case sum, mean, max, min, argmax
  case zeros, ones, eye, array, arange, linspace, concatenate, reshape
  case RandomState

  /// How it is called.
  public var signature: String {
    switch self {
    case .exp, .log, .sqrt, .abs, .square, .tanh, .sign, .logical_not: "\(rawValue)(x)"
    case .maximum, .minimum, .logical_and, .logical_or, .logical_xor: "\(rawValue)(a, b)"
    case .where: "where(condition, a, b)"
    case .sum, .mean, .max, .min, .argmax: "\(rawValue)(x, axis=0, keepdims=True)"
    case .zeros, .ones: "\(rawValue)((rows, columns))"
    case .eye: "eye(rows)"
    case .array: "array([[1, 2], [3, 4]])"
    case .arange: "arange(start, stop, step)"
    case .linspace: "linspace(start, stop, num)"
    case .concatenate: "concatenate([a, b], axis=0)"
    case .reshape: "reshape(x, (rows, columns))"
    case .RandomState: "RandomState(seed)"
    }
  }

  /// What it gives, in a few words.
  public var summary: String {
    switch self {
    case .exp: "e to the power of each entry"
    case .log: "the natural logarithm of each entry"
    case .sqrt: "the square root of each entry"
    case .abs: "the absolute value of each entry"
    case .square: "the square of each entry"
    case .tanh: "the hyperbolic tangent of each entry"
    case .sign: "-1, 0 or 1 for each entry"
    case .maximum: "the larger of each two entries"
    case .minimum: "the smaller of each two entries"
    case .logical_and: "whether both are true"
    case .logical_or: "whether one or both are true"
    case .logical_xor: "whether exactly one is true"
    case .logical_not: "whether it is not true"
    case .where: "an entry of a where the condition is true, of b elsewhere"
    case .sum: "the sum"
    case .mean: "the mean"
    case .max: "the largest entry"
    case .min: "the smallest entry"
    case .argmax: "the position of the largest entry"
    case .zeros: "an array of zeros"
    case .ones: "an array of ones"
    case .eye: "the identity matrix"
    case .array: "an array with these rows"
    case .arange: "whole steps from start up to, not including, stop"
    case .linspace: "evenly spaced numbers, both ends included"
    case .concatenate: "arrays joined along an axis"
    case .reshape: "the same numbers, row by row, in another shape"
    case .RandomState:
      "a random generator: randn, rand, random_sample, uniform, normal, randint, "
        + "permutation"
    }
  }

  /// The function of each entry that it is, if it is one.
  var unary: UnaryFunction? {
    switch self {
    case .exp: .exp
    case .log: .log
    case .sqrt: .sqrt
    case .abs: .absolute
    case .square: .square
    case .tanh: .tanh
    case .sign: .sign
    case .logical_not: .logicalNot
    default: nil
    }
  }

  /// The function of each two entries that it is, if it is one.
  var binary: BinaryFunction? {
    switch self {
    case .maximum: .maximum
    case .minimum: .minimum
    case .logical_and: .logicalAnd
    case .logical_or: .logicalOr
    case .logical_xor: .logicalXor
    default: nil
    }
  }

  /// The reduction that it is, if it is one.
  var reduction: Reduction? {
    switch self {
    case .sum: .sum
    case .mean: .mean
    case .max: .max
    case .min: .min
    case .argmax: .argmax
    default: nil
    }
  }
}

/// Functions that people try, and what to write instead.
let foreignFunctions: [String: String] = [
  "print": "an expression on a line of its own is shown",
  "dot": "the matrix product is written a @ b",
  "matmul": "the matrix product is written a @ b",
  "multiply": "written a * b",
  "add": "written a + b",
  "subtract": "written a - b",
  "divide": "written a / b",
  "power": "written a ** b",
  "pow": "written a ** b",
  "transpose": "written x.T",
  "sigmoid": "a lesson defines it: def sigmoid(z): return 1 / (1 + exp(-z))",
  "relu": "a lesson defines it: def relu(z): return maximum(z, 0)",
  "softmax": "a lesson defines it: "
    + "def softmax(z): return exp(z) / sum(exp(z), axis=1, keepdims=True)",
  "float": "every number that is not whole is a float already",
  "int": "there is no conversion; where(condition, 1, 0) makes whole numbers of a condition",
  "len": "sizes are parameters of the lesson: N = 50",
  "range": "written arange(n)",
  "randn": "draws come from a generator: RandomState(0).randn(2, 3)",
  "rand": "draws come from a generator: RandomState(0).rand(2, 3)",
  "average": "written mean(x)",
  "amax": "written max(x)",
  "amin": "written min(x)",
  "outer": "written with a column and a row: a.T @ b",
]
