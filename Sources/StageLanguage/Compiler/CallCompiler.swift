import Matrices
import Source

// Calls: of the lesson's own functions, compiled into the place that calls them, and of the
// language's.

extension Compiler {
  /// How many calls of its own functions a lesson may make, those within functions included.
  private static let maximumCalls = 1_000_000

  mutating func call(
    _ name: Name, _ arguments: [Argument], at span: Span
  ) throws(Failure) -> Binding {
    switch locals?[name.text] ?? globals[name.text] {
    case .function(let function):
      return try inline(function, arguments, at: span)
    case .poisoned:
      throw Failure()
    case .value, .generator:
      throw fail(
        at: name.span, "`\(name.text)` is not a function",
        note: "a product needs its sign: \(name.text) * (…)")
    case nil:
      break
    }
    guard let builtin = Builtin(rawValue: name.text) else {
      throw unknownFunction(name)
    }
    return try call(builtin, arguments, at: span)
  }

  private mutating func unknownFunction(_ name: Name) -> Failure {
    if let advice = foreignFunctions[name.text] {
      return fail(at: name.span, "there is no function `\(name.text)` here", note: advice)
    }
    return fail(
      at: name.span, "there is no function `\(name.text)` at this point",
      note: suggestion(for: name.text, among: functionNames))
  }

  private var functionNames: [String] {
    let defined = globals.filter { if case .function = $0.value { true } else { false } }
    return Builtin.allCases.map(\.rawValue) + defined.keys
  }

  /// Compiles a function of the lesson into its caller.
  ///
  /// Its names mean what they mean at the call,
  /// as in Python.
  private mutating func inline(
    _ function: Function, _ arguments: [Argument], at span: Span
  ) throws(Failure) -> Binding {
    let name = function.name.text
    guard !calls.contains(name) else {
      throw fail(
        at: span, "`\(name)` calls itself, which would never end",
        note: "repetition is a training run")
    }
    callCount += 1
    guard callCount <= Self.maximumCalls else {
      throw fail(at: span, "more than \(Self.maximumCalls) calls of functions")
    }
    let values = try match(arguments, to: function.parameters.map(\.text), of: name, at: span)
    for (parameter, argument) in zip(function.parameters, values) where argument == nil {
      throw fail(at: span, "`\(name)` needs its argument `\(parameter.text)`")
    }
    var scope: [String: Binding] = [:]
    // In the order in which they are written: a draw is a draw earlier or later.
    for (parameter, argument) in zip(function.parameters, values).sorted(by: isWrittenBefore) {
      if let argument { scope[parameter.text] = try binding(of: argument) }
    }
    let outer = locals
    locals = scope
    calls.append(name)
    defer {
      locals = outer
      calls.removeLast()
    }
    return try binding(of: function.body)
  }

  private func isWrittenBefore(_ one: (Name, Expression?), _ other: (Name, Expression?)) -> Bool {
    (one.1?.span.start ?? 0) < (other.1?.span.start ?? 0)
  }

  /// Finds the argument of each parameter, by position and by keyword.
  mutating func match(
    _ arguments: [Argument], to parameters: [String], of name: String, at span: Span
  ) throws(Failure) -> [Expression?] {
    var matched: [Expression?] = Array(repeating: nil, count: parameters.count)
    var positional = 0
    var hasKeyword = false
    for argument in arguments {
      var place = positional
      if let label = argument.label {
        hasKeyword = true
        guard let index = parameters.firstIndex(of: label.text) else {
          throw fail(
            at: label.span, "`\(name)` has no argument named `\(label.text)` here",
            note: closestMatch(to: label.text, among: parameters).map { "did you mean `\($0)`?" })
        }
        place = index
      } else {
        guard !hasKeyword else {
          throw fail(
            at: argument.value.span, "an argument without a name follows one with a name")
        }
        positional += 1
      }
      guard place < parameters.count else {
        throw fail(
          at: argument.value.span,
          "`\(name)` takes \(count(parameters.count, "argument")), and this is one more")
      }
      guard matched[place] == nil else {
        throw fail(at: argument.value.span, "`\(parameters[place])` is given twice")
      }
      matched[place] = argument.value
    }
    return matched
  }

