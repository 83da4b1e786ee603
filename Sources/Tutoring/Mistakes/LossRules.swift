import Matrices
import StageLanguage

// Mistakes with squares, sums, means and logarithms, and those that change a formula as a whole.

extension MistakeRules {
  static func squares(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard let base = squared(node) else { return otherExponents(node) }
    return [
      Variant(.absoluteForSquare, .call("abs", [base]), at: base),
      Variant(.squareForgotten, base, at: base),
      Variant(.doubledForSquare, .whole(2) * base, at: base),
    ]
  }

  /// Other powers than the one that is written: one more, one less, the reciprocal.
  private static func otherExponents(_ node: Expression) -> [Variant] {
    guard case .binary(.power, let base, let exponent) = node.kind, !base.isParameterValue else {
      return []
    }
    let value: Double
    switch exponent.kind {
    case .number(let literal): value = literal.value
    case .unary(.negative, let operand):
      guard case .number(let literal) = operand.kind else { return [] }
      value = -literal.value
    default: return []
    }
    // What is raised to the first power is a step counted in the exponent.
    guard value != 1 else { return [] }
    return [value + 1, value - 1, -value].map { other in
      let number: Expression = .decimal("\(abs(other))")
      return Variant(
        .otherExponent, .binary(.power, base, other < 0 ? -number : number), at: node)
    }
  }

  /// The base of `x ** 2`, `square(x)` or `x * x`.
  static func squared(_ node: Expression) -> Expression? {
    switch node.kind {
    case .binary(.power, let base, let exponent) where exponent.isNumber(2): base
    case .binary(.multiply, let left, let right) where left.isSame(as: right): left
    case .call(let function, let arguments) where function.text == "square": arguments.first?.value
    default: nil
    }
  }

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

  static func logarithms(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind, function.text == "log",
      let argument = arguments.first?.value
    else { return [] }
    return [
      Variant(.logForgotten, argument, at: argument),
      Variant(.logOfOtherBase, node / .call("log", [.whole(10)]), at: argument),
      Variant(.logOfOtherBase, node / .call("log", [.whole(2)]), at: argument),
    ]
  }

  /// What people take for a cross-entropy: `y * log(p) + (1 - y) * log(1 - p)`, or `y * log(p)` alone.
  static func entropies(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isLoss else { return [] }
    let one = Expression.whole(1)
    if case .binary(.add, let first, let second) = node.kind, let (target, output) = entropy(first)
    {
      return squares(of: output - target, for: node) + exchangedTargets(first, second, node)
    }
    guard let (target, output) = entropy(node) else { return [] }
    let others = (one - target) * .call("log", [one - output])
    return squares(of: output - target, for: node)
      + [Variant(.binaryForCategorical, node + others, at: node)]
  }

  /// The targets of the two classes, each with the logarithm of the other.
  private static func exchangedTargets(
    _ first: Expression, _ second: Expression, _ node: Expression
  ) -> [Variant] {
    guard let (target, output) = entropy(first), let (other, rest) = entropy(second) else {
      return []
    }
    let exchanged = other * .call("log", [output]) + target * .call("log", [rest])
    return [Variant(.targetsExchanged, exchanged, at: node)]
  }

  private static func squares(of error: Expression, for node: Expression) -> [Variant] {
    let square = Expression.binary(.power, error, .whole(2))
    return [
      Variant(.squaresForEntropy, -square, shown: .nothing, at: node),
      Variant(.squaresForEntropy, -square / .whole(2), shown: .nothing, at: node),
    ]
  }

  /// The target and the output of `y * log(p)`.
  private static func entropy(_ node: Expression) -> (target: Expression, output: Expression)? {
    guard case .binary(.multiply, let target, let logarithm) = node.kind,
      case .call(let function, let arguments) = logarithm.kind, function.text == "log",
      let output = arguments.first?.value
    else { return nil }
    return (target, output)
  }

