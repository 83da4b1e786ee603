import Matrices
import Source
import StageLanguage

/// An expression with the value of every part of it: what single entries are picked from.
struct ValuedExpression {
  /// The expression, with names for what was drawn in it.
  let expression: Expression
  let value: NumericArray
  /// The style that all entries of the value are written in.
  let style: NumberFormat.Style
  /// The number as it was typed, if it is one that the lesson gives in so many digits.
  let typed: String?
  let form: Form

  /// How the value is made of its parts.
  indirect enum Form {
    /// Of no parts: its entries stand in the code, or are made by a function such as `eye`.
    case plain
    case name(Origin)
    case drawn(Draw)
    /// A parameter of the function whose body this is part of, and what was given for it.
    case parameter(ValuedExpression)
    case negated(ValuedExpression)
    /// The same entries: `+x`, a vector's transpose, `array(x)`.
    case same(ValuedExpression)
    case transposed(ValuedExpression)
    case infix(BinaryOperator, ValuedExpression, ValuedExpression)
    case entrywise(Builtin, [ValuedExpression])
    case choice(ValuedExpression, ValuedExpression, ValuedExpression)
    case reduction(Builtin, ValuedExpression, axis: Int?)
    case call(Name, [ValuedExpression], body: ValuedExpression)
    /// Entries of an array by their places in it, row by row; the index of each axis that is
    /// computed, nil for an axis that is sliced.
    case picked(ValuedExpression, places: NumericArray, indices: [ValuedExpression?])
    /// Numbers or rows, one after another.
    case stacked([ValuedExpression])
    case joined([ValuedExpression], axis: Int)
  }

  init(
    _ expression: Expression, _ value: NumericArray, _ form: Form, typed: String? = nil
  ) {
    self.expression = expression
    self.value = value
    self.form = form
    self.typed = typed
    // The digits do not matter for the style.
    style = NumberFormat().style(of: value)
  }
}

extension Scope {
  /// Parameters of a function and what was given for them.
  typealias Frame = [String: ValuedExpression]

  /// The expression with the value of every part.
  ///
  /// A part that has no value by itself, such as a function given to a function, stays whole.
  func valued(
    _ expression: Expression, in frame: Frame = [:]
  ) throws(Evaluation.Failure) -> ValuedExpression {
    let value = try self.value(of: expression.asArray, parameters: frame.mapValues(\.value))
    let form = try? form(of: expression, value, in: frame)
    return ValuedExpression(
      expression, value, form ?? .plain, typed: typed(expression, form ?? .plain))
  }

  /// The digits of a number that stands in the code, or of a parameter.
  private func typed(_ expression: Expression, _ form: ValuedExpression.Form) -> String? {
    switch form {
    case .name(let origin): history.steps[origin.step].typedNumber
    case .plain where expression.isParameterValue: expression.description.filter { $0 != "_" }
    default: nil
    }
  }

  private func form(
    of expression: Expression, _ value: NumericArray, in frame: Frame
  ) throws(Evaluation.Failure) -> ValuedExpression.Form {
    switch expression.kind {
    case .number, .boolean, .tuple, .method: return .plain
    case .name(let name):
      if let argument = frame[name] { return .parameter(argument) }
      if let draw = draws[name] { return .drawn(draw) }
      guard case .value(_, let step)? = meaning(of: name) else { return .plain }
      return .name(Origin(name: VersionedName(name), step: step))
    case .unary(let prefix, let operand):
      if expression.isParameterValue { return .plain }
      let operand = try valued(operand, in: frame)
      return prefix == .negative ? .negated(operand) : .same(operand)
    case .binary(let infix, let left, let right):
      return .infix(infix, try valued(left, in: frame), try valued(right, in: frame))
    case .transpose(let operand):
      return value.shape.rank == 2
        ? .transposed(try valued(operand, in: frame)) : .same(try valued(operand, in: frame))
    case .subscripted(let array, let subscripts):
      return try picked(array, subscripts, in: frame)
    case .list(let items):
      return expression.isTyped ? .plain : .stacked(try valued(items, in: frame))
    case .call(let name, let arguments):
      if let function = function(name.text) {
        return try call(name, function, arguments, in: frame)
      }
      guard let builtin = Builtin(rawValue: name.text) else { return .plain }
      return try form(of: builtin, arguments, value, in: frame)
    }
  }

  private func valued(
    _ expressions: [Expression], in frame: Frame
  ) throws(Evaluation.Failure) -> [ValuedExpression] {
    var valued: [ValuedExpression] = []
    for expression in expressions { valued.append(try self.valued(expression, in: frame)) }
    return valued
  }

