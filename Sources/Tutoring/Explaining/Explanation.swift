import Matrices
import Source
import StageLanguage

/// A value or an entry of a lesson, explained; every output format prints it.
public struct Explanation: Sendable {
  /// The lesson's steps, which the rest refers to by their numbers.
  public let history: History
  /// What is asked about.
  public let subject: Subject
  /// The entries that are expanded, in order.
  public let entries: [EntryExplanation]
  /// How many entries were asked about; `entries` may be fewer.
  public let entryCount: Int
  /// How many entries that others depend on are left out because they are too many.
  public let omittedDependencies: Int
  /// The matrix products in the calculation, the innermost first.
  public let products: [ProductStory]
  /// Why a gradient has the form it has, if that is asked.
  public let gradient: GradientStory?

  /// What an explanation is about.
  public enum Subject: Sendable {
    /// A named value, given by the step of that number; whether all of it is asked about.
    case name(Origin, isWhole: Bool)
    /// An expression in the lesson's values, as a step that shows it.
    case expression(Step)
    /// A function of the lesson, defined by the step of that number.
    case function(step: Int)
    /// A random generator, made by the step of that number.
    case generator(step: Int)
  }

  /// A value of at most so many entries has all of them expanded.
  public static let entryLimit = 12
  /// Of a larger one, so many are.
  public static let sampleSize = 3
  /// The most entries that are expanded because others depend on them.
  public static let dependencyLimit = 60
}

/// How one entry is calculated, and how the entries that it depends on are.
public struct EntryExplanation: Sendable {
  /// What the entry is called.
  public let label: Label
  /// Its calculation.
  public let term: Term
  /// The entries it depends on, as far as they are explained here.
  public var dependencies: [EntryExplanation] = []

  /// Whether the name takes a new value that is made of its old one: `x[0] ← x[0] + 1`.
  public var isRevision: Bool {
    guard case .entry(let origin, _) = label else { return false }
    var isRevision = false
    term.visit { part in
      if case .entry(let other, _) = part.kind, other.name.name == origin.name.name {
        isRevision = true
      }
    }
    return isRevision
  }

  /// What an entry is called.
  public enum Label: Sendable, Hashable {
    /// An entry of a named value; of a number, without a position.
    case entry(Origin, [Int])
    /// An entry of an expression.
    case expression(Expression, [Int])
  }
}
