import Matrices
import Source
import StageLanguage

/// What the rules know of the lesson around a formula.
struct RuleContext {
  /// The name whose formula it is.
  let name: String
  /// The names that can be used: where their values are (two may mean the same one), and their shapes.
  private(set) var names: VisibleNames
  /// Those that are single numbers given by a stage: rates, counts, strengths.
  var parameters: Set<String>
  /// For each name, the expression that gives it.
  var definitions: [String: Expression]
  /// Names and the names of their updated versions: `W2` and `W2_new`.
  let updates: [String: String]
  /// The lesson's functions.
  let functions: [String: Function]
  /// The names whose values are there already when the formula is reached, sorted.
  let earlier: [String]
  /// Those and the others of the same stage: what somebody has at hand who fills in this value.
  let withinReach: [String]
  /// Names of values that say how large something is, or where random numbers begin.
  let sizes: Set<String>
  /// Names that are used as divisors: counts of observations.
  var counts: Set<String>
  /// Names that are multiplied by what comes from below: the right factors of matrix products.
  var weights: Set<String>
  /// Names that are added to a matrix product.
  var biases: Set<String>
  /// Names of derivatives.
  var derivatives: Set<String>
  /// The names that the formula depends on, by whatever way.
  let ancestry: Set<String>
  /// What the step is multiplied by, if the formula takes one: an old value less something.
  let rates: [Expression]
  /// Names of rates, of any step.
  let rateNames: Set<String>
  /// Whether the formula takes a step.
  let isStep: Bool
  /// Whether the formula is on the way back: it makes a derivative, or uses one.
  let isBackward: Bool
  /// What is differentiated adds up squares, if the formula is one of a derivative.
  let isOfSquares: Bool
  /// What is differentiated has a ½ before the squares.
  let isOfHalves: Bool
  /// How many calls of functions the formula is inside of.
  private(set) var depth = 0
  /// Whether the formula is what an activation does.
  private(set) var isInActivation = false

  init(
    name: String, names: VisibleNames, facts: NameFacts,
    earlier: [String], withinReach: [String], expression: Expression, isStep: Bool
  ) {
    self.name = name
    self.names = names
    self.earlier = earlier
    self.withinReach = withinReach
    self.isStep = isStep
    (parameters, definitions, updates) = (facts.parameters, facts.definitions, facts.updates)
    (functions, sizes, counts) = (facts.functions, facts.sizes, facts.counts)
    (weights, biases, derivatives) = (facts.weights, facts.biases, facts.derivatives)
    ancestry = facts.ancestry(of: expression)
    isBackward =
      derivatives.contains(name) || !derivatives.isDisjoint(with: expression.names)
    rateNames = facts.rateNames
    isLoss = facts.losses.contains(name) && !isStep
    if isStep, case .binary(_, _, let step) = expression.kind {
      rates = MistakeRules.factors(of: step).filter { facts.isRate($0) }
    } else {
      rates = []
    }
    (isOfSquares, isOfHalves) =
      derivatives.contains(name) ? facts.squares(behind: name) : (false, false)
  }

  /// What the rules know inside of a function that is called with these arguments.
  func inside(
    _ function: Function, _ arguments: [String: Expression], isActivation: Bool
  ) -> RuleContext {
    var inner = self
    inner.depth += 1
    inner.isInActivation = isActivation
    for (parameter, argument) in arguments {
      inner.names.give(parameter, shape(of: argument))
      inner.definitions[parameter] = argument
      for roles in [
        \RuleContext.parameters, \.counts, \.weights, \.biases, \.derivatives,
      ] as [WritableKeyPath<RuleContext, Set<String>>] {
        inner[keyPath: roles].remove(parameter)
        guard case .name(let name) = argument.kind else { continue }
        inner.definitions[parameter] = definitions[name]
        if self[keyPath: roles].contains(name) { inner[keyPath: roles].insert(parameter) }
      }
    }
    return inner
  }

  /// Whether the formula is the body of a function.
  var isInFunction: Bool { depth > 0 }

  /// Whether the formula is one of a derivative.
  var isDerivative: Bool { isDerivative(name) }

  /// Whether the formula is one of a derivative by weights.
  var isOfWeights: Bool { isDerivative && weights.contains { name.hasSuffix("d\($0)") } }

  /// Whether the value is a single number that much is added up to: the loss, or a part of it.
  let isLoss: Bool

  func isDerivative(_ name: String) -> Bool { derivatives.contains(name) }

  func isParameter(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind { parameters.contains(name) } else { false }
  }

  /// Whether a factor is the rate of the step that the formula takes.
  func isRate(_ factor: Expression) -> Bool {
    !isInFunction && rates.contains { $0.isSame(as: factor) }
  }

  func isWeights(_ name: String) -> Bool { weights.contains(name) }

  /// The activation that gave a name its value.
  func activation(of name: String) -> Activation? {
    definitions[name].flatMap { Activation($0, functions: functions) }
      .flatMap { $0.isActivation ? $0 : nil }
  }

  /// The argument of the activation that gave a name its value: `z1` for `h1 = sigmoid(z1)`.
  func preactivation(of name: String) -> String? {
    guard case .name(let argument)? = activation(of: name)?.argument.kind else { return nil }
    return argument
  }

  /// The name that an activation gives a value of these sums: `h1` for `z1`.
  func activated(from sum: String) -> String? {
    earlier.first { !isDerivative($0) && preactivation(of: $0) == sum }
  }

  func shape(of expression: Expression) -> Shape? {
    switch expression.kind {
    case .name(let name): return names.shape(of: name)
    case .number: return .scalar
    case .unary(_, let operand): return shape(of: operand)
    case .transpose(let operand):
      guard case .matrix(let rows, let columns) = shape(of: operand) else {
        return shape(of: operand)
      }
      return .matrix(rows: columns, columns: rows)
    case .binary(.matmul, let left, let right):
      guard let left = shape(of: left), let right = shape(of: right), left.rank > 0, right.rank > 0
      else { return nil }
      return Shape(sizes: left.sizes.dropLast() + right.sizes.dropFirst())
    case .binary(_, let left, let right):
      guard let a = shape(of: left), let b = shape(of: right) else { return nil }
      return a.broadcast(with: b)
    case .call(let function, let arguments):
      return callShape(function.text, arguments)
    default: return nil
    }
  }

  private func callShape(_ name: String, _ arguments: [Argument]) -> Shape? {
    switch name {
    case "exp", "log", "sqrt", "abs", "square", "tanh", "sign":
      return arguments.first.flatMap { shape(of: $0.value) }
    case "maximum", "minimum", "where":
      return arguments.dropFirst().first.flatMap { shape(of: $0.value) }
    default:
      guard arguments.count == 1, functions[name]?.parameters.count == 1 else { return nil }
      return shape(of: arguments[0].value)
    }
  }
}
