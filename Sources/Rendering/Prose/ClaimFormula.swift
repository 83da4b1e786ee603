import Lessons
import Matrices
import StageLanguage
import Tutoring

// Claims and questions as formulas: what stands in the prose instead of their code.

extension KnownNames {
  /// A builder for formulas at this point of the lesson.
  func builder(digits: Int) -> FormulaBuilder {
    FormulaBuilder(
      operands: Operands(values: values, functions: functions), names: assigned, typed: typed,
      digits: digits)
  }

  /// `h₂ ≈ [0.37  0.45]`.
  func formula(_ claim: Claim) -> Formula {
    let relation: Infix =
      switch claim.relation {
      case .approximately: .approximately
      case .notApproximately: .notApproximately
      case .exactly: .equal
      }
    let subject = builder(digits: 4).formula(claim.subject)
    return .infix(relation, subject, claim.literal.formula)
  }

  /// `h₂ ≈ [_.__  _.__]`: a blank for each entry of an answer of so many entries, if they are few.
  func formula(_ question: Question, shape: Shape?) -> Formula {
    let digits = String(repeating: "_", count: question.decimals ?? 2)
    let blank = Formula.text(digits.isEmpty ? "_" : "_." + digits)
    var blanks = blank
    if let shape, shape != .scalar, (1...12).contains(shape.count) {
      let row = Array(repeating: blank, count: shape.columns)
      blanks = .matrix(.init(rows: Array(repeating: row, count: shape.rows)))
    }
    return .infix(.approximately, builder(digits: 4).formula(question.subject), blanks)
  }
}

extension Claim {
  /// What is wrong with it, in a few words: `here 0.3717`.
  func correction(_ outcome: ClaimOutcome, _ notation: Notation) -> String? {
    switch outcome {
    case .holds, .suspended, .unchecked: return nil
    case .wrongShape(let shape): return "here \(shape.sizeWords(notation))"
    case .fails(let mismatches):
      guard let first = mismatches.first else { return "they do match" }
      let place =
        switch literal.form {
        case .scalar: ""
        case .list: "entry \(first.column + 1) "
        case .matrix: "row \(first.row + 1), column \(first.column + 1) "
        }
      let more = mismatches.count > 1 ? ", and \(mismatches.count - 1) more" : ""
      return "\(place)here \(first.expected)\(more)"
    }
  }
}

extension ArrayLiteral {
  /// The numbers as they were written.
  var formula: Formula {
    let entries = rows.map { $0.map { Formula.number($0.text) } }
    if case .scalar = form, let entry = entries.first?.first { return entry }
    return .matrix(.init(rows: entries))
  }
}
