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

/// The formula of an expression in one line, after the given stage has run.
func line(
  _ expression: String, after code: String = arrays, _ notation: Notation = .unicode,
  _ style: FormulaBuilder.Style = .symbols
) -> String? {
  let steps = steps(code)
  var known = nothingKnown(steps)
  for step in steps { known.learn(step) }
  let source = SourceText(name: "test", expression)
  let parsed = Parser.expression(in: SourceFragment(source, source.span)).expression
  return parsed.map { known.builder(digits: 4).formula($0, style).oneLine(notation) }
}

/// Two matrices that can be multiplied either way and entry by entry, and some numbers.
let arrays = """
  A = array([[1.5, -2.0], [0.25, 4.0]])
  B = array([[1.0, 2.0], [3.0, 4.0]])
  v = array([0.5, -0.5])
  N = 4
  lr = 0.001
  c = -0.3
  """

/// A lesson, run, as it is shown.
func printed(
  _ text: String, _ profile: TerminalProfile = TerminalProfile(), stage: String? = nil,
  overrides: [String: Double] = [:]
) -> String {
  var diagnostics = Diagnostics()
  let lesson = Lesson(reading: SourceText(name: "test", text), diagnostics: &diagnostics)
  let literals = overrides.mapValues {
    NumberLiteral(text: "\($0)", value: $0, isInteger: $0 == $0.rounded())
  }
  let compiled = CompiledLesson(lesson, overrides: literals, diagnostics: &diagnostics)
  let walkthrough = Walkthrough(
    running: compiled, overrides: overrides.keys.sorted(), diagnostics: &diagnostics)
  return terminalText(walkthrough, profile: profile, stage: stage)
}

/// The formula of an expression with values for names, or nil if it is no expression.
func formula(_ code: String, _ known: KnownNames) -> Formula? {
  let source = SourceText(name: "test", code)
  let parsed = Parser.expression(in: SourceFragment(source, source.span)).expression
  return parsed.map { known.builder(digits: 4).formula($0, .numbers) }
}
