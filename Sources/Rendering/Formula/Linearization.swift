// A formula as a row of pieces from left to right, with the parentheses it needs. The one-line
// printer joins them; the two-dimensional one sets matrices in rows and stretches the parentheses.

/// One piece of a formula in a row.
enum Piece {
  case text(String)
  /// An operator with the space around it: a place to break a long formula.
  case infix(String, Precedence)
  case matrix(Formula.Matrix)
  /// Opens a group in parentheses, bars or brackets; closed by the next `close` of its level.
  case open(Delimiter)
  case close(Delimiter)
  /// Something raised: an exponent, a transposition.
  case raised(String)

  /// Whether it takes one row in two dimensions too.
  var isOneRow: Bool {
    if case .matrix(let matrix) = self { matrix.rows.count == 1 } else { true }
  }
}

/// What a group stands between.
enum Delimiter {
  case parentheses
  case bars
  case brackets

  /// The opening sign in a line.
  var opening: String {
    switch self {
    case .parentheses: "("
    case .bars: "|"
    case .brackets: "["
    }
  }

  /// The closing sign in a line.
  var closing: String {
    switch self {
    case .parentheses: ")"
    case .bars: "|"
    case .brackets: "]"
    }
  }
}

extension Formula {
  /// The pieces of this formula in the given characters.
  func pieces(_ notation: Notation) -> [Piece] {
    var line = Linearization(notation: notation)
    line.append(self)
    return line.pieces
  }
}

private struct Linearization {
  let notation: Notation
  var pieces: [Piece] = []

  mutating func text(_ text: String) { pieces.append(.text(text)) }

  /// Appends a part that must bind at least so tightly, in parentheses if it does not.
  mutating func append(_ formula: Formula, atLeast precedence: Precedence) {
    if self.precedence(of: formula) < precedence {
      group(.parentheses) { $0.append(formula) }
    } else {
      append(formula)
    }
  }

  /// How tightly a formula binds in these characters: in ASCII, Σ is a function like others.
  private func precedence(of formula: Formula) -> Precedence {
    if notation == .ascii, case .sum = formula { return .postfix }
    return formula.precedence
  }

  /// How tightly the left side of an operator must bind; a Σ at its end would swallow the right.
  private func leftPlace(_ left: Formula, _ precedence: Precedence) -> Precedence {
    notation == .unicode && left.endsWithSum ? .postfix : precedence
  }

  mutating func group(_ delimiter: Delimiter, _ content: (inout Linearization) -> Void) {
    pieces.append(.open(delimiter))
    content(&self)
    pieces.append(.close(delimiter))
  }

  mutating func append(_ formula: Formula) {
    switch formula {
    case .symbol(let symbol): text(notation.written(symbol))
    case .number(let digits): text(digits)
    case .text(let words): text(words)
    case .ellipsis: text(notation == .unicode ? "…" : "...")
    case .matrix(let matrix): pieces.append(.matrix(matrix))
    case .negated(let operand):
      text("-")
      append(operand, atLeast: operand.startsWithMinus ? .postfix : .matrixProduct)
    case .infix(let infix, let left, let right): append(infix, left, right)
    case .quotient(let left, let right):
      append(left, atLeast: leftPlace(left, .product))
      pieces.append(.infix(Formula.quotientIsSpaced(left) ? " / " : "/", .product))
      append(right, atLeast: .postfix)
    case .derivative(let above, let below):
      let sign = notation == .unicode ? "∂" : "d"
      text(sign)
      append(above, atLeast: .derivative)
      text("/" + sign)
      append(below, atLeast: .derivative)
    case .power(let base, let exponent):
      append(base, atLeast: .postfix)
      let line = exponent.oneLine(notation)
      pieces.append(.raised(notation.exponent(line, isAtom: exponent.isWord)))
    case .transpose(let operand):
      append(operand, atLeast: .postfix)
      pieces.append(.raised(notation.transposed))
    case .root(let operand):
      text(notation == .unicode ? "√" : "sqrt")
      if notation == .unicode, operand.isWord {
        append(operand)
      } else {
        group(.parentheses) { $0.append(operand) }
      }
    case .absolute(let operand):
      if notation == .ascii { return call("abs", [operand]) }
      group(.bars) { $0.append(operand) }
    case .sum(let operand, let axis): append(sumOf: operand, axis)
    case .call(let function, let arguments, let axis):
      append(function)
      if let axis { text("_{axis=\(axis)}") }
      group(.parentheses) { $0.list(arguments) }
    case .choice(let condition, let then, let otherwise):
      call("where", [condition, then, otherwise])
    case .entry(let array, let indices):
      // A star or a prime is no obstacle here: `W₂*[0, 1]`.
      if case .symbol = array { append(array) } else { append(array, atLeast: .postfix) }
      group(.brackets) { $0.list(indices) }
    case .tuple(let items): group(.parentheses) { $0.list(items) }
    }
  }

