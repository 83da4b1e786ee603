import Lessons
import Matrices
import StageLanguage

/// What the rules may know of a lesson's names.
struct NameFacts: Sendable {
  private let functions: [String: Function]
  private var counts: Set<String> = []
  private var weights: Set<String> = []
  private var biases: Set<String> = []
  private var updates: [String: String] = [:]
  private var definitions: [String: Expression] = [:]
  private let parameters: Set<String>
  private let program: Program
  /// Names that take their new values in place, and what the new value is called here.
  private var inPlace: [String: String] = [:]

  init(_ compiled: CompiledLesson, _ values: LessonValues) {
    program = compiled.program
    functions = values.functions
    parameters = Set(compiled.lesson.parameters.map(\.name))
    for assigned in values.all {
      // A name handed on (`W1 = W1_new`) keeps its first meaning for the formulas that use it.
      if definitions[assigned.name] == nil { definitions[assigned.name] = assigned.expression }
      learnRoles(from: assigned.expression)
      guard let old = steppedName(assigned), updates[old] == nil else { continue }
      if old == assigned.name {
        let new = values.versions["\(old)_new"] == nil ? "\(old)_new" : "\(old)_updated"
        inPlace[old] = new
        updates[old] = new
      } else {
        updates[old] = assigned.name
      }
    }
    counts.formIntersection(parameters)
    weights.subtract(definitions.keys.filter(\.isDerivativeName))
  }

  private mutating func learnRoles(from expression: Expression) {
    expression.visit { node in
      switch node.kind {
      case .binary(.divide, _, let divisor): counts.formUnion(divisor.names)
      case .binary(.matmul, let left, let right):
        // What is multiplied is what comes from below, or weights; weights are given or drawn.
        for factor in [left, right] {
          if case .name(let name) = factor.kind, isGivenMatrix(name) { weights.insert(name) }
        }
      case .binary(.add, let product, let bias):
        if case .binary(.matmul, _, _) = product.kind, case .name(let name) = bias.kind {
          biases.insert(name)
        }
      default: break
      }
    }
  }

  /// Whether a name is given rather than computed, and called as weights are.
  private func isGivenMatrix(_ name: String) -> Bool {
    name.first.map { "WwUVv".contains($0) } ?? false || name.hasPrefix("theta")
  }

  /// The name whose value takes a step: `W2` in `W2_new = W2 - lr * dL_dW2`.
  private func steppedName(_ assigned: LessonValues.Assigned) -> String? {
    guard case .binary(.subtract, let old, let step) = assigned.expression.kind,
      case .name(let name) = old.kind, !assigned.name.isDerivativeName,
      step.names.contains(where: { $0.isDerivativeName })
        || MistakeRules.factors(of: step).contains(where: { factor in
          if case .name(let name) = factor.kind { parameters.contains(name) } else { false }
        })
    else { return nil }
    return name
  }

  /// What each name means to a formula: the value it had there, and for names that come later the
  /// first that they have.
  func slots(for assigned: LessonValues.Assigned, in values: LessonValues) -> [String: Slot] {
    var slots: [String: Slot] = [:]
    for other in values.all where slots[other.name] == nil || other.order < assigned.order {
      slots[other.name] = other.slot
    }
    for (old, new) in inPlace {
      let later = values.versions[old, default: []].first {
        $0 > assigned.order && steppedName(values.all[$0]) == old
      }
      slots[new] = later.map { values.all[$0].slot }
    }
    slots.merge(assigned.statement.inputs) { _, input in input }
    return slots
  }

  func context(
    for assigned: LessonValues.Assigned, in values: LessonValues, _ slots: [String: Slot]
  ) -> RuleContext {
    let shapes = slots.mapValues { program.type(of: $0).shape }
    return RuleContext(
      name: assigned.name, shapes: shapes, slots: slots, parameters: parameters,
      definitions: definitions,
      updates: updates, functions: functions,
      earlier: Set(values.all[..<assigned.order].map(\.name)), counts: counts, weights: weights,
      biases: biases, isStep: steppedName(assigned) != nil,
      isBackward: assigned.name.isDerivativeName
        || assigned.expression.names.contains(where: \.isDerivativeName))
  }
}

extension String {
  /// Whether a name claims to be a derivative: `dL_dW2`.
  var isDerivativeName: Bool { hasPrefix("d") && contains("_d") }
}
