import Lessons
import Matrices
import Source
import StageLanguage

/// Marks answers to a lesson: of every number whether it is right, and if not, why.
///
/// The rules are tried in order and the first that fits is taken: right, cut off, rounded on the
/// way, carried forward, a known mistake, a slip. One marker marks many sets of answers; what it
/// works out once about the lesson it keeps.
public struct Marker: ~Copyable {
  let compiled: CompiledLesson
  let values: LessonValues
  /// The lesson's true values.
  var truth: Machine
  /// Which values are rounded, in paper arithmetic.
  private let rounding: (decimals: Int, slots: Set<Slot>)?
  var variants: VariantTable
  /// Where variants are computed: the lesson's values, some of them replaced.
  var bench: Machine
  /// Whether the bench has the lesson's own values.
  private var isBenchTrue = true
  /// What comes of variants, from the true values.
  var outcomes: [OutcomeKey: [VariantOutcome]] = [:]
  /// What comes of variants used in several places.
  var repeatedOutcomes: [RepeatedKey: [RepeatedOutcome]] = [:]
  /// The bounds of values if all before them are rounded to so many decimals.
  var bounds: [Int: IntervalMachine] = [:]
  /// The values that are not computed but given.
  let given: Set<Slot>
  /// For each value marked so far that follows from others, by its number, the names of those that
  /// are wrong by themselves.
  var roots: [Int: [String]] = [:]

  /// Creates a marker for a lesson that compiles without errors.
  ///
  /// - Parameters:
  ///   - compiled: The lesson.
  ///   - arithmetic: Marks against paper arithmetic; nil for exact values.
  /// - Throws: what stops the lesson.
  public init(
    _ compiled: CompiledLesson, rounding arithmetic: PaperArithmetic? = nil
  ) throws(Machine.Failure) {
    let rounding = arithmetic.map { ($0.decimals, compiled.slots(roundedIn: $0)) }
    var truth = Machine(compiled.program)
    truth.rounding = rounding
    try truth.run()
    let values = LessonValues(compiled)
    self.compiled = compiled
    self.values = values
    self.rounding = rounding
    // A second name for a value (`W1 = W1_new`) does not make the value a given one.
    given = Set(
      values.all.filter { $0.isGiven && $0.statement.instructions.contains($0.slot.index) }
        .filter { if case .name = $0.expression.kind { false } else { true } }
        .map(\.slot))
    variants = VariantTable(compiled, values)
    bench = Machine(copying: truth)
    self.truth = truth
  }

  // MARK: Marking

  /// Marks a set of answers.
  public mutating func mark(_ source: SourceText) -> Marking {
    let (answers, reading) = AnswersReader.read(source)
    var diagnostics = reading
    var matched: [(answer: Answer, versions: [LessonValues.Assigned])] = []
    for answer in answers {
      if let versions = versions(of: answer, &diagnostics) {
        matched.append((answer, versions))
      }
    }
    var chosen = chooseVersions(matched).map { answer, assigned in
      (
        answer: answer.lyingDown(for: compiled.program.type(of: assigned.slot).shape),
        assigned: assigned
      )
    }
    chosen.sort { $0.assigned.order < $1.assigned.order }
    reportRepeated(chosen, &diagnostics)
    let own = OwnValues(chosen, truth, compiled.program)
    roots = [:]
    var marked: [MarkedAnswer] = []
    for (answer, assigned) in chosen {
      marked.append(excusing(mark(answer, assigned, own), after: marked))
      noteRoots(marked[marked.count - 1])
    }
    return Marking(
      answers: marked, notAttempted: notAttempted(Set(chosen.map(\.assigned.order))),
      diagnostics: diagnostics.sorted, shapes: shapes)
  }

