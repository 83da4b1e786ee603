import Lessons
import Matrices
import Source
import Tutoring

/// A marking as text: of every value a grid of marks and what is to be said, then the counts.
public func markingText(_ marking: Marking, profile: TerminalProfile) -> String {
  let printer = MarkingPrinter(profile: profile)
  return printer.text(marking)
}

/// One marked answer: its grid of marks and what is to be said of it.
func markingLines(
  _ answer: MarkedAnswer, in marking: Marking, _ profile: TerminalProfile
) -> [Line] {
  let symbols = MarkingSymbols(marking, notation: profile.notation)
  return MarkingPrinter(profile: profile).block(answer, symbols)
}

struct MarkingPrinter {
  let profile: TerminalProfile

  // MARK: One set

  func text(_ marking: Marking) -> String {
    var lines: [Line] = []
    let symbols = MarkingSymbols(marking, notation: profile.notation)
    for answer in marking.answers {
      lines += block(answer, symbols)
      lines.append(Line())
    }
    lines += summary(marking)
    return profile.text(lines)
  }

  func block(_ answer: MarkedAnswer, _ symbols: MarkingSymbols) -> [Line] {
    if profile.isLinear { return linearBlock(answer, symbols) }
    var head = Line(title(of: answer), profile, .strong)
    head.append(Line("  \(answer.value.shape)", profile, .aside))
    var lines = [head]
    lines += grid(answer)
    for sentence in answer.sentences {
      lines += wrapped(capitalized(symbols.text(sentence)), indent: 2)
    }
    return lines
  }

  private func title(of answer: MarkedAnswer) -> String {
    let index = answer.answer.index.map { "[\($0.map(String.init).joined(separator: ", "))]" } ?? ""
    return (answer.name + index + answer.version).sanitized
  }

  /// The numbers as they were typed, each with its mark.
  private func grid(_ answer: MarkedAnswer) -> [Line] {
    let texts = alignedOnPoints(answer.answer.literal.rows.map { $0.map(\.text.sanitized) })
    return zip(texts, answer.verdicts).map { texts, verdicts in
      var line = Line(" ", profile)
      for (column, (text, verdict)) in zip(texts, verdicts).enumerated() {
        let (sign, style) = mark(verdict)
        line.append(Line(column == 0 ? " " : "   ", profile))
        line.append(Line(sign + " ", profile, style))
        // The last column needs no padding: blanks at the end of a line are in the way when it is
        // copied.
        line.append(
          Line(column == texts.count - 1 ? text.trimmingTrailingBlanks : text, profile))
      }
      return line
    }
  }

  func mark(_ verdict: Verdict) -> (sign: String, style: Style) {
    switch verdict {
    case .blank: (profile.sign("·", ascii: "."), .aside)
    case .right, .rightAsFarAsItGoes: (profile.sign("✓", ascii: "+"), .good)
    case .truncated, .roundedOnTheWay: ("~", .good)
    case .carried: (profile.sign("→", ascii: ">"), [])
    case .mistake, .slip, .wrong: (profile.sign("✗", ascii: "x"), .bad)
    }
  }

  /// One fact a line.
  private func linearBlock(_ answer: MarkedAnswer, _ symbols: MarkingSymbols) -> [Line] {
    var lines: [Line] = []
    for (row, verdicts) in answer.verdicts.enumerated() {
      for (column, verdict) in verdicts.enumerated() {
        let number = answer.answer.literal.rows[row][column]
        let place =
          answer.answer.literal.form == .scalar ? "" : ", row \(row + 1), column \(column + 1)"
        lines += wrapped(
          "\(title(of: answer))\(place): \(number.text.sanitized), \(word(verdict)).", indent: 0)
      }
    }
    return lines
      + answer.sentences.flatMap { wrapped(capitalized(symbols.text($0)), indent: 0) }
  }

  private func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .blank: "left blank"
    case .right, .rightAsFarAsItGoes: "right"
    case .truncated: "right, but cut off"
    case .roundedOnTheWay: "right but for rounding on the way"
    case .carried: "follows from an earlier error"
    case .mistake, .slip, .wrong: "wrong"
    }
  }

  private func capitalized(_ sentence: String) -> String {
    // A name keeps its case.
    guard let first = sentence.first,
      sentence.hasPrefix("the ") || sentence.hasPrefix("two ")
        || sentence.hasPrefix("a ") || sentence.hasPrefix("one ") || sentence.hasPrefix("this ")
    else { return sentence }
    return first.uppercased() + sentence.dropFirst()
  }

  private func summary(_ marking: Marking) -> [Line] {
    var lines: [Line] = []
    if let first = marking.firstWrong {
      lines += wrapped("The first step that is wrong by itself: \(title(of: first)).", indent: 0)
    }
    let tally = marking.tally
    var counts =
      "\(tally.right) right, \(tally.carried) carried forward, \(tally.wrong) wrong, "
      + "\(tally.blank) left blank"
    if !marking.notAttempted.isEmpty {
      counts += "; not attempted: \(marking.notAttempted.joined(separator: ", "))"
    }
    lines += wrapped(counts, indent: 0)
    return lines
  }

  private func wrapped(_ text: String, indent: Int) -> [Line] {
    LineBreaker.lines(
      [(text: text.sanitized, style: [])], width: profile.width - indent, profile
    ).map { $0.indented(by: indent) }
  }
}
