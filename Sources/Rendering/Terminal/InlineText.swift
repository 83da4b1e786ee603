import CommonMark
import Lessons
import Matrices
import Source
import Tutoring

/// Running text as styled pieces, claims and questions as formulas among them.
struct InlineText {
  let profile: TerminalProfile
  let notes: ProseNotes

  /// Text in one style.
  ///
  /// A line feed in it ends the line; a no-break space is never a place to break.
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
    runs.append(mark(claim, outcome, style))
  }

  /// What is said behind a claim of what came of it.
  private func mark(_ claim: Claim, _ outcome: ClaimOutcome, _ style: Style) -> Run {
    switch outcome {
    case .holds:
      let mark = profile.isLinear ? "(right)" : profile.sign("✓", ascii: "[ok]")
      return ("\u{A0}" + mark, style.union(.good))
    case .fails, .wrongShape:
      let mark = profile.sign("✗", ascii: "[WRONG]")
      let words = claim.correction(outcome, profile.notation) ?? ""
      let text = profile.isLinear ? "(wrong: \(words))" : "\(mark) (\(words))"
      return ("\u{A0}" + text, style.union(.bad))
    case .suspended, .unchecked:
      let mark = profile.isLinear ? "(not checked)" : profile.sign("·", ascii: "[-]")
      return ("\u{A0}" + mark, style.union(.aside))
    }
  }

  /// A short formula is kept in one line, a long one only the rows of its matrices.
  private func unbroken(_ text: String) -> String {
    let isShort = profile.columns(of: text) <= profile.width / 2
    var isInBrackets = false
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: " ") where isShort || (isInBrackets && bytes.last != UInt8(ascii: ";")):
        // A no-break space, U+00A0.
        bytes.append(0xC2)
        bytes.append(0xA0)
        continue
      default: break
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A claim or question about a matrix of several rows that stands alone, in two dimensions; nil
  /// if this is none.
  func display(_ inlines: [Inline], width: Int) -> Box? {
    guard inlines.count == 1, !profile.isLinear, case .code(let code) = inlines[0].kind else {
      return nil
    }
    let formula: Formula
    var mark: Run = ("", [])
    var style: Style = .code
    if let (claim, outcome) = notes.claims[code.span], !claim.isOnlyCode(outcome) {
      formula = notes.known.formula(claim)
      mark = self.mark(claim, outcome, [])
    } else if let (question, shape) = notes.questions[code.span] {
      formula = notes.known.formula(question, shape: shape)
      style = .strong
    } else {
      return nil
    }
    let pieces = formula.pieces(profile.notation)
    guard !pieces.allSatisfy(\.isOneRow) else { return nil }
    let box = FormulaLayout(profile: profile).box(pieces)
    guard box.rows > 1, box.columns <= width else { return nil }
    var lines = box.lines.map { $0.styled(style) }
    let words = Line(mark.text.replacingNoBreakSpaces, profile, mark.style)
    if box.columns + words.columns <= width {
      lines[box.baseline].append(words)
    } else {
      lines += LineBreaker.lines([mark], width: width, profile)
    }
    return Box(lines, baseline: box.baseline)
  }
}

extension Claim {
  /// Whether it turned out to speak of nothing here: `x = 3` in a text is often code.
  func isOnlyCode(_ outcome: ClaimOutcome) -> Bool {
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
    Math(tex: tex).oneLine(notation).sanitized
  }
}
