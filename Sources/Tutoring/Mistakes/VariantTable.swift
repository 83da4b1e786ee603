import Lessons
import Matrices
import Source
import StageLanguage

/// The variants of a lesson's formulas, compiled after the lesson into one program, so that each can
/// be computed from the true values or from a learner's own.
struct VariantTable: Sendable {
  /// A variant and where its value will be.
  struct Entry: Sendable {
    let variant: Variant
    /// Whose formula it is a variant of: a number in the lesson's values.
    let order: Int
    let slot: Slot
    let instructions: Range<Int>
  }

  let values: LessonValues
  /// The lesson's program, with the variants after it.
  private(set) var program: Program
  /// The variants of each formula that has been asked for, by its number.
  private(set) var entries: [Int: [Entry]] = [:]
  /// For each value, the instructions that compute what depends on it, in order.
  private(set) var dependents: [Int: [Int]] = [:]
  private var compiler: Compiler
  private let lessonInstructions: Int
  private let names: NameFacts

  init(_ compiled: CompiledLesson, _ values: LessonValues) {
    self.values = values
    program = compiled.program
    compiler = compiled.compiler
    lessonInstructions = compiled.program.instructions.count
    names = NameFacts(compiled, values)
  }

  /// Makes the variants of the formula number `order`, if that has not been done.
  mutating func prepare(_ order: Int) {
    guard entries[order] == nil else { return }
    let assigned = values.all[order]
    dependents[order] = dependents(of: assigned.slot)
    var prepared: [Entry] = []
    var seen: Set<String> = [assigned.expression.description]
    let context = names.context(for: assigned, in: values)
    let slots = names.slots(for: assigned, in: values)
    for variant in MistakeRules.variants(of: assigned.expression, context) {
      // Two rules may come to the same formula; the first to say so is the one meant.
      guard seen.insert(variant.expression.description).inserted,
        let compiled = compiler.compile(
          variant: variant.expression, names: slots, functions: values.functions)
      else { continue }
      prepared.append(
        Entry(
          variant: variant, order: order, slot: compiled.slot,
          instructions: compiled.instructions))
    }
    entries[order] = prepared
    program = compiler.program
  }

  /// The values that `order` is computed from, directly or not, the nearest first.
  func upstream(of order: Int) -> [Int] {
    var needed: Set<Slot> = [values.all[order].slot]
    for instruction in program.instructions[..<lessonInstructions].reversed()
    where needed.contains(instruction.result) {
      needed.formUnion(instruction.operands)
    }
    return values.all.indices.reversed().filter {
      $0 != order && needed.contains(values.all[$0].slot)
        && values.all[$0].slot != values.all[order].slot
    }
  }

  private func dependents(of slot: Slot) -> [Int] {
    var reached: Set<Slot> = [slot]
    var numbers: [Int] = []
    for number in 0..<lessonInstructions {
      let instruction = program.instructions[number]
      guard instruction.result != slot, instruction.operands.contains(where: reached.contains)
      else { continue }
      reached.insert(instruction.result)
      numbers.append(number)
    }
    return numbers
  }
}

/// What the rules may know of a lesson's names.
private struct NameFacts: Sendable {
  private let activations: Set<String>
  private let counts: Set<String>
  private let updates: [String: String]
  private let definitions: [String: Expression]
  private let parameters: Set<String>
  private let program: Program

  init(_ compiled: CompiledLesson, _ values: LessonValues) {
    program = compiled.program
    parameters = Set(compiled.lesson.parameters.map(\.name))
    activations = Set(values.functions.values.filter { $0.parameters.count == 1 }.map(\.name.text))
    var definitions: [String: Expression] = [:]
    var counts: Set<String> = []
    var updates: [String: String] = [:]
    for assigned in values.all {
      // A name handed on (`W1 = W1_new`) keeps its first meaning for the formulas that use it.
      if definitions[assigned.name] == nil { definitions[assigned.name] = assigned.expression }
      assigned.expression.visit { node in
        guard case .binary(.divide, _, let divisor) = node.kind else { return }
        counts.formUnion(divisor.names)
      }
      if case .binary(.subtract, let old, _) = assigned.expression.kind,
        case .name(let name) = old.kind, name != assigned.name,
        program.type(of: assigned.slot).shape != .scalar || name.hasPrefix("w")
          || name.hasPrefix("b")
      {
        updates[name] = updates[name] ?? assigned.name
      }
    }
    self.definitions = definitions
    self.updates = updates
    self.counts = counts.intersection(parameters)
  }

  /// What each name means to a formula: the value it had there, and for names that come later the
  /// first that they have.
  func slots(for assigned: LessonValues.Assigned, in values: LessonValues) -> [String: Slot] {
    var slots: [String: Slot] = [:]
    for other in values.all where slots[other.name] == nil || other.order < assigned.order {
      slots[other.name] = other.slot
    }
    slots.merge(assigned.statement.inputs) { _, input in input }
    return slots
  }

  func context(for assigned: LessonValues.Assigned, in values: LessonValues) -> RuleContext {
    var shapes: [String: Shape] = [:]
    for (name, slot) in slots(for: assigned, in: values) {
      shapes[name] = program.type(of: slot).shape
    }
    return RuleContext(
      name: assigned.name, shapes: shapes, parameters: parameters, definitions: definitions,
      updates: updates, activations: activations,
      earlier: Set(values.all[..<assigned.order].map(\.name)), counts: counts)
  }
}
