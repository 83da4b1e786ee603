import Matrices
import StageLanguage

// Mistakes on the way forward: activations, products, biases.

extension MistakeRules {
  static func activations(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind, arguments.count == 1 else {
      return []
    }
    let isOwn = context.activations.contains(function.text)
    guard isOwn || function.text == "tanh" else { return [] }
    let argument = arguments[0].value
    let part = argument.description
    func apply(_ operand: Expression) -> Expression { .call(function.text, operand) }
    var variants = [
      Variant(kind: .noActivation, expression: argument, part: part),
      Variant(kind: .activationOfNegative, expression: apply(-argument), part: part),
      Variant(kind: .activationTwice, expression: apply(node), part: part),
    ]
    if function.text != "tanh" {
      variants.append(
        Variant(kind: .tanhForActivation, expression: .call("tanh", argument), part: part))
    }
    let sigmoid = Expression.whole(1) / (.whole(1) + .call("exp", -argument))
    if function.text != "sigmoid" {
      variants.append(Variant(kind: .sigmoidForActivation, expression: sigmoid, part: part))
    }
    let exponential = Expression.call("exp", argument)
    let axis = context.shape(of: argument)?.rank == 2 ? 1 : nil
    variants.append(
      Variant(
        kind: .softmaxForActivation,
        expression: exponential / .call("sum", exponential, axis: axis, keepdims: axis != nil),
        part: part))
    if case .binary(.add, let sum, let bias) = argument.kind {
      variants.append(
        Variant(
          kind: .biasAfterActivation, expression: apply(sum) + bias, part: bias.description))
    }
    // The bias may have been added in the statement before.
    if case .name(let name) = argument.kind,
      case .binary(.add, _, let bias) = context.definitions[name]?.kind
    {
      variants.append(
        Variant(
          kind: .biasAfterActivation, expression: apply(argument - bias) + bias,
          part: bias.description))
    }
    return variants
  }

  static func products(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.matmul, let left, let right) = node.kind else { return [] }
    let part = node.description
    var variants = [
      Variant(kind: .entrywiseForProduct, expression: left * right, part: part),
      Variant(kind: .factorsSwapped, expression: .binary(.matmul, right, left), part: part),
    ]
    for (factor, rebuilt) in [
      (left, { Expression.binary(.matmul, $0, right) }),
      (right, { Expression.binary(.matmul, left, $0) }),
    ] as [(Expression, (Expression) -> Expression)] {
      if case .transpose(let operand) = factor.kind {
        variants.append(
          Variant(
            kind: .transposeForgotten, expression: rebuilt(operand), part: operand.description))
        variants += reshaped(operand, transposed: true, context, rebuilt)
      } else if case .matrix(let rows, let columns) = context.shape(of: factor), rows > 1,
        columns > 1
      {
        variants.append(
          Variant(
            kind: .transposeAdded, expression: rebuilt(factor.transposed),
            part: factor.description))
        variants += reshaped(factor, transposed: false, context, rebuilt)
      }
    }
    return variants + terms(of: left, right, node, context)
  }

  /// The same numbers read in another order: what `reshape` gives where a transpose is meant, or a
  /// list of weights filled in column by column.
  private static func reshaped(
    _ factor: Expression, transposed: Bool, _ context: RuleContext,
    _ rebuilt: (Expression) -> Expression
  ) -> [Variant] {
    guard case .matrix(let rows, let columns) = context.shape(of: factor), rows > 1, columns > 1
    else { return [] }
    let target = transposed ? [columns, rows] : [rows, columns]
    let source = transposed ? factor : factor.transposed
    let shape = Expression(.tuple(target.map { .whole($0) }), span: factor.span)
    let call = Expression(
      .call(Name("reshape", span: factor.span), [Argument(source), Argument(shape)]),
      span: factor.span)
    return [
      Variant(kind: .weightsReshaped, expression: rebuilt(call), part: factor.description)
    ]
  }

  /// A term of the sum missing, or one term alone.
  private static func terms(
    of left: Expression, _ right: Expression, _ node: Expression, _ context: RuleContext
  ) -> [Variant] {
    guard case .matrix(_, let inner) = context.shape(of: left),
      case .matrix(inner, _) = context.shape(of: right), inner > 1
    else { return [] }
    var variants: [Variant] = []
    for index in 0..<min(inner, 8) {
      let term = Expression.binary(.matmul, left.strip(column: index), right.strip(row: index))
      variants.append(
        Variant(kind: .termOfProductMissing, expression: node - term, part: node.description))
      if context.isDerivative {
        variants.append(
          Variant(kind: .onePathOnly, expression: term, part: node.description))
      }
    }
    if context.isDerivative {
      // What comes back is added up, but not weighed.
      let unweighed =
        node * .whole(0) + .call("sum", left, axis: 1, keepdims: true)
      variants.append(
        Variant(kind: .weightsDropped, expression: unweighed, part: right.description))
    }
    return variants
  }

  static func logarithms(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind, function.text == "log",
      let argument = arguments.first?.value
    else { return [] }
    return [
      Variant(kind: .logForgotten, expression: argument, part: argument.description)
    ]
  }
}
