import Matrices
import StageLanguage

// Mistakes with squares, sums and means, and those that change a formula as a whole.

extension MistakeRules {
  static func squares(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard let base = squared(node) else { return [] }
    let part = base.description
    return [
      Variant(kind: .absoluteForSquare, expression: .call("abs", base), part: part),
      Variant(kind: .squareForgotten, expression: base, part: part),
    ]
  }

  /// The base of `x ** 2` or `square(x)`.
  static func squared(_ node: Expression) -> Expression? {
    switch node.kind {
    case .binary(.power, let base, let exponent) where exponent.isNumber(2): base
    case .call(let function, let arguments) where function.text == "square": arguments.first?.value
    default: nil
    }
  }

  static func reductions(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind,
      function.text == "sum" || function.text == "mean", let first = arguments.first
    else { return [] }
    let argument = first.value
    let isSum = function.text == "sum"
    func rebuilt(_ name: String, _ argument: Expression) -> Expression {
      Expression(
        .call(Name(name, span: node.span), [Argument(argument)] + arguments.dropFirst()),
        span: node.span)
    }
    var variants = [
      Variant(
        kind: isSum ? .dividedByEntries : .notAveraged,
        expression: rebuilt(isSum ? "mean" : "sum", argument), part: argument.description)
    ]
    if let base = squared(argument) {
      let sum = rebuilt(function.text, base)
      let part = base.description
      variants.append(Variant(kind: .squareOfSum, expression: sum * sum, part: part))
      if case .name(let name) = base.kind, isWeights(name, context) {
        variants += [
          Variant(kind: .sumForSquares, expression: sum, part: part),
          Variant(
            kind: .absoluteInPenalty, expression: rebuilt(function.text, .call("abs", base)),
            part: part),
        ]
        for bias in biases(context) {
          variants.append(
            Variant(
              kind: .biasInPenalty,
              expression: node + .call("sum", .call("square", .named(bias))), part: bias))
        }
      }
    }
    return variants + otherAxes(function, argument, arguments, node)
  }

  private static func otherAxes(
    _ function: Name, _ argument: Expression, _ arguments: [Argument], _ node: Expression
  ) -> [Variant] {
    guard let index = arguments.firstIndex(where: { $0.label?.text == "axis" }) else { return [] }
    let axis = arguments[index].value.isNumber(0) ? 1 : 0
    let keepsDimensions = arguments.contains { $0.label?.text == "keepdims" }
    return [
      Variant(
        kind: .wrongAxis,
        expression: .call(function.text, argument, axis: axis, keepdims: keepsDimensions),
        part: node.description),
      Variant(
        kind: .wrongAxis, expression: .call(function.text, argument, keepdims: keepsDimensions),
        part: node.description),
    ]
  }

  private static func isWeights(_ name: String, _ context: RuleContext) -> Bool {
    (context.shapes[name]?.rank ?? 0) == 2
      && (context.updates[name] != nil || name.hasPrefix("W") || name.hasPrefix("w"))
  }

  /// Names that are added to a matrix product somewhere.
  private static func biases(_ context: RuleContext) -> [String] {
    var biases: Set<String> = []
    for definition in context.definitions.values {
      definition.visit { node in
        guard case .binary(.add, let product, let bias) = node.kind,
          case .binary(.matmul, _, _) = product.kind, case .name(let name) = bias.kind
        else { return }
        biases.insert(name)
      }
    }
    return biases.sorted()
  }

  /// Mistakes that change the formula as a whole.
  static func whole(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    // What is given, or only handed on, has no formula to be mistaken in.
    guard !formula.children.isEmpty, !formula.isParameterValue else { return [] }
    let part = formula.description
    let isLoss = context.shapes[context.name] == .scalar
    var variants = [
      Variant(kind: .signFlipped, expression: -formula, part: part),
      Variant(kind: .resultTransposed, expression: formula.transposed, part: part),
    ]
    if isLoss || context.isDerivative {
      variants += [
        Variant(kind: .extraTwo, expression: .whole(2) * formula, part: part),
        Variant(kind: .extraHalf, expression: formula / .whole(2), part: part),
      ]
      for count in context.counts.sorted() {
        variants += [
          Variant(kind: .dividedAgain, expression: formula / .named(count), part: count),
          Variant(kind: .countForgotten, expression: formula * .named(count), part: count),
        ]
      }
    }
    if isLoss {
      variants.append(Variant(kind: .rootTaken, expression: .call("sqrt", formula), part: part))
    }
    // A name that stands several times may have been mistaken each time.
    for name in formula.names.sorted() {
      for (kind, other) in substitutes(for: name, context) {
        variants.append(
          Variant(kind: kind, expression: formula.renaming(name, to: .named(other)), part: name))
      }
    }
    return variants
  }
}
