import Lessons
import Matrices
import Source
import StageLanguage

/// One derivative of a lesson, checked: the lesson's value beside reverse mode's and beside what
/// central differences measure.
public struct DerivativeCheck: Sendable {
  /// What is checked.
  public let claim: DerivativeClaim
  /// The lesson's value.
  public let found: NumericArray
  /// Reverse mode's; nil where there is none to compare with, as for shorthand.
  public let expected: NumericArray?
  /// What central differences measure, by the number of the entry.
  ///
  /// In long arrays only some entries are measured.
  public let measured: [Int: DifferenceQuotient]
  /// What it turned out to be.
  public internal(set) var verdict: DerivativeVerdict
  /// Whether it is another of the slopes that may be chosen at a corner than the one in the middle,
  /// which reverse mode and central differences give.
  public let isAtCorner: Bool
  /// Why it is wrong; there are several if they cannot be told apart, none if it is not known.
  public internal(set) var causes: [DerivativeCause] = []
  /// A formula in the lesson's names that gives the true derivative, if a simple one is known.
  public internal(set) var formula: String?
  /// How entries depend on each other, where the derivative is not one number for each.
  public internal(set) var coupling: Coupling?
  /// The name of an earlier derivative that is wrong, with which right this one is right too.
  public internal(set) var followsFrom: String?
  /// Other numbers with which it is wrong although it is right with the lesson's own, and why.
  public internal(set) var elsewhere: Elsewhere?

  /// A derivative that is right at the lesson's own numbers only.
  public struct Elsewhere: Sendable {
    /// The other numbers.
    public let setting: DerivativeSetting
    /// Why it is wrong with them.
    public let causes: [DerivativeCause]
    /// The name of an earlier derivative from which this one's error follows.
    public let followsFrom: String?
  }

  /// Whether it is wrong with other numbers for the lesson's parameters, which a reader may choose;
  /// a derivative that is typed as a number is one for the lesson's own.
  public var isWrongElsewhere: Bool {
    guard let elsewhere, !claim.isTyped else { return false }
    return !elsewhere.setting.movesWeights
  }

  /// The lesson's value in the shape of the true one; nil where the shapes do not allow it.
  ///
  /// A single number may stand for equal entries.
  public var compared: NumericArray? { expected.flatMap { found.stretched(to: $0.shape) } }

  /// How far each entry of the lesson is from reverse mode's and from what was measured, as a part
  /// of it; empty where there is nothing to compare with.
  public var relativeErrors: [Double] {
    guard let expected, let found = compared else { return [] }
    let agreement = Agreement.computed(expected.elements)
    return expected.elements.indices.map { entry in
      let derived = expected.elements[entry]
      let computed = agreement.relativeError(found.elements[entry], derived)
      guard let measured = measured[entry] else { return computed }
      return max(computed, Agreement.measured.relativeError(derived, measured.value))
    }
  }

  /// The largest relative error; nil where there is nothing to compare with.
  public var relativeError: Double? { relativeErrors.max() }

  /// Whether reverse mode and central differences agree with each other.
  public var isMeasured: Bool {
    guard let expected else { return true }
    return measured.allSatisfy { entry, quotient in
      let error = abs(expected.elements[entry] - quotient.value)
      let derived = expected.elements[entry]
      return Agreement.measured.relativeError(derived, quotient.value) <= Agreement.tolerance
        || error <= 10 * quotient.uncertainty
    }
  }
}

/// Every name of a lesson that claims to be a derivative, checked.
public struct GradientCheck: Sendable {
  /// The derivatives, in the order of the text.
  public internal(set) var derivatives: [DerivativeCheck]
  /// The names that read as derivatives of or by something that does not exist.
  public let strays: [StrayDerivative]

  /// How many entries of one array are measured, at most.
  static let measuredEntries = 48
  /// How many derivatives that are wrong are explained: each takes running the lesson again.
  static let explained = 40

  /// Checks a lesson's derivatives, at its own numbers and at others.
  ///
  /// - Returns: nil if the lesson does not run; why is for others to say.
  public init?(
    of lesson: Lesson, overrides: [String: NumberLiteral] = [:], limits: Limits = Limits()
  ) {
    guard let survey = DerivativeSurvey(lesson, overrides: overrides, limits: limits) else {
      return nil
    }
    strays = survey.strays
    derivatives = []
    guard !survey.claims.isEmpty else { return }
    guard var bench = DerivativeBench(survey) else { return nil }
    derivatives = survey.claims.map { bench.check($0) }
    bench.blame(&derivatives)
    guard survey.program.elementCount <= DerivativeSettings.sizeLimit else { return }
    lookElsewhere(
      DerivativeSettings(lesson, overrides: overrides, limits: limits), from: bench)
  }

  /// The name of what chains of derivatives begin with: `L`.
  public var loss: String {
    let gradients = derivatives.filter { $0.verdict == .gradient || $0.verdict == .differs }
    return gradients.first?.claim.numerator ?? "L"
  }

