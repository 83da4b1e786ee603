/// A formula, apart from any way of printing it.
///
/// It is built from an expression of the stage language by ``FormulaBuilder`` and printed by each
/// output format. There are no parentheses in it: a printer sets those that ``precedence`` asks
/// for, and a printer that stacks fractions needs fewer than one that writes a line.
public enum Formula: Sendable, Hashable {
  /// A variable or a function, with its scripts.
  indirect case symbol(Symbol)
  /// A number, in the digits to be shown.
  case number(String)
  /// Words or code that is shown as it is.
  case text(String)
  /// Entries left out: `…`.
  case ellipsis
  /// Numbers, or formulas, in rows and columns.
  case matrix(Matrix)
  /// `-x`.
  indirect case negated(Formula)
  /// `x + y`, `x ⊙ y`, `x = y` and so on.
  indirect case infix(Infix, Formula, Formula)
  /// `x / y`: a fraction in typeset output.
  indirect case quotient(Formula, Formula)
  /// `∂x/∂y`.
  indirect case derivative(of: Formula, by: Formula)
  /// `x²`: of an array, entry by entry.
  indirect case power(Formula, Formula)
  /// `xᵀ`.
  indirect case transpose(Formula)
  /// `√x`.
  indirect case root(Formula)
  /// `|x|`.
  indirect case absolute(Formula)
  /// `Σ x`: of all entries, or along one axis.
  indirect case sum(Formula, axis: String?)
  /// `f(x, y)`; along one axis, for `mean` and the like.
  indirect case call(Formula, [Formula], axis: String? = nil)
  /// `x` where the condition holds, and `y` elsewhere.
  indirect case choice(condition: Formula, then: Formula, otherwise: Formula)
  /// `x[0, 1:3]`.
  indirect case entry(Formula, [Index])
  /// `(x, y)`.
  case tuple([Formula])

  /// One axis of an index.
  public enum Index: Sendable, Hashable {
    /// One entry, or those that an array names.
    case at(Formula)
    /// From one to another, in steps; each may be left out.
    case slice(Formula?, Formula?, Formula?)
  }

  /// An array as it is laid out on a page; a vector is one row.
  public struct Matrix: Sendable, Hashable {
    /// The entries shown, row by row, in rows of one length.
    public let rows: [[Formula]]
    /// Whether rows or columns were left out, with `…` in their place.
    public let isElided: Bool

    /// Creates a matrix.
    public init(rows: [[Formula]], isElided: Bool = false) {
      self.rows = rows
      self.isElided = isElided
    }

    /// The number of columns shown.
    public var columns: Int { rows.first?.count ?? 0 }
  }
}

/// What stands between two formulas.
public enum Infix: Sendable, Hashable, CaseIterable {
  case plus
  case minus
  /// The product of two matrices: juxtaposition.
  case matrixProduct
  /// The product of two arrays entry by entry: ⊙.
  case entrywiseProduct
  /// A product with a number in it: a dot.
  case scalarProduct
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equal
  /// Asks whether two things are equal: `==`.
  case sameAs
  case notEqual
  case approximately
  case notApproximately
  /// Takes the value of: `x ← x + 1`.
  case becomes
}

/// How tightly the parts of a formula bind.
///
/// Where a part binds less tightly than its place asks for, it stands in parentheses.
public enum Precedence: Int, Sendable, Comparable {
  case relation
  case sum
  /// ⊙, · and division, from left to right.
  case product
  case negation
  /// Matrix products bind more tightly than ⊙: `A B ⊙ C` is `(A B) ⊙ C`.
  case matrixProduct
  case derivative
  /// What a power, a transposition or an index may be put on.
  case postfix

  /// Whether `left` binds less tightly.
  public static func < (left: Precedence, right: Precedence) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The next tighter one.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .postfix }
}

extension Infix {
  /// How tightly it binds.
  public var precedence: Precedence {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .sameAs, .notEqual,
      .approximately, .notApproximately, .becomes:
      .relation
    case .plus, .minus: .sum
    case .entrywiseProduct, .scalarProduct: .product
    case .matrixProduct: .matrixProduct
    }
  }
}

extension Formula {
  /// How tightly it binds when it is written in a line.
  public var precedence: Precedence {
    switch self {
    case .infix(let infix, _, _): infix.precedence
    case .quotient: .product
    case .negated: .negation
    case .sum: .matrixProduct
    case .derivative: .derivative
    case .symbol(let symbol): symbol.hasMark ? .derivative : .postfix
    case .number(let digits): digits.utf8.first == UInt8(ascii: "-") ? .negation : .postfix
    case .text, .ellipsis, .matrix, .power, .transpose, .root, .absolute, .call, .choice, .entry,
      .tuple:
      .postfix
    }
  }

  /// Whether a minus sign would stand at its left end: `a·(-b)`, never `a·-b`.
  var startsWithMinus: Bool {
    switch self {
    case .negated: true
    case .number: precedence == .negation
    case .infix(let infix, let left, _):
      left.precedence >= infix.precedence && left.startsWithMinus
    case .quotient(let left, _): left.precedence >= .product && left.startsWithMinus
    default: false
    }
  }

  /// Whether a Σ at its right end would swallow what follows.
  var endsWithSum: Bool {
    switch self {
    case .sum: true
    case .negated(let operand): operand.endsWithSum
    case .infix(let infix, _, let right):
      right.precedence > infix.precedence && right.endsWithSum
    default: false
    }
  }
}
