import Matrices
import Source

// What is to be said of a lesson's derivatives: an error for each that is wrong, a warning for each
// that is right by the lesson's own numbers only. What merely follows from another is said there.

extension GradientCheck {
  /// The errors and warnings, in the order of the text.
  public var diagnostics: [Diagnostic] {
    var found = Diagnostics()
    let corners = derivatives.filter(\.isAtCorner)
    if let corner = corners.first { found.append(contentsOf: [cornerWarning(corner, corners)]) }
    for check in derivatives where !check.isAtCorner || check.elsewhere != nil {
      if let diagnostic = diagnostic(check) { found.append(contentsOf: [diagnostic]) }
    }
    for stray in strays {
      found.warning(
        at: stray.name.span,
        "`\(stray.name.text)` reads as a derivative, but nothing is named `\(stray.unknown)` here",
        notes: ["it is not checked"])
    }
    return found.sorted
  }

  /// How many derivatives came out in each way: `8 derivatives agree, 3 are shorthand`.
  public var tally: String {
    var (agreeing, shorthand, wrong, other) = (0, 0, 0, 0)
    for check in derivatives {
      switch check.verdict {
      case .gradient, .entrywise, .jacobian, .independent: agreeing += 1
      case .shorthand, .diagonal: shorthand += 1
      case .differs: wrong += 1
      case .notFinite: other += 1
      }
    }
    var parts = [agreeing == 1 ? "1 derivative agrees" : "\(agreeing) derivatives agree"]
    let doubtful = derivatives.filter { $0.elsewhere != nil && !$0.verdict.isWrong }.count
    if doubtful > 0 { parts.append("\(doubtful) of them not with other numbers") }
    if shorthand > 0 { parts.append("\(shorthand) \(shorthand == 1 ? "is" : "are") shorthand") }
    if wrong > 0 { parts.append("\(wrong) \(wrong == 1 ? "is" : "are") wrong") }
    if other + strays.count > 0 { parts.append("\(other + strays.count) not checked") }
    return parts.joined(separator: ", ")
  }

  /// The warning that a slope was chosen where there is none, said once for all that choose it.
  private func cornerWarning(
    _ first: DerivativeCheck, _ all: [DerivativeCheck]
  ) -> Diagnostic {
    let claim = first.claim
    let others = all.dropFirst().map { "`\($0.claim.name.text)`" }.joined(separator: ", ")
    return Diagnostic(
      .warning, at: claim.span,
      "\(claim.symbol) has a corner here: any value between the slopes of its two sides is right, "
        + "and `\(claim.name.text)` is one of them",
      notes: first.cornerEvidence
        + (others.isEmpty ? [] : ["so \(all.count == 2 ? "is" : "are") \(others)"]))
  }

  private func diagnostic(_ check: DerivativeCheck) -> Diagnostic? {
    let claim = check.claim
    switch check.verdict {
    case .differs:
      guard check.followsFrom == nil else { return elsewhere(check) }
      let followers = derivatives.filter { $0.followsFrom == claim.name.text }
      return Diagnostic(
        .error, at: claim.span, check.fault,
        notes: check.evidence + check.advice + following(followers))
    case .notFinite:
      return Diagnostic(
        .warning, at: claim.span,
        "`\(claim.name.text)` cannot be checked: not everything in it is a finite number")
    case .diagonal:
      return Diagnostic(.warning, at: claim.span, check.fault, notes: check.advice)
    case .gradient, .entrywise, .jacobian, .shorthand, .independent:
      break
    }
    if check.elsewhere != nil { return elsewhere(check) }
    guard check.isMeasured else {
      return Diagnostic(
        .warning, at: claim.span,
        "\(claim.symbol) cannot be measured here: reverse mode and central differences disagree",
        notes: ["`\(claim.numerator)` may have a corner or a jump at these numbers"])
    }
    return nil
  }

  /// What is said of a derivative that is wrong with other numbers only, unless it merely follows
  /// there.
  private func elsewhere(_ check: DerivativeCheck) -> Diagnostic? {
    guard let elsewhere = check.elsewhere, elsewhere.followsFrom == nil else { return nil }
    let claim = check.claim
    let followers = derivatives.filter {
      $0.elsewhere?.followsFrom == claim.name.text && !$0.verdict.isWrong
    }
    let causes = elsewhere.causes.isEmpty ? "" : ": \(inWords(elsewhere.causes))"
    let here =
      check.followsFrom.map { "follows from `\($0)` here, but is wrong by itself with " }
      ?? "is \(claim.symbol) as the lesson stands, but not with "
    return Diagnostic(
      check.isWrongElsewhere ? .error : .warning, at: claim.span,
      "`\(claim.name.text)` \(here)\(elsewhere.setting.words)\(causes)",
      notes: following(followers) + elsewhere.setting.advice)
  }

  private func following(_ checks: [DerivativeCheck]) -> [String] {
    guard !checks.isEmpty else { return [] }
    let names = checks.map { "`\($0.claim.name.text)`" }.joined(separator: ", ")
    return ["\(names) \(checks.count == 1 ? "follows" : "follow") from it"]
  }
}