  /// Functions that are built in and that people forget.
  static func roots(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let function, let arguments) = node.kind,
      let argument = arguments.first?.value, !context.isInActivation
    else { return [] }
    return switch function.text {
    case "sqrt": [Variant(.rootForgotten, argument, at: argument)] + outsideOfRoots(argument, node)
    case "exp", "abs": [Variant(.functionForgotten, argument, at: node)]
    default: []
    }
  }

  /// √a + b for √(a + b).
  private static func outsideOfRoots(_ sum: Expression, _ node: Expression) -> [Variant] {
    guard case .binary(.add, let left, let right) = sum.kind else { return [] }
    return [(left, right), (right, left)].map { inner, rest in
      Variant(.rootMisplaced, .call("sqrt", [inner]) + rest, at: node)
    }
  }

  /// Mistakes that change the formula as a whole.
  static func whole(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    // What is given, or only handed on, has no formula to be mistaken in.
    guard !formula.names.isEmpty, !formula.isParameterValue else { return [] }
    let isHandedOn = formula.children.isEmpty
    if isHandedOn, !context.isDerivative { return copies(formula, context) }
    var variants: [Variant] = []
    if context.isLoss || context.isDerivative {
      variants += counted(formula, context)
      variants += [
        Variant(
          context.isOfHalves ? .twoNotCancelled : .extraTwo, .whole(2) * formula, at: formula),
        Variant(.extraHalf, formula / .whole(2), at: formula),
      ]
    }
    if context.isLoss, !formula.calls("sqrt") {
      variants.append(Variant(.rootTaken, .call("sqrt", [formula]), at: formula))
    }
    variants += [
      Variant(.signFlipped, -formula, at: formula),
      Variant(.resultTransposed, formula.transposed, at: formula),
    ]
    variants += extraSlopes(formula, context) + copies(formula, context)
    variants += otherLogarithms(formula) + exchanges(formula, context)
    variants += addedActivations(formula, context)
    variants += penaltiesOfBiases(formula, context) + changedPenalties(formula, context)
    // A name that stands several times may have been mistaken each time.
    var counts: [String: Int] = [:]
    formula.visit { node in
      if case .name(let name) = node.kind { counts[name, default: 0] += 1 }
    }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
      for (kind, other) in substitutes(for: name, context) {
        variants.append(
          Variant(
            kind, formula.renaming(name, to: .named(other)),
            shown: kind == .staleValue ? .nothing : .asComputed, at: .named(name)))
      }
    }
    return variants
  }

  /// Every logarithm to another base, where there are several.
  private static func otherLogarithms(_ formula: Expression) -> [Variant] {
    [10, 2].compactMap { base in
      var count = 0
      let changed = formula.replacing { part in
        guard case .call(let function, _) = part.kind, function.text == "log" else { return nil }
        count += 1
        return part / .call("log", [.whole(base)])
      }
      return count > 1 ? Variant(.logOfOtherBase, changed, at: formula) : nil
    }
  }

  /// The number of observations divided by once more, or once less.
  private static func counted(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    // A loss, or a part of it, may be averaged where it only adds up.
    let counts =
      context.isLoss
      ? context.counts.filter { context.earlier.contains($0) }
      : context.counts.intersection(context.ancestry)
    return counts.sorted().flatMap { count in
      let number = Expression.named(count)
      // Where the formula divides by it, what is shown is the formula without that.
      let without = formula.dropping(divisor: count)
      let isDivided = without.size < formula.size
      return [
        Variant(.dividedAgain, formula / number, at: number),
        Variant(
          isDivided ? .countForgotten : .multipliedByCount, formula * number,
          shown: isDivided ? .formula(without) : .asComputed, at: number),
      ]
    }
  }

  /// The slope of an activation multiplied in where it is in the formula already, or cancels.
  private static func extraSlopes(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    guard context.isDerivative else { return [] }
    return context.earlier.compactMap { name in
      guard !context.isDerivative(name), let activation = context.activation(of: name),
        case .name(let sum) = activation.argument.kind, context.name.hasSuffix("d\(sum)"),
        context.names.shape(of: name) == context.names.shape(of: context.name)
      else { return nil }
      let value = Expression.named(name)
      let slope: Expression
      switch activation.kind {
      case .sigmoid, .softmax: slope = value * (.whole(1) - value)
      case .tanh: slope = .whole(1) - .binary(.power, value, .whole(2))
      case .relu, .leakyRelu, .other: return nil
      }
      return Variant(.extraSlope, formula * slope, at: slope)
    }
  }
}

extension Expression {
  /// Whether a function is called anywhere in it.
  func calls(_ function: String) -> Bool {
    var calls = false
    visit { node in if case .call(let name, _) = node.kind, name.text == function { calls = true } }
    return calls
  }

  /// The expression without its divisions by a name.
  fileprivate func dropping(divisor name: String) -> Expression {
    replacing { part in
      guard case .binary(.divide, let dividend, let divisor) = part.kind else { return nil }
      if case .name(name) = divisor.kind { return dividend }
      guard case .binary(.multiply, let left, let right) = divisor.kind else { return nil }
      if case .name(name) = left.kind { return dividend / right }
      if case .name(name) = right.kind { return dividend / left }
      return nil
    }
  }
}
