import Matrices
import Source

extension Compiler {
  /// An expression compiled after the lesson: where its value will be and what computes it.
  public struct CompiledVariant: Sendable {
    /// Where the value will be.
    public let slot: Slot
    /// The instructions that compute it.
    public let instructions: Range<Int>
  }

  /// Compiles expressions with names that mean what the caller says, after everything that has been
  /// compiled: every slot of the program can be used, wherever it was written.
  ///
  /// - Parameters:
  ///   - expressions: What is compiled.
  ///   - names: What each name means.
  ///   - functions: The lesson's own functions.
  /// - Returns: one for each expression; nil if it cannot be compiled, of which nothing is said.
  public mutating func compile(
    variants expressions: [Expression], names: @escaping @Sendable (String) -> Slot?,
    functions: [String: Function]
  ) -> [CompiledVariant?] {
    let (outerGlobals, outerDiagnostics) = (globals, diagnostics)
    defer {
      (globals, diagnostics) = (outerGlobals, outerDiagnostics)
      variantNames = nil
    }
    globals = functions.mapValues { .function($0) }
    variantNames = names
    return expressions.map { expression in
      let first = program.instructions.count
      guard let slot = compile(aside: expression) else { return nil }
      return CompiledVariant(slot: slot, instructions: first..<program.instructions.count)
    }
  }

  /// The value of a name in a variant.
  func variantValue(named name: String) -> Value? {
    guard let slot = variantNames?(name) else { return nil }
    return Value(
      slot: slot, type: program.type(of: slot), storage: nil, constant: constants[slot.index])
  }
}
