import Matrices
import StageLanguage

// Mistakes with matrix products.

extension MistakeRules {
  static func products(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .binary(.matmul, let left, let right) = node.kind else { return [] }
    var variants = [
      Variant(.entrywiseForProduct, left * right, at: node),
      Variant(.factorsSwapped, .binary(.matmul, right, left), at: node),
    ]
    for (factor, rebuilt) in [
      (left, { Expression.binary(.matmul, $0, right) }),
      (right, { Expression.binary(.matmul, left, $0) }),
    ] as [(Expression, (Expression) -> Expression)] {
      let isTransposed: Bool
      if case .transpose(let operand) = factor.kind {
        isTransposed = true
        variants.append(Variant(.transposeForgotten, rebuilt(operand), at: operand))
        variants += reshaped(operand, transposed: true, context, rebuilt)
      } else if case .name(let name) = factor.kind,
        case .transpose(let operand)? = context.definitions[name]?.kind
      {
        isTransposed = true
        variants.append(Variant(.transposeForgotten, rebuilt(operand), at: operand))
        variants += reshaped(operand, transposed: true, context, rebuilt)
      } else {
        isTransposed = false
      }
      guard !isTransposed, case .matrix(let rows, let columns) = context.shape(of: factor),
        rows > 1, columns > 1
      else { continue }
      variants.append(Variant(.transposeAdded, rebuilt(factor.transposed), at: factor))
      variants += reshaped(factor, transposed: false, context, rebuilt)
    }
    return variants + terms(of: left, right, node, context)
  }

  static func isProduct(_ expression: Expression) -> Bool {
    if case .binary(.matmul, _, _) = expression.kind { true } else { false }
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
    return [
      Variant(
        .weightsReshaped, rebuilt(.call("reshape", [source, shape])), shown: .nothing, at: factor)
    ]
  }

  /// A term of the sum missing, or one term alone.
  private static func terms(
    of left: Expression, _ right: Expression, _ node: Expression, _ context: RuleContext
  ) -> [Variant] {
    guard let first = context.shape(of: left), let second = context.shape(of: right),
      let inner = first.sizes.last, inner == second.sizes.first
    else { return [] }
    let isBack = context.isDerivative && !context.derivatives.isDisjoint(with: node.names)
    let isPath = context.hasWeights(node)
    let alone: MistakeKind =
      isBack ? (isPath ? .onePathOnly : .oneObservationOnly) : .oneTermOnly
    var variants: [Variant] = []
    for index in 0..<(inner > 1 ? min(inner, 8) : 0) {
      let column = first.rank == 1 ? left.strip(index) : left.strip(column: index)
      let row = second.rank == 1 ? right.strip(index) : right.strip(row: index)
      let term = Expression.binary(.matmul, column, row)
      variants.append(Variant(.termOfProductMissing, node - term, at: node))
      variants.append(Variant(alone, term, at: node))
      variants.append(
        Variant(.signOfTermLost, node - .whole(2) * term, shown: .nothing, at: node))
    }
    if isBack, first.rank == 2, context.isDerivative(in: left), context.hasWeights(right) {
      // What comes back is added up, but not weighed.
      let sum = Expression.call("sum", left, axis: 1, keepdims: true)
      variants.append(
        Variant(.weightsDropped, node * .whole(0) + sum, shown: .formula(sum), at: right))
      if first == context.shape(of: node) {
        variants.append(Variant(.weightsDropped, left, at: right))
      }
    }
    return variants
  }

  /// The gradient of weights with the value of another layer for their input: `X.T` for `h1.T`.
  static func outerProducts(_ node: Expression, _ context: RuleContext) -> [Variant] {
    // A product of another shape cannot have the regularizer's part added to it.
    if case .binary(.add, let product, _) = node.kind { return outerProducts(product, context) }
    guard context.isDerivative, case .binary(.matmul, let left, let right) = node.kind,
      case .matrix(_, let inner) = context.shape(of: left)
    else { return [] }
    var input = left
    if case .name(let name) = left.kind, let definition = context.definitions[name] {
      input = definition
    }
    guard case .transpose(let operand) = input.kind, case .name(let name) = operand.kind,
      !context.isWeights(name)
    else { return [] }
    return context.earlier.compactMap { other in
      guard other != name, !context.isDerivative(other), !context.isWeights(other),
        case .matrix(inner, _) = context.names.shape(of: other)
      else { return nil }
      let kind: MistakeKind =
        context.preactivation(of: name) == other
        ? .sumForActivation : context.isOfWeights ? .wrongInput : .otherValue
      return Variant(
        kind, .binary(.matmul, Expression.named(other).transposed, right), at: operand)
    }
  }
}

extension RuleContext {
  /// Whether there are weights in an expression, by their own name or one for them transposed.
  func hasWeights(_ expression: Expression) -> Bool {
    expression.names.contains { name in
      if isWeights(name) { return true }
      guard case .transpose(let operand)? = definitions[name]?.kind,
        case .name(let weights) = operand.kind
      else { return false }
      return isWeights(weights)
    }
  }

  /// Whether an expression is what comes back from above: a derivative, or made of one.
  func isDerivative(in expression: Expression) -> Bool {
    guard case .transpose = expression.kind else { return true }
    return expression.names.contains { isDerivative($0) }
  }
}