  /// The arguments of a function of the language, all of the first `required` given.
  mutating func arguments(
    _ arguments: [Argument], _ parameters: [String], required: Int, of builtin: Builtin,
    at span: Span
  ) throws(Failure) -> [Expression?] {
    let matched = try match(arguments, to: parameters, of: builtin.rawValue, at: span)
    for index in 0..<required where matched[index] == nil {
      throw fail(
        at: span, "`\(builtin.rawValue)` needs \(count(required, "argument"))",
        note: "it is called \(builtin.signature)")
    }
    return matched
  }

  private mutating func call(
    _ builtin: Builtin, _ given: [Argument], at span: Span
  ) throws(Failure) -> Binding {
    if builtin == .RandomState { return .generator(try generator(given, at: span)) }
    return .value(try value(of: builtin, given, at: span))
  }

  private mutating func value(
    of builtin: Builtin, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    switch builtin {
    case .exp, .log, .sqrt, .abs, .square, .tanh, .sign, .logical_not:
      return try map(builtin, given, at: span)
    case .maximum, .minimum, .logical_and, .logical_or, .logical_xor:
      return try combine(builtin, given, at: span)
    case .sum, .mean, .max, .min, .argmax:
      return try reduce(builtin, given, at: span)
    case .where: return try select(given, at: span)
    case .zeros: return try filled(with: 0, builtin, given, at: span)
    case .ones: return try filled(with: 1, builtin, given, at: span)
    case .eye: return try identity(given, at: span)
    case .array: return try array(given, at: span)
    case .arange: return try steps(given, at: span)
    case .linspace: return try evenSteps(given, at: span)
    case .concatenate: return try concatenate(given, at: span)
    case .reshape: return try reshape(given, at: span)
    case .RandomState: throw fail(at: span, "a random generator is not a number")
    }
  }

  private mutating func combine(
    _ builtin: Builtin, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    guard let function = builtin.binary else { throw Failure() }
    let matched = try arguments(given, ["a", "b"], required: 2, of: builtin, at: span)
    try refuseKeywords(given, of: builtin)
    return try combine(
      function, matched[0] ?? .nothing, matched[1] ?? .nothing, sign: builtin.rawValue, at: span)
  }

  /// NumPy's functions of one and two numbers take theirs by position only.
  private mutating func refuseKeywords(
    _ arguments: [Argument], of builtin: Builtin
  ) throws(Failure) {
    for case let label? in arguments.map(\.label) {
      throw fail(
        at: label.span, "`\(builtin.rawValue)` takes its arguments by position",
        note: "it is called \(builtin.signature)")
    }
  }

  private mutating func map(
    _ builtin: Builtin, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    guard let function = builtin.unary else { throw Failure() }
    let matched = try arguments(given, ["x"], required: 1, of: builtin, at: span)
    try refuseKeywords(given, of: builtin)
    let value = try value(of: matched[0] ?? .nothing)
    guard value.type.kind != .boolean || function == .logicalNot else {
      throw fail(
        at: span, "`\(builtin.rawValue)` of truth values is not what it is of numbers in NumPy",
        note: "write 1 * condition to make 0 and 1 of a condition")
    }
    let kind: ElementKind =
      switch function {
      case .logicalNot: .boolean
      case .absolute, .square, .sign, .negative, .copy: value.type.kind
      case .exp, .log, .sqrt, .tanh: .real
      }
    return try emit(.unary(function), [value], ValueType(kind, value.type.shape), at: span)
  }

