import Matrices
import StageLanguage

// Other values in the place of the one that is meant: another name, another entry, another argument.

extension MistakeRules {
  static func names(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .name(let name) = node.kind else { return [] }
    // What a function is given is looked at where it is called.
    if context.isInFunction { return tenfolds(name, node, context) }
    return forgottenSlopes(in: name, context) + tenfolds(name, node, context)
      + substitutes(for: name, context).map { kind, other in
        Variant(kind, .named(other), shown: kind == .staleValue ? .nothing : .asComputed, at: node)
      }
  }

  /// A rate or another strength with its decimal point in another place.
  private static func tenfolds(
    _ name: String, _ node: Expression, _ context: RuleContext
  ) -> [Variant] {
    guard context.isParameter(node), !context.counts.contains(name), !context.sizes.contains(name),
      case .number(let literal)? = context.definitions[name]?.kind, !literal.isInteger
    else { return [] }
    return [
      Variant(.tenTimesTooMuch, .whole(10) * node, at: node),
      Variant(.tenTimesTooLittle, node / .whole(10), at: node),
    ]
  }

  /// A small number in the formula itself with its point in another place.
  static func literals(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .number(let literal) = node.kind, literal.value > 0, literal.value < 0.5 else {
      return []
    }
    return [
      Variant(.tenTimesTooMuch, .whole(10) * node, at: node),
      Variant(.tenTimesTooLittle, node / .whole(10), at: node),
    ]
  }

  /// Two values of one shape, each in the place of the other.
  static func exchanges(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    let names = formula.names.filter {
      context.names.shape(of: $0) != nil && !context.sizes.contains($0)
    }
    .sorted()
    guard names.count > 1, names.count <= 6 else { return [] }
    return names.indices.flatMap { first in
      names[(first + 1)...].compactMap { second in
        guard context.names.shape(of: names[first]) == context.names.shape(of: second),
          context.names[names[first]] != context.names[second]
        else { return nil }
        let exchanged = formula.renaming([
          names[first]: .named(second), second: .named(names[first]),
        ])
        return Variant(.namesExchanged, exchanged, at: formula)
      }
    }
  }

  /// What a name is without the slope that is a factor of it: `dL_dh2` for `dL_dz2`.
  private static func forgottenSlopes(in name: String, _ context: RuleContext) -> [Variant] {
    guard context.isDerivative(name),
      case .binary(.multiply, let left, let right)? = context.definitions[name]?.kind
    else { return [] }
    return [(left, right), (right, left)].compactMap { rest, slope in
      guard isSlope(slope, context), context.shape(of: rest) == context.names.shape(of: name) else {
        return nil
      }
      return Variant(.slopeForgotten, rest, at: slope)
    }
  }

  /// The values that can be mistaken for `name`: those of its shape.
  static func substitutes(
    for name: String, _ context: RuleContext
  ) -> [(kind: MistakeKind, other: String)] {
    guard let shape = context.names.shape(of: name), !context.sizes.contains(name) else {
      return []
    }
    let isStepped = context.isStep && context.isDerivative(name)
    var result: [(MistakeKind, String)] = []
    for earlier in [EarlierValue.before(name), EarlierValue.first(name)]
    where context.names.shape(of: earlier) == shape && context.names[earlier] != context.names[name]
    {
      result.append((.staleValue, earlier))
    }
    let updated = context.updates[name]
    let slot = context.names[name]
    // To use the new value for itself is to take the step twice.
    if let updated, context.names.shape(of: updated) == shape, context.names[updated] != slot,
      updated != context.name, !context.isStep
    {
      // Who computes forward with new weights is a step ahead, and mistakes nothing.
      let isElsewhere = !context.isBackward
      result.append(
        (
          isElsewhere
            ? .otherValue : context.isWeights(name) ? .updatedValue : .updatedValueElsewhere,
          updated
        ))
    }
    let sum = context.preactivation(of: name)
    for other in context.earlier
    where other != name && other != updated && context.names[other] != slot
      && !context.sizes.contains(other) && !context.isHandedOn(other)
    {
      guard let otherShape = context.names.shape(of: other) else { continue }
      if otherShape != shape {
        // The gradient of something smaller is spread over what it is subtracted from.
        if isStepped, context.isDerivative(other), otherShape.broadcast(with: shape) == shape {
          result.append((.otherValue, other))
        }
      } else if other == sum {
        result.append((.sumForActivation, other))
      } else if context.preactivation(of: other) == name {
        result.append((.activationForSum, other))
      } else if context.isWeights(name), context.isWeights(other) {
        result.append((.otherWeights, other))
      } else if shape != .scalar {
        result.append((.otherValue, other))
      } else if context.canBeMistaken(other, for: name) {
        result.append((.scalarForOther, other))
      }
    }
    return result
  }

  /// Another entry, row or column than the one that is named by its number.
  static func entries(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .subscripted(let array, let subscripts) = node.kind,
      let shape = context.shape(of: array), shape.rank >= subscripts.count
    else { return [] }
    var variants: [Variant] = []
    for (axis, part) in subscripts.enumerated() {
      guard case .index(let index) = part, case .number(let literal) = index.kind else { continue }
      for other in 0..<min(shape.sizes[axis], 4) where Double(other) != literal.value {
        var changed = subscripts
        changed[axis] = .index(.whole(other))
        variants.append(
          Variant(
            .otherEntry, Expression(.subscripted(array, changed), span: node.span), at: node))
      }
    }
    return variants
  }

  /// The arguments of one of the lesson's functions the other way round.
  static func calls(_ node: Expression, _ context: RuleContext) -> [Variant] {
    guard case .call(let name, let arguments) = node.kind, arguments.count == 2,
      context.functions[name.text] != nil, arguments.allSatisfy({ $0.label == nil })
    else { return [] }
    let swapped = Expression(.call(name, [arguments[1], arguments[0]]), span: node.span)
    return [Variant(.argumentsSwapped, swapped, at: node)]
  }

  /// The value of another name given for this one.
  static func copies(_ formula: Expression, _ context: RuleContext) -> [Variant] {
    guard let shape = context.names.shape(of: context.name), let slot = context.names[context.name]
    else {
      return []
    }
    let before = EarlierValue.before(context.name)
    let isOld = context.names.shape(of: before) == shape && context.names[before] != slot
    let old = [
      Variant(.notComputedAgain, .named(before), shown: .nothing, at: .named(context.name))
    ]
    return (isOld ? old : [])
      + context.withinReach.compactMap { other in
        guard context.names.shape(of: other) == shape, context.names[other] != slot,
          other != context.name,
          !context.sizes.contains(other), !context.parameters.contains(other),
          context.definitions[other]?.children.isEmpty == false
        else { return nil }
        return Variant(.copied, .named(other), at: .named(other))
      }
  }
}

extension RuleContext {
  /// Whether a name is only another one for a value that has a name.
  fileprivate func isHandedOn(_ name: String) -> Bool {
    if case .name(let other)? = definitions[name]?.kind { earlier.contains(other) } else { false }
  }

  /// Whether a single number may be taken for another: a count or a rate is no value of a network.
  fileprivate func canBeMistaken(_ other: String, for name: String) -> Bool {
    if counts.contains(name) || counts.contains(other) { return false }
    if isRate(.named(name)) || isRate(.named(other)) { return false }
    return !rateNames.contains(other) && !rateNames.contains(name)
  }
}
