import Lessons
import Matrices
import StageLanguage
import Tutoring

/// An explanation as text for a terminal or a file.
///
/// - Parameters:
///   - explanation: What is explained.
///   - profile: What the terminal can do.
/// - Returns: Lines, each ended by a line feed, without control characters.
public func terminalText(_ explanation: Explanation, profile: TerminalProfile) -> String {
  if profile.isLinear {
    return profile.text(LinearExplanation(explanation: explanation, profile: profile).lines())
  }
  var printer = ExplanationPrinter(explanation: explanation, profile: profile)
  printer.print()
  return profile.text(printer.lines)
}

/// Sets an explanation: the statement, each entry line by line, shapes, the reasons.
struct ExplanationPrinter {
  let explanation: Explanation
  let profile: TerminalProfile
  private(set) var lines: [Line] = []
  /// What has been said once is not said again.
  private var said: Set<String> = []

  init(explanation: Explanation, profile: TerminalProfile) {
    self.explanation = explanation
    self.profile = profile
  }

  var layout: FormulaLayout { FormulaLayout(profile: profile) }

  mutating func print() {
    append(heading())
    for entry in explanation.shownEntries { print(entry, level: 1) }
    if let omissions = explanation.omissions { append(aside(omissions)) }
    let (_, known, _) = explanation.subjectStep
    let words = ShapeWords(builder: builder(known), notation: profile.notation)
    for product in explanation.products { append(text(words.sentence(product) + ".")) }
    if let gradient = explanation.gradient { append(story(gradient, words)) }
    if let rounding = explanation.history.walkthrough.rounding {
      append(aside(rounding.practice))
    }
  }

  mutating func append(_ block: [Line]) {
    guard !block.isEmpty else { return }
    if !lines.isEmpty { lines.append(Line()) }
    lines += block
  }

  func builder(_ known: KnownNames) -> FormulaBuilder { known.builder(digits: profile.digits) }

  func text(_ words: String, _ style: Style = [], indent: Int = 0) -> [Line] {
    LineBreaker.lines([(words, style)], width: max(profile.width - indent, 8), profile).map {
      $0.indented(by: indent)
    }
  }

  func aside(_ words: String) -> [Line] { text(words, .aside) }

  // MARK: The statement

  /// The statement that gives the value: as a run shows it, or in symbols alone.
  private func heading() -> [Line] {
    var (step, known, number) = explanation.subjectStep
    var lines: [Line] = []
    if explanation.showsWhole {
      lines = StepLayout(profile: profile).lines([step], known: &known).map {
        $0.dedented(by: 2)
      }
    } else if number != nil, !explanation.isNumber {
      let formulas = StepFormulas(step, known: known, digits: profile.digits)
      if let left = formulas.left, let symbols = formulas.symbols {
        let formula = Formula.infix(formulas.relation, left, symbols)
        lines = layout.box(formula, within: profile.width).lines
      }
      lines = captioned(lines, formulas.caption)
    }
    // The calculation of a single number is its statement; it says there where it stands.
    if let number, !explanation.isNumber { lines += aside(place(number)) }
    return lines
  }

  /// Lines with a caption beside a single one, or below them.
  private func captioned(_ lines: [Line], _ caption: String?) -> [Line] {
    let caption = (caption ?? "").sanitized
    guard !caption.isEmpty else { return lines }
    guard var line = lines.first, lines.count == 1,
      line.columns + 3 + profile.columns(of: caption) <= profile.width
    else { return lines + aside(caption) }
    line.pad(to: line.columns + 3)
    line.append(Line(caption, profile, .aside))
    return [line]
  }

  /// The first lines of a single number's calculation, with its caption, and where it stands.
  private func statement(_ lines: [Line]) -> [Line] {
    let (step, known, number) = explanation.subjectStep
    let formulas = StepFormulas(step, known: known, digits: profile.digits)
    let first = captioned(Array(lines.prefix(1)), formulas.caption)
    let isTyped = step.typedNumber != nil
    let place = isTyped ? [] : number.map { aside(self.place($0)) } ?? []
    // A caption that does not fit beside the first line comes after the last.
    return first.count == 1
      ? first + lines.dropFirst() + place
      : Array(lines) + aside((formulas.caption ?? "").sanitized) + place
  }

  func place(_ step: Int) -> String {
    let history = explanation.history
    return "stage \(history.stageName(of: step).sanitized), line \(history.line(of: step))"
  }

  // MARK: Entries

  private mutating func print(_ entry: EntryExplanation, level: Int) {
    // Deep down there must be room left for the numbers.
    let indentation = min(2 * (level - 1), profile.width / 3)
    let formulas = TermFormulas(
      builder: builder(explanation.known(for: entry.label)), notation: profile.notation)
    let width = max(profile.width - indentation, 12)
    let (sides, sums) = formulas.sides(entry)
    var block = equation(formulas.label(entry.label), sides, width, isRevision: entry.isRevision)
    if level == 1, explanation.isNumber { block = statement(block) }
    for sum in sums { block += summands(sum, formulas, width) }
    for fact in facts(entry, level, formulas) {
      block += LineBreaker.lines([(fact, .aside)], width: max(width - 2, 8), profile)
        .map { $0.indented(by: 2) }
    }
    append(block.map { $0.indented(by: indentation) })
    for dependency in entry.dependencies { print(dependency, level: level + 1) }
  }

  /// What the numbers of a sum come from, each by itself.
  private func summands(_ sum: Listing, _ formulas: TermFormulas, _ width: Int) -> [Line] {
    var lines: [Line] = []
    for (place, term) in zip(sum.places, sum.terms) {
      let name = Formula.text("number \(place + 1)")
      let sides = formulas.summand(term, isFirst: place == sum.places.first)
      lines += equation(name, sides, max(width - 2, 8), isRevision: false)
    }
    return lines.map { $0.indented(by: 2) }
  }

  /// One formula below another, all after the same name.
  private func equation(
    _ name: Formula, _ sides: [Formula], _ width: Int, isRevision: Bool
  ) -> [Line] {
    let label = layout.box(name, within: width)
    let isShort = label.rows == 1 && label.columns <= width / 3
    var lines = isShort ? [] : label.lines
    for (index, side) in sides.enumerated() {
      var lead = Line()
      if isShort, index == 0, let first = label.lines.first {
        lead.append(first)
      } else if isShort {
        lead.pad(to: label.columns)
      } else {
        lead.pad(to: 1)
      }
      let sign = profile.notation.sign(index == 0 && isRevision ? .becomes : .equal)
      lead.append(Line(sign, profile))
      let box = layout.box(side, within: max(width - lead.columns, 8))
      lines += Box.beside([Box([lead]), box]).lines
    }
    return lines
  }

  private mutating func facts(
    _ entry: EntryExplanation, _ level: Int, _ formulas: TermFormulas
  ) -> [String] {
    TermFacts(formulas: formulas, history: explanation.history).facts(entry, level: level).filter {
      said.insert($0).inserted
    }
  }
}

extension PaperArithmetic {
  /// What it means for the numbers shown.
  var practice: String {
    "every named value is rounded to \(decimalsInWords) before it is used"
  }
}

extension Line {
  /// The line without so many of the spaces that it begins with.
  fileprivate func dedented(by count: Int) -> Line {
    guard let first = runs.first else { return self }
    let spaces = min(count, first.text.prefix { $0 == " " }.count)
    var line = Line()
    line.append(
      Run(
        text: String(first.text.dropFirst(spaces)), style: first.style,
        columns: first.columns - spaces))
    for run in runs.dropFirst() { line.append(run) }
    return line
  }
}
