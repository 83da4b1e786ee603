import StageLanguage

/// The table of rewrite rules: each gives the variants that it makes of one node of a formula.
///
/// The engine applies every rule at every node.
///
/// Where two rules make the same formula, the one that stands first in the table names it: those
/// that know the belief behind a mistake stand before those that only know what was changed.
enum MistakeRules {
  /// Rules for a node anywhere in a formula.
  static let local: [@Sendable (Expression, RuleContext) -> [Variant]] = [
    activations, softmax, slopes, switches, products, outerProducts, penalties, squares, reductions,
    logarithms, targets, steps, entrywise, quotients, sums, differences, signs, names,
  ]

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
    // A function that stands for a formula of several steps is read as that formula.
    if case .call(let name, let arguments) = node.kind, let function = context.functions[name.text],
      function.isFormula, let body = function.body(with: arguments)
    {
      everywhere(body, context, add)
    }
    for (index, child) in node.children.enumerated() {
      everywhere(child, context) { variant in
        guard let expression = node.replacingChild(index, by: variant.expression) else { return }
        add(Variant(variant.kind, expression, at: variant.part))
      }
    }
  }
}
