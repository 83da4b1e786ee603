import Lessons
import Matrices
import StageLanguage

/// The values that a learner gave, as far as others can be computed from them.
struct OwnValues: ~Copyable {
  /// A value of the learner's own.
  struct Item {
    let name: String
    let order: Int
    let slot: Slot
    /// The numbers given; where an entry was left blank, the true one.
    let value: NumericArray
    /// The same with the true numbers for those that are wrong.
    let corrected: NumericArray
    /// Half a unit of the last digit of each number: how much it may have been rounded.
    let margins: [Double]
    /// Whether all numbers are right as far as they go.
    let isRight: Bool
  }

  /// Those that others may be computed from, in the lesson's order.
  let usable: [Item]
  /// Those of the value's shape that it cannot be like, and that nothing is carried forward from.
  let impossible: [Item]
  private let degenerate: Set<Int>

  init(
    _ answers: [(answer: Answer, assigned: LessonValues.Assigned)], _ truth: borrowing Machine,
    _ program: Program
  ) {
    var merged: [Int: Item] = [:]
    var impossible: [Item] = []
    var degenerate: Set<Int> = []
    for (answer, assigned) in answers {
      let known = merged[assigned.order]?.value ?? truth.value(of: assigned.slot)
      let exact = truth.value(of: assigned.slot)
      var value = known
      var corrected = merged[assigned.order]?.corrected ?? exact
      var margins =
        merged[assigned.order]?.margins ?? Array(repeating: 0, count: known.elements.count)
      var isRight = merged[assigned.order]?.isRight ?? true
      func take(_ number: NumberText, at position: Int) {
        guard !number.isBlank else { return }
        value.elements[position] = number.value
        margins[position] = number.isExact ? 0 : number.halfUnit
        if number.isAnswer(to: exact.elements[position]) {
          corrected.elements[position] = number.value
        } else {
          isRight = false
        }
      }
      if let index = answer.index {
        let columns = exact.shape.columns
        take(
          answer.literal.rows[0][0],
          at: index.count == 2 ? index[0] * columns + index[1] : index[0])
      } else {
        guard answer.literal.fits(answer: exact.shape) else {
          degenerate.insert(assigned.order)
          continue
        }
        for (position, number) in answer.literal.entries.enumerated() { take(number, at: position) }
      }
      let item = Item(
        name: assigned.name, order: assigned.order, slot: assigned.slot, value: value,
        corrected: corrected, margins: margins, isRight: isRight)
      if Self.isDegenerate(value, exact, assigned) {
        degenerate.insert(assigned.order)
        impossible.append(item)
      } else {
        merged[assigned.order] = item
      }
    }
    self.impossible = impossible
    usable = merged.values.filter { !degenerate.contains($0.order) }.sorted { $0.order < $1.order }
    self.degenerate = degenerate
  }

  /// Whether nothing may be carried forward from a value although it was given.
  func isDegenerate(_ assigned: LessonValues.Assigned) -> Bool {
    degenerate.contains(assigned.order)
  }

  /// Not finite, all zeros, or outside of 0…1 for an activation that stays within.
  private static func isDegenerate(
    _ value: NumericArray, _ exact: NumericArray, _ assigned: LessonValues.Assigned
  ) -> Bool {
    if value.elements.contains(where: { !$0.isFinite }) { return true }
    if value.elements.allSatisfy({ $0 == 0 }), exact.elements.contains(where: { abs($0) > 1e-12 }) {
      return true
    }
    guard case .call(let function, let arguments) = assigned.expression.kind,
      arguments.count == 1, ["sigmoid", "softmax", "logistic"].contains(function.text)
    else { return false }
    return value.elements.contains { $0 < 0 || $0 > 1 }
  }
}

extension NumberText {
  /// Half a unit of the last digit written.
  var halfUnit: Double { 0.5 * ElementaryFunctions.power(10, Double(-decimals)) }

  /// Whether it is a whole number of one digit: nothing was rounded.
  ///
  /// Who rounds writes decimals, and a 0 or a 1 is a slope or a choice, right or wrong.
  var isExact: Bool { isInteger && abs(digits) < 10 }
}

extension ArrayLiteral {
  /// Whether the numbers can be those of an array of that shape.
  ///
  /// A single number and an array of
  /// one entry are the same to somebody who writes by hand; so are a vector and a matrix of one row.
  func fits(answer shape: Shape) -> Bool {
    if shape.count == 1, rows.count == 1, rows[0].count == 1 { return true }
    if case .vector(let count) = shape { return rows.count == 1 && rows[0].count == count }
    // A list says nothing of lying or standing.
    if case .matrix(let count, 1) = shape, form == .list { return rows[0].count == count }
    return fits(shape)
  }
}
