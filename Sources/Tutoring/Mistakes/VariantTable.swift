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
  /// The variants of each formula that has been asked for, by its number.
  private(set) var entries: [Int: [Entry]] = [:]
  private var compiler: Compiler
  private let lessonInstructions: Int
  private let compiled: CompiledLesson
  /// What the rules know of names, worked out when the first wrong answer asks.
  private var names: NameFacts?
  /// For each value asked for, which of the lesson's instructions it needs.
  private var needs: [Int: [Bool]] = [:]

  init(_ compiled: CompiledLesson, _ values: LessonValues) {
    self.compiled = compiled
    self.values = values
    compiler = compiled.compiler
    lessonInstructions = compiled.program.instructions.count
  }

  private mutating func facts(_ truth: borrowing Machine) -> NameFacts {
    if let names { return names }
    // Whoever calls one derivative so calls all of them so.
    let given = Set(values.versions.keys)
    let isNamed = given.contains { GradientName($0, among: given) != nil }
    let gradients = isNamed ? [] : Set(gradientNames(values, truth).keys)
    let facts = NameFacts(compiled, values, gradients: gradients)
    names = facts
    return facts
  }

  /// The lesson's program, with the variants after it.
  var program: Program { compiler.program }

  /// Makes the variants of the formula number `order`; the program grows.
  ///
  /// - Parameters:
  ///   - order: The formula.
  ///   - truth: The lesson's own values.
  mutating func prepare(_ order: Int, _ truth: borrowing Machine) {
    let assigned = values.all[order]
    // What is drawn at random, given or handed on nobody works out.
    guard !assigned.isGiven || assigned.isHandedOn else {
      entries[order] = []
      return
    }
    var seen: Set = [SameFormula(assigned.expression)]
    let facts = facts(truth)
    // Two rules may come to the same formula; the first to say so is the one meant.
    let names = facts.names(for: assigned, in: values)
    let variants = MistakeRules.variants(
      of: assigned.expression, facts.context(for: assigned, in: values, names)
    ).filter { seen.insert(SameFormula($0.expression)).inserted }
    let compiled = compiler.compile(
      variants: variants.map(\.expression), names: { names[$0] }, functions: values.functions)
    entries[order] = zip(variants, compiled).compactMap { variant, compiled in
      compiled.map {
        Entry(variant: variant, order: order, slot: $0.slot, instructions: $0.instructions)
      }
    }
  }

  /// Whether the formula number `order` uses a value that is updated later.
  mutating func usesUpdated(_ order: Int, _ truth: borrowing Machine) -> Bool {
    let updates = facts(truth).updates
    return values.all[order].expression.names.contains { updates[$0] != nil }
  }

  /// The values that `order` is computed from, directly or not, the nearest first.
  mutating func upstream(of order: Int) -> [Int] {
    let needed = needs(of: order)
    let slot = values.all[order].slot
    return values.all.indices.reversed().filter {
      let other = values.all[$0].slot
      return other != slot && other.index < needed.count && needed[other.index]
    }
  }

  /// The instructions that must be carried out again for the value number `order` if those in
  /// `changed` have changed, which are left alone.
  mutating func path(from changed: [Slot], to order: Int) -> [Int] {
    let needed = needs(of: order)
    guard let first = changed.map(\.index).min() else { return [] }
    var reached = [Bool](repeating: false, count: needed.count)
    for slot in changed where slot.index < reached.count { reached[slot.index] = true }
    var path: [Int] = []
    for number in needed.indices.dropFirst(first + 1) where needed[number] && !reached[number] {
      let operands = program.instructions[number].operands
      guard operands.contains(where: { reached[$0.index] }) else { continue }
      reached[number] = true
      path.append(number)
    }
    return path
  }

  /// The slots among `stops` that the value number `order` is computed from without another of them
  /// in between, sorted.
  mutating func frontier(of order: Int, stoppingAt stops: some Collection<Slot>) -> [Int] {
    let last = values.all[order].slot.index
    var needed = [Bool](repeating: false, count: last + 1)
    var isStop = needed
    for slot in stops where slot.index <= last { isStop[slot.index] = true }
    needed[last] = true
    var frontier: [Int] = []
    for number in stride(from: last, through: 0, by: -1) where needed[number] {
      if isStop[number] {
        frontier.append(number)
      } else {
        for operand in program.instructions[number].operands { needed[operand.index] = true }
      }
    }
    return frontier
  }

  /// The slots that the value number `order` is computed from by some way that does not lead
  /// through `stops`, those and itself left out.
  mutating func open(to order: Int, past stops: [Slot]) -> Set<Int> {
    let last = values.all[order].slot.index
    let closed = Set(stops.map(\.index))
    var needed = [Bool](repeating: false, count: last + 1)
    needed[last] = true
    var open: Set<Int> = []
    for number in stride(from: last, through: 0, by: -1) where needed[number] {
      if closed.contains(number), number != last { continue }
      if number != last { open.insert(number) }
      for operand in program.instructions[number].operands { needed[operand.index] = true }
    }
    return open
  }

  /// Which instructions the value needs.
  ///
  /// Each slot is written by the instruction of its number.
  private mutating func needs(of order: Int) -> [Bool] {
    if let known = needs[order] { return known }
    let last = values.all[order].slot.index
    var needed = [Bool](repeating: false, count: last + 1)
    needed[last] = true
    for number in stride(from: last, through: 0, by: -1) where needed[number] {
      for operand in program.instructions[number].operands { needed[operand.index] = true }
    }
    needs[order] = needed
    return needed
  }
}

extension LessonValues.Assigned {
  /// Whether it is another name for a value at hand.
  var isHandedOn: Bool { if case .name = expression.kind { true } else { false } }

  /// Whether nobody computes the value: it is a number, an array that is written down, another name
  /// for a value at hand, or drawn at random.
  var isGiven: Bool {
    if expression.isParameterValue || expression.children.isEmpty { return true }
    let names = expression.names
    var isGiven = false
    expression.visit { node in
      switch node.kind {
      case .method: isGiven = true
      // Entries may be written out that are computed: array([sum(e * x), sum(e)]).
      case .list: if names.isEmpty { isGiven = true }
      default: break
      }
    }
    return isGiven
  }
}
