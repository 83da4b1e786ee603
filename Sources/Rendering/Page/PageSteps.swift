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
    let subject = notes.known.builder(digits: digits).formula(question.subject).math
    let decimals = question.decimals ?? 2
    let blank = Math.blank(shape, decimals: decimals)
    var number: Int?
    if worksheet != nil, let value = values[span] {
      let digits = question.decimals ?? self.digits
      number = note(subject, "\(question.subject)", value, digits: digits)
    }
    return .question(
      .row([subject, Infix.approximately.math, blank]), number: number, code: code)
  }

  /// A claim that a worksheet asks for instead of making it.
  func blank(_ claim: Claim, code: String) -> PageInline {
    let subject = notes.known.builder(digits: digits).formula(claim.subject).math
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

  /// The blank in place of a value on a worksheet; nil if it is shown.
  private mutating func blank(
    for step: StepFormulas, _ run: Step, _ left: Math
  ) -> (math: Math, number: Int?)? {
    guard let worksheet, case .array(let value) = run.result,
      let name = run.statement.assignedName, hiddenNames.contains(name)
    else { return nil }
    let number = worksheet == .all ? note(left, name, value, digits: digits) : nil
    return (.blank(value.shape, decimals: digits), number)
  }

  /// The names whose values are left blank: those that questions ask for, or all that are calculated.
  func hidden() -> Set<String> {
    var names: Set<String> = []
    switch worksheet {
    case nil: break
    case .questions:
      for question in walkthrough.lesson.questions { names.formUnion(question.subject.names) }
      // What is given is no answer, wherever a question speaks of it.
      names.subtract(givenNames)
    case .all:
      for step in walkthrough.stages.joined() {
        if let name = step.statement.assignedName { names.insert(name) }
      }
      names.subtract(givenNames)
    }
    return names
  }

  /// The names whose values nobody calculates by hand: numbers typed in, random ones and what is
  /// picked from them, long arrays.
  private var givenNames: Set<String> {
    var given: Set<String> = []
    var known = KnownNames(walkthrough.lesson)
    for step in walkthrough.stages.joined() {
      let formulas = StepFormulas(step, known: known, digits: digits)
      known.learn(step)
      guard let name = step.statement.assignedName, case .array(let value) = step.result else {
        continue
      }
      let isPicked = if case .entry? = formulas.symbols { true } else { false }
      if formulas.symbols == nil || formulas.seed != nil || !step.draws.isEmpty || isPicked
        || value.elements.count > 24
      {
        given.insert(name)
      } else {
        given.remove(name)
      }
    }
    return given
  }

  @discardableResult
  private mutating func note(
    _ subject: Math, _ code: String, _ value: NumericArray, digits: Int
  ) -> Int {
    let math = Math.row([
      subject, Infix.equal.math, Formula(value: value, digits: digits).math,
    ])
    answers.append(
      PageAnswer(number: answers.count + 1, math: math, code: "\(code) = \(value.shape.blanks)"))
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

extension Shape {
  /// `[? ?; ? ?]`: what is to be filled in, as an answers file has it.
  var blanks: String {
    if self == .scalar { return "?" }
    let row = Array(repeating: "?", count: columns).joined(separator: " ")
    return "[\(Array(repeating: row, count: rows).joined(separator: "; "))]"
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

extension Walkthrough {
  /// What came of the claims, in a sentence; nil if there are none.
  var claimSummary: String? {
    let (holding, wrong, suspended, unchecked) = tally
    func counted(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let facts = [
      counted(holding, "claim holds", "claims hold"), counted(wrong, "claim fails", "claims fail"),
      counted(unchecked, "claim could not be checked", "claims could not be checked"),
      counted(suspended, "claim was not checked", "claims were not checked"),
    ].compactMap { $0 }
    return facts.isEmpty ? nil : facts.joined(separator: "; ")
  }

  /// What sets its numbers apart from those that the lesson's text speaks of.
  var conditions: [String] {
    var conditions: [String] = []
    for stage in lesson.stages.indices where stage < stages.count {
      for step in stages[stage] {
        guard let name = step.statement.assignedName, overrides.contains(name),
          step.overriddenNumber != nil, let number = step.typedNumber
        else { continue }
        conditions.append("\(name) = \(number)")
      }
    }
    if let rounding { conditions.append("every value rounded to \(rounding.decimals) decimals") }
    return conditions
  }
}
