import Matrices
import StageLanguage

extension Step {
  /// The number that the statement gives a parameter, in the digits it was typed in.
  ///
  /// Of one that was overridden, in as few as it takes; nil for anything but a parameter.
  public var typedNumber: String? {
    guard case .assign(_, let expression) = statement.kind, expression.isParameterValue,
      case .array(let value) = result, let number = value.elements.first
    else { return nil }
    if expression.parameterValue == number { return expression.description }
    return Int(exactly: number).map(String.init) ?? number.description
  }

  /// The number in the lesson that another was put in place of.
  public var overriddenNumber: String? {
    guard case .assign(_, let expression) = statement.kind, let typedNumber else { return nil }
    return typedNumber == expression.description ? nil : expression.description
  }
}

extension Expression {
  /// The number that it is, sign included.
  fileprivate var parameterValue: Double? {
    switch kind {
    case .number(let literal): literal.value
    case .unary(.negative, let operand): operand.parameterValue.map { -$0 }
    case .unary(.positive, let operand): operand.parameterValue
    default: nil
    }
  }
}
