import Lessons
import Matrices

// What is said of an answer, in words: the same in the terminal and in machine-readable form.

extension MarkedAnswer {
  /// The sentences that go with the grid of marks.
  public var sentences: [Sentence] {
    remarkSentences + entrySentences
  }

  /// How many mistakes that cannot be told apart are explained; the others are named.
  private static let explainedMistakes = 3

  private var remarkSentences: [Sentence] {
    var sentences: [Sentence] = []
    var mistakes: [Mistake] = []
    for remark in remarks {
      if case .mistake(let mistake) = remark {
        mistakes.append(mistake)
      } else {
        sentences.append(sentence(remark))
      }
    }
    // Where a belief explains the numbers, a change without one is no help, unless it is a plain one.
    let hasBelief = mistakes.contains { !$0.kind.isGeneric }
    let telling = mistakes.filter {
      !$0.kind.isGeneric || $0.kind.isPlain || !hasBelief && $0.kind == .signFlipped
    }
    let candidates = telling.isEmpty ? mistakes : telling
    let shown = candidates.prefix(Self.explainedMistakes)
    for (index, mistake) in shown.enumerated() {
      sentences.append((index > 0 ? "Or: " : "") + explanation(of: mistake, isFirst: index == 0))
    }
    let rest =
      candidates.dropFirst(Self.explainedMistakes) + mistakes.filter { !candidates.contains($0) }
    let others = rest.filter {
      $0.usedFormula != nil && $0.function == nil && $0.agreeing != .nearly
    }
    if let first = others.first {
      let formulas = others.prefix(4).map { used in
        "\(name: used.name) = \(used.usedFormula ?? first.rightFormula)" as Sentence
      }
      sentences.append(
        "These would give the same: " + formulas.dropFirst().reduce(formulas[0]) { $0 + "; " + $1 }
          + (others.count > 4 ? "; and others." : "."))
    }
    return sentences
  }

  private func explanation(of mistake: Mistake, isFirst: Bool = true) -> Sentence {
    let isCertain = mistake.certainty == .certain
    let doubt: Sentence =
      isCertain || !isFirst ? "" : "This could be it, though so few digits may agree by chance. "
    var place: Sentence = mistake.name == name ? "" : "In \(name: mistake.name): "
    if !mistake.inEveryStep.isEmpty {
      place = "Each time, in \(listed(mistake.inEveryStep)): "
    }
    if let function = mistake.function { place = place + "In \(function.call): " }
    if mistake.agreeing == .partly { place = place + "In \(mistaken) alone: " }
    return doubt + place + mistake.sentence + numbers(of: mistake)
  }

  /// Which formula gives the numbers, and which it should be.
  private func numbers(of mistake: Mistake) -> Sentence {
    let nearness = mistake.agreeing == .nearly ? ", but for the last digit" : ""
    let own = mistake.fromOwnValues ? " (with your own earlier values)" : ""
    let isOne =
      mistake.agreeing == .partly
      ? mistakenEntries.count == 1 : answer.literal.entries.count == 1
    let numbers =
      switch (isOne, mistake.certainty) {
      case (true, .certain): "Your number is that of"
      case (true, .possible): "Your number would be that of"
      case (false, .certain): "Your numbers are those of"
      case (false, .possible): "Your numbers would be those of"
      }
    if let function = mistake.function {
      guard let used = function.used else { return "" }
      return """
         \(numbers) \(function.call) = \(used)\(own)\(nearness); the function is \
        \(function.right).
        """
    }
    guard let used = mistake.usedFormula else {
      return " The formula is \(mistake.rightFormula)."
    }
    return """
       \(numbers) \(name: mistake.name) = \(used)\(own)\(nearness); the formula is \
      \(mistake.rightFormula).
      """
  }

  /// The entries that a mistake explains, where it explains only some.
  private var mistakenEntries: [(row: Int, column: Int)] {
    verdicts.indices.flatMap { row in
      verdicts[row].indices.filter { verdicts[row][$0].isMistake }.map { (row, $0) }
    }
  }

  /// Those entries, in words.
  private var mistaken: Sentence {
    let entries = mistakenEntries
    guard entries.count <= 3 else { return "\(entries.count) of the numbers" }
    let names = entries.map { name + indexText($0.row, $0.column) }
    return names.count == 1
      ? "\(names[0])" : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
  }

  private func sentence(_ remark: Remark) -> Sentence {
    switch remark {
    case .wrongShape(let expected, let found, let isTransposed):
      "\(name: name) is \(words(expected)); yours is \(found)."
        + (isTransposed ? " The numbers are right, with rows and columns exchanged." : "")
    case .carried(let names):
      "Method right: this follows from your \(listed(names)), where the error is."
    case .mistake(let mistake): explanation(of: mistake)
    case .perhaps(let mistake): "If it is not rounding: " + explanation(of: mistake)
    case .slip(let slip): slip.sentence(name: name, shape: value.shape)
    case .tooFewDecimals(let asked):
      "Right as far as it goes; \(asked) \(asked == 1 ? "decimal was" : "decimals were") asked for."
    case .tooFewDigits: "Right as far as it goes, but one digit says little: write one more."
    case .tooFewDigitsToTell:
      "So few digits cannot tell one mistake from another: write three or more, and ask again."
    case .followsFromImpossible(let other):
      "This follows from your \(name: other). Put that right first, then this."
    case .notCarriedForward where answer.literal.entries.allSatisfy { $0.digits == 0 }:
      "Nothing is carried forward from zeros: too much follows from them."
    case .notCarriedForward:
      "Nothing is carried forward from these numbers: \(name: name) cannot be like this."
    }
  }

