import Matrices
import Source

// Making arrays: zeros, ones, eye, array, arange, linspace, concatenate.

extension Compiler {
  /// Reads a shape: a whole number, or a tuple of at most two.
  mutating func shape(_ expression: Expression) throws(Failure) -> Shape {
    if case .list(let items) = expression.kind {
      throw fail(
        at: expression.span, "a shape is written in parentheses",
        note: "write (\(items.map(\.description).joined(separator: ", ")))")
    }
    guard case .tuple(let items) = expression.kind else {
      return .vector(try size(expression))
    }
    var sizes: [Int] = []
    for item in items { sizes.append(try size(item)) }
    return try shape(ofSizes: sizes, at: expression.span)
  }

  mutating func shape(ofSizes sizes: [Int], at span: Span) throws(Failure) -> Shape {
    guard let shape = Shape(sizes: sizes) else {
      throw fail(
        at: span, "an array of \(sizes.count) axes; there are numbers, vectors and matrices here")
    }
    let (product, overflow) = sizes.reduce((1, false)) { partial, size in
      let (value, overflow) = partial.0.multipliedReportingOverflow(by: size)
      return (value, partial.1 || overflow)
    }
    guard !overflow, product <= limits.arrayElements else {
      throw fail(
        at: span,
        "an array of \(sizes.map(String.init).joined(separator: "×")) numbers is too large; one may "
          + "hold \(limits.arrayElements)")
    }
    return shape
  }

  mutating func size(_ expression: Expression) throws(Failure) -> Int {
    let number = try wholeNumber(expression, for: "a size")
    guard number >= 0 else {
      throw fail(at: expression.span, "a size cannot be negative, and this is \(number)")
    }
    return number
  }

  private mutating func constant(
    _ array: NumericArray, at span: Span
  ) throws(Failure) -> Value {
    try emit(.constant(array), [], ValueType(array.kind, array.shape), at: span)
  }

  mutating func filled(
    with number: Double, _ builtin: Builtin, _ given: [Argument], at span: Span
  ) throws(Failure) -> Value {
    if given.count == 2, given[1].label == nil {
      throw fail(
        at: given[1].value.span, "`\(builtin.rawValue)` takes one argument, the shape",
        note: "write \(builtin.rawValue)((\(given[0]), \(given[1])))")
    }
    let matched = try arguments(given, ["shape"], required: 1, of: builtin, at: span)
    let shape = try shape(matched[0] ?? .nothing)
    try refuseNumber(shape, builtin, at: span)
    return try constant(
      NumericArray(Array(repeating: number, count: shape.count), shape: shape), at: span)
  }

  /// NumPy's `zeros(())` is an array without axes, which is neither a number nor a vector.
  private mutating func refuseNumber(
    _ shape: Shape, _ builtin: Builtin, at span: Span
  ) throws(Failure) {
    guard shape != .scalar else {
      throw fail(
        at: span, "`\(builtin.rawValue)` makes vectors and matrices; a single number is written out"
      )
    }
  }

  mutating func identity(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    let matched = try arguments(given, ["N", "M"], required: 1, of: .eye, at: span)
    let rows = try size(matched[0] ?? .nothing)
    var columns = rows
    if let expression = matched[1] { columns = try size(expression) }
    let shape = try shape(ofSizes: [rows, columns], at: span)
    var elements = [Double](repeating: 0, count: shape.count)
    for diagonal in 0..<min(rows, columns) { elements[diagonal * columns + diagonal] = 1 }
    return try constant(NumericArray(elements, shape: shape), at: span)
  }

  mutating func array(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    let matched = try arguments(given, ["object"], required: 1, of: .array, at: span)
    guard let content = matched[0] else { throw Failure() }
    if case .list(let items) = content.kind { return try stack(items, at: span) }
    if case .tuple(let items) = content.kind { return try stack(items, at: span) }
    let value = try value(of: content)
    guard value.type.shape != .scalar else {
      throw fail(
        at: span, "`array` makes an array of rows, not of a single number",
        note: "a number stands for itself; a vector of one entry is array([\(content)])")
    }
    return try emit(.unary(.copy), [value], value.type, at: span)
  }

