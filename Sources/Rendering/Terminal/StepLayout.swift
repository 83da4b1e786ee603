import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

/// A step with as much of it as is to be shown, and what is said below it.
struct ShownStep {
  let step: Step
  var parts = StepParts.all
  var closing: [Line] = []
}

/// Sets the steps of a stage: symbols with the caption beside them, numbers, result.
struct StepLayout {
  let profile: TerminalProfile
  /// The columns before each step.
  let margin = 2
  /// Numbers put in for names are left out where they would take more rows than this.
  var rowLimit = 12

  private var formulas: FormulaLayout { FormulaLayout(profile: profile) }
  private var width: Int { max(profile.width - margin, 8) }

  /// The lines of the steps of one stage; `known` learns what they give.
  func lines(_ steps: [Step], known: inout KnownNames) -> [Line] {
    blocks(steps.map { ShownStep(step: $0) }, known: &known).flatMap { $0 }
  }

  /// The lines of each step, the empty line before it included, as far as it is to be shown;
  /// `known` learns what is shown.
  func blocks(_ steps: [ShownStep], known: inout KnownNames) -> [[Line]] {
    var drafts: [Draft] = []
    for shown in steps {
      let formulas = StepFormulas(shown.step, known: known, digits: profile.digits)
      var draft = draft(formulas.showing(shown.parts), shown.step.result)
      draft.closing = shown.closing
      drafts.append(draft)
      if shown.parts.contains(.result) || formulas.result == nil { known.learn(shown.step) }
    }
    // Captions stand below one another, except beside formulas that reach too far.
    let captionColumn = drafts.reduce(0) { column, draft in
      let needed = draft.head.columns + 3
      return draft.caption.isEmpty || needed > width * 9 / 20 ? column : max(column, needed)
    }
    var blocks: [[Line]] = []
    var previousRows = 1
    for draft in drafts {
      let set = finished(draft, captionColumn)
      let isApart = !blocks.isEmpty && (previousRows > 1 || set.count > 1)
      previousRows = set.count
      blocks.append((isApart ? [Line()] : []) + set.map { $0.indented(by: margin) })
    }
    return blocks
  }

  /// A step whose caption has no place yet.
  private struct Draft {
    var caption = ""
    /// The formulas one below another, and a remark to the right of the last row of each.
    var rows: [(box: Box, remark: String, indentation: Int)] = []
    var notice: String?
    /// Lines below everything else.
    var closing: [Line] = []

    /// The first formula, which the caption goes beside: symbols, as a rule.
    var head: Box { rows.first?.box ?? Box([]) }
  }

  private func draft(_ step: StepFormulas, _ result: Step.Result) -> Draft {
    var draft = Draft(caption: (step.caption ?? "").sanitized, notice: step.notice?.text)
    guard let left = step.left else { return draft }
    if case .generator(let seed) = result, draft.caption.isEmpty {
      draft.caption = "random numbers, seed \(seed)"
    }
    let name = formulas.box(left, within: width)
    // A short left side pushes all right sides in; a long one would leave them no room.
    let isShort = name.rows == 1 && name.columns <= max(7, width / 4 - 3)
    let indentation = isShort ? name.columns : 2
    if !isShort { draft.rows.append((name, "", 0)) }
    let room = width - indentation - profile.columns(of: profile.notation.sign(step.relation))
    for (index, side) in sides(step, within: max(room, 2)).enumerated() {
      let sign = profile.notation.sign(index == 0 ? step.relation : .equal)
      let before = draft.rows.isEmpty ? name : Box(spaces(indentation), profile)
      let lead = Box.beside([before, Box(sign, profile)])
      draft.rows.append((.beside([lead, side.box]), side.remark, lead.columns))
    }
    if draft.rows.isEmpty { draft.rows.append((name, "", 0)) }
    return draft
  }

  /// The right sides, each with what is said beside it.
  private func sides(
    _ step: StepFormulas, within width: Int
  ) -> [(box: Box, remark: String)] {
    let symbols = step.symbols.map { formulas.box($0, within: width) }
    let numbers = step.numbers.flatMap { numbersBox($0, within: width) }
    let result = step.result.map { formulas.box($0, within: width) }
    let sides = [symbols, numbers, result].compactMap { $0 }
    guard !sides.isEmpty else { return [] }
    var remarks = Array(repeating: [String](), count: sides.count)
    // The shapes stand beside the matrices they speak of.
    let place = numbers == nil ? sides.count - 1 : step.symbols == nil ? 0 : 1
    remarks[place] += step.shapes.prefix(2).map { $0.text(profile.notation) }
    let last = sides.count - 1
    if let shape = step.resultShape { remarks[last].append(shape.sizeWords(profile.notation)) }
    if let number = step.overridden { remarks[last].append("instead of \(number)") }
    if let seed = step.seed { remarks[last].append("drawn with seed \(seed)") }
    return zip(sides, remarks).map { ($0, $1.joined(separator: ", ")) }
  }

  /// Numbers put in for names, or nil if they are more than a reader can take in.
  private func numbersBox(_ formula: Formula, within width: Int) -> Box? {
    let pieces = formula.pieces(profile.notation)
    if pieces.contains(where: \.isElided) { return nil }
    let box = formulas.box(pieces, within: width)
    return box.rows > rowLimit ? nil : box
  }

  /// The lines of a step, its caption beside the symbols if it fits there and above them if not.
  private func finished(_ draft: Draft, _ captionColumn: Int) -> [Line] {
    var lines: [Line] = []
    for (index, (box, remark, indentation)) in draft.rows.enumerated() {
      var rows = box.lines
      if index == 0, !draft.caption.isEmpty {
        let column = max(captionColumn, box.columns + 3)
        if let line = placing(draft.caption, beside: rows[box.baseline], from: column) {
          rows[box.baseline] = line
        } else {
          lines += asides(draft.caption, width)
        }
      }
      lines += rows
      guard !remark.isEmpty, let last = lines.last else { continue }
      if let line = placing(remark, beside: last, from: max(captionColumn, box.columns + 3)) {
        lines[lines.count - 1] = line
      } else {
        let room = max(width - indentation, 8)
        lines += asides(remark, room).map { $0.indented(by: width - room) }
      }
    }
    if draft.rows.isEmpty { lines += asides(draft.caption, width) }
    if let notice = draft.notice {
      lines += LineBreaker.lines([("! " + notice, .bad)], width: width, profile)
    }
    return lines + draft.closing
  }

  /// A line with a remark to its right, at the column if it fits there; nil if it does not fit.
  private func placing(_ remark: String, beside line: Line, from column: Int) -> Line? {
    let columns = profile.columns(of: remark)
    let start = max(line.columns + 3, min(column, width - columns))
    guard start + columns <= width else { return nil }
    var result = line
    result.pad(to: start)
    result.append(Line(remark, profile, .aside))
    return result
  }

  private func asides(_ text: String, _ width: Int) -> [Line] {
    LineBreaker.lines([(text, .aside)], width: width, profile)
  }
}

extension Formula {
  /// Whether entries of a matrix in it are left out.
  var hasElision: Bool { pieces(.ascii).contains(where: \.isElided) }
}

extension Piece {
  /// Whether it is a matrix of which entries are left out.
  fileprivate var isElided: Bool {
    if case .matrix(let matrix) = self { matrix.isElided } else { false }
  }
}
