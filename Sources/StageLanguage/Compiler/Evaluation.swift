import Matrices
import Source

/// What the names in an expression mean, apart from any lesson: enough to compute it by itself.
///
/// It is compiled and run like a stage, so that its value has the bits that a lesson gives it.
public struct Evaluation: Sendable {
  /// The values of names.
  public var values: [String: NumericArray]
  /// The functions that a lesson has defined.
  public var functions: [String: Function]
  /// The values of a function's parameters, if the expression is part of its body.
  ///
  /// Functions called from there do not see them.
  public var parameters: [String: NumericArray]

  /// Why an expression has no value.
  public struct Failure: Error, Sendable {
    /// What is wrong, at the place in the expression.
    public let diagnostics: [Diagnostic]
  }

  /// Creates an evaluation.
  public init(
    values: [String: NumericArray] = [:], functions: [String: Function] = [:],
    parameters: [String: NumericArray] = [:]
  ) {
    self.values = values
    self.functions = functions
    self.parameters = parameters
  }

  /// What a name means.
  public enum Meaning {
    /// An array or a number.
    case value(NumericArray)
    /// A function of the lesson.
    case function(Function)
  }

  /// Takes in what is needed for an expression and for the functions that it calls, and no more.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - meaning: Asked once for each name; nil if it means nothing.
  public mutating func gather(for expression: Expression, _ meaning: (String) -> Meaning?) {
    var pending = [expression]
    var seen: Set<String> = []
    while let next = pending.popLast() {
      next.visit { part in
        let name: String
        switch part.kind {
        case .name(let text): name = text
        case .call(let function, _): name = function.text
        default: return
        }
        guard seen.insert(name).inserted else { return }
        switch meaning(name) {
        case .value(let value): values[name] = value
        case .function(let function):
          functions[name] = function
          pending.append(function.body)
        case nil: break
        }
      }
    }
  }

  /// The value of an expression.
  public func value(of expression: Expression) throws(Failure) -> NumericArray {
    var compiler = Compiler()
    compiler.globals = functions.mapValues { .function($0) }
    for (name, value) in values {
      compiler.globals[name] = try compiler.given(value, at: expression.span)
    }
    if !parameters.isEmpty {
      var locals: [String: Compiler.Binding] = [:]
      for (name, value) in parameters {
        locals[name] = try compiler.given(value, at: expression.span)
      }
      compiler.locals = locals
    }
    guard let slot = compiler.compile(aside: expression) else {
      throw Failure(diagnostics: compiler.diagnostics.sorted)
    }
    var machine = Machine(compiler.program)
    do throws(Machine.Failure) {
      try machine.run()
    } catch {
      throw Failure(diagnostics: [error.diagnostic])
    }
    return machine.value(of: slot)
  }
}

extension Compiler {
  /// A value at hand as what a name means.
  ///
  /// A whole number may be a size, and is taken for one of Python's own, as sizes are.
  fileprivate mutating func given(
    _ array: NumericArray, at span: Span
  ) throws(Evaluation.Failure) -> Binding {
    let isNumber = array.shape == .scalar
    let type = ValueType(
      array.kind, array.shape, isPython: isNumber && array.kind == .integer)
    do throws(Failure) {
      return .value(
        try emit(
          .constant(array), [], type, constant: isNumber ? array.elements.first : nil, at: span))
    } catch {
      throw Evaluation.Failure(diagnostics: diagnostics.sorted)
    }
  }
}
