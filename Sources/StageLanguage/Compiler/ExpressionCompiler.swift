import Matrices
import Source

// Expressions: each becomes instructions whose last writes its value. Kinds follow NumPy; where
// NumPy would refuse or mean something else than a reader expects, it is refused here too.

extension Compiler {
  /// Compiles an expression that must be an array or a number.
  mutating func value(of expression: Expression) throws(Failure) -> Value {
    switch try binding(of: expression) {
    case .value(let value):
      return value
    case .poisoned:
      throw Failure()
    case .generator:
      throw fail(
        at: expression.span, "\(expression.quoted) is a random generator, not a number",
        note: "draw from it: randn(2, 3), random_sample((2, 3)), …")
    case .function(let function):
      throw fail(
        at: expression.span, "`\(function.name.text)` is a function, not a number",
        note: "call it: \(function.name.text)(…)")
    }
  }

  /// Compiles an expression of any kind.
  mutating func binding(of expression: Expression) throws(Failure) -> Binding {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth else {
      throw fail(at: expression.span, "calls and expressions nest more than \(limits.depth) deep")
    }
    switch expression.kind {
    case .name(let name):
      return try binding(named: name, at: expression.span)
    case .call(let name, let arguments):
      return try call(name, arguments, at: expression.span)
    default:
      return .value(try computed(expression))
    }
  }

  // What recurses is kept in small functions, and the words of refusals are put together in others:
  // an expression at the limit of depth must do with a small stack, without optimization too.

  /// Compiles an expression that is neither a name nor a call.
  private mutating func computed(_ expression: Expression) throws(Failure) -> Value {
    switch expression.kind {
    case .unary(let prefix, let operand):
      return try compile(prefix, operand, at: expression.span)
    case .binary(let infix, let left, let right):
      return try compile(infix, left, right, at: expression.span)
    case .method(let object, let method, let arguments):
      return try draw(from: object, method, arguments, at: expression.span)
    case .transpose(let operand):
      return try transpose(operand, at: expression.span)
    case .subscripted(let array, let subscripts):
      return try index(array, subscripts, at: expression.span)
    case .number, .boolean, .name, .call, .tuple, .list:
      return try constant(expression)
    }
  }

  private mutating func constant(_ expression: Expression) throws(Failure) -> Value {
    switch expression.kind {
    case .number(let literal):
      let kind: ElementKind = literal.isInteger ? .integer : .real
      return try pythonConstant(literal.value, kind, at: expression.span)
    case .boolean(let isTrue):
      return try pythonConstant(isTrue ? 1 : 0, .boolean, at: expression.span)
    case .list:
      throw fail(
        at: expression.span, "a list of numbers is not an array yet", note: "write array([…])")
    default:
      throw fail(
        at: expression.span, "a tuple is only for sizes, as in zeros((2, 3))",
        note: "an array is written array([1, 2])")
    }
  }

  private mutating func binding(named name: String, at span: Span) throws(Failure) -> Binding {
    if let binding = locals?[name] { return binding }
    if variantNames != nil {
      guard let value = variantValue(named: name) else { throw Failure() }
      return .value(value)
    }
    if let binding = globals[name] { return binding }
    if Builtin(rawValue: name) != nil {
      throw fail(at: span, "`\(name)` is a function", note: "call it: \(name)(…)")
    }
    throw fail(
      at: span, "nothing is named `\(name)` at this point",
      note: suggestion(for: name, among: globals.keys + (locals.map { Array($0.keys) } ?? [])))
  }

  // MARK: Emitting

  /// Adds an instruction and gives its value, which is an array of its own.
  mutating func emit(
    _ operation: Operation, _ operands: [Value], _ type: ValueType, sharing storage: Int? = nil,
    constant: Double? = nil, at span: Span
  ) throws(Failure) -> Value {
    guard type.shape.sizes.allSatisfy({ $0 <= limits.arrayElements }),
      type.shape.count <= limits.arrayElements
    else {
      throw fail(
        at: span,
        "an array of \(type.shape) is too large; one may hold \(limits.arrayElements) numbers")
    }
    guard program.elementCount + type.shape.count <= limits.totalElements else {
      throw fail(
        at: span,
        "the lesson's values are too large together; they may hold \(limits.totalElements) numbers")
    }
    guard program.instructions.count < limits.instructions else {
      throw fail(at: span, "the lesson is too long; it may take \(limits.instructions) operations")
    }
    let slot = Slot(index: program.types.count)
    program.types.append(type)
    program.elementCount += type.shape.count
    program.instructions.append(
      Instruction(operation: operation, operands: operands.map(\.slot), result: slot, span: span))
    var storage = storage
    if type.shape == .scalar, !operation.isSelect {
      storage = nil
    } else if storage == nil {
      // NumPy's `where` gives an array even of single numbers: one without axes, which can change.
      storageCount += 1
      storage = storageCount
    }
    if let constant { constants[slot.index] = constant }
    return Value(slot: slot, type: type, storage: storage, constant: constant)
  }