  /// Compiles a list of numbers or of equally long rows into one array.
  mutating func stack(_ items: [Expression], at span: Span) throws(Failure) -> Value {
    if let literal = NumericArray(literal: items) { return try constant(literal, at: span) }
    var rows: [Value] = []
    for item in items {
      switch item.kind {
      case .list(let entries), .tuple(let entries):
        rows.append(try stack(entries, at: item.span))
      default:
        rows.append(try value(of: item))
      }
    }
    guard let first = rows.first else {
      return try constant(NumericArray([], shape: .vector(0)), at: span)
    }
    for (row, item) in zip(rows, items) where row.type.shape != first.type.shape {
      throw fail(
        at: item.span,
        "the rows of an array are equally long: the first is \(first.type.shape), this one is "
          + "\(row.type.shape)")
    }
    guard first.type.shape.rank < 2 else {
      throw fail(
        at: span, "an array of 3 axes; there are numbers, vectors and matrices here",
        note: "to join matrices, write concatenate([a, b])")
    }
    let kind = rows.map(\.type.kind).max() ?? .real
    let shape = try shape(ofSizes: [rows.count] + first.type.shape.sizes, at: span)
    return try emit(.stack, rows, ValueType(kind, shape), at: span)
  }

  mutating func reshape(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    if let label = given.first?.label, label.text != "shape" {
      throw fail(at: label.span, "the array is given by position: \(Builtin.reshape.signature)")
    }
    let matched = try arguments(given, ["x", "shape"], required: 2, of: .reshape, at: span)
    let value = try value(of: matched[0] ?? .nothing)
    guard value.type.shape != .scalar else {
      throw fail(
        at: span, "`reshape` takes a vector or a matrix, not a single number",
        note: "a vector of one entry is array([x])")
    }
    let shape = try shape(matched[1] ?? .nothing)
    try refuseNumber(shape, .reshape, at: span)
    guard shape.count == value.type.shape.count else {
      throw fail(
        at: span,
        "`reshape` keeps every number, and cannot go from \(value.type.shape) to \(shape)",
        note: "the products of the sizes must be equal")
    }
    // In NumPy the result is a view: it shares the array's numbers.
    return try emit(
      .reshape, [value], ValueType(value.type.kind, shape), sharing: value.storage, at: span)
  }

  mutating func concatenate(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    if let label = given.first?.label, label.text != "axis" {
      throw fail(
        at: label.span, "the arrays are given by position: \(Builtin.concatenate.signature)")
    }
    let matched = try arguments(
      given, ["arrays", "axis"], required: 1, of: .concatenate, at: span)
    let items: [Expression]
    switch matched[0]?.kind {
    case .list(let list), .tuple(let list): items = list
    default:
      throw fail(
        at: matched[0]?.span ?? span, "`concatenate` takes a list of arrays",
        note: "it is called \(Builtin.concatenate.signature)")
    }
    var arrays: [Value] = []
    for item in items { arrays.append(try value(of: item)) }
    guard let first = arrays.first, first.type.shape != .scalar else {
      throw fail(
        at: span, "`concatenate` joins vectors or matrices",
        note: "single numbers make an array with array([a, b])")
    }
    var axis = 0
    if let expression = matched[1] { axis = try self.axis(expression, of: first.type.shape) }
    var sizes = first.type.shape.sizes
    for (array, item) in zip(arrays, items).dropFirst() {
      let other = array.type.shape.sizes
      let agree =
        other.count == sizes.count
        && sizes.indices.allSatisfy { $0 == axis || sizes[$0] == other[$0] }
      guard agree else {
        throw fail(
          at: item.span,
          "`concatenate` along axis \(axis) cannot join \(first.type.shape) and \(item.quoted), "
            + "which is \(array.type.shape)",
          note: "all other axes must agree")
      }
      sizes[axis] += other[axis]
    }
    let kind = arrays.map(\.type.kind).max() ?? .real
    let shape = try shape(ofSizes: sizes, at: span)
    return try emit(.concatenate(axis: axis), arrays, ValueType(kind, shape), at: span)
  }