  private mutating func reduce(
    _ builtin: Builtin, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    guard let reduction = builtin.reduction else { throw Failure() }
    if given.count > 1, given[1].label == nil {
      throw fail(
        at: given[1].value.span,
        "`\(builtin.rawValue)` takes one array; its axis is written axis=0",
        note: reduction == .max
          ? "the larger of two values is maximum(a, b)"
          : reduction == .min ? "the smaller of two values is minimum(a, b)" : nil)
    }
    // NumPy's own name for the array differs from function to function: it goes by position.
    for case let label? in given.map(\.label) where ["x", "a", "array"].contains(label.text) {
      throw fail(at: label.span, "the array is given by position: \(builtin.signature)")
    }
    let matched = try arguments(
      given, ["x", "axis", "keepdims"], required: 1, of: builtin, at: span)
    let operand = try value(of: matched[0] ?? .nothing)
    let shape = operand.type.shape
    var axis: Int?
    if let expression = matched[1] {
      axis = try self.axis(expression, of: shape)
    }
    var keepdims = false
    if let expression = matched[2] {
      guard case .boolean(let isTrue) = expression.kind else {
        throw fail(at: expression.span, "keepdims is True or False")
      }
      keepdims = isTrue
    }
    let length = axis.map { shape.sizes[$0] } ?? shape.count
    if length == 0, [.max, .min, .argmax].contains(reduction) {
      throw fail(at: span, "`\(builtin.rawValue)` of no numbers at all has no value")
    }
    var sizes = shape.sizes
    if keepdims {
      sizes = sizes.indices.map { axis == nil || axis == $0 ? 1 : sizes[$0] }
    } else if let axis {
      sizes.remove(at: axis)
    } else {
      sizes = []
    }
    let kind: ElementKind =
      switch reduction {
      case .sum: max(operand.type.kind, .integer)
      case .mean: .real
      case .max, .min: operand.type.kind
      case .argmax: .integer
      }
    return try emit(
      .reduce(reduction, axis: axis, keepdims: keepdims), [operand],
      ValueType(kind, Shape(sizes: sizes) ?? .scalar), at: span)
  }

  /// Reads an axis: a whole number known already, counted from the end if negative.
  mutating func axis(_ expression: Expression, of shape: Shape) throws(Failure) -> Int {
    let number = try wholeNumber(expression, for: "an axis")
    let axis = number < 0 ? number + shape.rank : number
    guard axis >= 0, axis < shape.rank else {
      throw fail(
        at: expression.span,
        "there is no axis \(number): the array is \(shape), with \(count(shape.rank, "axis"))",
        note: "axis 0 goes down the rows, axis 1 along them")
    }
    return axis
  }

  /// Reads a whole number that must be known before the lesson runs.
  mutating func wholeNumber(
    _ expression: Expression, for purpose: String
  ) throws(Failure) -> Int {
    let value = try value(of: expression)
    guard value.type.shape == .scalar, value.type.kind == .integer else {
      throw fail(at: expression.span, "\(purpose) is a whole number, and this is not one")
    }
    guard let constant = value.constant, let number = Int(exactly: constant) else {
      throw fail(
        at: expression.span, "\(purpose) must be known before the lesson runs",
        note: "use a number, or a parameter such as N = 50")
    }
    return number
  }

  private mutating func select(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    let matched = try arguments(
      given, ["condition", "a", "b"], required: 3, of: .where, at: span)
    try refuseKeywords(given, of: .where)
    var values: [Value] = []
    for case let expression? in matched { values.append(try value(of: expression)) }
    var shape = values[0].type.shape
    for (value, expression) in zip(values, matched).dropFirst() {
      guard let common = shape.broadcast(with: value.type.shape) else {
        throw fail(
          at: expression?.span ?? span,
          "`where` cannot combine \(shape) with \(expression?.quoted ?? ""), which is "
            + "\(value.type.shape)",
          note: "along each axis the sizes must agree, or one of them must be 1")
      }
      shape = common
    }
    let kind = max(values[1].type.kind, values[2].type.kind)
    return try emit(.select, values, ValueType(kind, shape), at: span)
  }
}

extension Expression {
  /// Stands for an argument that has been checked to be there.
  static let nothing = Expression(.tuple([]), span: Span(0, 0))
}

/// `1 argument`, `2 arguments`.
func count(_ number: Int, _ noun: String) -> String {
  let irregular = ["axis": "axes", "index": "indices"]
  return "\(number) \(number == 1 ? noun : irregular[noun] ?? noun + "s")"
}
