import CommonMark
import Lessons
import Matrices
import Source
import Tutoring

/// Running text as styled pieces, claims and questions as formulas among them.
struct InlineText {
  let profile: TerminalProfile
  let notes: ProseNotes

  /// Text in one style. A line feed in it ends the line; a no-break space is never a place to break.
  typealias Run = (text: String, style: Style)

  /// The pieces of inlines, in order.
  func runs(_ inlines: [Inline], _ style: Style = []) -> [Run] {
    var runs: [Run] = []
    for inline in inlines { append(inline, style, to: &runs) }
    return runs
  }

  private func append(_ inline: Inline, _ style: Style, to runs: inout [Run]) {
    switch inline.kind {
    case .text(let text): runs.append((text.sanitized, style))
    case .softBreak: runs.append((softBreak(after: runs.last?.text), style))
    case .lineBreak: runs.append(("\n", style))
    case .code(let code): append(code, style, to: &runs)
    case .math(let code): runs.append((profile.mathematics(code.content.text), style))
    case .emphasis(let inlines): runs += self.runs(inlines, style.union(.emphasis))
    case .strong(let inlines): runs += self.runs(inlines, style.union(.strong))
    case .link(let destination, _, let inlines):
      let text = self.runs(inlines, style.union(.link))
      runs += text
      let address = destination.sanitized
      if !address.isEmpty, text.map(\.text).joined() != address {
        runs.append((" (\(address))", style.union(.aside)))
      }
    case .image(_, _, let inlines):
      runs.append(("[", style.union(.aside)))
      runs += self.runs(inlines, style.union(.emphasis))
      runs.append(("]", style.union(.aside)))
    // Raw HTML says nothing to a terminal.
    case .html: break
    }
  }

  /// A line end in the source is a space, except between characters written without spaces.
  private func softBreak(after text: String?) -> String {
    guard let last = text?.last, last.isWithoutSpaces else { return " " }
    return ""
  }

  private func append(_ code: CodeSpan, _ style: Style, to runs: inout [Run]) {
    if let (claim, outcome) = notes.claims[code.span], !claim.isOnlyCode(outcome) {
      append(claim, outcome, style, to: &runs)
    } else if let (question, shape) = notes.questions[code.span] {
      let blanks = notes.known.formula(question, shape: shape).oneLine(profile.notation)
      runs.append((unbroken(blanks), style.union(.strong)))
    } else {
      let text = code.content.text.sanitized
      // Without colour or bold, code would not stand out from the words around it.
      runs.append((profile.isStyled ? text : "`\(text)`", style.union(.code)))
    }
  }

  private func append(
    _ claim: Claim, _ outcome: ClaimOutcome, _ style: Style, to runs: inout [Run]
  ) {
    let formula = notes.known.formula(claim).oneLine(profile.notation)
    runs.append((unbroken(formula), style.union(.code)))
    switch outcome {
    case .holds:
      let mark = profile.isLinear ? "(right)" : profile.sign("✓", ascii: "[ok]")
      runs.append(("\u{A0}" + mark, style.union(.good)))
    case .fails, .wrongShape:
      let mark = profile.isLinear ? "wrong:" : profile.sign("✗", ascii: "[WRONG]")
      let words = claim.correction(outcome, profile.notation) ?? ""
      runs.append(("\u{A0}\(mark) (\(words))", style.union(.bad)))
    case .suspended, .unchecked:
      runs.append(("\u{A0}(not checked)", style.union(.aside)))
    }
  }

  /// A short formula is kept in one line.
  private func unbroken(_ text: String) -> String {
    guard text.utf8.count <= 30 else { return text }
    return String(text.map { $0 == " " ? "\u{A0}" : $0 })
  }
}

extension Claim {
  /// Whether it turned out to speak of nothing here: `x = 3` in a text is often code.
  fileprivate func isOnlyCode(_ outcome: ClaimOutcome) -> Bool {
    if case .exactly = relation { outcome == .unchecked } else { false }
  }
}

/// What the prose of a lesson refers to, at one point of it.
struct ProseNotes {
  /// The claims and what came of them, by the code spans they are.
  var claims: [Span: (Claim, ClaimOutcome)] = [:]
  /// The questions and the shapes of their answers, by the code spans they are.
  var questions: [Span: (Question, Shape?)] = [:]
  /// The values made above.
  var known: KnownNames
}

extension TerminalProfile {
  /// TeX mathematics as it is shown here.
  func mathematics(_ tex: String) -> String {
    let source = tex.sanitized
    return notation == .unicode ? TeXText.line(source) : source
  }
}
