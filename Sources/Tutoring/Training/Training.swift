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

  /// Carries out epochs until so many have been done, or the run stops.
  ///
  /// - Returns: whether it goes on.
  public mutating func advance(to end: Int) -> Bool {
    while epoch < end, stopped == nil {
      machine.write(Double(epoch), to: loop.epoch)
      do throws(Machine.Failure) {
        try machine.runAgain(loop.round)
      } catch {
        stopped = .failed(error.diagnostic)
        return false
      }
      for (name, from, to) in loop.carried {
        if !machine.isFinite(from) {
          stopped = .notFinite(name: name, epoch: epoch)
          return false
        }
        machine.copy(from, to: to)
      }
      epoch += 1
    }
    return stopped == nil
  }
}
