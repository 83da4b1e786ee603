import Lessons
import Matrices
import StageLanguage

/// What the rules may know of a lesson's names: which are weights, counts, derivatives, rates.
struct NameFacts: Sendable {
  let functions: [String: Function]
  private(set) var counts: Set<String> = []
  private(set) var weights: Set<String> = []
  private(set) var biases: Set<String> = []
  private(set) var derivatives: Set<String> = []
  private(set) var sizes: Set<String> = []
  private(set) var rateNames: Set<String> = []
  private(set) var updates: [String: String] = [:]
  private(set) var definitions: [String: Expression] = [:]
  let parameters: Set<String>
  private let program: Program
  /// Names that take their new values in place, and what the new value is called here.
  private var inPlace: [String: String] = [:]
  /// The names in the formula of each name.
  private var uses: [String: Set<String>] = [:]
  /// Names in whose formulas something is squared, and those that are divided by 2.
  private var squared: Set<String> = []
  private var halved: Set<String> = []
  /// Single numbers that squares, logarithms or whole arrays are added up to.
  private(set) var losses: Set<String> = []
  private let scalars: Set<String>
  /// Every name with the first statement, and the stage, that gives it a value.
  private let sortedNames: [(name: String, order: Int, stage: Int)]
  private let given: Set<String>

