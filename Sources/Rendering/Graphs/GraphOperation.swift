import Matrices
import StageLanguage

/// What a brick does, as a learner would name it.
enum GraphOperation: Sendable, Hashable {
  /// `X @ W`, `X @ W + b`.
  case weightedSum(hasBias: Bool)
  /// A function of one value, of the lesson or built in, by its symbol.
  case function(Formula, name: String)
  /// `X * Y` of arrays.
  case entrywiseProduct
  /// A product with a number.
  case product
  case sum
  case difference
  case quotient
  case transpose
  /// Another name for a value.
  case copy
  /// Numbers drawn from a random generator.
  case draw
  /// Anything else: its word, and its formula.
  case formula(word: String, Formula)

  /// Tells what an expression does, from its outermost form.
  init(
    _ expression: Expression, of name: String, shape: Shape?, _ formula: Formula,
    _ formulas: FormulaBuilder
  ) {
    let whole = GraphOperation.formula(
      word: GraphOperation.word(for: name, shape: shape), formula)
    var draws = false
    expression.visit { if case .method = $0.kind { draws = true } }
    switch expression.kind {
    case _ where draws: self = .draw
    case .name: self = .copy
    case .transpose(let operand) where operand.isName: self = .transpose
    case .call(let function, let arguments)
    where arguments.count == 1 && arguments[0].value.isName:
      switch function.text {
      case "square", "abs", "sqrt", "array": self = whole
      default: self = .function(formulas.symbol(function.text), name: function.text)
      }
    case .binary(let infix, let left, let right):
      switch (infix, left.isName, right.isName) {
      case (.matmul, true, true): self = .weightedSum(hasBias: false)
      case (.add, _, true) where left.isProductOfNames,
        (.add, true, _) where right.isProductOfNames:
        self = .weightedSum(hasBias: true)
      case (.multiply, true, true):
        self = formula.isEntrywise ? .entrywiseProduct : .product
      case (.add, true, true): self = .sum
      case (.subtract, true, true): self = .difference
      case (.divide, true, true): self = .quotient
      default: self = whole
      }
    default: self = whole
    }
  }

  /// The word for a brick that is none of the usual: `loss`, or the name of what it gives.
  private static func word(for name: String, shape: Shape?) -> String {
    if ["L", "J", "C", "E", "Loss", "loss", "cost"].contains(name), shape == .scalar {
      return "loss"
    }
    let isWord = name.count > 2 && name.allSatisfy { $0.isLetter || $0 == "_" }
    return isWord && Symbol(name).base.count > 2 ? name : "formula"
  }

  /// What stands in the brick where there is little room, as mathematics or a word.
  var sign: Label {
    switch self {
    case .weightedSum(let hasBias): .words(hasBias ? "@ +" : "@")
    case .function(let symbol, _): .formula(symbol)
    case .entrywiseProduct: .sign("⊙", ascii: "*")
    case .product: .sign("·", ascii: "*")
    case .sum: .words("+")
    case .difference: .sign("−", ascii: "-")
    case .quotient: .words("/")
    case .transpose: .sign("ᵀ", ascii: "^T")
    case .copy: .words("=")
    case .draw: .words("random")
    case .formula(let word, _): .words(word)
    }
  }

  /// How much is said in a brick.
  enum Detail: Sendable, Hashable, CaseIterable {
    /// Words, and formulas where there is no word.
    case formulas
    case words
    case signs
  }

  /// What stands in the brick.
  func label(_ detail: Detail) -> Label {
    switch (self, detail) {
    case (_, .signs): sign
    case (.weightedSum(let hasBias), _):
      .words(hasBias ? "weighted sum + bias" : "weighted sum")
    case (.transpose, _): .words("transpose")
    case (.formula(_, let formula), .formulas) where formula.oneLine().count <= 32:
      .formula(formula)
    case (.function, _), (.entrywiseProduct, _), (.product, _), (.sum, _), (.difference, _),
      (.quotient, _), (.copy, _), (.draw, _), (.formula, _):
      sign
    }
  }

  /// What stands in a brick.
  enum Label: Sendable, Hashable {
    case words(String)
    case formula(Formula)
    case sign(String, ascii: String)

    /// The label in a line of characters.
    func text(_ notation: Notation) -> String {
      switch self {
      case .words(let words): words
      case .formula(let formula): formula.oneLine(notation)
      case .sign(let unicode, let ascii): notation == .unicode ? unicode : ascii
      }
    }
  }
}

extension Expression {
  fileprivate var isName: Bool { if case .name = kind { true } else { false } }

  fileprivate var isProductOfNames: Bool {
    if case .binary(.matmul, let left, let right) = kind {
      left.isName && right.isName
    } else {
      false
    }
  }
}

extension Formula {
  fileprivate var isEntrywise: Bool {
    if case .infix(.entrywiseProduct, _, _) = self { true } else { false }
  }
}
