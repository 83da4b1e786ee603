import TestSupport

/// The text of a loop of random statements: what comes before it, and one round.
///
/// Every name is bound to arrays of one shape, so that any statement may read any of them, broadcast
/// in every way.
struct RandomLoop {
  private(set) var setup: String
  private(set) var round = ""
  private var generator: SeededGenerator
  private let sizes: (rows: Int, inner: Int, columns: Int)
  /// The names of each shape that have a value.
  private var full = ["F", "G"]
  private var row = ["r", "wide"]
  private var tall = ["tall"]
  private var number = ["s", "half"]
  private var weights = ["W", "W_other"]

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let most = random.next() % 8 == 0 ? 300 : 20
    sizes = (
      Int.random(in: 1...most, using: &random), Int.random(in: 1...min(40, most), using: &random),
      Int.random(in: 1...min(70, most), using: &random)
    )
    generator = random
    setup = """
      random = RandomState(\(seed))
      X = random.randn(\(sizes.rows), \(sizes.inner))
      F = random.randn(\(sizes.rows), \(sizes.columns))
      G = random.randn(\(sizes.rows), \(sizes.columns)) * 300
      W = random.randn(\(sizes.inner), \(sizes.columns))
      W_other = random.randn(\(sizes.inner), \(sizes.columns))
      r = random.randn(\(sizes.columns))
      wide = random.randn(1, \(sizes.columns))
      tall = random.randn(\(sizes.rows), 1)
      s = random.randn()
      half = 0.5

      """
    for index in 0..<Int.random(in: 3...25, using: &generator) { addStatement(index) }
    round += "F = tanh(\(fullExpression(2)))\nW = W - 0.01 * tanh(X.T @ tanh(\(pick(full))))\n"
    round += "r = tanh(r + \(rowExpression()))\ns = tanh(\(numberExpression()))\n"
  }

  private mutating func pick(_ names: [String]) -> String {
    names[Int.random(in: 0..<names.count, using: &generator)]
  }

  private mutating func addStatement(_ index: Int) {
    let name = "t\(index)"
    let kind = Int.random(in: 0..<10, using: &generator)
    // Half of the names have a value before, and are carried from round to round.
    let isCarried = Bool.random(using: &generator)
    let expression: String
    switch kind {
    case 0: expression = rowExpression()
    case 1: expression = "sum(\(fullExpression(1)), axis=1, keepdims=True)"
    case 2: expression = numberExpression()
    case 3: expression = "(X.T @ \(pick(full))) * \(pick(number)) + \(pick(weights))"
    default: expression = fullExpression(3)
    }
    if isCarried {
      let like = ["r", "tall", "s", "W"]
      setup += "\(name) = 0.1 * \(kind < 4 ? like[kind] : "F")\n"
    }
    round += "\(name) = \(expression)\n"
    switch kind {
    case 0: row.append(name)
    case 1: tall.append(name)
    case 2: number.append(name)
    case 3: weights.append(name)
    default: full.append(name)
    }
  }

  private mutating func rowExpression() -> String {
    let function = ["sum", "mean", "max", "min"].randomElement(using: &generator) ?? "sum"
    return "\(function)(\(fullExpression(1)), axis=0)"
  }

  private mutating func numberExpression() -> String {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: "sum(square(\(pick(full)))) / 7"
    case 1: "mean(\(fullExpression(1)))"
    case 2: "\(pick(number)) / (1 + 0.5 * epoch) - \(pick(number)) * \(pick(number))"
    case 3: "max(\(pick(full)))"
    default: "1 / (1 + exp(-\(pick(number))))"
    }
  }

  /// An operand that broadcasts with a full array.
  private mutating func operand() -> String {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: pick(row)
    case 1: pick(tall)
    case 2: pick(number)
    case 3: "0.25"
    default: pick(full)
    }
  }

  private mutating func fullExpression(_ depth: Int) -> String {
    depth > 0 ? "(\(compound(depth)))" : pick(full)
  }

  /// A sigmoid's slope, in one of the ways that it is written.
  private mutating func slope(of h: String, times x: String) -> String {
    let ways = [
      "\(x) * \(h) * (1 - \(h))", "\(x) * (\(h) * (1 - \(h)))", "(1 - \(h)) * \(h) * \(x)",
      "(1 - \(h)) * (\(x) * \(h))",
    ]
    return ways.randomElement(using: &generator) ?? ways[0]
  }

  private mutating func compound(_ depth: Int) -> String {
    let a = fullExpression(depth - 1)
    let b = Bool.random(using: &generator) ? operand() : fullExpression(depth - 1)
    switch Int.random(in: 0..<28, using: &generator) {
    case 0: return "(\(a) + \(b))"
    case 1: return "(\(b) - \(a))"
    case 2: return "(\(a) * \(b))"
    case 3: return "(\(b) / (1 + square(\(a))))"
    case 4: return "1 / (1 + exp(-(\(a))))"
    case 5: return "\(pick(number)) / (exp(-(\(a))) + 2)"
    case 6: return "(\(a)) * (1 - \(b))"
    case 7: return "(\(a) - \(pick(number)) * \(b))"
    case 8: return "(\(a) - 0.5 * (\(b)))"
    case 9: return "exp(minimum(\(a), 3))"
    case 10: return "log(1 + square(\(a)))"
    case 11: return "tanh(\(a))"
    case 12: return "sqrt(abs(\(a)))"
    case 13: return "-(\(a))"
    case 14: return "sign(\(a)) * \(b)"
    case 15: return "maximum(\(a), \(b))"
    case 16: return "where(\(a) > \(b), \(a), \(pick(full)))"
    case 17: return "where(logical_and(\(a) <= \(b), \(a) != 0), 1.5, \(pick(number)))"
    case 18: return "where(logical_not(\(a) < \(b)), \(a), 0.0)"
    case 19: return "(\(a)) ** 2 * 0.01"
    case 20: return "abs(\(a)) ** 0.3"
    case 21: return "(X @ \(pick(weights)))"
    case 22: return "(\(a) @ \(pick(weights)).T @ \(pick(weights)))"
    case 23: return "((\(pick(full)).T @ \(a)).T.T @ \(pick(full)).T).T"
    case 24: return "(\(a))[::-1]"
    case 25: return "\(pick(full)) * \(pick(full)) * (1 - \(pick(full)))"
    case 26: return slope(of: pick(full), times: b)
    default: return "minimum(\(a), \(b))"
    }
  }
}
