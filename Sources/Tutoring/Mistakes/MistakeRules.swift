import StageLanguage

/// The table of rewrite rules: each gives the variants that it makes of one node of a formula.
///
/// The engine applies every rule at every node, and in the bodies of the lesson's functions where
/// they are called.
///
/// Where two rules make the same formula, the one that stands first in the table names it: those
/// that know the belief behind a mistake stand before those that only know what was changed.
enum MistakeRules {
  /// Rules for a node anywhere in a formula.
  static let local: [@Sendable (Expression, RuleContext) -> [Variant]] = [
    activations, softmax, slopes, switches, gradientSwitches, products, outerProducts, penalties,
    squares, reductions,
    logarithms, roots, targets, steps, entrywise, quotients, sums, differences, signs, calls,
    entries, names, literals,
  ]

  /// How deep calls of functions in functions are followed.
  private static let depthLimit = 2

  /// All variants of a formula: one rule at one node each, then what changes it as a whole.
  static func variants(of formula: Expression, _ context: RuleContext) -> [Variant] {
    var variants: [Variant] = []
    everywhere(formula, context) { variants.append($0) }
    return variants + whole(formula, context)
  }

  private static func everywhere(
    _ node: Expression, _ context: RuleContext, _ add: (Variant) -> Void
  ) {
    for rule in local { rule(node, context).forEach(add) }
    inFunction(node, context, add)
    let isReduction = node.isReduction
    for (index, child) in node.children.enumerated() {
      everywhere(child, context) { variant in
        // What is added up anyhow is not added up by mistake.
        if isReduction, variant.kind == .dotForEntrywise { return }
        if let variant = variant.inside(node, child: index) { add(variant) }
      }
    }
  }

  /// The variants of the body of a function that is called.
  private static func inFunction(
    _ node: Expression, _ context: RuleContext, _ add: (Variant) -> Void
  ) {
    guard case .call(let name, let arguments) = node.kind, context.depth < depthLimit,
      let function = context.functions[name.text], let values = function.bound(to: arguments)
    else { return }
    // What an activation is mistaken for was tried at the call.
    let isActivation = Activation(node, functions: context.functions) != nil
    let inner = context.inside(function, values, isActivation: isActivation)
    everywhere(function.body, inner) { add($0.inside(function, arguments: values)) }
  }
}

extension Expression {
  /// Whether it adds up: a sum or a mean.
  var isReduction: Bool {
    if case .call(let function, _) = kind {
      function.text == "sum" || function.text == "mean"
    } else {
      false
    }
  }
}

extension Function {
  /// The arguments of a call by the names of the parameters; nil if they do not fit.
  func bound(to arguments: [Argument]) -> [String: Expression]? {
    guard arguments.count == parameters.count, arguments.allSatisfy({ $0.label == nil }) else {
      return nil
    }
    return Dictionary(
      zip(parameters.map(\.text), arguments.map(\.value)), uniquingKeysWith: { first, _ in first })
  }
}
