import Matrices
import Source

// Random generators and what is drawn from them. How much is drawn is known before anything runs,
// and the draws happen in the order in which they are written.

/// The methods of a random generator.
enum DrawMethod: String, CaseIterable {
  case randn, rand, random_sample, uniform, normal, randint, permutation

  /// The parameters, in NumPy's order; `randn` and `rand` take sizes instead.
  var parameters: [String] {
    switch self {
    case .randn, .rand: []
    case .random_sample: ["size"]
    case .uniform: ["low", "high", "size"]
    case .normal: ["loc", "scale", "size"]
    case .randint: ["low", "high", "size"]
    case .permutation: ["x"]
    }
  }
}

extension Compiler {
  mutating func generator(_ given: [Argument], at span: Span) throws(Failure) -> Int {
    try refuseAside("a random generator", at: span)
    let matched = try arguments(given, ["seed"], required: 1, of: .RandomState, at: span)
    let expression = matched[0] ?? .nothing
    let seed = try wholeNumber(expression, for: "a seed")
    guard let seed = UInt32(exactly: seed) else {
      throw fail(at: expression.span, "a seed is from 0 to 4294967295, and this is \(seed)")
    }
    program.seeds.append(seed)
    return program.seeds.count - 1
  }

  private mutating func refuseAside(_ what: String, at span: Span) throws(Failure) {
    guard !isAside else {
      throw fail(
        at: span, "\(what) in a claim would change what comes after it",
        note: "draw in a stage, and claim something about the result")
    }
  }

  mutating func draw(
    from object: Expression, _ method: Name, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    let generator: Int
    switch try binding(of: object) {
    case .generator(let number):
      generator = number
    case .poisoned:
      throw Failure()
    case .value, .function:
      throw fail(
        at: method.span, "\(object.quoted) has no method `\(method.text)`",
        note: methodAdvice(method.text, of: object, given))
    }
    try refuseAside("a draw", at: span)
    guard let drawn = DrawMethod(rawValue: method.text) else {
      let known = DrawMethod.allCases.map(\.rawValue)
      throw fail(
        at: method.span, "a random generator has no method `\(method.text)` here",
        note: closestMatch(to: method.text, among: known).map { "did you mean `\($0)`?" }
          ?? "it has \(known.joined(separator: ", "))")
    }
    return try draw(drawn, generator, given, at: span)
  }

  private mutating func draw(
    _ method: DrawMethod, _ generator: Int, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    switch method {
    case .randn, .rand:
      let shape = try sizes(given, of: method, at: span)
      let distribution: Distribution = method == .randn ? .standardNormal : .unitInterval
      return try emit(
        .draw(generator: generator, distribution), [],
        ValueType(.real, shape, isPython: shape == .scalar), at: span)
    case .random_sample:
      let matched = try match(given, to: method.parameters, of: method.rawValue, at: span)
      let shape = try optionalShape(matched[0])
      return try emit(
        .draw(generator: generator, .unitInterval), [],
        ValueType(.real, shape, isPython: shape == .scalar), at: span)
    case .uniform, .normal:
      let matched = try match(given, to: method.parameters, of: method.rawValue, at: span)
      let (first, second) = try numbers(matched, orElse: (0, 1), of: method, at: span)
      let shape = try optionalShape(matched[2])
      return try emit(
        .draw(generator: generator, method == .uniform ? .uniform : .normal), [first, second],
        ValueType(.real, shape, isPython: shape == .scalar), at: span)
    case .randint:
      return try integers(generator, given, at: span)
    case .permutation:
      return try permutation(generator, given, at: span)
    }
  }