  mutating func pythonConstant(
    _ number: Double, _ kind: ElementKind, at span: Span
  ) throws(Failure) -> Value {
    try emit(
      .constant(NumericArray(number, kind: kind)), [],
      ValueType(kind, .scalar, isPython: true), constant: number, at: span)
  }

  // MARK: Operators

  private mutating func compile(
    _ infix: BinaryOperator, _ left: Expression, _ right: Expression, at span: Span
  ) throws(Failure) -> Value {
    if infix == .matmul { return try matmul(left, right, at: span) }
    return try combine(infix.function, left, right, sign: infix.rawValue, at: span)
  }

  private mutating func compile(
    _ prefix: UnaryOperator, _ operand: Expression, at span: Span
  ) throws(Failure) -> Value {
    let value = try value(of: operand)
    guard value.type.kind != .boolean else {
      throw fail(
        at: span, "a truth value has no sign", note: "write 1 * \(operand) to make a number of it")
    }
    let function: UnaryFunction = prefix == .negative ? .negative : .copy
    // A whole number has no negative zero.
    let zero = value.type.kind == .integer ? 0.0 : -0.0
    return try emit(
      .unary(function), [value], value.type,
      constant: value.constant.map { prefix == .negative ? zero - $0 : $0 }, at: span)
  }

  /// Compiles a function of two broadcast operands, whether it is written as an operator or as a
  /// call.
  mutating func combine(
    _ function: BinaryFunction, _ left: Expression, _ right: Expression, sign: String,
    at span: Span
  ) throws(Failure) -> Value {
    let a = try value(of: left)
    let b = try value(of: right)
    guard let shape = a.type.shape.broadcast(with: b.type.shape) else {
      if variantNames != nil { throw Failure() }
      throw fail(
        at: span,
        "`\(sign)` cannot combine \(left.quoted), which is \(a.type.shape), with \(right.quoted), "
          + "which is \(b.type.shape)",
        note: mismatchAdvice(a.type.shape, b.type.shape, left, right))
    }
    let isPython = a.type.isPython && b.type.isPython && !function.isNumPyFunction
    let kind = try resultKind(function, a, b, isPython: isPython, sign: sign, at: span)
    let type = ValueType(kind, shape, isPython: isPython)
    var constant: Double?
    if isPython, let x = a.constant, let y = b.constant {
      if let problem = function.pythonProblem(x, y, kind: kind) {
        throw fail(at: span, problem)
      }
      constant = function.apply(x, y)
    }
    return try emit(.binary(function), [a, b], type, constant: constant, at: span)
  }

  private func mismatchAdvice(
    _ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression
  ) -> String {
    if case .matrix(let rows, let columns) = b, a.sizes == [columns, rows] {
      return "one is the transpose of the other in shape; .T turns an array over"
    }
    if case .matrix(_, let inner) = a, case .matrix(inner, _) = b {
      return "the matrix product is written @"
    }
    return "along each axis the sizes must agree, or one of them must be 1"
  }

