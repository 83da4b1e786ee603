import Lessons
import Matrices

// What is said of an answer, in words: the same in the terminal and in machine-readable form.

extension MarkedAnswer {
  /// The sentences that go with the grid of marks.
  public var sentences: [String] {
    remarks.map { sentence($0) } + entrySentences
  }

  private func sentence(_ remark: Remark) -> String {
    switch remark {
    case .wrongShape(let expected, let found, let isTransposed):
      return "\(name) is \(words(expected)); yours is \(found)."
        + (isTransposed ? " The numbers are right, with rows and columns exchanged." : "")
    case .carried(let names):
      return "Method right: this follows from your \(listed(names)), where the error is."
    case .mistake(let mistake):
      let own = mistake.fromOwnValues ? " (with your own earlier values)" : ""
      let place = mistake.name == name ? "" : "In \(mistake.name): "
      return "\(place)\(mistake.sentence) Your numbers are those of \(mistake.name) = "
        + "\(mistake.usedFormula)\(own); the formula is \(mistake.rightFormula)."
    case .slip(let slip):
      return slip.sentence(name: name)
    case .tooFewDecimals(let asked):
      return "Right as far as it goes; \(asked) decimals were asked for."
    case .tooFewDigits:
      return "Right as far as it goes, but one digit says little: write one more."
    case .notCarriedForward:
      return "Later values are not judged by these numbers: \(name) cannot be like this."
    }
  }

  /// What is said of single entries.
  private var entrySentences: [String] {
    var sentences: [String] = []
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
            "\(entry)the exact value is \(exactText(number, row, column)); you probably rounded an "
              + "intermediate.")
        case .slip(let slip) where !remarks.contains(.slip(slip)):
          sentences.append(entry + slip.sentence(name: name))
        case .wrong where !hasWrongShape:
          sentences.append("\(entry)\(number.text) is wrong, and no known mistake gives it.")
        case .blank, .right, .rightAsFarAsItGoes, .carried, .mistake, .slip, .wrong:
          break
        }
      }
    }
    // A page of wrong numbers needs no line for each of them.
    return sentences.count <= 6 ? sentences : Array(sentences.prefix(5)) + ["… and so on."]
  }

  private var hasWrongShape: Bool {
    remarks.contains { if case .wrongShape = $0 { true } else { false } }
  }

  private func exact(_ row: Int, _ column: Int) -> Double {
    value.elements[row * answer.literal.rows[row].count + column]
  }

  /// The value with three digits more than were written.
  private func exactText(_ number: NumberText, _ row: Int, _ column: Int) -> String {
    fixed(exact(row, column), decimals: min(17, max(0, number.decimals) + 3))
  }

  private func entryName(_ row: Int, _ column: Int) -> String {
    switch answer.literal.form {
    case .scalar: ""
    case .list: "Entry \(column + 1): "
    case .matrix: "Row \(row + 1), column \(column + 1): "
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
func listed(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

extension Slip {
  /// What happened, in a sentence.
  func sentence(name: String) -> String {
    switch self {
    case .signLost: "the sign is wrong; the digits are right."
    case .pointMoved(let places):
      "the decimal point stands \(abs(places)) \(abs(places) == 1 ? "place" : "places") too far to "
        + "the \(places > 0 ? "right" : "left")."
    case .digitsSwapped: "two digits are swapped."
    case .digitDropped: "a digit was dropped."
    case .digitDoubled: "a digit was written twice."
    case .digitChanged: "one digit is another; the rest is right."
    case .entryOf(let row, let column):
      "this is the number that belongs in row \(row + 1), column \(column + 1)."
    case .rowsExchanged: "Two rows of \(name) are exchanged."
    case .columnsExchanged: "Two columns of \(name) are exchanged."
    case .factor(-1): "Every sign of \(name) is flipped; the digits are right."
    case .factor(let factor):
      "Every entry of \(name) is off by the same factor, \(factorText(factor))."
    }
  }

  private func factorText(_ factor: Double) -> String {
    if let whole = Int(exactly: factor) { return String(whole) }
    if let whole = Int(exactly: 1 / factor), abs(whole) > 1 { return "1/\(whole)" }
    return "about \(fixed(factor, decimals: 3))"
  }
}
