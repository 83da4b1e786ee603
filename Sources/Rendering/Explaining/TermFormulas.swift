import Matrices
import StageLanguage
import Tutoring

/// Makes formulas of the steps of a calculation with numbers.
struct TermFormulas {
  let builder: FormulaBuilder
  let notation: Notation

  private var format: NumberFormat { NumberFormat(digits: builder.digits) }

  /// The calculation line by line: in symbols, with numbers, and with each step carried out.
  ///
  /// A line that would say what the one before it says is left out.
  func lines(_ term: Term) -> [Formula] {
    var lines: [Formula] = []
    for level in -1...term.height {
      let line = formula(term, level)
      if lines.last?.oneLine(notation) != line.oneLine(notation) { lines.append(line) }
    }
    return lines
  }

  /// The lines of an entry's calculation, without one that only repeats what it is called.
  ///
  /// - Returns: The lines, and the sums in them whose numbers are calculated apart.
  func sides(_ entry: EntryExplanation) -> (lines: [Formula], sums: [Listing]) {
    let (term, sums) = settingSummandsApart(entry.term)
    let lines = lines(term)
    let label = label(entry.label).oneLine(notation)
    let isRepeated = lines.count > 1 && lines[0].oneLine(notation) == label
    return (isRepeated ? Array(lines.dropFirst()) : lines, sums)
  }

  /// A label: `z₁[0, 2]`, or the whole expression.
  func label(_ label: EntryExplanation.Label) -> Formula {
    switch label {
    case .entry(let origin, let position): entry(symbol(origin.name), position)
    case .expression(let expression, let position):
      entry(builder.formula(expression), position)
    }
  }

  /// The symbol of a name: `W₁`, `W₁@init`.
  func symbol(_ name: VersionedName) -> Formula {
    let symbol = builder.symbol(name.name)
    guard let stage = name.stage else { return symbol }
    return .text("\(symbol.oneLine(notation))@\(stage)")
  }

  // MARK: Levels

  /// The term with everything carried out that takes no more than `level` steps; -1 shows symbols.
  private func formula(_ term: Term, _ level: Int) -> Formula {
    if level >= term.height { return number(term.number) }
    func inner(_ term: Term) -> Formula { formula(term, level) }
    switch term.kind {
    case .literal: return number(term.number)
    case .entry(let origin, let position): return entry(symbol(origin.name), position)
    case .element(let expression, let position):
      return entry(builder.formula(expression), position)
    case .drawn(_, let call, let position): return entry(.text(call.sanitized), position)
    case .argument(let argument): return number(argument.number)
    case .negated(let operand): return .negated(tight(operand, level))
    case .infix(let infix, let left, let right):
      let (first, second) = (operand(left, infix, level), operand(right, infix, level))
      return infix.formula(first, second)
    case .function(let function, let operands):
      return builder.call(function, operands.map(inner))
    case .sum(let listing): return sum(listing, level)
    case .extreme(let function, let listing, _):
      var terms = listing.terms.map(inner)
      if listing.omitted > 0 { terms.insert(.ellipsis, at: Listing.leading) }
      return .call(builder.symbol(function.rawValue), terms)
    case .choice(let condition, let then, let otherwise):
      return .choice(
        condition: inner(condition), then: inner(then), otherwise: inner(otherwise))
    case .call(let name, let arguments, let body):
      if level > arguments.height { return formula(body, level - arguments.height - 1) }
      return .call(builder.symbol(name.text), arguments.map(inner))
    case .picked(let array, let indices, let entry):
      if level > indices.height { return formula(entry, level - indices.height - 1) }
      return .entry(builder.formula(array), indices.map { .at(inner($0)) })
    case .described(let description, let term):
      return level < 0 ? formula(description) : formula(term, level)
    }
  }

  /// An operand of something that binds more tightly than a sum: a description of a sum stands in
  /// parentheses there.
  private func tight(_ term: Term, _ level: Int) -> Formula {
    let formula = formula(term, level)
    guard level < 0, case .described(.rowTimesColumn, _) = term.kind else { return formula }
    return .tuple([formula])
  }

  private func sum(_ listing: Listing, _ level: Int) -> Formula {
    var shown = listing.terms
    // Where the products before them are seen, zeros need not be carried on.
    if listing.omitted == 0, level >= shown.height, shown.height > 0 {
      let others = shown.filter { $0.number.value != 0 }
      if !others.isEmpty, shown.count - others.count > 1 { shown = others }
    }
    var terms = shown.map { formula($0, level) }
    // A sum within a sum is in parentheses wherever it stands.
    if listing.count > 1, let first = terms.first, first.isSum { terms[0] = .tuple([first]) }
    if listing.omitted > 0 { terms.insert(.ellipsis, at: Listing.leading) }
    guard let first = terms.first else { return .number("0") }
    return terms.dropFirst().reduce(first) { .infix(.plus, $0, $1.asLaterTerm) }
  }

  // MARK: Summands