  init(_ compiled: CompiledLesson, _ values: LessonValues, gradients: Set<String>) {
    program = compiled.program
    sortedNames = values.versions.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value[0], values.all[$0.value[0]].stageIndex)
    }
    scalars = Set(
      values.all.filter { compiled.program.type(of: $0.slot).shape == .scalar }.map(\.name))
    functions = values.functions
    parameters = Set(compiled.lesson.parameters.map(\.name))
    derivatives = Set(values.versions.keys.filter { $0.isGradientName(among: values.versions) })
      .union(gradients).subtracting(parameters)
    given = Set(values.all.filter(\.isGiven).map(\.name))
    for function in functions.values { learnRoles(from: function.body, of: nil) }
    for assigned in values.all {
      // A name handed on (`W1 = W1_new`) keeps its first meaning for the formulas that use it.
      if definitions[assigned.name] == nil { definitions[assigned.name] = assigned.expression }
      uses[assigned.name, default: []].formUnion(assigned.expression.names)
      learnRoles(from: assigned.expression, of: assigned.name)
      learnStep(assigned, values)
    }
    counts.formIntersection(parameters)
    losses.subtract(derivatives)
    weights.subtract(derivatives)
  }

  private mutating func learnStep(_ assigned: LessonValues.Assigned, _ values: LessonValues) {
    guard let (old, step) = step(assigned) else { return }
    // What an old value is changed by is its gradient, whatever its name.
    for case .name(let factor) in MistakeRules.factors(of: step).map(\.kind)
    where !parameters.contains(factor) && factor != old {
      derivatives.insert(factor)
    }
    for case .name(let rate) in MistakeRules.factors(of: step).map(\.kind)
    where parameters.contains(rate) {
      rateNames.insert(rate)
    }
    guard updates[old] == nil else { return }
    if old == assigned.name {
      let new = values.versions["\(old)_new"] == nil ? "\(old)_new" : "\(old)_updated"
      inPlace[old] = new
      updates[old] = new
    } else {
      updates[old] = assigned.name
    }
  }

  private mutating func learnRoles(from expression: Expression, of owner: String?) {
    expression.visit { node in
      switch node.kind {
      case .binary(.divide, _, let divisor):
        counts.formUnion(divisor.names)
        if let owner, MistakeRules.factors(of: divisor).contains(where: { $0.isNumber(2) }) {
          halved.insert(owner)
        }
      case .binary(.multiply, let left, let right) where left.isNumber(0.5) || right.isNumber(0.5):
        if let owner { halved.insert(owner) }
      case .binary(.matmul, let left, let right):
        // What is multiplied is what comes from below, or weights; weights are given or drawn.
        for factor in [left, right] {
          var factor = factor
          if case .transpose(let operand) = factor.kind { factor = operand }
          if case .name(let name) = factor.kind, isGivenMatrix(name) { weights.insert(name) }
        }
      case .binary(.add, let product, let bias):
        if case .binary(.matmul, _, _) = product.kind, case .name(let name) = bias.kind {
          biases.insert(name)
        }
      case .method(_, _, let arguments):
        for argument in arguments { sizes.formUnion(argument.value.names) }
      case .tuple: sizes.formUnion(node.names)
      case .call(let function, let arguments)
      where ["RandomState", "zeros", "ones", "eye", "arange"].contains(function.text):
        for argument in arguments { sizes.formUnion(argument.value.names) }
      default: break
      }
      if let owner, MistakeRules.squared(node) != nil { squared.insert(owner) }
      if let owner, scalars.contains(owner), isOfLosses(node) { losses.insert(owner) }
    }
  }

  private func isOfLosses(_ node: Expression) -> Bool {
    if node.isReduction || MistakeRules.squared(node) != nil || node.calls("log") { return true }
    guard case .call(let name, _) = node.kind, let function = functions[name.text] else {
      return false
    }
    var isOfLosses = false
    function.body.visit { part in
      if part.isReduction || MistakeRules.squared(part) != nil || part.calls("log") {
        isOfLosses = true
      }
    }
    return isOfLosses && Activation(node, functions: functions)?.isActivation != true
  }

  /// Whether a name is given rather than computed, and called as weights are or differentiated by.
  private func isGivenMatrix(_ name: String) -> Bool {
    if name.first.map({ "WwUVv".contains($0) }) ?? false || name.hasPrefix("theta") { return true }
    return given.contains(name) && derivatives.contains { $0.hasSuffix("_d\(name)") }
  }

  // MARK: Steps

  /// The name whose value takes a step, and the step: `W2` in `W2_new = W2 - lr * dL_dW2`.
  private func step(_ assigned: LessonValues.Assigned) -> (name: String, step: Expression)? {
    guard case .binary(let infix, let old, let step) = assigned.expression.kind,
      infix == .subtract || infix == .add,
      case .name(let name) = old.kind, !derivatives.contains(assigned.name),
      !step.names.contains(name) || step.names.contains(where: derivatives.contains)
    else { return nil }
    if infix == .subtract, step.names.contains(where: derivatives.contains) { return (name, step) }
    // `x1 = x - eta * v1`, `w_new = w + dw`: the new value is called like the old one.
    guard name.stem == assigned.name.stem,
      name == assigned.name || assigned.name.hasPrefix(name) || infix == .subtract
    else { return nil }
    let factors = MistakeRules.factors(of: step)
    let isChange = factors.count == 1 && factors[0].isChange(of: name)
    guard isChange || factors.contains(where: isRate) && !factors.allSatisfy(isRate) else {
      return nil
    }
    return (name, step)
  }

  /// Whether a factor of a step says how long it is.
  func isRate(_ factor: Expression) -> Bool {
    if case .number = factor.kind { return true }
    guard case .name(let name) = factor.kind else { return false }
    return parameters.contains(name)
  }

  // MARK: What depends on what

  /// The names that an expression depends on, by whatever way.
  func ancestry(of expression: Expression) -> Set<String> {
    var pending = Array(expression.names)
    var reached = Set(pending)
    while let name = pending.popLast() {
      for other in uses[name] ?? [] where reached.insert(other).inserted { pending.append(other) }
    }
    return reached
  }

  /// Whether there are squares, and halves of them, in what a derivative is taken of: the `L` of
  /// `dL_dW2`; any scalar where the name does not say.
  func squares(behind name: String) -> (areThere: Bool, areHalved: Bool) {
    var sources = scalars.subtracting(derivatives)
    if let numerator = definitions.keys.first(where: { name.hasPrefix("d\($0)_d") }) {
      sources = [numerator]
      if let definition = definitions[numerator] { sources.formUnion(ancestry(of: definition)) }
    }
    let squares = sources.intersection(squared)
    return (!squares.isEmpty, !squares.isEmpty && !sources.isDisjoint(with: halved))
  }

  // MARK: One formula

  /// What each name means to a formula.
  func names(for assigned: LessonValues.Assigned, in values: LessonValues) -> VisibleNames {
    var names = VisibleNames(before: assigned.order, in: values, types: program.types)
    for (old, new) in inPlace {
      let later = values.versions[old, default: []].first {
        $0 > assigned.order && step(values.all[$0])?.name == old
      }
      names[new] = later.map { values.all[$0].slot }
    }
    for (name, slot) in assigned.statement.inputs { names[name] = slot }
    for name in assigned.statement.inputs.keys {
      let versions = values.versions[name, default: []].prefix { $0 < assigned.order }
      guard versions.count > 1 else { continue }
      names[EarlierValue.before(name)] = values.all[versions[versions.count - 2]].slot
      if versions.count > 2 { names[EarlierValue.first(name)] = values.all[versions[0]].slot }
    }
    let own = values.versions[assigned.name, default: []].last { $0 < assigned.order }
    if let own, assigned.statement.inputs[assigned.name] == nil {
      names[EarlierValue.before(assigned.name)] = values.all[own].slot
    }
    return names
  }

  func context(
    for assigned: LessonValues.Assigned, in values: LessonValues, _ names: VisibleNames
  ) -> RuleContext {
    RuleContext(
      name: assigned.name, names: names, facts: self,
      earlier: sortedNames.filter { $0.order < assigned.order }.map(\.name),
      withinReach: sortedNames.filter { $0.stage <= assigned.stageIndex }.map(\.name),
      expression: assigned.expression, isStep: step(assigned) != nil)
  }
}

/// What values are called here that a name had before the one that a formula takes.
///
/// No lesson can have names with a blank.
enum EarlierValue {
  /// The value just before.
  static func before(_ name: String) -> String { "\(name) before" }
  /// The very first.
  static func first(_ name: String) -> String { "\(name) first" }
}

extension Expression {
  /// Whether it is called the change of a value: `dw35` or `delta_w35` for `w35`.
  fileprivate func isChange(of name: String) -> Bool {
    guard case .name(let change) = kind else { return false }
    return change.count > name.count && change.hasSuffix(name) && change.first == "d"
  }
}

extension String {
  /// Whether a name claims to be a derivative: `dL_dW2`, `dW2`, `grad_W2`, `delta2`.
  fileprivate func isGradientName(among names: [String: [Int]]) -> Bool {
    if hasPrefix("d"), contains("_d") { return true }
    if hasPrefix("d"), names[String(dropFirst())] != nil { return true }
    return hasPrefix("grad") || hasPrefix("delta")
  }

  /// What a name is called without what tells its versions apart: `x` for `x1`, `W` for `W2_new`.
  fileprivate var stem: Substring { prefix { $0.isLetter } }
}
