import Matrices
import Source
import Testing

@testable import StageLanguage

/// A small program in the stage language, run.
struct RunProgram: ~Copyable {
  let compiler: Compiler
  var machine: Machine

  init(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let source = SourceText(name: "stage.py", text)
    let parsed = Parser.statements(in: SourceFragment(source, source.span))
    var compiler = Compiler()
    for statement in parsed.statements { _ = compiler.compile(statement) }
    let problems = (parsed.diagnostics + compiler.diagnostics.all).map(\.summary)
    try #require(problems.isEmpty, "\(problems)", sourceLocation: sourceLocation)
    var machine = Machine(compiler.program)
    try machine.run()
    self.compiler = compiler
    self.machine = machine
  }

  func slot(_ name: String) throws -> Slot { try #require(compiler.slot(of: name)) }

  /// Expects reverse mode's derivative of the number `output` by `input` to be the measured one.
  mutating func expectGradient(
    of output: String, along input: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (output, input) = (try slot(output), try slot(input))
    let derived = machine.gradient(of: output, along: [input])[0]
    let entries = Array(0..<derived.shape.count)
    let measured = machine.centralDifferences(of: output, along: input, entries: entries)
    for (derived, measured) in zip(derived.elements, measured) {
      #expect(
        abs(derived - measured.value) <= 1e-10 + 1e-7 * abs(derived), "\(derived) \(measured)",
        sourceLocation: sourceLocation)
    }
  }
}