extension DerivativeSetting {
  /// How to see it.
  fileprivate var advice: [String] {
    guard !movesWeights, !changed.isEmpty else { return [] }
    let flags = changed.map { "--set \($0.name)=\($0.number.text)" }.joined(separator: " ")
    return ["`brickwise check-gradients` with \(flags) shows it"]
  }
}

extension DerivativeCheck {
  /// What is wrong, in a line: `dL_dW2` is 50 times ∂L/∂W2: the 1/N is missing.
  public var fault: String {
    let name = "`\(claim.name.text)`"
    if verdict == .diagonal, let coupling {
      return "\(name) is no more than the diagonal of \(claim.symbol): "
        + coupling.words(of: claim.numerator, along: claim.denominator)
    }
    guard verdict.isWrong else { return "\(name) is \(claim.symbol)" }
    if let followsFrom { return "\(name) is not \(claim.symbol): it follows from `\(followsFrom)`" }
    guard let expected else {
      if let coupling {
        return "\(name) is not \(claim.symbol): "
          + coupling.words(of: claim.numerator, along: claim.denominator)
      }
      return
        "\(name) is neither \(claim.symbol) nor a factor of it: no product with a derivative by "
        + "`\(claim.numerator)` gives the one by `\(claim.denominator)`"
    }
    if case .multiplied? = causes.first,
      let factor = commonFactor(found.elements, expected.elements)
    {
      return "\(name) is \(times(factor)) \(claim.symbol): \(inWords(causes))"
    }
    if !causes.isEmpty { return "\(name) is not \(claim.symbol): \(inWords(causes))" }
    if expected.shape != found.shape {
      return "\(name) is \(found.shape), and \(claim.symbol) is \(expected.shape)"
    }
    if !found.isFinite {
      return "\(name) is not \(claim.symbol): not every number in it is finite"
    }
    if expected.elements.allSatisfy({ $0 == 0 }) {
      return "\(name) is not zero, and \(claim.symbol) is: "
        + "`\(claim.numerator)` does not change with `\(claim.denominator)`"
    }
    return "\(name) is not \(claim.symbol)"
  }

  /// The first entry that is wrong, as it is and as it should be.
  fileprivate var evidence: [String] {
    guard let expected else { return [] }
    guard expected.shape == found.shape else {
      // Without a cause that has been said.
      return causes.isEmpty ? [] : ["it is \(found.shape), and should be \(expected.shape)"]
    }
    let errors = relativeErrors
    let wrong = errors.indices.filter { errors[$0] > Agreement.tolerance }
    guard let first = wrong.first else { return [] }
    let more = wrong.count > 1 ? "; \(wrong.count) entries differ" : ""
    return [
      "\(place(of: first))expected \(significant(expected.elements[first])), "
        + "found \(significant(found.elements[first]))\(more)"
    ]
  }
}

extension DerivativeCheck {
  /// What to write instead, as far as that is known.
  fileprivate var advice: [String] {
    if let coupling { return coupling.advice(claim) }
    return formula.map { ["`\($0)` is \(claim.symbol)"] } ?? []
  }

  /// What stands at the first corner.
  fileprivate var cornerEvidence: [String] {
    guard let expected, let found = compared else { return [] }
    let entry = expected.elements.indices.first {
      abs(found.elements[$0] - expected.elements[$0]) > Agreement.tolerance
    }
    return entry.map {
      [
        "\(place(of: $0))found \(significant(found.elements[$0])), "
          + "in the middle of the two is \(significant(expected.elements[$0]))"
      ]
    } ?? []
  }

  /// `row 1, column 2: `, of an entry of the derivative; nothing for a single number.
  private func place(of entry: Int) -> String {
    switch expected?.shape ?? .scalar {
    case .scalar: ""
    case .vector: "entry \(entry + 1): "
    case .matrix(_, let columns): "row \(entry / columns + 1), column \(entry % columns + 1): "
    }
  }
}

private func inWords(_ causes: [DerivativeCause]) -> String {
  var words: [String] = []
  for cause in causes where !words.contains(cause.words) { words.append(cause.words) }
  return words.prefix(3).joined(separator: ", or ")
}

/// `50 times`, `half of`, `the negative of`.
private func times(_ factor: Double) -> String {
  func isNearly(_ number: Double) -> Bool { abs(factor - number) < 1e-7 * abs(number) }
  if isNearly(-1) { return "the negative of" }
  if isNearly(2) { return "twice" }
  if isNearly(0.5) { return "half of" }
  let whole = factor.rounded()
  return isNearly(whole) ? "\(fixed(whole, decimals: 0)) times" : "\(significant(factor)) times"
}

/// A number to six significant digits.
private func significant(_ value: Double) -> String {
  let magnitude = abs(value)
  if value == 0 || !value.isFinite { return fixed(value, decimals: 0) }
  if magnitude < 1e-4 || magnitude >= 1e6 { return scientific(value, decimals: 5) }
  var decimals = 6
  var bound = 1.0
  while bound <= magnitude {
    bound *= 10
    decimals -= 1
  }
  while magnitude < bound / 10 {
    bound /= 10
    decimals += 1
  }
  // 0.9999999 is 1.00000.
  if rounded(magnitude, decimals: decimals) >= bound { decimals -= 1 }
  return fixed(value, decimals: decimals)
}