  /// The derivatives that are wrong at the lesson's own numbers.
  public var wrong: [DerivativeCheck] { derivatives.filter(\.verdict.isWrong) }

  /// Whether a derivative is wrong, at the lesson's numbers or with other parameters.
  public var fails: Bool { derivatives.contains { $0.verdict.isWrong || $0.isWrongElsewhere } }
}

extension DerivativeBench {
  /// Compares a derivative with reverse mode's and with what is measured.
  fileprivate mutating func check(_ claim: DerivativeClaim) -> DerivativeCheck {
    let evaluation = evaluate(claim)
    var measured: [Int: DifferenceQuotient] = [:]
    if let expected = evaluation.expected, expected.isFinite {
      if evaluation.isEntrywise {
        let quotients = machine.centralDifferences(of: claim.output, alongAllOf: claim.input)
        for (entry, quotient) in quotients.enumerated() { measured[entry] = quotient }
      } else {
        let entries = spread(expected.shape.count, over: measurable(claim))
        let quotients = machine.centralDifferences(
          of: claim.output, along: claim.input, entries: entries)
        for (entry, quotient) in zip(entries, quotients) {
          measured[entry] = settled(quotient, claim, entry, expected: expected.elements[entry])
        }
      }
    }
    // A formula that fails where there is a derivative is wrong.
    let hasFailed = evaluation.verdict == .notFinite && evaluation.expected?.isFinite == true
    var check = DerivativeCheck(
      claim: claim, found: evaluation.found, expected: evaluation.expected, measured: measured,
      verdict: hasFailed ? .differs : evaluation.verdict, isAtCorner: evaluation.isAtCorner)
    if check.verdict == .diagonal || check.verdict.isWrong && evaluation.expected == nil {
      check.coupling = coupling(of: claim.output, along: claim.input)
      check.coupling?.look(for: claim, in: self)
    }
    return check
  }

  /// How many entries can be measured in a reasonable time: each takes computing the output anew.
  private func measurable(_ claim: DerivativeClaim) -> Int {
    let work = survey.program.path(from: [claim.input], to: claim.output).reduce(1) {
      $0 + survey.program.types[$1].shape.count
    }
    return min(GradientCheck.measuredEntries, max(4, 500_000 / work))
  }

  /// Finds out why what is wrong is wrong: by itself, or because something before it is.
  fileprivate mutating func blame(_ checks: inout [DerivativeCheck]) {
    let wrong = checks.indices.filter { checks[$0].verdict.isWrong }
    for index in wrong.prefix(GradientCheck.explained) {
      let roots = checks[..<index].filter { $0.verdict.isWrong && $0.followsFrom == nil }
      let (causes, root) = blame(checks[index].claim, roots.map(\.claim))
      checks[index].followsFrom = root
      checks[index].causes = causes
      if causes.isEmpty, root == nil { checks[index].formula = formula(for: checks[index]) }
    }
  }

  /// Why a derivative is wrong, or from which of the earlier ones that are wrong it follows.
  mutating func blame(
    _ claim: DerivativeClaim, _ roots: [DerivativeClaim]
  ) -> (causes: [DerivativeCause], followsFrom: String?) {
    // The true values in place of the wrong ones: if that makes this one right, it only follows.
    var truth: [Slot: NumericArray] = [:]
    for root in roots {
      let evaluation = evaluate(root)
      if let expected = evaluation.expected, expected.shape == evaluation.found.shape {
        truth[root.value] = expected
      }
    }
    let used = roots.filter {
      truth[$0.value] != nil && $0.value != claim.value
        && survey.program.depends(claim.value, on: $0.value)
    }
    // What is not made of numbers that can be put right tells nothing of what is made of it.
    if let root = roots.last(where: { root in
      truth[root.value] == nil && root.value != claim.value
        && survey.program.depends(claim.value, on: root.value)
    }) {
      return ([], root.name.text)
    }
    guard let last = used.last, let repaired = evaluate(claim, replacing: truth) else {
      return (causes(claim, evaluate(claim)), nil)
    }
    if !repaired.verdict.isWrong { return ([], last.name.text) }
    // What is still wrong is its own, and is seen clearly only without what came before.
    let outer = replaced
    defer {
      replaced = outer
      try? machine.recompute(replacing: replaced)
    }
    replaced.merge(truth) { $1 }
    do throws(Machine.Failure) {
      try machine.recompute(replacing: replaced)
    } catch {
      return ([], nil)
    }
    return (causes(claim, evaluate(claim)), nil)
  }
}

/// So many numbers below `count`, evenly spread; all of them if there are fewer.
private func spread(_ count: Int, over limit: Int) -> [Int] {
  count <= limit ? Array(0..<count) : (0..<limit).map { $0 * (count - 1) / (limit - 1) }
}
