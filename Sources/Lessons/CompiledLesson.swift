import Source
import StageLanguage

/// A lesson whose stages, claims and questions have become one program.
public struct CompiledLesson: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// The compiler as the last stage left it: further expressions can be compiled after the lesson.
  public let compiler: Compiler
  /// The program of its stages and of what its claims speak of, in the order of the text.
  public let program: Program
  /// The statements of each stage, in the order of `lesson.stages`.
  public let stages: [[CompiledStatement]]
  /// Where the value is that each claim speaks of; nil if it names nothing or speaks of a training
  /// run.
  public let claims: [Slot?]
  /// Where the value is that each question asks for; nil if it names nothing.
  public let questions: [Slot?]
  /// The parameters that were given other numbers, sorted.
  public let overrides: [String]
  /// The first stage that an overridden parameter changes; the claims below it are suspended.
  public let firstOverriddenStage: Int?
  /// The names of the training runs whose numbers an overridden parameter changes; the claims of
  /// them are suspended.
  public let overriddenRuns: Set<String>

  /// Compiles a lesson.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - overrides: Numbers for parameters, by name; names that are no parameters change nothing.
  ///   - limits: How large it may be.
  ///   - diagnostics: Gains what is wrong with stages, claims and questions.
  public init(
    _ lesson: Lesson, overrides: [String: NumberLiteral] = [:], limits: Limits = Limits(),
    diagnostics: inout Diagnostics
  ) {
    var compiler = Compiler(overrides: overrides, limits: limits)
    var stages: [[CompiledStatement]] = []
    var claims: [Slot?] = []
    var questions: [Slot?] = []
    var asides = Diagnostics()
    for (index, stage) in ([nil] + lesson.stages.map(Optional.some)).enumerated() {
      if let stage { stages.append(stage.statements.map { compiler.compile($0) }) }
      while claims.count < lesson.claims.count, lesson.claims[claims.count].stageCount == index {
        claims.append(
          compiler.compile(claim: lesson.claims[claims.count], of: lesson, &asides))
      }
      while questions.count < lesson.questions.count,
        lesson.questions[questions.count].stageCount == index
      {
        questions.append(compiler.compile(aside: lesson.questions[questions.count].subject))
      }
    }
    self.lesson = lesson
    self.stages = stages
    self.claims = claims
    self.questions = questions
    program = compiler.program
    self.compiler = compiler
    self.overrides = overrides.keys.sorted()
    let overridden =
      overrides.isEmpty ? [] : lesson.parameters.filter { overrides[$0.name] != nil }
    firstOverriddenStage = overridden.map(\.stageIndex).min()
    let runs = overridden.isEmpty ? [] : lesson.runs
    overriddenRuns = Set(
      runs.filter { run in overridden.contains { lesson.depends(run, on: $0) } }.map(\.name))
    diagnostics.append(contentsOf: compiler.diagnostics.all)
    diagnostics.append(contentsOf: asides.all)
  }
}

extension Compiler {
  /// Compiles what a claim speaks of.
  ///
  /// `x = 3` may be a claim or code that is only shown: if nothing is named `x`, it is taken for
  /// code, and that is said.
  fileprivate mutating func compile(
    claim: Claim, of lesson: Lesson, _ asides: inout Diagnostics
  ) -> Slot? {
    guard claim.run == nil else { return nil }
    if claim.relation == .exactly {
      let unknown = claim.subject.names.filter { slot(of: $0) == nil }.sorted()
      if let name = unknown.first {
        guard !isPoisoned(name) else { return nil }
        asides.warning(
          at: claim.subject.span, "this reads as a claim, but nothing is named `\(name)` here",
          notes: ["it is shown as code and not checked"])
        return nil
      }
    }
    return compile(aside: claim.subject)
  }
}
