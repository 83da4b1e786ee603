import Lessons
import Matrices
import Source

/// What came of a claim.
public enum ClaimOutcome: Sendable, Hashable {
  /// It is so.
  case holds
  /// The value is another: the entries that differ.
  ///
  /// For `≉` there is none if all agree, and one if the misprint itself is mistyped.
  case fails([Mismatch])
  /// The value has another shape than the number written.
  case wrongShape(Shape)
  /// It was not checked: a parameter above it was overridden, or every value is rounded.
  case suspended
  /// It was not checked: it names nothing, or what it names was never computed.
  case unchecked

  /// Whether it is not so.
  public var isWrong: Bool {
    switch self {
    case .fails, .wrongShape: true
    case .holds, .suspended, .unchecked: false
    }
  }

  /// Compares a claim with the value that it speaks of.
  init(of claim: Claim, _ value: NumericArray) {
    guard claim.literal.fits(value.shape) else {
      self = .wrongShape(value.shape)
      return
    }
    let mismatches = claim.literal.mismatches(with: value, exactly: claim.relation == .exactly)
    switch claim.relation {
    case .approximately, .exactly: self = mismatches.isEmpty ? .holds : .fails(mismatches)
    case .notApproximately: self = mismatches.isEmpty ? .fails([]) : .holds
    }
  }
}

extension Walkthrough {
  /// How many claims came out in each way.
  public var tally: (holding: Int, wrong: Int, suspended: Int, unchecked: Int) {
    var tally = (holding: 0, wrong: 0, suspended: 0, unchecked: 0)
    for outcome in outcomes {
      switch outcome {
      case .holds: tally.holding += 1
      case .fails, .wrongShape: tally.wrong += 1
      case .suspended: tally.suspended += 1
      case .unchecked: tally.unchecked += 1
      }
    }
    return tally
  }

  /// What is to be said of the claims: an error for each entry that is wrong, at the digit.
  public var claimDiagnostics: [Diagnostic] {
    lesson.claims.indices.flatMap { index in
      lesson.claims[index].diagnostics(for: outcomes[index], claimed[index])
    }
  }
}

extension Claim {
  /// How many wrong entries of one claim are told apart.
  private static let mismatchLimit = 5

  fileprivate func diagnostics(
    for outcome: ClaimOutcome, _ value: NumericArray?
  ) -> [Diagnostic] {
    switch outcome {
    case .suspended, .unchecked:
      return []
    case .holds:
      guard relation == .approximately, saysNothing else { return [] }
      return [
        Diagnostic(
          .warning, at: literal.span,
          "`\(subject) ≈ \(literal.entries[0].text)` has no digit but zeros: any small value passes",
          notes: [zeroAdvice(value)])
      ]
    case .wrongShape(let shape):
      return [
        Diagnostic(
          .error, at: literal.span,
          "`\(subject)` is \(shape), and the claim says \(literal.shapeDescription)")
      ]
    case .fails(let mismatches) where mismatches.isEmpty:
      return [
        Diagnostic(
          .error, at: literal.span,
          "`\(subject)` does match these numbers, and the claim says that it does not")
      ]
    case .fails(let mismatches):
      var diagnostics = mismatches.prefix(Self.mismatchLimit).map(diagnostic)
      if mismatches.count > Self.mismatchLimit, let last = diagnostics.popLast() {
        diagnostics.append(
          Diagnostic(
            .error, at: last.span, last.summary,
            notes: last.notes + [
              "\(mismatches.count - Self.mismatchLimit) more entries of `\(subject)` are wrong"
            ]))
      }
      return diagnostics
    }
  }

  private func diagnostic(_ mismatch: Mismatch) -> Diagnostic {
    let entry =
      switch literal.form {
      case .scalar: "`\(subject)`"
      case .list: "entry \(mismatch.column + 1) of `\(subject)`"
      case .matrix: "row \(mismatch.row + 1), column \(mismatch.column + 1) of `\(subject)`"
      }
    let difference = abs(mismatch.value - mismatch.number.value)
    return Diagnostic(
      .error, at: mismatch.digitSpan,
      "\(entry): expected \(mismatch.expected), found \(mismatch.number.text), "
        + "difference \(scientific(difference, decimals: 1))",
      notes: notes(on: mismatch))
  }

  private func notes(on mismatch: Mismatch) -> [String] {
    if let name = mismatch.resembles {
      return ["≉ shows a misprint, and this is one digit away from a likely one: `\(name)`"]
    }
    return relation == .exactly ? ["`=` claims the very number; ≈ claims it to its digits"] : []
  }

  /// What to write instead of zeros: what is exactly 0 has no other digits.
  private func zeroAdvice(_ value: NumericArray?) -> String {
    let largest = value?.elements.reduce(0) { max($0, abs($1)) } ?? .infinity
    if largest == 0 { return "it is exactly 0: write `=` for `≈`" }
    return largest < 1e-12
      ? "it is 0 but for the computer's rounding, and has no digits that could be claimed"
      : "write more digits, or the exponent: 1.2e-05"
  }

  /// Whether every digit written is zero although the claim is not that of an exact zero.
  private var saysNothing: Bool {
    literal.entries.contains { $0.digits == 0 && $0.decimals > 0 && $0.value.isFinite }
      && literal.entries.allSatisfy { $0.digits == 0 }
  }
}
