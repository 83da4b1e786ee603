import Lessons
import Matrices
import StageLanguage

/// Arithmetic as it is done on paper: each result is written down to so many decimals, and what was
/// written down is what the next calculation uses.
public struct PaperArithmetic: Sendable, Hashable {
  /// The decimals that are kept, from 0 to 15.
  public let decimals: Int

  /// The numbers of decimals that can be kept: beyond them a double has no more to give.
  public static let range = 0...15

  /// Creates an arithmetic that keeps so many decimals.
  public init(decimals: Int) {
    precondition(Self.range.contains(decimals))
    self.decimals = decimals
  }

  /// Where the value is that is rounded when `statement` has been carried out; nil if none is.
  ///
  /// The number given to a parameter is used as it was typed: it is where a calculation starts, no
  /// result of one. A second name for a value at hand rounds nothing either.
  func slot(roundedAfter statement: CompiledStatement) -> Slot? {
    guard case .value(let slot) = statement.result,
      statement.instructions.contains(slot.index)
    else { return nil }
    switch statement.statement.kind {
    case .assign(_, let expression): return expression.isParameterValue ? nil : slot
    case .update: return slot
    case .show, .define, .comment: return nil
    }
  }
}

extension CompiledLesson {
  /// The slots whose values paper arithmetic rounds.
  func slots(roundedIn arithmetic: PaperArithmetic) -> Set<Slot> {
    Set(stages.joined().compactMap { arithmetic.slot(roundedAfter: $0) })
  }
}
