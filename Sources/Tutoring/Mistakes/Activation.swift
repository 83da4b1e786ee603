import StageLanguage

/// An activation where it stands in a formula: a call, `sigmoid(z1)`, or written out,
/// `1 / (1 + exp(-z1))`.
struct Activation {
  enum Kind {
    case sigmoid
    case tanh
    case relu
    /// With a small slope on the negative side.
    case leakyRelu
    case softmax
    /// A function of the lesson's that is none of these.
    case other
  }

  let kind: Kind
  let argument: Expression
  /// The expression that it is, with the argument as it is there.
  private let node: Expression

  /// Whether it is a neuron's function and not just any: it bends, and each entry by itself.
  let isActivation: Bool

  /// How people call it; nil for a function without a name.
  var name: String? {
    switch kind {
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "ReLU"
    case .leakyRelu: "leaky ReLU"
    case .softmax: "softmax"
    case .other: nil
    }
  }

  /// The same function of another argument.
  func apply(_ other: Expression) -> Expression { node.substituting(argument, by: other) }

  /// The activation that `node` is, if it is one.
  init?(_ node: Expression, functions: [String: Function]) {
    self.node = node
    if case .call(let name, let arguments) = node.kind, arguments.count == 1,
      let function = functions[name.text], function.parameters.count == 1
    {
      guard !function.isSlope else { return nil }
      argument = arguments[0].value
      kind = Self.kind(of: function)
      isActivation = kind != .other || function.body.bendsEntries(functions)
      return
    }
    isActivation = true
    guard let (kind, argument) = Self.writtenOut(node) else { return nil }
    (self.kind, self.argument) = (kind, argument)
  }

  /// What a function of one parameter does, by its body.
  private static func kind(of function: Function) -> Kind {
    guard let (kind, argument) = writtenOut(function.body),
      argument.names.contains(function.parameters[0].text) || kind == .softmax
    else { return .other }
    // sigmoid(2 z) is a function of its own.
    if case .name = argument.kind { return kind }
    return kind == .softmax ? .softmax : .other
  }

  private static func writtenOut(_ node: Expression) -> (kind: Kind, argument: Expression)? {
    switch node.kind {
    case .binary(.divide, let dividend, let divisor):
      return quotient(dividend, divisor)
    case .call(let function, let arguments):
      let values = arguments.map(\.value)
      switch (function.text, values.count) {
      case ("tanh", 1): return (.tanh, values[0])
      case ("maximum", 2):
        if values[1].isNumber(0) { return (.relu, values[0]) }
        if values[0].isNumber(0) { return (.relu, values[1]) }
        if isPart(values[1], of: values[0]) { return (.leakyRelu, values[0]) }
        if isPart(values[0], of: values[1]) { return (.leakyRelu, values[1]) }
        return nil
      case ("where", 3):
        guard values[0].isComparison(of: values[1]) else { return nil }
        if values[2].isNumber(0) { return (.relu, values[1]) }
        return isPart(values[2], of: values[1]) ? (.leakyRelu, values[1]) : nil
      default: return nil
      }
    case .binary(.multiply, let left, let right):
      // z * (z > 0)
      if left.isComparison(of: right) { return (.relu, right) }
      return right.isComparison(of: left) ? (.relu, left) : nil
    default: return nil
    }
  }

  private static func quotient(
    _ dividend: Expression, _ divisor: Expression
  ) -> (kind: Kind, argument: Expression)? {
    if dividend.isNumber(1), case .binary(.add, let a, let b) = divisor.kind {
      let rest = a.isNumber(1) ? b : a
      guard a.isNumber(1) || b.isNumber(1), let exponent = rest.exponent,
        case .unary(.negative, let argument) = exponent.kind
      else { return nil }
      return (.sigmoid, argument)
    }
    guard let exponent = dividend.exponent,
      case .call(let function, let arguments) = divisor.kind, function.text == "sum",
      let summed = arguments.first?.value, summed.isSame(as: dividend)
    else { return nil }
    return (.softmax, exponent)
  }

  /// Whether `part` is a multiple of `whole`: the leak of a leaky ReLU.
  private static func isPart(_ part: Expression, of whole: Expression) -> Bool {
    guard case .binary(.multiply, let left, let right) = part.kind else { return false }
    return left.isSame(as: whole) || right.isSame(as: whole)
  }
}

extension Function {
  /// Whether it is the slope of an activation: `h * (1 - h)`, `1 - h ** 2`, `where(z > 0, 1, 0)`.
  var isSlope: Bool { MistakeRules.isWrittenSlope(body) }
}

extension Expression {
  /// Whether it is made of functions that bend, and adds nothing up.
  fileprivate func bendsEntries(_ functions: [String: Function]) -> Bool {
    var bends = false
    var adds = false
    visit { node in
      switch node.kind {
      case .call(let function, _):
        if ["sum", "mean", "max", "min", "log"].contains(function.text) { adds = true }
        if ["exp", "tanh", "maximum", "where"].contains(function.text)
          || functions[function.text] != nil
        {
          bends = true
        }
      case .binary(.matmul, _, _): adds = true
      default: break
      }
    }
    return bends && !adds
  }

  /// The argument of `exp`.
  var exponent: Expression? {
    guard case .call(let function, let arguments) = kind, function.text == "exp",
      arguments.count == 1
    else { return nil }
    return arguments[0].value
  }

  /// Whether it is `x > 0` or the like, of that `x`.
  func isComparison(of other: Expression) -> Bool {
    guard case .binary(let infix, let left, let right) = kind, infix.isComparison else {
      return false
    }
    return (right.isNumber(0) && left.isSame(as: other))
      || (left.isNumber(0) && right.isSame(as: other))
  }

  /// Whether it compares something with 0.
  var isComparisonWithZero: Bool {
    guard case .binary(let infix, let left, let right) = kind, infix.isComparison else {
      return false
    }
    return right.isNumber(0) || left.isNumber(0)
  }

  /// The expression with every occurrence of `part` replaced.
  func substituting(_ part: Expression, by new: Expression) -> Expression {
    if isSame(as: part) { return new }
    var result = self
    for (index, child) in children.enumerated() {
      if let replaced = result.replacingChild(index, by: child.substituting(part, by: new)) {
        result = replaced
      }
    }
    return result
  }
}
