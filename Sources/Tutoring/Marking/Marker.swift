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
  /// The bounds of values if all before them are rounded to so many decimals.
  var bounds: [Int: IntervalMachine] = [:]
  /// The values that are not computed but given.
  let given: Set<Slot>

  /// Creates a marker for a lesson that compiles without errors.
  ///
  /// - Parameters:
  ///   - compiled: The lesson.
  ///   - arithmetic: Marks against paper arithmetic; nil for exact values.
  /// - Throws: what stops the lesson.
  public init(
    _ compiled: CompiledLesson, rounding arithmetic: PaperArithmetic? = nil
  ) throws(Machine.Failure) {
    self.compiled = compiled
    values = LessonValues(compiled)
    rounding = arithmetic.map { ($0.decimals, compiled.slots(roundedIn: $0)) }
    variants = VariantTable(compiled, values)
    // A second name for a value (`W1 = W1_new`) does not make the value a given one.
    given = Set(
      values.all.filter { $0.isGiven && $0.statement.instructions.contains($0.slot.index) }
        .filter { if case .name = $0.expression.kind { false } else { true } }
        .map(\.slot))
    truth = Machine(compiled.program)
    truth.rounding = rounding
    do throws(Machine.Failure) {
      try truth.run()
    } catch {
      bench = Machine(compiled.program)
      throw error
    }
    bench = Machine(copying: truth)
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
    var chosen = matched.map { (answer: $0.answer, assigned: bestVersion($0.answer, $0.versions)) }
    chosen.sort { $0.assigned.order < $1.assigned.order }
    reportRepeated(chosen, &diagnostics)
    let own = OwnValues(chosen, truth, compiled.program)
    let marked = chosen.map { mark($0.answer, $0.assigned, own) }
    return Marking(
      answers: marked, notAttempted: notAttempted(Set(chosen.map(\.assigned.name))),
      diagnostics: diagnostics.sorted, shapes: shapes)
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

  private func versions(
    of answer: Answer, _ diagnostics: inout Diagnostics
  ) -> [LessonValues.Assigned]? {
    switch values.match(answer.name) {
    case .values(let versions):
      let shape = compiled.program.type(of: versions[0].slot).shape
      if let index = answer.index {
        guard shape.sizes.count == index.count, zip(index, shape.sizes).allSatisfy({ $0 < $1 })
        else {
          diagnostics.error(
            at: answer.nameSpan, "`\(versions[0].name)` has no entry \(index): it is \(shape)",
            notes: [
              shape.rank == 2
                ? "an entry of a matrix is named by row and column, counted from 0: "
                  + "\(versions[0].name)[0, 0]" : "entries are counted from 0"
            ])
          return nil
        }
      } else if answer.hasTightCommas, !answer.literal.fits(answer: shape) {
        diagnostics.error(
          at: answer.literal.span, "commas without blanks between whole numbers",
          notes: [
            "decimals follow a point: 0.37; if they are whole numbers, put a blank after each comma"
          ])
        return nil
      }
      return versions
    case .ambiguous(let names):
      diagnostics.error(
        at: answer.nameSpan, "`\(answer.name)` may mean several values",
        notes: ["they are \(names.map { "`\($0)`" }.joined(separator: ", "))"])
    case .unknown(let suggestion):
      diagnostics.error(
        at: answer.nameSpan, "the lesson has no value named `\(answer.name)`",
        notes: suggestion.map { ["did you mean `\($0)`?"] } ?? [])
    }
    return nil
  }

  /// Of a name with several values, the one that the answer fits best; the first, if in doubt.
  private func bestVersion(
    _ answer: Answer, _ versions: [LessonValues.Assigned]
  ) -> LessonValues.Assigned {
    var best = (assigned: versions[0], right: -1)
    for version in versions {
      let value = target(answer, truth.value(of: version.slot))
      guard answer.literal.fits(answer: value.shape) else { continue }
      let right = answer.literal.count { number, row, column in
        number.isRounding(of: value[row, column])
      }
      if right > best.right { best = (version, right) }
    }
    return best.assigned
  }

  func target(_ answer: Answer, _ value: NumericArray) -> NumericArray {
    guard let index = answer.index else { return value }
    let columns = value.shape.columns
    let position = index.count == 2 ? index[0] * columns + index[1] : index[0]
    return NumericArray(value.elements[position], kind: value.kind)
  }

  /// The names that questions ask for and that have no answer.
  private func notAttempted(_ given: Set<String>) -> [String] {
    var asked: [String] = []
    for question in compiled.lesson.questions {
      guard let name = question.subject.names.sorted().first, !given.contains(name),
        !asked.contains(name), question.subject.names.count == 1
      else { continue }
      asked.append(name)
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
        answer: answer, name: assigned.name, order: assigned.order, value: value,
        verdicts: verdicts, remarks: remarks)
    }
    guard answer.literal.fits(answer: value.shape) else {
      let verdicts = answer.literal.rows.map { $0.map { $0.isBlank ? Verdict.blank : .wrong } }
      return marked(verdicts, wrongShape(answer, assigned, value, own))
    }
    var sheet = AnswerSheet(answer: answer, value: value)
    sheet.markAgainst(value)
    if sheet.hasUnexplained {
      sheet.markRounding { decimals in
        roundingBounds(assigned.slot, entry: answer.index, whole.shape, decimals: decimals)
      }
      reconsiderRounding(&sheet, assigned, own)
    }
    if sheet.hasUnexplained { followRounded(&sheet, assigned, own) }
    if sheet.hasUnexplained { carryForward(&sheet, assigned, own, whole.shape) }
    if sheet.hasUnexplained {
      let mistakes = mistakes(explaining: answer, assigned, own)
      // Of a single number that only differs, it is likelier that it was written down wrongly.
      if mistakes.isEmpty || (sheet.isSingle && mistakes.allSatisfy(\.kind.isGeneric)) {
        sheet.markSlips()
      }
      if !mistakes.isEmpty { sheet.explain(by: mistakes) }
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
    return [remark] + mistakes(explaining: answer, assigned, own).map { .mistake($0) }
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
