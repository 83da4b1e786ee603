import Matrices
import StageLanguage

// Mistakes with activations.

extension MistakeRules {
  static func activations(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard !context.isInActivation,
      let activation = Activation(node, functions: context.functions)
    else { return [] }
    // A cut at zero is no neuron's in a loss, nor of a difference: max(0, 1 - y s).
    let isPart =
      activation.kind == .relu && !node.isCall(of: context.functions)
      && (context.isLoss || activation.argument.isDifference)
    guard activation.isActivation, !isPart else { return functions(activation, node) }
    let argument = activation.argument
    let negative: MistakeKind =
      activation.kind == .sigmoid ? .sigmoidOfNegative : .activationOfNegative
    var variants = [
      Variant(.noActivation, argument, at: node),
      Variant(
        negative, activation.apply(-argument),
        shown: .formula(activation.apply(-argument).withoutDoubleMinus), at: argument),
      Variant(.activationTwice, activation.apply(node), at: node),
    ]
    variants += biasesAfter(activation, context)
    variants += otherFunctions(activation, node, context)
    return variants
  }

  /// What people do with a function that is no activation.
  private static func functions(_ function: Activation, _ node: Expression) -> [Variant] {
    [
      Variant(.functionForgotten, function.argument, at: node),
      Variant(.functionOfNegative, function.apply(-function.argument), at: function.argument),
      Variant(.functionTwice, function.apply(node), at: node),
    ]
  }

  /// The bias may stand in the sum itself or in the statement that gave it a name.
  private static func biasesAfter(
    _ activation: Activation, _ context: RuleContext
  ) -> [Variant] {
    let argument = activation.argument
    if case .binary(.add, let sum, let bias) = argument.kind {
      return [Variant(.biasAfterActivation, activation.apply(sum) + bias, at: bias)]
    }
    guard case .name(let name) = argument.kind,
      case .binary(.add, let sum, let bias)? = context.definitions[name]?.kind, isProduct(sum)
    else { return [] }
    let without = activation.apply(argument - bias)
    let shown = activation.apply(sum)
    return [
      Variant(.biasAfterActivation, without + bias, shown: .formula(shown + bias), at: bias),
      Variant(.biasForgotten, without, shown: .formula(shown), at: bias),
    ]
  }

  private static func otherFunctions(
    _ activation: Activation, _ node: Expression, _ context: RuleContext
  ) -> [Variant] {
    let argument = activation.argument
    let kind = activation.kind
    var variants: [Variant] = []
    if kind == .relu {
      variants += [
        Variant(.absoluteForActivation, .call("abs", [argument]), at: argument),
        Variant(.negativePartKept, .call("minimum", [argument, .whole(0)]), at: argument),
      ]
    }
    let relu = Expression.call("maximum", [argument, .whole(0)])
    if kind == .leakyRelu {
      variants.append(Variant(.leakForgotten, relu, at: argument))
    } else if kind != .relu {
      variants.append(Variant(.reluForActivation, relu, at: node))
    }
    if kind != .tanh {
      variants.append(Variant(.tanhForActivation, .call("tanh", [argument]), at: node))
    }
    if kind != .sigmoid {
      let sigmoid = Expression.whole(1) / (.whole(1) + .call("exp", [-argument]))
      variants.append(Variant(.sigmoidForActivation, sigmoid, at: node))
    }
    if kind != .softmax, context.shape(of: argument) != .scalar {
      variants.append(
        Variant(.softmaxForActivation, softmax(of: argument, context), at: argument))
    }
    return variants
  }

  /// An activation where a weighted sum has none: one that the lesson has elsewhere.
  static func addedActivations(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    guard !context.isBackward, !context.isLoss, !context.isStep, isWeightedSum(formula) else {
      return []
    }
    var activated = context.functions.keys.sorted().map { Expression.call($0, [formula]) }
      .filter { Activation($0, functions: context.functions)?.isActivation == true }
    if context.definitions.values.contains(where: { $0.calls("tanh") }) {
      activated.append(.call("tanh", [formula]))
    }
    return activated.map { Variant(.activationAdded, $0, at: formula) }
  }

  private static func isWeightedSum(_ formula: Expression) -> Bool {
    if case .binary(.add, let sum, _) = formula.kind { return isWeightedSum(sum) }
    return isProduct(formula)
  }

  private static func softmax(of argument: Expression, _ context: RuleContext) -> Expression {
    let powers = Expression.call("exp", [argument])
    let axis = context.shape(of: argument)?.rank == 2 ? 1 : nil
    return powers / .call("sum", powers, axis: axis, keepdims: axis != nil)
  }

  /// A softmax, written out: in a formula or in the body of a function.
  static func softmax(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.divide, let powers, let sum) = node.kind,
      let activation = Activation(node, functions: context.functions),
      activation.kind == .softmax, case .call(_, let arguments) = sum.kind
    else { return [] }
    let argument = activation.argument
    let axis = arguments.first { $0.label?.text == "axis" }?.value
    let keepsDimensions = arguments.contains { $0.label?.text == "keepdims" }
    func normalized(_ dividend: Expression, axis: Int?) -> Expression {
      dividend / .call("sum", dividend, axis: axis, keepdims: axis != nil && keepsDimensions)
    }
    var variants = [Variant(.notNormalized, powers, at: argument)]
    for other in [0, 1, nil] as [Int?] {
      let isWritten = other.map { axis?.isNumber(Double($0)) ?? false } ?? (axis == nil)
      if isWritten { continue }
      variants.append(Variant(.normalizedOtherwise, normalized(powers, axis: other), at: sum))
    }
    let own = Expression(
      .call(Name("sum", span: sum.span), [Argument(argument)] + arguments.dropFirst()),
      span: sum.span)
    variants.append(Variant(.exponentialForgotten, argument / own, at: argument))
    for base in ["2.0", "10.0"] {
      let power = Expression.binary(.power, .decimal(base), argument)
      let sum = Expression(
        .call(Name("sum", span: sum.span), [Argument(power)] + arguments.dropFirst()),
        span: sum.span)
      variants.append(Variant(.otherBaseOfPowers, power / sum, at: powers))
    }
    return variants
  }
}

extension Expression {
  /// Whether something is subtracted in it, outermost or in a sum.
  fileprivate var isDifference: Bool {
    switch kind {
    case .binary(.subtract, _, _): true
    case .binary(.add, let left, let right): left.isDifference || right.isDifference
    default: false
    }
  }

  /// The expression with x for -(-x).
  fileprivate var withoutDoubleMinus: Expression {
    replacing { part in
      guard case .unary(.negative, let inner) = part.kind,
        case .unary(.negative, let operand) = inner.kind
      else { return nil }
      return operand
    }
  }

  /// Whether it calls one of the lesson's functions.
  func isCall(of functions: [String: Function]) -> Bool {
    if case .call(let name, _) = kind { functions[name.text] != nil } else { false }
  }
}
