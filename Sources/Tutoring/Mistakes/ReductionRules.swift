import Matrices
import StageLanguage

// Mistakes with sums and means: what is added up, along which axis, and by what it is divided.

extension MistakeRules {
  static func reductions(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard node.isReduction, case .call(let function, let arguments) = node.kind,
      let first = arguments.first
    else { return [] }
    let argument = first.value
    let isSum = function.text == "sum"
    func rebuilt(_ name: String, _ argument: Expression) -> Expression {
      Expression(
        .call(Name(name, span: node.span), [Argument(argument)] + arguments.dropFirst()),
        span: node.span)
    }
    let kind: MistakeKind =
      !isSum ? .notAveraged : arguments.count == 1 ? .dividedByEntries : .averaged
    var variants = [Variant(kind, rebuilt(isSum ? "mean" : "sum", argument), at: node)]
    if case .binary(.multiply, let left, let right) = argument.kind,
      context.shape(of: left) != .scalar, context.shape(of: right) != .scalar
    {
      variants.append(
        Variant(
          .productOfSums, rebuilt(function.text, left) * rebuilt(function.text, right), at: argument
        ))
    }
    if let base = squared(argument) {
      let sum = rebuilt(function.text, base)
      variants += otherPenalties(node, of: base, context)
      variants.append(Variant(.squareOfSum, sum * sum, at: base))
      variants.append(Variant(.rootTaken, .call("sqrt", [node]), at: node))
    }
    return variants + missingTerms(function, argument, arguments, node, context)
      + otherAxes(function, argument, arguments, node, context)
  }

  /// A sum over everything with one number missing; a mean that divides by one less.
  private static func missingTerms(
    _ function: Name, _ argument: Expression, _ arguments: [Argument], _ node: Expression,
    _ context: RuleContext
  ) -> [Variant] {
    guard let shape = context.shape(of: argument), shape.rank > 0 else { return [] }
    if function.text == "mean" {
      let axis = arguments.first { $0.label?.text == "axis" }?.value
      let count = axis.map { shape.sizes[$0.isNumber(0) ? 0 : shape.rank - 1] } ?? shape.count
      guard count > 1 else { return [] }
      let sum = Expression(
        .call(Name("sum", span: node.span), arguments), span: node.span)
      return [Variant(.dividedByOneLess, sum / .whole(count - 1), at: .whole(count))]
    }
    if let axis = arguments.first(where: { $0.label?.text == "axis" })?.value {
      return oneObservation(argument, arguments, shape, axis, node)
    }
    guard case .vector(let count) = shape, arguments.count == 1, count > 1, count <= 8 else {
      return []
    }
    return (0..<count).flatMap { index in
      let entry = Expression(.subscripted(argument, [.index(.whole(index))]), span: argument.span)
      return [
        Variant(.termOfSumMissing, node - entry, shown: .nothing, at: node),
        Variant(.signOfTermLost, node - .whole(2) * entry, shown: .nothing, at: node),
      ]
    }
  }

  /// A sum along an axis of one row or column alone.
  private static func oneObservation(
    _ argument: Expression, _ arguments: [Argument], _ shape: Shape, _ axis: Expression,
    _ node: Expression
  ) -> [Variant] {
    guard shape.rank == 2 else { return [] }
    let isAlongRows = axis.isNumber(0)
    let count = isAlongRows ? shape.rows : shape.columns
    return (0..<(count > 1 ? min(count, 8) : 0)).map { index in
      let part = isAlongRows ? argument.strip(row: index) : argument.strip(column: index)
      let sum = Expression(
        .call(Name("sum", span: node.span), [Argument(part)] + arguments.dropFirst()),
        span: node.span)
      return Variant(.oneObservationOnly, sum, at: node)
    }
  }

  private static func otherAxes(
    _ function: Name, _ argument: Expression, _ arguments: [Argument], _ node: Expression,
    _ context: RuleContext
  ) -> [Variant] {
    // Of a loss, every entry is added up whatever the axis.
    guard !context.isLoss else { return [] }
    let written = arguments.first { $0.label?.text == "axis" }?.value
    let keepsDimensions = arguments.contains { $0.label?.text == "keepdims" }
    var variants: [Variant] = []
    for axis in [0, 1, nil] as [Int?] {
      let isWritten = axis.map { written?.isNumber(Double($0)) ?? false } ?? (written == nil)
      guard !isWritten else { continue }
      for keeps in axis == nil ? [false] : keepsDimensions ? [true, false] : [false, true] {
        variants.append(
          Variant(
            .wrongAxis, .call(function.text, argument, axis: axis, keepdims: keeps), at: node))
      }
    }
    if written != nil {
      // Everything added up, in each entry.
      let all = Expression.call(function.text, [argument])
      variants.append(
        Variant(.wrongAxis, node * .whole(0) + all, shown: .formula(all), at: node))
    }
    return [Variant(.notSummed, argument, at: node)] + variants
  }
}