  /// The answer with what follows from roundings called that: where the earlier values are right as far
  /// as they go, there is no error that could have been carried forward.
  private func excusing(
    _ answer: MarkedAnswer, after earlier: [MarkedAnswer]
  ) -> MarkedAnswer {
    let names = answer.remarks.flatMap { remark in
      if case .carried(let names) = remark { names } else { [String]() }
    }
    let hasError = names.contains { name in
      let given = earlier.filter { $0.name == name }
      return given.isEmpty || given.contains { $0.isWrongByItself || $0.tally.carried > 0 }
    }
    guard !names.isEmpty, !hasError else { return answer }
    return MarkedAnswer(
      answer: answer.answer, name: answer.name, order: answer.order, version: answer.version,
      stage: answer.stage, value: answer.value,
      verdicts: answer.verdicts.map { $0.map { $0 == .carried ? .roundedOnTheWay : $0 } },
      remarks: answer.remarks.filter { if case .carried = $0 { false } else { true } })
  }

  /// Remembers what an answer follows from, if nothing in it is wrong by itself.
  private mutating func noteRoots(_ answer: MarkedAnswer) {
    var names: [String] = []
    for case .carried(let others) in answer.remarks { names += others }
    if answer.isWrongByItself || names.isEmpty { names.append(answer.name) }
    for name in names where !roots[answer.order, default: []].contains(name) {
      roots[answer.order, default: []].append(name)
    }
  }

  /// Says which values were given more than once; each is marked, and the last is used further on.
  private func reportRepeated(
    _ answers: [(answer: Answer, assigned: LessonValues.Assigned)], _ diagnostics: inout Diagnostics
  ) {
    struct Place: Hashable {
      let order: Int
      let index: [Int]?
    }
    var counts: [Place: Int] = [:]
    for (answer, assigned) in answers {
      let place = Place(order: assigned.order, index: answer.index)
      counts[place, default: 0] += 1
      guard counts[place] == 2 else { continue }
      diagnostics.warning(
        at: answer.nameSpan, "`\(answer.name)` is given more than once",
        notes: ["each is marked; what follows is marked from the last"])
    }
  }

  func target(_ answer: Answer, _ value: NumericArray) -> NumericArray {
    guard let index = answer.index else { return value }
    let columns = value.shape.columns
    let position = index.count == 2 ? index[0] * columns + index[1] : index[0]
    return NumericArray(value.elements[position], kind: value.kind)
  }

  /// The values that questions ask for and that have no answer.
  private func notAttempted(_ given: Set<Int>) -> [String] {
    var asked: [String] = []
    for (question, slot) in zip(compiled.lesson.questions, compiled.questions) {
      let names = question.subject.names
      guard names.count == 1, let name = names.first, let versions = values.versions[name] else {
        continue
      }
      // Of an entry that is asked for, any value of its name will do.
      let exact = versions.filter { values.all[$0].slot == slot }
      let wanted = exact.isEmpty ? versions : exact
      guard given.isDisjoint(with: wanted) else { continue }
      let title = name + versionText(values.all[wanted[0]])
      if !asked.contains(title) { asked.append(title) }
    }
    return asked
  }

