import Lessons
import Matrices
import Source
import StageLanguage

extension Walkthrough {
  /// Runs a compiled lesson.
  ///
  /// Where a stage stops, what came before it is kept; the claims after it are not checked.
  ///
  /// - Parameters:
  ///   - compiled: The lesson.
  ///   - overrides: The parameters that were overridden.
  ///   - rounding: How each named value is rounded before it is used; nil for full precision.
  ///   - diagnostics: Gains what stops it, if something does.
  public init(
    running compiled: CompiledLesson, overrides: [String], rounding: PaperArithmetic? = nil,
    diagnostics: inout Diagnostics
  ) {
    var runner = LessonRunner(compiled, rounding)
    let stages = runner.steps()
    let outcomes = runner.outcomes()
    if let failure = runner.failure { diagnostics.append(contentsOf: [failure]) }
    self.init(
      lesson: compiled.lesson, stages: stages, outcomes: outcomes,
      claimed: runner.claimed(), questions: runner.answers(), overrides: overrides,
      rounding: rounding)
  }
}

/// Runs a lesson's program and reads off what each statement and each claim came to.
private struct LessonRunner: ~Copyable {
  let compiled: CompiledLesson
  let rounding: PaperArithmetic?
  var machine: Machine
  /// What stopped the program.
  private(set) var failure: Diagnostic?
  /// How many instructions were carried out.
  private var executed = 0
  /// How many numbers each random generator has given.
  private var drawn: [Int: Int] = [:]

  init(_ compiled: CompiledLesson, _ rounding: PaperArithmetic?) {
    self.compiled = compiled
    self.rounding = rounding
    machine = Machine(compiled.program)
    machine.rounding = rounding.map { ($0.decimals, compiled.slots(roundedIn: $0)) }
  }

  mutating func steps() -> [[Step]] {
    var stages: [[Step]] = []
    for statements in compiled.stages {
      var steps: [Step] = []
      for statement in statements {
        run(upTo: statement.instructions.upperBound)
        steps.append(step(statement))
      }
      stages.append(steps)
    }
    run(upTo: compiled.program.instructions.count)
    return stages
  }

  private mutating func run(upTo end: Int) {
    guard failure == nil, end > executed else { return }
    do throws(Machine.Failure) {
      try machine.run(upTo: end)
      executed = end
    } catch {
      failure = error.diagnostic
      executed = machine.executed
    }
  }

  /// Whether the value in `slot` has been computed: each slot is written by the instruction of its
  /// number.
  private func isComputed(_ slot: Slot) -> Bool { slot.index < executed }

  private mutating func step(_ statement: CompiledStatement) -> Step {
    let draws = self.draws(of: statement)
    var operands: [String: NumericArray] = [:]
    for (name, slot) in statement.inputs where isComputed(slot) {
      operands[name] = machine.value(of: slot)
    }
    switch statement.result {
    case .value(let slot) where isComputed(slot):
      return Step(
        statement: statement.statement, result: .array(machine.value(of: slot)),
        operands: operands, notice: notice(slot, from: Array(statement.inputs.values)),
        draws: draws, isRounded: machine.rounding?.slots.contains(slot) ?? false)
    case .generator(let seed):
      return Step(
        statement: statement.statement, result: .generator(seed: Int(seed)), operands: operands,
        notice: nil)
    case .value, .none:
      return Step(
        statement: statement.statement, result: .none, operands: operands, notice: nil)
    }
  }

  private mutating func draws(of statement: CompiledStatement) -> [Draw] {
    var draws: [Draw] = []
    for instruction in compiled.program.instructions[statement.instructions] {
      guard case .draw(let generator, let distribution) = instruction.operation,
        isComputed(instruction.result)
      else { continue }
      let value = machine.value(of: instruction.result)
      draws.append(
        Draw(
          span: instruction.span, seed: Int(compiled.program.seeds[generator]),
          distribution: distribution, numbersBefore: drawn[generator, default: 0], value: value))
      drawn[generator, default: 0] += value.elements.count
    }
    return draws
  }

  /// What is remarkable about a value: only where it begins, not in all that follows from it.
  private func notice(_ slot: Slot, from inputs: [Slot]) -> Step.Notice? {
    guard !machine.isFinite(slot), inputs.allSatisfy({ machine.isFinite($0) }) else { return nil }
    return machine.hasNaN(slot) ? .notANumber : .infinite
  }

  func outcomes() -> [ClaimOutcome] {
    let misprints = misprintSources()
    return zip(compiled.lesson.claims, compiled.claims).map { claim, slot in
      // A claim speaks of the value itself, not of what is left of it after rounding.
      if rounding != nil { return .suspended }
      if let run = claim.run {
        // Judged when the run has been carried out.
        return compiled.overriddenRuns.contains(run.name.text) ? .suspended : .unchecked
      }
      if let first = compiled.firstOverriddenStage, claim.stageCount > first { return .suspended }
      guard let slot, isComputed(slot) else { return .unchecked }
      let value = machine.value(of: slot)
      let outcome = ClaimOutcome(of: claim, value)
      guard claim.relation == .notApproximately, outcome == .holds,
        let entry = misprints?.mistypedEntry(of: claim, value)
      else { return outcome }
      return .fails([entry])
    }
  }

  /// What the lesson's misprints may be: what its statements gave, and what its claims speak of.
  ///
  /// - Returns: nil if it shows none, or so many that comparing each with everything takes too long.
  private func misprintSources() -> MisprintSources? {
    let count = compiled.lesson.claims.count { $0.relation == .notApproximately }
    guard (1...100).contains(count) else { return nil }
    var values: [(name: String, value: NumericArray)] = []
    for statement in compiled.stages.joined() {
      guard case .value(let slot) = statement.result, isComputed(slot),
        let name = statement.statement.assignedName?.text
      else { continue }
      values.append((name, machine.value(of: slot)))
    }
    for (claim, slot) in zip(compiled.lesson.claims, compiled.claims) {
      guard let slot, isComputed(slot), claim.relation != .notApproximately else { continue }
      values.append((claim.subject.description, machine.value(of: slot)))
    }
    return MisprintSources(values)
  }

  /// The value that each claim speaks of.
  func claimed() -> [NumericArray?] {
    compiled.claims.map { slot in
      guard let slot, isComputed(slot) else { return nil }
      return machine.value(of: slot)
    }
  }

  func answers() -> [NumericArray?] {
    compiled.questions.map { slot in
      guard let slot, isComputed(slot) else { return nil }
      return machine.value(of: slot)
    }
  }
}
