import Matrices
import Source

extension Compiler {
  /// Compiles an expression with names that mean what the caller says, after everything that has
  /// been compiled: every slot of the program can be used, wherever it was written.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - names: What each name means.
  ///   - functions: The lesson's own functions.
  /// - Returns: where the value will be and the instructions that compute it; nil if the expression
  ///   cannot be compiled, of which nothing is said.
  public mutating func compile(
    variant expression: Expression, names: [String: Slot], functions: [String: Function]
  ) -> (slot: Slot, instructions: Range<Int>)? {
    let (outerGlobals, outerDiagnostics) = (globals, diagnostics)
    defer { (globals, diagnostics) = (outerGlobals, outerDiagnostics) }
    globals = functions.mapValues { .function($0) }
    for (name, slot) in names {
      globals[name] = .value(
        Value(
          slot: slot, type: program.type(of: slot), storage: nil, constant: constants[slot.index]))
    }
    let first = program.instructions.count
    guard let slot = compile(aside: expression) else { return nil }
    return (slot, first..<program.instructions.count)
  }
}
