import Matrices
import Testing

@testable import StageLanguage

@Suite("The derivative of every primitive is what central differences measure")
struct PullbackTests {
  /// Arrays of every shape that broadcasts with a 2×3 matrix, away from corners and from zero.
  private let arrays = """
    number = 1.3
    row = array([0.4, 1.7, -0.9])
    wide = array([[0.7, -1.2, 2.1]])
    tall = array([[1.1], [-0.6]])
    full = array([[0.3, -1.4, 0.8], [2.2, 0.9, -0.5]])
    weights = array([[0.2, 1.1, -0.7], [0.9, -0.4, 1.6]])

    """
  private let shapes = ["number", "row", "wide", "tall", "full"]

  /// The sum of an expression's entries, each with a weight of its own.
  private func total(_ expression: String, _ weights: String = "weights") -> String {
    arrays + "y = \(expression)\nL = sum(y * \(weights))\n"
  }

  @Test("functions of one number", arguments: UnaryFunction.allCases)
  func unary(function: UnaryFunction) throws {
    let expression =
      switch function {
      case .negative: "-full"
      case .copy: "array(full)"
      case .exp: "exp(full)"
      case .log: "log(square(full))"
      case .sqrt: "sqrt(square(full) + 1)"
      case .absolute: "abs(full)"
      case .square: "square(full)"
      case .tanh: "tanh(full)"
      case .sign: "sign(full)"
      case .logicalNot: "where(logical_not(full > 0), full, 2 * full)"
      }
    var run = try RunProgram(total(expression))
    try run.expectGradient(of: "L", along: "full")
  }

  @Test("functions of two numbers, broadcast in every way", arguments: BinaryFunction.allCases)
  func binary(function: BinaryFunction) throws {
    for left in shapes {
      for right in shapes {
        // Each operand in a scale of its own, so that an array never meets itself.
        let (a, b) = ("(1.5 * \(left))", "(0.8 * \(right))")
        let expression =
          switch function {
          case .add: "\(a) + \(b)"
          case .subtract: "\(a) - \(b)"
          case .multiply: "\(a) * \(b)"
          case .divide: "\(a) / \(b)"
          case .power: "abs(\(a)) ** \(b)"
          case .maximum: "maximum(\(a), \(b))"
          case .minimum: "minimum(\(a), \(b))"
          case .less: "where(\(a) < \(b), \(a), \(b))"
          case .lessOrEqual: "where(\(a) <= \(b), \(a), \(b))"
          case .greater: "where(\(a) > \(b), \(a), \(b))"
          case .greaterOrEqual: "where(\(a) >= \(b), \(a), \(b))"
          case .equal: "where(\(a) == \(b), \(a), 2 * \(b))"
          case .notEqual: "where(\(a) != \(b), \(a), 2 * \(b))"
          case .logicalAnd: "where(logical_and(\(a) > 0, \(b) > 0), \(a), \(b))"
          case .logicalOr: "where(logical_or(\(a) > 0, \(b) > 0), \(a), \(b))"
          case .logicalXor: "where(logical_xor(\(a) > 0, \(b) > 0), \(a), \(b))"
          }
        var run = try RunProgram(total(expression))
        try run.expectGradient(of: "L", along: left)
        try run.expectGradient(of: "L", along: right)
      }
    }
  }

  @Test("a choice between two arrays, broadcast in every way")
  func select() throws {
    for condition in shapes {
      for yes in shapes {
        for no in shapes {
          var run = try RunProgram(
            total("where(\(condition) > 0.5, 1.5 * \(yes), 0.5 * \(no))"))
          for input in Set([condition, yes, no]) {
            try run.expectGradient(of: "L", along: input)
          }
        }
      }
    }
  }

  @Test(
    "products of vectors and matrices",
    arguments: [
      "row @ (2 * row)", "full @ row", "tall.T @ full", "wide @ row", "full.T @ full",
      "full.T @ tall", "tall @ wide", "row @ full.T", "full @ wide.T", "full[:, 0] @ full",
    ])
  func matmul(product: String) throws {
    var run = try RunProgram(arrays + "y = \(product)\nL = sum(square(y)) + sum(y)\n")
    for input in ["row", "wide", "tall", "full"] {
      try run.expectGradient(of: "L", along: input)
    }
  }

  @Test(
    "reductions along every axis",
    arguments: Reduction.allCases, ["", ", axis=0", ", axis=1", ", axis=0, keepdims=True"])
  func reductions(reduction: Reduction, axis: String) throws {
    let name = "\(reduction)"
    var run = try RunProgram(
      arrays + "y = \(name)(full\(axis)) + 0.0\nL = sum(square(y + 0.3) * 0.7)\n")
    try run.expectGradient(of: "L", along: "full")
    guard axis != ", axis=1", !axis.contains("keepdims") else { return }
    run = try RunProgram(
      arrays + "y = \(name)(row\(axis)) + 0.0\nL = sum(square(y + 0.3) * 0.7)\n")
    try run.expectGradient(of: "L", along: "row")
  }

  @Test(
    "picking entries, some of them twice",
    arguments: [
      "full[0]", "full[-1, 2]", "full[:, 1]", "full[::-1]", "full[:, ::2]", "full[1:2, 1:]",
      "full[array([1, 0, 1])]", "full[:, array([2, 2])]", "full[arange(2), array([0, 2])]",
      "full[array([1, 1]), 0]", "full.T", "full.T[2]", "reshape(full, (3, 2))",
    ])
  func index(picked: String) throws {
    var run = try RunProgram(arrays + "y = \(picked)\nL = sum(exp(y) * (1 + y))\n")
    try run.expectGradient(of: "L", along: "full")
  }

  @Test(
    "arrays made of arrays",
    arguments: [
      "array([row, 2 * row])", "array([[number, 1.0], [2.0, number * number]])",
      "concatenate([full, wide])", "concatenate([tall, full, tall], axis=1)",
      "concatenate([row, full[0], row])",
    ])
  func joining(joined: String) throws {
    var run = try RunProgram(
      arrays + "y = \(joined)\nL = sum(square(y) * exp(0.3 * y))\n")
    for input in shapes { try run.expectGradient(of: "L", along: input) }
  }

  @Test("what was drawn stays as it was drawn")
  func draws() throws {
    var run = try RunProgram(
      """
      rng = RandomState(1)
      low = 0.5
      u = rng.uniform(low, 2.0, (2, 2))
      L = sum(square(u)) + low
      """)
    try run.expectGradient(of: "L", along: "low")
  }

  @Test("corners have the derivatives that are documented")
  func corners() throws {
    let run = try RunProgram(
      """
      z = array([0.0, 0.0, 1.0])
      a = sum(abs(z))
      b = sum(maximum(0, z))
      c = sum(minimum(0, z))
      d = max(z[:2])
      e = sum(sign(z))
      f = sum(where(z > 0, log(z), 0))
      """)
    let z = try run.slot("z")
    let expected: [(String, [Double])] = [
      ("a", [0, 0, 1]), ("b", [0.5, 0.5, 1]), ("c", [0.5, 0.5, 0]), ("d", [0.5, 0.5, 0]),
      ("e", [0, 0, 0]), ("f", [0, 0, 1]),
    ]
    for (name, gradient) in expected {
      #expect(
        run.machine.gradient(of: try run.slot(name), along: [z])[0].elements == gradient, "\(name)")
    }
  }
}