  private func form(
    of builtin: Builtin, _ arguments: [Argument], _ value: NumericArray, in frame: Frame
  ) throws(Evaluation.Failure) -> ValuedExpression.Form {
    guard let first = arguments.first?.value else { return .plain }
    switch builtin {
    case .exp, .log, .sqrt, .abs, .square, .tanh, .sign, .maximum, .minimum, .logical_and,
      .logical_or, .logical_xor, .logical_not:
      return .entrywise(builtin, try valued(arguments.map(\.value), in: frame))
    case .where:
      let parts = try valued(arguments.map(\.value), in: frame)
      return parts.count == 3 ? .choice(parts[0], parts[1], parts[2]) : .plain
    case .sum, .mean, .max, .min, .argmax:
      let operand = try valued(first, in: frame)
      let axis = try self.axis(arguments, rank: operand.value.shape.rank, in: frame)
      return .reduction(builtin, operand, axis: axis)
    case .array:
      if case .tuple(let items) = first.kind { return .stacked(try valued(items, in: frame)) }
      return .same(try valued(first, in: frame))
    case .concatenate:
      let axis = try self.axis(arguments, rank: 2, in: frame) ?? 0
      switch first.kind {
      case .list(let items), .tuple(let items):
        let parts = try valued(items, in: frame)
        return .joined(parts, axis: parts.first?.value.shape.rank == 1 ? 0 : axis)
      default: return .plain
      }
    case .reshape:
      // The numbers keep their places, row by row.
      return .picked(try valued(first, in: frame), places: .places(of: value.shape), indices: [])
    case .zeros, .ones, .eye, .arange, .linspace, .RandomState: return .plain
    }
  }

  /// The axis that a call names, from 0; nil if it names none.
  private func axis(
    _ arguments: [Argument], rank: Int, in frame: Frame
  ) throws(Evaluation.Failure) -> Int? {
    guard let argument = arguments.first(where: { $0.label?.text == "axis" })
    else { return nil }
    let value = try self.value(of: argument.value, parameters: frame.mapValues(\.value))
    guard let number = value.elements.first, let axis = Int(exactly: number) else { return nil }
    return axis < 0 ? axis + rank : axis
  }

  private func call(
    _ name: Name, _ function: Function, _ arguments: [Argument], in frame: Frame
  ) throws(Evaluation.Failure) -> ValuedExpression.Form {
    var inner: Frame = [:]
    var given: [ValuedExpression] = []
    for (index, argument) in arguments.enumerated() where index < function.parameters.count {
      let argumentValue = try valued(argument.value, in: frame)
      inner[argument.label?.text ?? function.parameters[index].text] = argumentValue
      given.append(argumentValue)
    }
    return .call(name, given, body: try valued(function.body, in: inner))
  }

  /// Finds where picked entries are by picking from an array that holds each entry's own place.
  private func picked(
    _ array: Expression, _ subscripts: [Subscript], in frame: Frame
  ) throws(Evaluation.Failure) -> ValuedExpression.Form {
    let source = try valued(array, in: frame)
    let places = try self.places(source.value.shape, subscripts, in: frame)
    var indices: [ValuedExpression?] = []
    for part in subscripts {
      if case .index(let index) = part, !index.isTyped {
        indices.append(try valued(index, in: frame))
      } else {
        indices.append(nil)
      }
    }
    return .picked(source, places: places, indices: indices)
  }

  /// The place, row by row, of each entry that subscripts pick from an array of the given shape.
  func places(
    _ shape: Shape, _ subscripts: [Subscript], in frame: Frame = [:]
  ) throws(Evaluation.Failure) -> NumericArray {
    // No name of a lesson has a dot in it.
    let name = "all.places"
    var parameters = frame.mapValues(\.value)
    parameters[name] = .places(of: shape)
    let span = Span(0, 0)
    let all = Expression(.name(name), span: span)
    return try value(
      of: Expression(.subscripted(all, subscripts), span: span), parameters: parameters)
  }
}

extension NumericArray {
  /// An array of the given shape whose every entry is its own place, row by row.
  fileprivate static func places(of shape: Shape) -> NumericArray {
    NumericArray((0..<shape.count).map(Double.init), shape: shape, kind: .integer)
  }
}

extension Expression {
  /// Whether it is made of numbers as typed, in lists or alone.
  var isTyped: Bool {
    switch kind {
    case .number, .boolean: true
    case .unary(_, let operand): operand.isTyped
    case .list(let items), .tuple(let items): items.allSatisfy(\.isTyped)
    default: false
    }
  }

  /// The expression as it has a value by itself: of a list, the array that it stands for.
  fileprivate var asArray: Expression {
    guard case .list = kind else { return self }
    return Expression(.call(Name("array", span: span), [Argument(self)]), span: span)
  }
}
