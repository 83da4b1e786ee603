import StageLanguage

/// A formula with one edge changed, and what mistake that is.
struct Variant: Sendable {
  /// How the changed formula is shown.
  enum Shown: Sendable {
    /// As it is computed.
    case asComputed
    /// As this formula: what is computed has parts that only give it the right shape.
    case formula(Expression)
    /// Not at all: no formula says it better than words.
    case nothing
  }

  let kind: MistakeKind
  /// What is computed.
  let expression: Expression
  let shown: Shown
  /// The part of the right formula that the mistake is about.
  let part: Expression
  /// The function in whose body the mistake was made.
  private(set) var function: MistakenFunction?

  init(
    _ kind: MistakeKind, _ expression: Expression, shown: Shown = .asComputed, at part: Expression
  ) {
    self.kind = kind
    self.expression = expression
    self.shown = shown
    self.part = part
  }

  /// The formula as it is shown; nil if words must do.
  var shownFormula: Expression? {
    switch shown {
    case .asComputed: expression
    case .formula(let formula): formula
    case .nothing: nil
    }
  }

  /// Whether it is tried only on the value that was asked for, not on those before it: there are
  /// many of its kind, and few people make it.
  var isLocal: Bool {
    switch kind {
    case .termForgotten, .factorForgotten, .divisorForgotten, .plusForMinus, .signFlipped,
      .rootTaken:
      false
    default: kind.isGeneric
    }
  }

  /// The variant of a longer formula of which this one's is the child of that number.
  func inside(_ node: Expression, child index: Int) -> Variant? {
    guard let expression = node.replacingChild(index, by: expression) else { return nil }
    var shown = shown
    if case .formula(let formula) = shown {
      shown = node.replacingChild(index, by: formula).map { .formula($0) } ?? .nothing
    }
    var variant = Variant(kind, expression, shown: shown, at: part)
    variant.function = function
    return variant
  }

  /// The variant of a formula that calls `function`, of whose body this one is a variant.
  func inside(_ function: Function, arguments: [String: Expression]) -> Variant {
    func called(_ body: Expression) -> Expression { body.renaming(arguments) }
    let shown: Shown =
      switch shown {
      case .asComputed: .asComputed
      case .formula(let formula): .formula(called(formula))
      case .nothing: .nothing
      }
    var variant = Variant(kind, called(expression), shown: shown, at: part)
    variant.function =
      self.function
      ?? MistakenFunction(
        call: .call(function.name.text, function.parameters.map { .named($0.text) }),
        right: function.body, used: shownFormula)
    return variant
  }
}

/// A function of the lesson's in which a mistake was made.
public struct MistakenFunction: Sendable, Hashable {
  /// The function with its parameters: `softmax(z)`.
  public let call: Expression
  /// What it is in the lesson.
  public let right: Expression
  /// What was computed instead; nil if no formula says it better than words.
  public let used: Expression?
}