  /// What is said of single entries.
  private var entrySentences: [Sentence] {
    var sentences: [Sentence] = []
    for (row, verdicts) in verdicts.enumerated() {
      for (column, verdict) in verdicts.enumerated() {
        let number = answer.literal.rows[row][column]
        let entry = entryName(row, column)
        switch verdict {
        case .truncated:
          let rounded = number.rewritten(exact(row, column))
          sentences.append(
            "\(entry)\(number.text) is cut off, not rounded: it rounds to \(rounded).")
        case .roundedOnTheWay:
          sentences.append(
            """
            \(entry)the exact value is \(exactText(number, row, column)); you probably rounded an \
            intermediate.
            """)
        case .slip(let slip) where !remarks.contains(.slip(slip)):
          sentences.append("\(entry)" + slip.sentence(name: name, shape: value.shape))
        case .wrong where !isExplainedOtherwise && unexplained.count == 1:
          sentences.append("\(entry)\(number.text) is wrong, and no known mistake gives it.")
        case .blank, .right, .rightAsFarAsItGoes, .carried, .mistake, .slip, .wrong:
          break
        }
      }
    }
    if unexplained.count > 1, !isExplainedOtherwise {
      // Once is enough for all of them.
      let which = unexplained.count == verdicts.joined().count ? "These" : "\(unexplained.count)"
      sentences.append("\(which) numbers are wrong, and no known mistake gives them.")
    }
    // A page of wrong numbers needs no line for each of them.
    return sentences.count <= 6 ? sentences : Array(sentences.prefix(5)) + ["… and so on."]
  }

  /// The entries that are wrong and that nothing explains.
  private var unexplained: [Verdict] { verdicts.joined().filter { $0 == .wrong } }

  /// Whether something has been said of the whole that leaves nothing to say of its entries.
  private var isExplainedOtherwise: Bool {
    remarks.contains {
      switch $0 {
      case .wrongShape, .followsFromImpossible: true
      default: false
      }
    }
  }

  private func exact(_ row: Int, _ column: Int) -> Double {
    value.elements[row * answer.literal.rows[row].count + column]
  }

  /// The value with three digits more than were written.
  private func exactText(_ number: NumberText, _ row: Int, _ column: Int) -> String {
    fixed(exact(row, column), decimals: min(17, max(0, number.decimals) + 3))
  }

  /// The entry of that row and column as an index of the value, the way it can be typed.
  private func entryName(_ row: Int, _ column: Int) -> Sentence {
    if answer.literal.form == .scalar { return "" }
    return "\(name + indexText(row, column)): "
  }

  private func indexText(_ row: Int, _ column: Int) -> String {
    switch value.shape {
    case .scalar: ""
    case .vector: "[\(column)]"
    // A list may stand for a column.
    case .matrix(_, 1): "[\(max(row, column)), 0]"
    case .matrix: "[\(row), \(column)]"
    }
  }

  private func words(_ shape: Shape) -> String {
    switch shape {
    case .scalar: "a single number"
    case .vector(let count): "\(count) numbers"
    case .matrix(let rows, let columns): "\(rows) by \(columns)"
    }
  }
}

/// `a`, `a and b`, `a, b and c`.
private func listed(_ names: [String]) -> Sentence {
  var sentence: Sentence = ""
  for (index, name) in names.enumerated() {
    let separator = index == 0 ? "" : index == names.count - 1 ? " and " : ", "
    sentence = sentence + "\(separator)\(name: name)"
  }
  return sentence
}

extension Slip {
  /// What happened, in a sentence.
  func sentence(name: String, shape: Shape) -> Sentence {
    switch self {
    case .signLost: "the sign is wrong; the digits are right."
    case .pointMoved(let places):
      """
      the decimal point stands \(abs(places)) \(abs(places) == 1 ? "place" : "places") too far to \
      the \(places > 0 ? "right" : "left").
      """
    case .digitsSwapped: "two digits are swapped."
    case .digitDropped: "a digit was dropped."
    case .digitDoubled: "a digit was written twice."
    case .digitChanged: "one digit is another; the rest is right."
    case .entryOf(let row, let column):
      shape.rank == 2
        ? "this is the number of \(name: name)[\(row), \(column)]."
        : "this is the number of \(name: name)[\(column)]."
    case .rowsExchanged: "Two rows of \(name: name) are exchanged."
    case .columnsExchanged: "Two columns of \(name: name) are exchanged."
    case .factor(-1): "Every sign of \(name: name) is flipped; the digits are right."
    case .factor(let factor):
      "Every entry of \(name: name) is off by the same factor, \(factorText(factor))."
    }
  }

  private func factorText(_ factor: Double) -> String {
    if let whole = Int(exactly: factor) { return String(whole) }
    if let whole = Int(exactly: 1 / factor), abs(whole) > 1 { return "1/\(whole)" }
    return "about \(fixed(factor, decimals: 3))"
  }
}
