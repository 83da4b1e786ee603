import Matrices
import StageLanguage

// Mistakes that change a formula as a whole.

extension MistakeRules {
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