  /// The kind of the result, or a refusal where NumPy would refuse or surprise.
  private mutating func resultKind(
    _ function: BinaryFunction, _ a: Value, _ b: Value, isPython: Bool, sign: String,
    at span: Span
  ) throws(Failure) -> ElementKind {
    if function.givesTruth { return .boolean }
    let kind = max(a.type.kind, b.type.kind)
    if function == .maximum || function == .minimum { return kind }
    guard kind != .boolean else {
      throw fail(
        at: span, "`\(sign)` of two truth values does not mean in NumPy what it means for numbers",
        note: "write 1 * condition to make 0 and 1 of a condition, or use logical_and, logical_or")
    }
    if function == .divide { return .real }
    if function == .power, kind == .integer {
      guard a.type.kind == .integer, b.type.kind == .integer else {
        throw fail(
          at: span, "a power of truth values is not what it is of numbers in NumPy",
          note: "write 1 * condition to make 0 and 1 of a condition")
      }
      if isPython {
        guard let exponent = b.constant else {
          throw fail(
            at: span, "the exponent of a whole number must be known before the lesson runs",
            note: "write the base with a point: 2.0 ** n")
        }
        return exponent < 0 ? .real : .integer
      }
      if let exponent = b.constant, exponent < 0 {
        throw fail(
          at: span, "NumPy does not raise whole numbers to a negative power",
          note: "make the base decimal: 1.0 * x")
      }
    }
    return kind
  }

  private mutating func matmul(
    _ left: Expression, _ right: Expression, at span: Span
  ) throws(Failure) -> Value {
    let a = try value(of: left)
    let b = try value(of: right)
    for (value, expression) in [(a, left), (b, right)] {
      guard value.type.shape != .scalar else {
        throw fail(
          at: span, "`@` multiplies arrays, and \(expression.quoted) is a single number",
          note: "write *")
      }
    }
    let kind = max(a.type.kind, b.type.kind)
    guard kind != .boolean else {
      throw fail(
        at: span, "`@` of truth values does not count them in NumPy",
        note: "write 1 * condition to make 0 and 1 of a condition")
    }
    // A vector is a row on the left and a column on the right, and its axis disappears.
    let (rows, inner) = (a.type.shape.rows, a.type.shape.columns)
    let isColumn = b.type.shape.rank == 1
    let (height, columns) =
      isColumn ? (b.type.shape.count, 1) : (b.type.shape.rows, b.type.shape.columns)
    guard inner == height else {
      if variantNames != nil { throw Failure() }
      throw fail(
        at: span,
        "the product \(left.quoted) @ \(right.quoted) does not exist: \(left.quoted) is "
          + "\(a.type.shape)"
          + (left.quoted == right.quoted ? "" : " and \(right.quoted) is \(b.type.shape)"),
        note: productAdvice(a.type.shape, b.type.shape, left, right))
    }
    let (work, overflow) = (rows * columns).multipliedReportingOverflow(by: inner)
    guard !overflow, work <= limits.multiplications else {
      throw fail(
        at: span,
        "a product of \(a.type.shape) and \(b.type.shape) is too much work; one may take "
          + "\(limits.multiplications) multiplications")
    }
    let sizes = (a.type.shape.rank == 1 ? [] : [rows]) + (isColumn ? [] : [columns])
    return try emit(.matmul, [a, b], ValueType(kind, Shape(sizes: sizes) ?? .scalar), at: span)
  }

  private func productAdvice(
    _ a: Shape, _ b: Shape, _ left: Expression, _ right: Expression
  ) -> String {
    if a.rank == 2, b.rank == 2 {
      if a.rows == b.rows {
        return "\(left).T @ \(right) would fit: \(a.columns)×\(a.rows) and \(b)"
      }
      if a.columns == b.columns {
        return "\(left) @ \(right).T would fit: \(a) and \(b.columns)×\(b.rows)"
      }
      if a.rows == b.columns { return "\(right) @ \(left) would fit: \(b) and \(a)" }
    }
    return "the left one needs as many columns as the right one has rows"
  }

  private mutating func transpose(
    _ operand: Expression, at span: Span
  ) throws(Failure) -> Value {
    let value = try value(of: operand)
    guard !value.type.isPython else {
      throw fail(at: span, "\(operand.quoted) is a plain number; only an array has .T")
    }
    if case .matrix(let rows, let columns) = value.type.shape {
      return try emit(
        .transpose, [value], ValueType(value.type.kind, .matrix(rows: columns, columns: rows)),
        sharing: value.storage, at: span)
    }
    return value
  }
}

extension Expression {
  /// The expression in backticks, shortened if it is long.
  var quoted: String {
    let text = description
    return text.count <= 40 ? "`\(text)`" : "`\(text.prefix(36))…`"
  }
}

extension BinaryOperator {
  /// The function that the operator stands for; `@` is none of two entries and never asks.
  var function: BinaryFunction {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply, .matmul: .multiply
    case .divide: .divide
    case .power: .power
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }
}