  mutating func steps(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    let matched = try arguments(
      given, ["start", "stop", "step"], required: 1, of: .arange, at: span)
    if matched[1] == nil, let label = given.first?.label, label.text == "start" {
      throw fail(at: span, "`arange` needs its argument `stop`")
    }
    var numbers: [(value: Double, kind: ElementKind)] = []
    for case let expression? in matched {
      numbers.append(try knownNumber(expression, for: "a bound of `arange`"))
    }
    let start = matched[1] == nil ? 0 : numbers[0].value
    let stop = matched[1] == nil ? numbers[0].value : numbers[1].value
    let step = matched[2] == nil ? 1 : numbers[numbers.count - 1].value
    guard step != 0 else { throw fail(at: span, "`arange` cannot go in steps of 0") }
    let kind: ElementKind = numbers.contains { $0.kind == .real } ? .real : .integer
    let length = max(0, ((stop - start) / step).rounded(.up))
    guard length <= Double(limits.arrayElements) else {
      throw fail(
        at: span, "an array of \(length) numbers is too large; one may hold \(limits.arrayElements)"
      )
    }
    // NumPy takes the step from the first two entries as they are in double precision.
    let delta = (start + step) - start
    let elements = (0..<Int(length)).map { start + Double($0) * delta }
    return try constant(
      NumericArray(elements, shape: .vector(elements.count), kind: kind), at: span)
  }

  mutating func evenSteps(_ given: [Argument], at span: Span) throws(Failure) -> Value {
    let matched = try arguments(
      given, ["start", "stop", "num"], required: 2, of: .linspace, at: span)
    let start = try knownNumber(matched[0] ?? .nothing, for: "an end of `linspace`").value
    let stop = try knownNumber(matched[1] ?? .nothing, for: "an end of `linspace`").value
    var number = 50
    if let expression = matched[2] { number = try size(expression) }
    let shape = try shape(ofSizes: [number], at: span)
    let step = (stop - start) / Double(max(1, number - 1))
    var elements = (0..<number).map { Double($0) * step + start }
    if number > 1 { elements[number - 1] = stop }
    return try constant(NumericArray(elements, shape: shape), at: span)
  }

  private mutating func knownNumber(
    _ expression: Expression, for purpose: String
  ) throws(Failure) -> (value: Double, kind: ElementKind) {
    let value = try value(of: expression)
    guard let constant = value.constant, value.type.kind != .boolean else {
      throw fail(
        at: expression.span, "\(purpose) must be a number known before the lesson runs",
        note: "use a number, or a parameter such as N = 50")
    }
    return (constant, value.type.kind)
  }
}

extension NumericArray {
  /// The array that a list of plain numbers, or of rows of them, stands for; nil for anything else.
  ///
  /// A list of thousands of numbers becomes one constant this way.
  init?(literal items: [Expression]) {
    var kinds: Set<ElementKind> = []
    func number(_ literal: NumberLiteral, isNegative: Bool) -> Double {
      kinds.insert(literal.isInteger ? .integer : .real)
      // A whole number has no negative zero.
      let hasSign = isNegative && !(literal.isInteger && literal.value == 0)
      return hasSign ? -literal.value : literal.value
    }
    func number(_ expression: Expression) -> Double? {
      switch expression.kind {
      case .number(let literal):
        return number(literal, isNegative: false)
      case .unary(let prefix, let operand):
        guard case .number(let literal) = operand.kind else { return nil }
        return number(literal, isNegative: prefix == .negative)
      default:
        return nil
      }
    }
    func numbers(_ items: [Expression]) -> [Double]? {
      var numbers: [Double] = []
      for item in items {
        guard let value = number(item) else { return nil }
        numbers.append(value)
      }
      return numbers
    }
    guard let first = items.first else { return nil }
    guard case .list(let row) = first.kind else {
      guard let entries = numbers(items) else { return nil }
      self.init(entries, shape: .vector(entries.count), kind: kinds.max() ?? .real)
      return
    }
    var elements: [Double] = []
    for item in items {
      guard case .list(let entries) = item.kind, entries.count == row.count,
        let values = numbers(entries)
      else { return nil }
      elements += values
    }
    self.init(
      elements, shape: .matrix(rows: items.count, columns: row.count), kind: kinds.max() ?? .real)
  }
}
