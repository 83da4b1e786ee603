import Matrices
import Tutoring

/// The table of a lesson's derivatives: each entry as the lesson has it, as reverse mode derives it
/// and as central differences measure it.
///
/// Where the columns do not fit the width, or are not wanted, each number has a line of its own.
public func gradientTable(_ check: GradientCheck, profile: TerminalProfile) -> String {
  let table = GradientTable(profile: profile, loss: check.loss)
  return table.text(check.derivatives)
}

/// The largest array whose entries are all shown.
private let entryLimit = 12
/// How many entries of a larger one are shown: those that are furthest off.
private let shownEntries = 3

private struct GradientTable {
  let profile: TerminalProfile
  let loss: String
  private let headings = ["lesson", "reverse mode", "central differences", "relative error"]
  private let shortHeadings = ["lesson", "reverse", "central", "error"]

  init(profile: TerminalProfile, loss: String) {
    self.profile = profile
    self.loss = loss
  }

  /// A line of the table.
  private enum Line {
    /// An entry: its name and the four numbers.
    case entry(String, [String])
    /// Words about the derivative of that name.
    case words(String, String)
  }

  func text(_ checks: [DerivativeCheck]) -> String {
    let lines = checks.flatMap { self.lines($0) }
    for headings in [headings, shortHeadings] where !profile.isLinear {
      if let table = columns(lines, headings) { return table }
    }
    return list(lines)
  }

  /// The table in columns; nil if they do not fit the width.
  private func columns(_ lines: [Line], _ headings: [String]) -> String? {
    var nameWidth = 0
    var widths = headings.map(\.count)
    for line in lines {
      switch line {
      case .entry(let name, let numbers):
        nameWidth = max(nameWidth, name.count)
        for (column, number) in numbers.enumerated() {
          widths[column] = max(widths[column], number.count)
        }
      case .words(let name, _): nameWidth = max(nameWidth, name.count)
      }
    }
    guard nameWidth + widths.reduce(0, { $0 + $1 + 2 }) <= profile.width else { return nil }
    func row(_ name: String, _ cells: [String]) -> String {
      zip(cells, widths).reduce(padded(name, nameWidth)) { text, cell in
        text + "  " + String(repeating: " ", count: cell.1 - cell.0.count) + cell.0
      } + "\n"
    }
    let body = lines.map { line in
      switch line {
      case .entry(let name, let numbers): row(name, numbers)
      case .words(let name, let words):
        wrapped(words, width: profile.width - nameWidth - 2).enumerated().map { number, part in
          padded(number == 0 ? name : "", nameWidth) + "  \(part)\n"
        }.joined()
      }
    }
    return row("name", headings) + body.joined()
  }

  private func list(_ lines: [Line]) -> String {
    lines.map { line in
      switch line {
      case .entry(let name, let numbers):
        "\(name)\n" + zip(headings, numbers).map { "  \($0): \($1)\n" }.joined()
      case .words(let name, let words):
        wrapped("\(name.isEmpty ? "" : "\(name): ")\(words)", width: profile.width)
          .map { "\($0)\n" }.joined()
      }
    }.joined()
  }

  // MARK: One derivative

  private func lines(_ check: DerivativeCheck) -> [Line] {
    let name = check.claim.name.text
    var lines = entries(check)
    let shown = lines.isEmpty ? name : ""
    switch check.verdict {
    case .gradient, .entrywise: break
    case .jacobian: lines.append(.words(shown, "the Jacobian matrix \(check.claim.symbol)"))
    case .shorthand(let factor):
      lines.append(
        .words(
          shown, "shorthand, not a full derivative: \(factor.formula(check.claim, loss: loss))"))
    case .diagonal:
      lines.append(
        .words(
          shown, "shorthand, not a full derivative: the diagonal alone, and the rest is not zero"))
    case .independent:
      lines.append(
        .words(
          shown, "0: \(check.claim.numerator) is not computed from \(check.claim.denominator)"))
    case .differs: lines.append(.words(shown, "wrong: " + plain(check.fault)))
    case .notFinite: lines.append(.words(shown, "not checked: not everything is a finite number"))
    }
    if let elsewhere = check.elsewhere {
      lines.append(.words(shown, "wrong with \(elsewhere.setting.words)"))
    }
    return lines
  }

  private func entries(_ check: DerivativeCheck) -> [Line] {
    guard let expected = check.expected, let found = check.compared
    else { return [] }
    let name = check.claim.name.text
    let all = Array(0..<expected.shape.count)
    let errors = check.relativeErrors
    var shown = all
    if all.count > entryLimit {
      // Measured ones if they show what there is to see.
      let worst = errors.max() ?? 0
      let measured = all.filter { check.measured[$0] != nil }
      let isSeen = measured.contains { errors[$0] >= worst / 2 || worst < 1e-7 }
      shown = (isSeen ? measured : all).sorted { errors[$0] > errors[$1] }
      shown = shown.prefix(shownEntries).sorted()
    }
    let format = NumberFormat(digits: profile.digits)
    /// Whether the lesson has another of the slopes that may be chosen for an entry.
    func isCorner(_ entry: Int) -> Bool { check.isAtCorner && errors[entry] > 1e-7 }
    var lines = shown.map { entry in
      let place: String =
        switch expected.shape {
        case .scalar: ""
        case .vector: "[\(entry)]"
        case .matrix(_, let columns): "[\(entry / columns), \(entry % columns)]"
        }
      let measured = check.measured[entry].map { format.string($0.value, kind: .real) }
      let error = errors[entry]
      return Line.entry(
        name + place,
        [
          format.string(found.elements[entry], kind: .real),
          format.string(expected.elements[entry], kind: .real), measured ?? "-",
          isCorner(entry) ? "corner" : error == 0 ? "0" : scientific(error, decimals: 1),
        ])
    }
    if shown.contains(where: isCorner) {
      lines.append(
        .words(
          "",
          "at a corner any slope between those of its two sides is right; the lesson chooses "
            + "another than the one in the middle"))
    }
    if shown.count < all.count {
      let count = check.measured.count
      lines.append(
        .words(
          "",
          count < all.count
            ? "\(all.count) entries, \(count) of them measured; these are the furthest off"
            : "\(all.count) entries; these are the furthest off"))
    }
    return lines
  }

  private func plain(_ words: String) -> String { words.filter { $0 != "`" } }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// The text in lines of at most that many characters, broken at blanks.
  private func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
