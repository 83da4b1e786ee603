import Lessons
import Matrices
import Source
import StageLanguage
import Testing
import Tutoring

@testable import Rendering

/// The steps that a stage gives when it is run.
func steps(_ code: String, sourceLocation: SourceLocation = #_sourceLocation) -> [Step] {
  let source = SourceText(name: "test", code)
  let (statements, diagnostics) = Parser.statements(in: SourceFragment(source, source.span))
  #expect(diagnostics.isEmpty, sourceLocation: sourceLocation)
  var compiler = Compiler()
  let compiled = statements.map { compiler.compile($0) }
  #expect(compiler.diagnostics.all.isEmpty, sourceLocation: sourceLocation)
  var machine = Machine(compiler.program)
  do { try machine.run() } catch { Issue.record(error, sourceLocation: sourceLocation) }
  var steps: [Step] = []
  for part in compiled {
    var result = Step.Result.none
    var notice: Step.Notice?
    switch part.result {
    case .value(let slot):
      result = .array(machine.value(of: slot))
      let inputsAreFinite = part.inputs.values.allSatisfy { machine.isFinite($0) }
      if !machine.isFinite(slot), inputsAreFinite {
        notice = machine.hasNaN(slot) ? .notANumber : .infinite
      }
    case .generator(let seed): result = .generator(seed: Int(seed))
    case .none: break
    }
    steps.append(
      Step(
        statement: part.statement, result: result,
        operands: part.inputs.mapValues { machine.value(of: $0) }, notice: notice))
  }
  return steps
}

/// What is known before a lesson's first stage, the names that the steps give values to included.
func nothingKnown(_ steps: [Step]) -> KnownNames {
  KnownNames(assigned: Set(steps.compactMap(\.statement.assignedName)))
}

/// A stage as it is shown on a terminal, without the spaces at the ends.
func shown(_ code: String, _ profile: TerminalProfile = TerminalProfile()) -> String {
  let steps = steps(code)
  var known = nothingKnown(steps)
  return profile.text(StepLayout(profile: profile).lines(steps, known: &known))
}