  private mutating func integers(
    _ generator: Int, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    let method = DrawMethod.randint
    let matched = try match(given, to: method.parameters, of: method.rawValue, at: span)
    guard matched[0] != nil else {
      throw fail(at: span, "`randint` needs a bound", note: "randint(10, size=3) draws 0 to 9")
    }
    // With one bound it is the upper one.
    var (low, high) = try numbers(matched, orElse: (0, 0), of: method, at: span)
    if matched[1] == nil { (low, high) = (high, low) }
    for (bound, expression) in [(low, matched[0]), (high, matched[1] ?? matched[0])] {
      guard bound.type.kind == .integer else {
        throw fail(at: expression?.span ?? span, "a bound of `randint` is a whole number")
      }
    }
    let shape = try optionalShape(matched[2])
    return try emit(
      .draw(generator: generator, .integers), [low, high],
      ValueType(.integer, shape, isPython: shape == .scalar), at: span)
  }

  private mutating func permutation(
    _ generator: Int, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    let matched = try match(given, to: ["x"], of: "permutation", at: span)
    guard let expression = matched[0] else {
      throw fail(at: span, "`permutation` needs a number, or an array to shuffle")
    }
    var operand = try value(of: expression)
    if operand.type.shape == .scalar {
      let length = try size(expression)
      let shape = try shape(ofSizes: [length], at: span)
      let entries = NumericArray((0..<length).map(Double.init), shape: shape, kind: .integer)
      operand = try emit(.constant(entries), [], ValueType(.integer, shape), at: expression.span)
    }
    return try emit(
      .draw(generator: generator, .permutation), [operand],
      ValueType(operand.type.kind, operand.type.shape), at: span)
  }

  /// The shape that `randn(2, 3)` asks for with one argument an axis.
  private mutating func sizes(
    _ given: [Argument], of method: DrawMethod, at span: Span
  ) throws(Failure) -> Shape {
    var sizes: [Int] = []
    for argument in given {
      if let label = argument.label {
        throw fail(
          at: label.span, "`\(method.rawValue)` takes sizes by position: \(method.rawValue)(2, 3)")
      }
      if case .tuple = argument.value.kind {
        throw fail(
          at: argument.value.span, "`\(method.rawValue)` takes its sizes one by one",
          note: "write \(method.rawValue)(2, 3); random_sample takes a tuple")
      }
      sizes.append(try size(argument.value))
    }
    return try shape(ofSizes: sizes, at: span)
  }

  private mutating func optionalShape(_ expression: Expression?) throws(Failure) -> Shape {
    guard let expression else { return .scalar }
    if case .tuple(let items) = expression.kind, items.isEmpty {
      throw fail(at: expression.span, "leave the size out to draw a single number")
    }
    return try shape(expression)
  }

  /// The two numbers that a distribution depends on, computed in the order in which they are
  /// written: a draw is a draw earlier or later.
  private mutating func numbers(
    _ matched: [Expression?], orElse fallback: (Double, Double), of method: DrawMethod,
    at span: Span
  ) throws(Failure) -> (Value, Value) {
    if let first = matched[0], let second = matched[1], second.span.start < first.span.start {
      let late = try number(second, orElse: fallback.1, of: method, at: span)
      return (try number(first, orElse: fallback.0, of: method, at: span), late)
    }
    let early = try number(matched[0], orElse: fallback.0, of: method, at: span)
    return (early, try number(matched[1], orElse: fallback.1, of: method, at: span))
  }

  /// A single number that a distribution depends on.
  private mutating func number(
    _ expression: Expression?, orElse fallback: Double, of method: DrawMethod, at span: Span
  ) throws(Failure) -> Value {
    guard let expression else {
      let kind: ElementKind = method == .randint ? .integer : .real
      return try pythonConstant(fallback, kind, at: span)
    }
    let value = try value(of: expression)
    guard value.type.shape == .scalar, value.type.kind != .boolean else {
      throw fail(
        at: expression.span,
        "`\(method.rawValue)` takes single numbers here, and \(expression.quoted) is "
          + "\(value.type.kind == .boolean ? "a truth value" : value.type.shape.description)",
        note: "scale afterwards: scale * RandomState(0).randn(2, 3)")
    }
    return value
  }
}
