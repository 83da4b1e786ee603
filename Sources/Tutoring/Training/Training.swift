import Lessons
import Matrices
import Source
import StageLanguage

/// A training run being carried out: the repeated stages, epoch after epoch.
///
/// The program is compiled once and its memory allocated once; an epoch is one pass over its
/// instructions, in the order and with the bits of the stages run one by one.
public struct Training: ~Copyable {
  /// The run.
  public let run: TrainingRun
  private let loop: Loop
  private var machine: Machine
  /// The kernels for all epochs but the first and the last; they know more once the first is done.
  private var fused: FusedLoop?
  private let measures: [(name: Name, slot: Slot)]
  /// How many epochs have been carried out.
  public private(set) var epoch = 0
  /// Why the run has stopped before its end, if it has.
  public private(set) var stopped: Stop?

  /// Why a run stops before its end.
  public enum Stop: Sendable, Hashable {
    /// A value is no longer a finite number.
    case notFinite(name: String, epoch: Int)
    /// The numbers stopped the program.
    case failed(Diagnostic)
  }

  /// What is wrong with a run that cannot begin.
  public struct Failure: Error, Sendable {
    /// All of it.
    public let diagnostics: [Diagnostic]
  }

  /// Prepares a run of a lesson.
  ///
  /// - Parameters:
  ///   - run: One of the lesson's runs.
  ///   - lesson: The lesson.
  ///   - overrides: Numbers for parameters that go before the run's own.
  /// - Throws: what is wrong with the stages as they are repeated.
  public init(
    _ run: TrainingRun, of lesson: Lesson, overrides: [String: NumberLiteral] = [:]
  ) throws(Failure) {
    let (before, repeated) = lesson.statements(of: run)
    var compiler = Compiler(overrides: run.settings.merging(overrides) { _, new in new })
    for statement in before { _ = compiler.compile(statement) }
    guard !compiler.diagnostics.hasErrors,
      let loop = compiler.compile(repeating: repeated, at: run.span)
    else { throw Failure(diagnostics: compiler.diagnostics.sorted) }
    let measures = try Self.measures(of: run, in: loop)
    var machine = Machine(loop.program)
    do throws(Machine.Failure) {
      try machine.run(upTo: loop.round.lowerBound)
    } catch {
      throw Failure(diagnostics: [error.diagnostic])
    }
    self.run = run
    self.loop = loop
    self.measures = measures
    self.machine = machine
  }

  private static func measures(
    of run: TrainingRun, in loop: Loop
  ) throws(Failure) -> [(name: Name, slot: Slot)] {
    var measures: [(Name, Slot)] = []
    var diagnostics = Diagnostics()
    for name in run.measures {
      if let slot = loop.names[name.text], loop.program.type(of: slot).shape == .scalar {
        measures.append((name, slot))
      } else if loop.names[name.text] != nil {
        diagnostics.error(
          at: name.span, "`\(name.text)` is not a single number, and cannot be followed")
      } else {
        let match = closestMatch(to: name.text, among: loop.names.keys.sorted())
        diagnostics.error(
          at: name.span, "nothing that the run computes is named `\(name.text)`",
          notes: match.map { ["did you mean `\($0)`?"] } ?? [])
      }
    }
    guard !diagnostics.hasErrors else { throw Failure(diagnostics: diagnostics.sorted) }
    return measures
  }

  /// The values of the measures in the epoch carried out last.
  public var measured: [Double] { measures.map { machine.value(of: $0.slot).elements[0] } }

  /// The names of the measures.
  public var measureNames: [String] { measures.map(\.name.text) }

  /// The names that have values.
  public var names: [String] { loop.names.keys.sorted() }

  /// The functions that the lesson defines.
  public var functions: [String: Function] { loop.functions }

  /// The epoch that the values belong to, counted from 0: the one that was carried out last, or that
  /// the run stopped in; 0 before the first.
  public var lastEpoch: Int { stopped == nil ? max(epoch - 1, 0) : epoch }

  /// The value of `name` after the epoch carried out last.
  public func value(of name: String) -> NumericArray? {
    loop.names[name].map { machine.value(of: $0) }
  }

  /// The value that `name` had when the epoch began that the run has stopped in; nil if only that
  /// epoch gives it one.
  func valueBeforeStop(of name: String) -> NumericArray? {
    if let carried = loop.carried.first(where: { $0.name == name }) {
      return machine.value(of: carried.to)
    }
    guard let slot = loop.names[name], slot.index < loop.round.lowerBound else { return nil }
    return machine.value(of: slot)
  }

  /// Carries out epochs until so many have been done, or the run stops.
  ///
  /// The first epoch and the last are carried out by the machine, so that all values are there to be
  /// read; those between them by kernels, which compute what is needed to go on.
  ///
  /// - Returns: whether it goes on.
  public mutating func advance(to end: Int) -> Bool {
    while epoch < end, stopped == nil {
      var wasBegun = false
      if epoch > 0, epoch + 1 < end {
        let next = fused?.run(epoch..<end - 1, on: &machine) ?? epoch
        // What stops the kernels is carried out once more, to say what it is.
        wasBegun = next < end - 1
        epoch = next
      }
      stopped = carryOutEpoch(wasBegun: wasBegun)
      guard stopped == nil else { return false }
      if epoch == 0 { fused = FusedLoop(loop, measured: measures.map(\.slot), after: machine) }
      epoch += 1
    }
    return stopped == nil
  }

  /// Carries out an epoch instruction by instruction.
  ///
  /// - Parameter wasBegun: Whether the kernels have been through it: what was drawn is drawn.
  /// - Returns: what stops the run.
  private mutating func carryOutEpoch(wasBegun: Bool) -> Stop? {
    machine.write(Double(epoch), to: loop.epoch)
    do throws(Machine.Failure) {
      try machine.runAgain(loop.round, drawsAgain: !wasBegun)
    } catch {
      return .failed(error.diagnostic)
    }
    let results = loop.carried.map { (name: $0.name, slot: $0.from) }
    let measured = measures.map { (name: $0.name.text, slot: $0.slot) }
    if let bad = (results + measured).first(where: { !machine.isFinite($0.slot) }) {
      // What went wrong is where a value first was infinite or undefined.
      let first = loop.assignments.first { !machine.isFinite($0.slot) }
      return .notFinite(name: first?.name ?? bad.name, epoch: epoch)
    }
    for (_, from, to) in loop.carried { machine.copy(from, to: to) }
    return nil
  }
}
