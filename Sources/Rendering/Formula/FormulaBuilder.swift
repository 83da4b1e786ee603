import Matrices
import StageLanguage

/// Makes formulas of expressions: in symbols, or with each name replaced by its value.
struct FormulaBuilder {
  /// How names are replaced.
  enum Style {
    /// `h₂ ⊙ (1 - h₂)`.
    case symbols
    /// `[0.37  0.45] ⊙ (1 - [0.37  0.45])`.
    case numbers
  }

  /// What is known of the names.
  let operands: Operands
  /// The names that the lesson gives values to.
  let names: Set<String>
  /// The numbers of parameters as they were typed: `0.001`, whatever the decimals of a value.
  var typed: [String: String] = [:]
  /// The decimals of a value.
  let digits: Int

  /// The formula of an expression; what mathematics has no form for stays code.
  func formula(_ expression: Expression, _ style: Style = .symbols) -> Formula {
    switch expression.kind {
    case .number(let literal): return .number(literal.text.filter { $0 != "_" })
    case .boolean(let value): return .text(value ? "True" : "False")
    case .name(let name):
      if style == .numbers, let value = operands.values[name] {
        return typed[name].map { .number($0) } ?? self.value(value)
      }
      return symbol(name)
    case .unary(.negative, let operand): return .negated(formula(operand, style))
    case .unary(.positive, let operand): return formula(operand, style)
    case .binary(let infix, let left, let right): return binary(infix, left, right, style)
    case .call(let name, let arguments): return call(name.text, arguments, style)
    case .method(_, let name, let arguments):
      return .call(symbol(name.text), self.arguments(arguments, style))
    case .transpose(let operand):
      if style == .numbers, case .name(let name) = operand.kind,
        let value = operands.values[name]
      {
        return self.value(value.transposedOnPage)
      }
      return .transpose(formula(operand, style))
    case .subscripted(let array, let subscripts):
      // The entries picked out are what matters; the array they come from is not shown again.
      return .entry(formula(array), subscripts.map { index($0, style) })
    case .tuple(let items): return .tuple(items.map { formula($0, style) })
    case .list: return matrix(expression, style) ?? .text(expression.description)
    }
  }

  /// The formula of a value, in the digits that are shown.
  func value(_ array: NumericArray) -> Formula {
    Formula(value: array, digits: digits)
  }

  /// The formula of a name: a derivative if it is called one.
  func symbol(_ name: String) -> Formula {
    if let (above, below) = Symbol.derivative(name, isKnown: names.contains) {
      return .derivative(of: .symbol(Symbol(above)), by: .symbol(Symbol(below)))
    }
    return .symbol(Symbol(name))
  }

  private func binary(
    _ infix: BinaryOperator, _ left: Expression, _ right: Expression, _ style: Style
  ) -> Formula {
    let (first, second) = (formula(left, style), formula(right, style))
    switch infix {
    case .add: return .infix(.plus, first, second)
    case .subtract: return .infix(.minus, first, second)
    case .multiply:
      let isEntrywise = operands.isArray(left) && operands.isArray(right)
      return .infix(isEntrywise ? .entrywiseProduct : .scalarProduct, first, second)
    case .divide: return .quotient(first, second)
    case .matmul: return .infix(.matrixProduct, first, second)
    case .power: return .power(first, second)
    case .less: return .infix(.less, first, second)
    case .lessOrEqual: return .infix(.lessOrEqual, first, second)
    case .greater: return .infix(.greater, first, second)
    case .greaterOrEqual: return .infix(.greaterOrEqual, first, second)
    case .equal: return .infix(.sameAs, first, second)
    case .notEqual: return .infix(.notEqual, first, second)
    }
  }

  private func call(_ name: String, _ arguments: [Argument], _ style: Style) -> Formula {
    let given = self.arguments(arguments, style)
    let axis = arguments.first { $0.label?.text == "axis" }?.value.description
    switch (name, given.count) {
    case ("square", 1): return .power(given[0], .number("2"))
    case ("sqrt", 1): return .root(given[0])
    case ("abs", 1): return .absolute(given[0])
    case ("sum", 1): return .sum(given[0], axis: axis)
    case ("mean", 1), ("max", 1), ("min", 1), ("argmax", 1):
      return .call(symbol(name), given, axis: axis)
    case ("maximum", 2): return .call(symbol("max"), given)
    case ("minimum", 2): return .call(symbol("min"), given)
    case ("where", 3):
      return .choice(condition: given[0], then: given[1], otherwise: given[2])
    case ("array", 1):
      if case .matrix = given[0] { return given[0] }
      return .call(symbol(name), given)
    case ("logical_and", _): return .call(symbol("and"), given)
    case ("logical_or", _): return .call(symbol("or"), given)
    case ("logical_xor", _): return .call(symbol("xor"), given)
    case ("logical_not", _): return .call(symbol("not"), given)
    default: return .call(symbol(name), given)
    }
  }

  /// The arguments that a formula shows: `axis` and `keepdims` belong to the function's sign, and a
  /// tuple of sizes is written out.
  private func arguments(_ arguments: [Argument], _ style: Style) -> [Formula] {
    arguments.flatMap { argument -> [Formula] in
      if let label = argument.label?.text {
        if label == "axis" || label == "keepdims" { return [] }
        return [.infix(.equal, .text(label), formula(argument.value, style))]
      }
      if case .tuple(let items) = argument.value.kind { return items.map { formula($0, style) } }
      return [formula(argument.value, style)]
    }
  }

  private func index(_ part: Subscript, _ style: Style) -> Formula.Index {
    // An array of positions stays a name: its numbers are no part of the calculation.
    func position(_ expression: Expression) -> Formula {
      formula(expression, operands.isArray(expression) ? .symbols : style)
    }
    switch part {
    case .index(let expression): return .at(position(expression))
    case .slice(let lower, let upper, let step, _):
      return .slice(lower.map(position), upper.map(position), step.map(position))
    }
  }

  private func matrix(_ list: Expression, _ style: Style) -> Formula? {
    guard case .list(let items) = list.kind, let first = items.first else { return nil }
    guard case .list(let firstRow) = first.kind else {
      return .matrix(.init(rows: [items.map { formula($0, style) }]))
    }
    let rows = items.compactMap { item -> [Formula]? in
      guard case .list(let entries) = item.kind, entries.count == firstRow.count else { return nil }
      return entries.map { formula($0, style) }
    }
    return rows.count == items.count ? .matrix(.init(rows: rows)) : nil
  }
}

extension NumericArray {
  /// The transposed array; a vector is its own.
  var transposedOnPage: NumericArray {
    guard case .matrix(let rows, let columns) = shape else { return self }
    var transposed: [Double] = []
    transposed.reserveCapacity(elements.count)
    for column in 0..<columns {
      for row in 0..<rows { transposed.append(elements[row * columns + column]) }
    }
    return NumericArray(
      transposed, shape: .matrix(rows: columns, columns: rows), kind: kind)
  }
}
