import Matrices
import Source

/// Statements that are repeated: a program whose last part is carried out again and again.
///
/// A name that the statements assign and that has a value before them is carried from one round to
/// the next: it has one slot that every round reads, and what a round makes of it is copied there at
/// the round's end.
public struct Loop: Sendable {
  /// The whole program: what comes before, then one round.
  public let program: Program
  /// The instructions of one round.
  public let round: Range<Int>
  /// What is copied at the end of each round, in order.
  public let carried: [(name: String, from: Slot, to: Slot)]
  /// Where the number of the round is, counted from 0, if a statement asks for `epoch`.
  public let epoch: Slot
  /// Where each name's value is at the end of a round.
  public let names: [String: Slot]
  /// The functions that the statements define.
  public let functions: [String: Function]
  /// The values that a round's statements give to names, in order.
  public let assignments: [(name: String, slot: Slot)]

  /// The most rounds that a loop may have: some minutes of the smallest network, and days of others.
  public static let mostRounds = 1_000_000_000
}

extension Compiler {
  /// Compiles statements that are repeated, after those that have been compiled once.
  ///
  /// - Parameters:
  ///   - statements: What is repeated.
  ///   - span: The place of what is said of the loop as a whole.
  /// - Returns: nil if something is wrong, which is reported.
  public mutating func compile(repeating statements: [Statement], at span: Span) -> Loop? {
    var types: [String: ValueType] = [:]
    // A name whose kind changes in the first round (a whole 0 that becomes a sum) has the wider kind
    // from the start; that may widen others in turn.
    for _ in 0..<4 {
      var attempt = self
      let result = attempt.loop(statements, types, at: span)
      switch result {
      case .done(let loop):
        self = attempt
        return loop
      case .retype(let wider):
        types.merge(wider) { _, new in new }
      case .failed:
        self = attempt
        return nil
      }
    }
    diagnostics.error(at: span, "the kinds of the values in this loop never settle")
    return nil
  }

  private enum LoopResult {
    case done(Loop)
    case retype([String: ValueType])
    case failed
  }

  private mutating func loop(
    _ statements: [Statement], _ types: [String: ValueType], at span: Span
  ) -> LoopResult {
    let errors = diagnostics.all.count
    do throws(Failure) {
      let epoch = try epochValue(at: span)
      let inputs = try carriedInputs(statements, types)
      let start = program.instructions.count
      var assignments: [(name: String, slot: Slot)] = []
      for statement in statements {
        guard case .value(let slot) = compile(statement).result else { continue }
        switch statement.kind {
        case .assign(let name, _), .update(let name, _, _): assignments.append((name.text, slot))
        case .define, .show, .comment: break
        }
      }
      guard diagnostics.all.count == errors else { return .failed }
      return try finish(inputs, epoch, assignments, from: start, at: span)
    } catch {
      return .failed
    }
  }

  private mutating func epochValue(at span: Span) throws(Failure) -> Value {
    let zero = NumericArray(0, kind: .integer)
    let value = try emit(
      .constant(zero), [], ValueType(.integer, .scalar, isPython: true), at: span)
    bind("epoch", .value(value))
    return value
  }

  /// Gives each name that is carried a slot of its own.
  private mutating func carriedInputs(
    _ statements: [Statement], _ types: [String: ValueType]
  ) throws(Failure) -> [(name: String, value: Value)] {
    var inputs: [(String, Value)] = []
    for statement in statements {
      let name: Name
      switch statement.kind {
      case .assign(let assigned, _), .update(let assigned, _, _): name = assigned
      case .define, .show, .comment: continue
      }
      guard !inputs.contains(where: { $0.0 == name.text }),
        case .value(let before) = globals[name.text]
      else { continue }
      let input = try emit(
        .unary(.copy), [before], types[name.text] ?? before.type, at: name.span)
      bind(name.text, .value(input))
      inputs.append((name.text, input))
    }
    return inputs
  }

  private mutating func finish(
    _ inputs: [(name: String, value: Value)], _ epoch: Value,
    _ assignments: [(name: String, slot: Slot)], from start: Int, at span: Span
  ) throws(Failure) -> LoopResult {
    let inputSlots = Set(inputs.map(\.value.slot))
    for name in names {
      // A second name for a value carried into this round: the copies at its end overwrite that.
      guard case .value(let value) = globals[name], inputSlots.contains(value.slot),
        !inputs.contains(where: { $0.name == name && $0.value.slot == value.slot })
      else { continue }
      bind(name, .value(try emit(.unary(.copy), [value], value.type, at: span)))
    }
    var wider: [String: ValueType] = [:]
    var carried: [(name: String, from: Slot, to: Slot)] = []
    for (name, input) in inputs {
      guard case .value(let last) = globals[name], last.slot != input.slot else { continue }
      guard last.type.shape == input.type.shape else {
        throw fail(
          at: span,
          "the shape of `\(name)` changes from one epoch to the next: \(input.type.shape), then "
            + "\(last.type.shape)")
      }
      let kind = max(last.type.kind, input.type.kind)
      let isPython = last.type.isPython && input.type.isPython
      if kind != input.type.kind || isPython != input.type.isPython {
        wider[name] = ValueType(kind, input.type.shape, isPython: isPython)
      } else {
        carried.append((name, last.slot, input.slot))
      }
    }
    guard wider.isEmpty else { return .retype(wider) }
    var names: [String: Slot] = [:]
    var functions: [String: Function] = [:]
    for (name, binding) in globals {
      switch binding {
      case .value(let value): names[name] = value.slot
      case .function(let function): functions[name] = function
      case .generator, .poisoned: break
      }
    }
    return .done(
      Loop(
        program: program, round: start..<program.instructions.count, carried: carried,
        epoch: epoch.slot, names: names, functions: functions, assignments: assignments))
  }
}