  private mutating func append(_ infix: Infix, _ left: Formula, _ right: Formula) {
    let precedence = infix.precedence
    // Relations do not chain, except that a chain is built from the left: a = b = c.
    let needed = precedence == .relation && infix.isComparison ? precedence.tighter : precedence
    append(left, atLeast: precedence > .sum ? leftPlace(left, needed) : needed)
    let isSpaced = right.isSpaced || (left.isSpaced && !left.endsWithSum)
    let isTight = infix == .scalarProduct && !isSpaced
    let sign = notation.sign(infix)
    pieces.append(
      .infix(infix == .scalarProduct && !isTight ? notation.spacedDot : sign, precedence))
    let hidesMinus = precedence > .relation && right.startsWithMinus
    append(right, atLeast: hidesMinus ? .postfix : precedence.tighter)
  }

  private mutating func append(sumOf operand: Formula, _ axis: String?) {
    if notation == .ascii {
      return call("sum", [operand], then: axis.map { ", axis=\($0)" } ?? "")
    }
    text("Σ" + (axis.map { "_{axis=\($0)}" } ?? ""))
    let place = pieces.count
    append(operand, atLeast: .postfix)
    if case .open(.parentheses) = pieces[place] { return }
    pieces.insert(.text(" "), at: place)
  }

  private mutating func call(_ name: String, _ arguments: [Formula], then rest: String = "") {
    text(name)
    group(.parentheses) {
      $0.list(arguments)
      if !rest.isEmpty { $0.text(rest) }
    }
  }

  private mutating func list(_ items: [Formula]) {
    for (index, item) in items.enumerated() {
      if index > 0 { text(", ") }
      append(item)
    }
  }

  private mutating func list(_ indices: [Formula.Index]) {
    for (position, index) in indices.enumerated() {
      if position > 0 { text(", ") }
      switch index {
      case .at(let formula): append(formula)
      case .slice(let lower, let upper, let step):
        if let lower { append(lower) }
        text(":")
        if let upper { append(upper) }
        if let step {
          text(":")
          append(step)
        }
      }
    }
  }
}

extension Infix {
  /// Whether it says how two values compare, so that its result is a truth value.
  fileprivate var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .notEqual: true
    default: false
    }
  }
}

extension Notation {
  fileprivate var spacedDot: String { self == .unicode ? " · " : " * " }
}

extension Formula {
  /// Whether it is one symbol or number that a root or an exponent sign needs no group for.
  fileprivate var isWord: Bool {
    switch self {
    case .symbol(let symbol): !symbol.hasMark
    case .number: precedence == .postfix
    default: false
    }
  }

  /// Whether it is written with space inside, so that a sign without space beside it would seem
  /// to bind more tightly than what is inside.
  fileprivate var isSpaced: Bool {
    switch self {
    case .infix(.scalarProduct, let left, let right): left.isSpaced || right.isSpaced
    case .infix(let infix, _, _): infix.precedence >= .product
    case .quotient(let left, _): Formula.quotientIsSpaced(left)
    case .sum: true
    case .negated(let operand): operand.isSpaced
    default: false
    }
  }

  /// Whether the sign of a division has space around it, as in `∂L/∂h₂ / N`.
  ///
  /// What is divided by is one word or in parentheses.
  fileprivate static func quotientIsSpaced(_ left: Formula) -> Bool {
    left.precedence == .derivative || (left.isSpaced && !left.endsWithSum)
  }
}
