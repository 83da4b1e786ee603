import Matrices
import StageLanguage

/// What is known of the names in an expression, and so of its parts: enough to tell a product of
/// matrices from one of numbers without running anything.
struct Operands {
  /// The value of each name that has one.
  var values: [String: NumericArray] = [:]
  /// The functions defined so far.
  var functions: [String: Function] = [:]

  /// Whether an expression gives a vector or a matrix.
  func isArray(_ expression: Expression) -> Bool {
    if let shape = shape(of: expression) { return shape.rank > 0 }
    switch expression.kind {
    case .binary(_, let left, let right): return isArray(left) || isArray(right)
    case .unary(_, let operand): return isArray(operand)
    case .transpose, .list: return true
    case .subscripted(_, let subscripts):
      return subscripts.contains { if case .slice = $0 { true } else { false } }
    case .call(let name, let arguments):
      return ["arange", "linspace", "concatenate"].contains(name.text)
        || arguments.contains { $0.label == nil && isArray($0.value) }
    case .method(_, _, let arguments): return !arguments.isEmpty
    case .number, .boolean, .name, .tuple: return false
    }
  }

  /// The shape of an expression's value, or nil if it cannot be told.
  func shape(of expression: Expression) -> Shape? {
    switch expression.kind {
    case .number, .boolean: return .scalar
    case .name(let name): return values[name]?.shape
    case .unary(_, let operand): return shape(of: operand)
    case .binary(.matmul, let left, let right):
      guard let left = shape(of: left), let right = shape(of: right) else { return nil }
      return productShape(left, right)
    case .binary(_, let left, let right): return broadcastShape([left, right])
    case .call(let name, let arguments): return callShape(name.text, arguments)
    case .method(_, _, let arguments): return sizesShape(arguments)
    case .transpose(let operand):
      guard case .matrix(let rows, let columns)? = shape(of: operand) else {
        return shape(of: operand)
      }
      return .matrix(rows: columns, columns: rows)
    case .subscripted(let array, let subscripts):
      return shape(of: array).flatMap { subscriptShape($0.sizes, subscripts) }
    case .list(let items):
      guard let first = items.first, let inner = shape(of: first) else { return nil }
      return Shape(sizes: [items.count] + inner.sizes)
    case .tuple: return nil
    }
  }

  private func productShape(_ left: Shape, _ right: Shape) -> Shape? {
    guard left.rank > 0, right.rank > 0 else { return nil }
    return Shape(sizes: Array(left.sizes.dropLast()) + (right.rank == 2 ? [right.columns] : []))
  }

  private func broadcastShape(_ operands: [Expression]) -> Shape? {
    var sizes: [Int] = []
    for operand in operands {
      guard let shape = shape(of: operand) else { return nil }
      var other = shape.sizes
      while other.count < sizes.count { other.insert(1, at: 0) }
      while sizes.count < other.count { sizes.insert(1, at: 0) }
      sizes = zip(sizes, other).map { $0 == 1 ? $1 : $0 }
    }
    return Shape(sizes: sizes)
  }

  private func callShape(_ name: String, _ arguments: [Argument]) -> Shape? {
    let positional = arguments.filter { $0.label == nil }.map(\.value)
    switch name {
    case "exp", "log", "sqrt", "abs", "square", "tanh", "sign", "logical_not", "maximum",
      "minimum", "where", "logical_and", "logical_or", "logical_xor":
      return broadcastShape(positional)
    case "sum", "mean", "max", "min", "argmax":
      guard let operand = positional.first, let shape = shape(of: operand) else { return nil }
      return reducedShape(shape, arguments)
    case "array": return positional.first.flatMap { shape(of: $0) }
    case "zeros", "ones": return sizesShape(arguments)
    case "eye":
      return positional.first.flatMap(wholeNumber).map { .matrix(rows: $0, columns: $0) }
    default: return functions[name].flatMap { bodyShape($0, positional) }
    }
  }

  private func bodyShape(_ function: Function, _ arguments: [Expression]) -> Shape? {
    guard function.parameters.count == arguments.count else { return nil }
    // Without the functions themselves: a definition that calls itself must not recurse here.
    var inner = Operands()
    for (parameter, argument) in zip(function.parameters, arguments) {
      guard let shape = shape(of: argument), shape.count <= 1 << 16 else { return nil }
      inner.values[parameter.text] = NumericArray(
        Array(repeating: 0, count: shape.count), shape: shape)
    }
    return inner.shape(of: function.body)
  }

  private func reducedShape(_ shape: Shape, _ arguments: [Argument]) -> Shape? {
    guard let axis = arguments.first(where: { $0.label?.text == "axis" })?.value else {
      return .scalar
    }
    guard let number = wholeNumber(axis), abs(number) <= shape.rank else { return nil }
    let index = number < 0 ? number + shape.rank : number
    var sizes = shape.sizes
    guard sizes.indices.contains(index) else { return nil }
    let keeps = arguments.contains {
      $0.label?.text == "keepdims" && $0.value.kind == .boolean(true)
    }
    if keeps { sizes[index] = 1 } else { sizes.remove(at: index) }
    return Shape(sizes: sizes)
  }

  /// The shape given to `zeros((2, 3))` or `randn(2, 3)`.
  private func sizesShape(_ arguments: [Argument]) -> Shape? {
    var sizes = arguments.filter { $0.label == nil || $0.label?.text == "size" }.map(\.value)
    if sizes.count == 1, case .tuple(let items) = sizes[0].kind { sizes = items }
    let numbers = sizes.compactMap(wholeNumber)
    return numbers.count == sizes.count ? Shape(sizes: numbers) : nil
  }

  private func subscriptShape(_ sizes: [Int], _ subscripts: [Subscript]) -> Shape? {
    guard subscripts.count <= sizes.count else { return nil }
    var result: [Int] = []
    for (size, part) in zip(sizes, subscripts) {
      switch part {
      case .index(let index):
        guard let shape = shape(of: index) else { return nil }
        result += shape.sizes
      case .slice(nil, nil, nil, _): result.append(size)
      case .slice(let lower, let upper, nil, _):
        let bounds = [lower ?? nil, upper].map { $0.flatMap(wholeNumber) }
        guard (lower == nil) == (bounds[0] == nil), (upper == nil) == (bounds[1] == nil) else {
          return nil
        }
        let clamped = [bounds[0] ?? 0, bounds[1] ?? size].map {
          min(max($0 < 0 ? $0 + size : $0, 0), size)
        }
        result.append(max(clamped[1] - clamped[0], 0))
      case .slice: return nil
      }
    }
    return Shape(sizes: result + sizes.dropFirst(subscripts.count))
  }

  private func wholeNumber(_ expression: Expression) -> Int? {
    switch expression.kind {
    case .number(let literal): Int(exactly: literal.value)
    case .unary(.negative, let operand): wholeNumber(operand).map { -$0 }
    case .name(let name):
      values[name].flatMap { $0.shape == .scalar ? Int(exactly: $0.elements[0]) : nil }
    default: nil
    }
  }
}
