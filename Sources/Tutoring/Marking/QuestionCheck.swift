import Lessons
import Matrices
import Source
import StageLanguage

// What a lesson's questions cannot tell: mistakes that give the right answer at the decimals asked
// for, and mistakes that give the same answer. An author is warned of both.

/// A question, and the known mistakes that an answer to it cannot show.
public struct QuestionCheck: Sendable {
  /// The question.
  public let question: Question
  /// The decimals of an answer.
  public let decimals: Int
  /// Mistakes that give the right answer, in a few words each.
  public let invisible: [String]
  /// Mistakes that give the same wrong answer, in a few words each.
  public let ties: [[String]]
  /// The mistake that gives the answer nearest to the right one, and how far it is, in units of the
  /// last decimal.
  public let nearest: (title: String, units: Double)?

  /// Whether a mistake may go unseen or be taken for another.
  public var hasBlindSpots: Bool { !invisible.isEmpty || !ties.isEmpty }

  /// The warning at the question; nil if there is nothing to say.
  public var diagnostic: Diagnostic? {
    guard hasBlindSpots else { return nil }
    let name = question.subject.description
    var notes = ties.prefix(3).map { "not to be told apart: \(Self.listed($0))" }
    if ties.count > 3 { notes.append("and \(ties.count - 3) more that are alike") }
    if let nearest {
      notes.append(
        "the nearest that shows is \(nearest.title), "
          + "\(fixed(nearest.units, decimals: nearest.units < 10 ? 1 : 0)) units of the last digit off"
      )
    }
    let decimals = "\(self.decimals) \(self.decimals == 1 ? "decimal" : "decimals")"
    let summary =
      invisible.isEmpty
      ? "at \(decimals), `\(name)` cannot tell some mistakes from one another"
      : "at \(decimals), `\(name)` cannot tell the right answer from: \(Self.listed(invisible))"
    return Diagnostic(.warning, at: question.span, summary, notes: notes)
  }

  private static func listed(_ titles: [String]) -> String {
    let shown = titles.prefix(6).joined(separator: ", ")
    return titles.count > 6 ? "\(shown) and \(titles.count - 6) more" : shown
  }
}

extension Marker {
  /// The values that are derivatives by their numbers and do not say so by their names, so that nobody
  /// checks them: `gw`, of `L` by `w`.
  public func unclaimedDerivatives() -> [(name: String, numerator: String, denominator: String)] {
    let names = Set(values.versions.keys)
    return gradientNames(values, truth).filter { GradientName($0.key, among: names) == nil }
      .map { ($0.key, $0.value.of, $0.value.by) }
      .sorted { (values.versions[$0.name]?[0] ?? 0) < (values.versions[$1.name]?[0] ?? 0) }
  }

  /// The decimals of an answer to a question that asks for none in particular.
  private static let usualDecimals = 4

  /// What each of the lesson's questions cannot tell.
  ///
  /// The formulas looked at are that of the value asked for and those it comes from, up to the
  /// values asked for before.
  public mutating func questionChecks() -> [QuestionCheck] {
    var covered: Set<Int> = []
    var checks: [QuestionCheck] = []
    for (question, slot) in zip(compiled.lesson.questions, compiled.questions) {
      guard let slot, let target = values.all.first(where: { $0.slot == slot }) else { continue }
      let orders = ([target.order] + variants.upstream(of: target.order))
        .filter { !covered.contains($0) }
      covered.formUnion(orders)
      checks.append(check(question, target, orders))
    }
    return checks
  }

