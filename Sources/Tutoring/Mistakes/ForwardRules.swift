import Matrices
import StageLanguage

// Mistakes with activations.

extension MistakeRules {
  static func activations(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard let activation = Activation(node, functions: context.functions) else { return [] }
    let argument = activation.argument
    var variants = [
      Variant(.noActivation, argument, at: argument),
      Variant(.activationOfNegative, activation.apply(-argument), at: argument),
      Variant(.activationTwice, activation.apply(node), at: argument),
    ]
    variants += biasesAfter(activation, context)
    variants += otherFunctions(activation, context)
    return variants
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
    return [
      Variant(.biasAfterActivation, activation.apply(argument - bias) + bias, at: bias),
      Variant(.biasForgotten, activation.apply(argument - bias), at: bias),
    ]
  }

  private static func otherFunctions(
    _ activation: Activation, _ context: RuleContext
  ) -> [Variant] {
    let argument = activation.argument
    let kind = activation.kind
    var variants: [Variant] = []
    if kind == .relu || kind == .leakyRelu {
      variants += [
        Variant(.absoluteForActivation, .call("abs", argument), at: argument),
        Variant(.negativePartKept, .call("minimum", [argument, .whole(0)]), at: argument),
      ]
    }
    let relu = Expression.call("maximum", [argument, .whole(0)])
    if kind == .leakyRelu {
      variants.append(Variant(.leakForgotten, relu, at: argument))
    } else if kind != .relu {
      variants.append(Variant(.reluForActivation, relu, at: argument))
    }
    if kind != .tanh {
      variants.append(Variant(.tanhForActivation, .call("tanh", argument), at: argument))
    }
    if kind != .sigmoid {
      let sigmoid = Expression.whole(1) / (.whole(1) + .call("exp", -argument))
      variants.append(Variant(.sigmoidForActivation, sigmoid, at: argument))
    }
    if kind != .softmax {
      variants.append(
        Variant(.softmaxForActivation, softmax(of: argument, context), at: argument))
    }
    return variants
  }

  private static func softmax(of argument: Expression, _ context: RuleContext) -> Expression {
    let powers = Expression.call("exp", argument)
    let axis = context.shape(of: argument)?.rank == 2 ? 1 : nil
    return powers / .call("sum", powers, axis: axis, keepdims: axis != nil)
  }

  /// A softmax that the lesson has, as a function of its own or written out.
  static func softmax(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard let activation = Activation(node, functions: context.functions),
      activation.kind == .softmax
    else { return [] }
    let argument = activation.argument
    let powers = Expression.call("exp", argument)
    func normalized(_ dividend: Expression, axis: Int?) -> Expression {
      dividend / .call("sum", dividend, axis: axis, keepdims: axis != nil)
    }
    var variants = [Variant(.notNormalized, powers, at: argument)]
    for axis in [0, nil] as [Int?] {
      variants.append(Variant(.normalizedOtherwise, normalized(powers, axis: axis), at: argument))
    }
    let axis = context.shape(of: argument)?.rank == 2 ? 1 : nil
    variants.append(
      Variant(.exponentialForgotten, normalized(argument, axis: axis), at: argument))
    return variants
  }
}
