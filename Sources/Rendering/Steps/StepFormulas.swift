import Matrices
import StageLanguage
import Tutoring

/// A step as every format shows it: symbols, then numbers, then the result.
///
/// What would say the same twice is left out.
struct StepFormulas {
  /// What stands to the left of the first sign; nil if the step is no formula.
  private(set) var left: Formula?
  /// The first sign: `←` where a name takes a new value in place of one it had.
  private(set) var relation = Infix.equal
  /// The right side in symbols; nil where the result says as much.
  private(set) var symbols: Formula?
  /// The right side with values for names.
  private(set) var numbers: Formula?
  /// The value.
  private(set) var result: Formula?
  /// The comment after the statement.
  let caption: String?
  /// The shapes of the products of matrices: `(1×2)(2×3) → 1×3`.
  private(set) var shapes: [ProductShapes] = []
  /// The size of a result of which only a part is shown.
  private(set) var resultShape: Shape?
  /// The seed of a generator that random numbers were drawn from.
  private(set) var seed: Int?
  /// The number in the lesson, if another was given in its place.
  private(set) var overridden: String?
  /// What is remarkable about the result.
  private(set) var notice: Step.Notice?

  /// The shapes of the operands of a matrix product and of its result.
  struct ProductShapes: Hashable {
    let left: Shape
    let right: Shape
    let product: Shape
  }

  init(_ step: Step, known: KnownNames, digits: Int) {
    caption = step.statement.caption
    notice = step.notice
    var operands = Operands(values: step.operands, functions: known.functions)
    if case .define = step.statement.kind { operands.values = [:] }
    let builder = FormulaBuilder(
      operands: operands, names: known.assigned, typed: known.typed, digits: digits)
    switch step.statement.kind {
    case .comment: return
    case .define(let function):
      left = .call(
        builder.symbol(function.name.text), function.parameters.map { builder.symbol($0.text) })
      symbols = builder.formula(function.body)
    case .assign(let name, let expression):
      left = builder.symbol(name.text)
      relation = known.values[name.text] == nil ? .equal : .becomes
      fill(expression, step, builder, known)
    case .update(let name, let infix, let expression):
      left = builder.symbol(name.text)
      relation = .becomes
      let old = Expression(.name(name.text), span: name.span)
      let span = name.span.joined(to: expression.span)
      fill(Expression(.binary(infix, old, expression), span: span), step, builder, known)
    case .show(let expression):
      left = builder.formula(expression)
      fill(expression, step, builder, known)
      symbols = nil
    }
  }

  /// The step with nothing but some of its parts.
  ///
  /// What is said of a part goes with it; shapes are known as soon as the symbols are.
  func showing(_ parts: StepParts) -> StepFormulas {
    var shown = self
    if !parts.contains(.numbers) { shown.numbers = nil }
    if !parts.contains(.result), result != nil {
      shown.result = nil
      shown.notice = nil
      shown.resultShape = nil
      shown.seed = nil
      if symbols == nil { shown.shapes = [] }
    }
    return shown
  }

  /// The parts that there are to show.
  var parts: StepParts {
    var parts: StepParts = []
    if symbols != nil { parts.insert(.symbols) }
    if numbers != nil { parts.insert(.numbers) }
    if result != nil { parts.insert(.result) }
    return parts
  }

  private mutating func fill(
    _ expression: Expression, _ step: Step, _ builder: FormulaBuilder, _ known: KnownNames
  ) {
    symbols = builder.formula(expression)
    guard case .array(let value) = step.result else { return }
    result = builder.value(value)
    if case .matrix(let matrix)? = result, matrix.isElided { resultShape = value.shape }
    if expression.isLiteral {
      // The number as it was typed; an array laid out and aligned.
      symbols = nil
      if let number = step.typedNumber { result = .number(number) }
      overridden = step.overriddenNumber
      return
    }
    shapes = builder.operands.products(in: expression)
    if shapes.last?.product == resultShape { resultShape = nil }
    if let generator = expression.generator {
      // The numbers drawn are not known before the result, so there is nothing to put in.
      if case .name(let name) = generator.kind {
        seed = known.seeds[name]
      } else if case .call(_, let arguments) = generator.kind, let argument = arguments.first,
        case .number(let literal) = argument.value.kind
      {
        seed = Int(exactly: literal.value)
      }
      return
    }
    let substituted = builder.formula(expression, .numbers)
    if substituted != symbols, substituted != result { numbers = substituted }
  }
}

extension Expression {
  /// Whether it is a number, or an array of numbers, as typed.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .number, .boolean: true
    case .unary(_, let operand): operand.isLiteral
    case .list(let items): items.allSatisfy(\.isLiteral)
    case .call(let name, let arguments):
      name.text == "array" && arguments.count == 1 && arguments[0].value.isLiteral
    default: false
    }
  }

  /// The random generator that numbers are drawn from in it, if there is one.
  fileprivate var generator: Expression? {
    if case .method(let object, _, _) = kind { return object }
    for part in children {
      if let generator = part.generator { return generator }
    }
    return nil
  }
}

extension Operands {
  /// The shapes of the matrix products in an expression, innermost first.
  fileprivate func products(in expression: Expression) -> [StepFormulas.ProductShapes] {
    var products: [StepFormulas.ProductShapes] = []
    collectProducts(in: expression, &products)
    return products
  }

  private func collectProducts(
    in expression: Expression, _ products: inout [StepFormulas.ProductShapes]
  ) {
    for part in expression.children { collectProducts(in: part, &products) }
    if case .binary(.matmul, let left, let right) = expression.kind,
      let leftShape = shape(of: left), let rightShape = shape(of: right),
      let product = shape(of: expression)
    {
      products.append(.init(left: leftShape, right: rightShape, product: product))
    }
  }
}