  private mutating func check(
    _ question: Question, _ target: LessonValues.Assigned, _ orders: [Int]
  ) -> QuestionCheck {
    let decimals = question.decimals ?? Self.usualDecimals
    let truth = self.truth.value(of: target.slot)
    let right = Self.digits(of: truth, decimals)
    var invisible: [String] = []
    var byDigits: [[String]: [(title: String, family: MistakeKind)]] = [:]
    var nearest: (title: String, units: Double)?
    for (variant, value) in outcomes(among: orders, for: target) {
      guard value.elements.allSatisfy(\.isFinite) else { continue }
      let title = title(of: variant)
      let digits = Self.digits(of: value, decimals)
      if digits == right, value.shape == truth.shape {
        // A difference that is squared may be taken either way round: that is no mistake.
        let isHarmless = value.elements == truth.elements && variant.kind.isHarmlessIfEqual
        if !isHarmless, !invisible.contains(title) { invisible.append(title) }
        continue
      }
      byDigits[digits, default: []].append((title, variant.kind.family))
      guard value.shape == truth.shape else { continue }
      let distance = zip(value.elements, truth.elements).map { abs($0 - $1) }.max() ?? 0
      let units = distance * ElementaryFunctions.power(10, Double(decimals))
      if units < nearest?.units ?? .infinity { nearest = (title, units) }
    }
    let ties = byDigits.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { Self.distinct($0.value) }.filter { $0.count > 1 }
    return QuestionCheck(
      question: question, decimals: decimals, invisible: invisible, ties: ties, nearest: nearest)
  }

  /// One mistake of each family.
  private static func distinct(_ mistakes: [(title: String, family: MistakeKind)]) -> [String] {
    var families: Set<MistakeKind> = []
    return mistakes.filter { families.insert($0.family).inserted }.map(\.title)
  }

  private static func digits(of value: NumericArray, _ decimals: Int) -> [String] {
    value.elements.map { fixed($0, decimals: decimals) }
  }

  /// What comes of the value asked for if one of the known mistakes is made.
  private mutating func outcomes(
    among orders: [Int], for target: LessonValues.Assigned
  ) -> [(variant: Variant, value: NumericArray)] {
    var found: [(Variant, NumericArray)] = []
    for order in orders {
      let outcomes = outcomes(of: order, for: target)
      guard let entries = variants.entries[order] else { continue }
      for outcome in outcomes {
        let variant = entries[outcome.entry].variant
        guard !variant.kind.isGeneric else { continue }
        found.append((variant, NumericArray(outcome.elements, shape: outcome.shape)))
      }
    }
    return found
  }

  /// The mistake in words, with the number that hides it: `the division by N forgotten (N = 1)`.
  private func title(of variant: Variant) -> String {
    let title = variant.kind.title(part: variant.part)
    var names = variant.part.names
    for assigned in values.all where names.contains(assigned.name) {
      // `penalty` is zero because `reg` is.
      if !assigned.expression.isParameterValue { names.formUnion(assigned.expression.names) }
    }
    let numbers = compiled.lesson.parameters.compactMap { parameter -> (String, Double)? in
      guard let order = values.versions[parameter.name]?.first else { return nil }
      return (parameter.name, truth.value(of: values.all[order].slot).elements[0])
    }
    let hiding =
      numbers.first { $0.1 == 0 && names.contains($0.0) }
      ?? numbers.first { $0.1 == 1 && variant.part.names.contains($0.0) }
    return hiding.map { "\(title) (\($0.0) = \(Int($0.1)))" } ?? title
  }
}

extension MistakeKind {
  /// Whether it is no mistake where it changes nothing.
  fileprivate var isHarmlessIfEqual: Bool {
    switch self {
    case .differenceReversed, .entrywiseForProduct, .factorsSwapped, .namesExchanged: true
    default: false
    }
  }

  /// Mistakes of one family are the same mistake seen from two sides, or told apart by nobody.
  fileprivate var family: MistakeKind {
    switch self {
    case .sumForActivation: .noActivation
    case .activationAdded: .activationTwice
    case .onePathOnly: .termOfProductMissing
    case .weightsReshaped, .transposeForgotten: .transposeAdded
    case .plusForMinus, .signFlipped: .differenceReversed
    default: self
    }
  }
}