  private var shapes: [String: Shape] {
    Dictionary(
      values.all.map { ($0.name, compiled.program.type(of: $0.slot).shape) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: One answer

  private mutating func mark(
    _ answer: Answer, _ assigned: LessonValues.Assigned, _ own: borrowing OwnValues
  ) -> MarkedAnswer {
    let whole = truth.value(of: assigned.slot)
    let value = target(answer, whole)
    func marked(_ verdicts: [[Verdict]], _ remarks: [Remark]) -> MarkedAnswer {
      MarkedAnswer(
        answer: answer, name: assigned.name, order: assigned.order,
        version: versionText(assigned), stage: stage(of: assigned), value: value,
        verdicts: verdicts, remarks: remarks)
    }
    guard answer.literal.fits(answer: value.shape) else {
      let verdicts = answer.literal.rows.map { $0.map { $0.isBlank ? Verdict.blank : .wrong } }
      return marked(verdicts, wrongShape(answer, assigned, value, own))
    }
    var sheet = AnswerSheet(answer: answer, value: value)
    sheet.markRight()
    // What is to the last digit what the learner's own values lead to was neither cut off nor rounded
    // on the way.
    let followed = sheet.hasUnexplained ? followOwn(&sheet, assigned, own) : nil
    if let followed { sheet.markRounded(as: followed.otherwise) }
    sheet.markTruncated()
    if sheet.hasUnexplained {
      sheet.markRounding { decimals in
        roundingBounds(assigned.slot, entry: answer.index, whole.shape, decimals: decimals)
      }
      reconsiderRounding(&sheet, assigned, own)
    }
    if let followed { sheet.preferCarried(as: followed.value, not: followed.otherwise) }
    if sheet.hasUnexplained { followRounded(&sheet, assigned, own) }
    if sheet.hasUnexplained { carryForward(&sheet, assigned, own, whole.shape) }
    if sheet.hasUnexplained { noteImpossible(&sheet, assigned, own) }
    if sheet.hasUnexplained, !sheet.isFromImpossible {
      let diagnosis = mistakes(explaining: answer, sheet.verdicts, assigned, own)
      let mistakes = diagnosis.mistakes
      // Of a single number that only differs, it is likelier that it was written down wrongly.
      let isVague = mistakes.allSatisfy { $0.kind.isGeneric || $0.certainty == .possible }
      if mistakes.isEmpty || (sheet.hasOneUnexplained && isVague) { sheet.markSlips() }
      // Of one entry a change without a belief behind it says no more than the slip.
      let isSlip =
        !sheet.hasUnexplained && mistakes.allSatisfy { $0.agreeing == .partly && $0.kind.isGeneric }
      if !mistakes.isEmpty, !isSlip { sheet.explain(by: mistakes) }
      if mistakes.isEmpty, diagnosis.isTooWeak, sheet.hasUnexplained {
        sheet.remarks.append(.tooFewDigitsToTell)
      }
    }
    sheet.remark(askedDecimals: askedDecimals(assigned.name))
    if own.isDegenerate(assigned) { sheet.remarks.append(.notCarriedForward) }
    return marked(sheet.verdicts, sheet.remarks)
  }

  private mutating func wrongShape(
    _ answer: Answer, _ assigned: LessonValues.Assigned, _ value: NumericArray,
    _ own: borrowing OwnValues
  ) -> [Remark] {
    let literal = answer.literal
    let isTransposed =
      literal.rows.count == value.shape.columns
      && literal.rows.allSatisfy { $0.count == value.shape.rows }
      && literal.rows.indices.allSatisfy { row in
        literal.rows[row].indices.allSatisfy { column in
          let number = literal.rows[row][column]
          return number.isBlank || number.isRounding(of: value[column, row])
        }
      }
    let remark = Remark.wrongShape(
      expected: value.shape, found: literal.shapeDescription, isTransposed: isTransposed)
    guard !isTransposed, answer.index == nil else { return [remark] }
    let verdicts = literal.rows.map { $0.map { _ in Verdict.wrong } }
    return [remark]
      + mistakes(explaining: answer, verdicts, assigned, own).mistakes.map { .mistake($0) }
  }

  private func askedDecimals(_ name: String) -> Int? {
    compiled.lesson.questions.first {
      if case .name(name) = $0.subject.kind { true } else { false }
    }?.decimals
  }

  // MARK: The bench

  /// Puts the lesson's own values on the bench, if others are there.
  mutating func restoreBench() {
    if !isBenchTrue { bench.restore(from: truth) }
    isBenchTrue = true
  }

  /// Puts some values in the place of the lesson's own; what follows from them is left to compute.
  mutating func replaceOnBench(_ values: [(slot: Slot, value: NumericArray)]) {
    restoreBench()
    isBenchTrue = values.isEmpty
    for (slot, value) in values { bench.write(value, to: slot) }
  }
}