  /// The width beyond which a sum of calculations is shown as a sum of numbers.
  private static let longSum = 56
  /// How many calculations a sum has to be made of for that.
  private static let manySummands = 2

  /// A calculation with long sums in it as sums of numbers, and those sums.
  func settingSummandsApart(_ term: Term) -> (term: Term, sums: [Listing]) {
    term.settingSummandsApart { sum in
      guard case .sum(let listing) = sum.kind, listing.terms.height > 1,
        listing.terms.count >= Self.manySummands
      else { return false }
      return formula(sum, 0).oneLine(notation).count > Self.longSum
    }
  }

  /// The calculation of a number that is added up: all of it for the first, for the others what
  /// is calculated and what it comes to.
  func summand(_ term: Term, isFirst: Bool) -> [Formula] {
    let lines = lines(term)
    guard !isFirst, lines.count > 1 else { return lines }
    return [.infix(.equal, formula(term, 0), formula(term, term.height))]
  }

  private func number(_ quantity: Quantity) -> Formula {
    let text = quantity.text(format)
    return quantity.style == .truth ? .text(text) : .number(text)
  }

  /// An operand of an operator: tight beside those that bind tightly, and what is multiplied or added
  /// as a number though it is true or false.
  private func operand(_ term: Term, _ infix: BinaryOperator, _ level: Int) -> Formula {
    if level >= term.height, term.number.style == .truth, !infix.isComparison {
      return .number(term.number.value == 0 ? "0" : "1")
    }
    return infix == .add || infix == .subtract ? formula(term, level) : tight(term, level)
  }

  private func entry(_ array: Formula, _ position: [Int]) -> Formula {
    position.isEmpty ? array : .entry(array, position.map { .at(.number(String($0))) })
  }

  // MARK: Descriptions

  private func formula(_ description: Term.Description) -> Formula {
    switch description {
    case .rowTimesColumn(let left, let row, let right, let column):
      let dot = notation == .unicode ? " · " : " * "
      return .text(
        part("row", row, of: left).oneLine(notation) + dot
          + part("column", column, of: right).oneLine(notation))
    case .reduction(let function, let operand, let line):
      let operand =
        switch line {
        case .all: builder.formula(operand)
        case .row(let row): part("row", row, of: operand)
        case .column(let column): part("column", column, of: operand)
        }
      if function == .sum { return .sum(operand, axis: nil) }
      return .call(builder.symbol(function.rawValue), [operand])
    case .call(let call, let position): return entry(builder.formula(call), position)
    }
  }

  /// `row 0 of X`; a vector is its own row or column.
  private func part(_ noun: String, _ index: Int?, of array: Expression) -> Formula {
    let formula = builder.formula(array)
    guard let index else { return formula }
    let whole = formula.precedence < .matrixProduct ? Formula.tuple([formula]) : formula
    return .text("\(noun) \(index) of \(whole.oneLine(notation))")
  }
}

extension Formula {
  /// Whether it is a sum or a difference.
  fileprivate var isSum: Bool {
    switch self {
    case .infix(.plus, _, _), .infix(.minus, _, _): true
    default: false
    }
  }

  /// The formula as a term after another: `a + (-2)·3`, the minus sign alone in parentheses.
  fileprivate var asLaterTerm: Formula {
    guard case .infix(.scalarProduct, let left, let right) = self, left.startsWithMinus else {
      return self
    }
    return .infix(.scalarProduct, .tuple([left]), right)
  }
}

extension BinaryOperator {
  /// The operator between two numbers.
  fileprivate func formula(_ left: Formula, _ right: Formula) -> Formula {
    switch self {
    case .add: .infix(.plus, left, right)
    case .subtract: .infix(.minus, left, right)
    case .multiply, .matmul: .infix(.scalarProduct, left, right)
    case .divide: .quotient(left, right)
    case .power: .power(left, right)
    case .less: .infix(.less, left, right)
    case .lessOrEqual: .infix(.lessOrEqual, left, right)
    case .greater: .infix(.greater, left, right)
    case .greaterOrEqual: .infix(.greaterOrEqual, left, right)
    case .equal: .infix(.sameAs, left, right)
    case .notEqual: .infix(.notEqual, left, right)
    }
  }
}

extension FormulaBuilder {
  /// A function of the language, of numbers.
  fileprivate func call(_ function: Builtin, _ operands: [Formula]) -> Formula {
    switch function {
    case .square: .power(operands[0], .number("2"))
    case .sqrt: .root(operands[0])
    case .abs: .absolute(operands[0])
    case .maximum: .call(symbol("max"), operands)
    case .minimum: .call(symbol("min"), operands)
    case .logical_and: .call(symbol("and"), operands)
    case .logical_or: .call(symbol("or"), operands)
    case .logical_xor: .call(symbol("xor"), operands)
    case .logical_not: .call(symbol("not"), operands)
    default: .call(symbol(function.rawValue), operands)
    }
  }
}
