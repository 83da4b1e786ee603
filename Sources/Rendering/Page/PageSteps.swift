import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

// Stages and questions on a page: symbols, numbers, result; blanks where a worksheet has them.

extension PageBuilder {
  /// A stage with what its statements gave; from here on they are known.
  mutating func stage(_ stage: Stage, _ steps: [Step]) -> PageBlock {
    var result: [PageStep] = []
    for step in steps {
      let formulas = StepFormulas(step, known: notes.known, digits: digits)
      result.append(pageStep(formulas, step))
      notes.known.learn(step)
      guard let name = step.statement.assignedName else { continue }
      if hiddenSteps.contains(step.statement.span) {
        hiddenNames.insert(name)
      } else {
        hiddenNames.remove(name)
      }
    }
    let code = stage.statements.map { "\($0)" }.joined(separator: "\n")
    return .stage(name: stage.name, code: code, result)
  }

  private mutating func pageStep(_ step: StepFormulas, _ run: Step) -> PageStep {
    var caption = step.caption
    if case .generator(let seed) = run.result, caption == nil {
      caption = "random numbers, seed \(seed)"
    }
    var page = PageStep(
      left: step.left?.math, sides: [], caption: caption, notice: step.notice?.text)
    guard let left = page.left else { return page }
    let blank = self.blank(for: step, run, left)
    page.number = blank?.number
    // Numbers put in for names would give the blanks above away.
    let showsNumbers = worksheet == nil || hiddenNames.isDisjoint(with: run.operands.keys)
    let numbers =
      showsNumbers ? step.numbers.flatMap { $0.isReadable ? $0.math : nil } : nil
    let sides = [step.symbols?.math, numbers, blank?.math ?? step.result?.math].compactMap { $0 }
    guard !sides.isEmpty else { return page }
    var remarks = Array(repeating: [String](), count: sides.count)
    // The shapes stand beside the matrices they speak of.
    let place = numbers == nil ? sides.count - 1 : step.symbols == nil ? 0 : 1
    remarks[place] += step.shapes.prefix(2).map { $0.text(.unicode) }
    let last = sides.count - 1
    if let shape = step.resultShape { remarks[last].append(shape.sizeWords(.unicode)) }
    if let number = step.overridden { remarks[last].append("instead of \(number)") }
    if let seed = step.seed { remarks[last].append("drawn with seed \(seed)") }
    for (index, side) in sides.enumerated() {
      page.sides.append(
        .init(
          sign: index == 0 ? step.relation.math : Infix.equal.math, math: side,
          remark: remarks[index].joined(separator: ", ")))
    }
    return page
  }

  // MARK: Blanks

  /// A question with its blanks, numbered on a worksheet.
  mutating func question(
    _ question: Question, _ shape: Shape?, code: String, at span: Span
  ) -> PageInline {
    let subject = notes.known.builder(digits: digits).formula(question.subject).inlineMath
    let decimals = question.decimals ?? 2
    let blank = Math.blank(shape, decimals: decimals)
    var number: Int?
    if worksheet != nil, let value = values[span] {
      let digits = question.decimals ?? self.digits
      number = note(subject, value, line: lines.line(for: question, value.shape), digits: digits)
    }
    return .question(
      .row([subject, Infix.approximately.math, blank]), number: number, code: code)
  }

  /// A claim that a worksheet asks for instead of making it.
  func blank(_ claim: Claim, code: String) -> PageInline {
    let subject = notes.known.builder(digits: digits).formula(claim.subject).inlineMath
    let decimals = max(claim.literal.rows.first?.first?.decimals ?? digits, 0)
    let blank: Math
    if case .scalar = claim.literal.form {
      blank = .blank(decimals: decimals)
    } else {
      let rows = claim.literal.rows
      let shape = Shape.matrix(rows: rows.count, columns: rows.first?.count ?? 1)
      blank = .blank(shape, decimals: decimals)
    }
    return .question(
      .row([subject, Infix.approximately.math, blank]), number: nil, code: code)
  }

  /// A claim with the value that there is here, in as many decimals; nil for one of a misprint.
  func ownClaim(_ claim: Claim) -> Math? {
    let relation: Infix
    switch claim.relation {
    case .approximately: relation = .approximately
    case .exactly: relation = .equal
    case .notApproximately: return nil
    }
    guard let value = values[claim.span] else { return nil }
    let decimals = max(claim.literal.rows.first?.first?.decimals ?? digits, 0)
    let subject = notes.known.builder(digits: digits).formula(claim.subject)
    return Formula.infix(relation, subject, Formula(value: value, digits: decimals)).inlineMath
  }

  /// The blank in place of a value on a worksheet; nil if it is shown.
  private mutating func blank(
    for step: StepFormulas, _ run: Step, _ left: Math
  ) -> (math: Math, number: Int?)? {
    guard let worksheet, case .array(let value) = run.result,
      let name = run.statement.assignedName, hiddenSteps.contains(run.statement.span)
    else { return nil }
    let subject = step.left?.inlineMath ?? left
    guard worksheet == .all else { return (.blank(value.shape, decimals: digits), nil) }
    let line = lines.line(for: name, statement: run.statement.span, value.shape)
    let number = note(subject, value, line: line, digits: digits)
    return (.blank(value.shape, decimals: digits), number)
  }

  @discardableResult
  private mutating func note(
    _ subject: Math, _ value: NumericArray, line: String?, digits: Int
  ) -> Int {
    let math = Math.row([
      subject, Infix.equal.math, Formula(value: value, digits: digits).math,
    ])
    answers.append(PageAnswer(number: answers.count + 1, math: math, line: line))
    return answers.count
  }
}

extension Math {
  /// Blanks for a value of a shape, as many as people can fill in; one if it is not known.
  fileprivate static func blank(_ shape: Shape?, decimals: Int) -> Math {
    let blank = Math.blank(decimals: decimals)
    guard let shape, shape != .scalar, (1...24).contains(shape.count) else { return blank }
    let row = Array(repeating: blank, count: shape.columns)
    return .fenced(
      "[", .table(MathTable(.numbers, Array(repeating: row, count: shape.rows))), "]")
  }
}

extension Formula {
  /// Whether it is short enough, with numbers put in for names, for a reader to take in.
  fileprivate var isReadable: Bool {
    var count = 0
    for piece in pieces(.ascii) {
      if case .matrix(let matrix) = piece {
        if matrix.isElided { return false }
        count += matrix.rows.count * matrix.columns
      }
    }
    return count <= 120
  }
}
