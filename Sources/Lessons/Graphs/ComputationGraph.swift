import StageLanguage

/// Which values of some stages are computed from which others: one brick for each statement that
/// gives a name a value.
public struct ComputationGraph: Sendable {
  /// A statement that computes a value from others.
  public struct Brick: Sendable {
    /// The name that it gives a value to.
    public let name: String
    /// What the value is computed from; of `x += y`, that is `x + y`.
    public let expression: Expression
    /// What it uses, each once, in the order of the expression.
    public let inputs: [Input]
    /// The number of its stage in the lesson.
    public let stage: Int
    /// The number of its statement in the stage.
    public let statement: Int
  }

  /// Something that a brick uses.
  public struct Input: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The brick that computes it; nil for a value that comes from outside.
    public let brick: Int?
  }

  /// The bricks, in the order in which they are computed.
  public private(set) var bricks: [Brick] = []

  /// The most bricks of a graph; more than this nobody can follow.
  public static let brickLimit = 40

  /// How deep a formula may become when hidden names are filled in.
  private static let heightLimit = 24

  /// Derives the graph of stages from their code.
  ///
  /// - Parameters:
  ///   - stages: The numbers of the stages.
  ///   - table: All stages of the lesson: functions may be defined in any.
  ///   - given: Names that are taken as given: how they come about is left out.
  ///   - hidden: Names that have no brick: what they are computed from stands in their places.
  init(
    of stages: [Int], in table: StageTable, given: Set<String> = [], hidden: Set<String> = []
  ) {
    // The brick that last gave each name its value, and what hidden names stand for.
    var makers: [String: Int] = [:]
    var formulas: [String: (expression: Expression, inputs: [Input])] = [:]
    for stage in Set(stages).sorted() {
      for (number, statement) in table.stages[stage].statements.enumerated() {
        guard let (name, expression) = statement.calculation, !given.contains(name) else {
          continue
        }
        let names = expression.orderedNames(table.functions)
        let isFilled = names.contains { formulas[$0] != nil }
        var inputs = names.flatMap { formulas[$0]?.inputs ?? [Input(name: $0, brick: makers[$0])] }
        if isFilled {
          // What a brick makes is known by the brick, and what is given by its name.
          var made: Set<Int> = []
          var given: Set<String> = []
          inputs.removeAll { input in
            !(input.brick.map { made.insert($0).inserted } ?? given.insert(input.name).inserted)
          }
        }
        let whole = isFilled ? expression.filled(formulas) : expression
        // A number as it is typed is given, not computed.
        let isGiven = names.isEmpty && !expression.isCalculated
        formulas[name] = nil
        makers[name] = nil
        if isGiven { continue }
        if hidden.contains(name), whole.height <= ComputationGraph.heightLimit {
          formulas[name] = (whole, inputs)
          continue
        }
        makers[name] = bricks.count
        bricks.append(
          Brick(
            name: name, expression: whole, inputs: inputs, stage: stage, statement: number))
      }
    }
  }

  /// The names in it, those from outside included, sorted.
  public var names: [String] {
    Set(bricks.flatMap { [$0.name] + $0.inputs.map(\.name) }).sorted()
  }

  /// The last brick that gives `name` its value.
  public func brick(named name: String) -> Int? { bricks.lastIndex { $0.name == name } }
}

extension Statement {
  /// The name that gets a value and what it is computed from.
  fileprivate var calculation: (name: String, Expression)? {
    switch kind {
    case .assign(let name, let value): return (name.text, value)
    case .update(let name, let infix, let value):
      let old = Expression(.name(name.text), span: name.span)
      let span = name.span.joined(to: value.span)
      return (name.text, Expression(.binary(infix, old, value), span: span))
    case .define, .show, .comment: return nil
    }
  }
}

extension Expression {
  /// The expression with what names stand for in their places.
  fileprivate func filled(
    _ formulas: [String: (expression: Expression, inputs: [ComputationGraph.Input])]
  ) -> Expression {
    replacing { part in
      if case .name(let name) = part.kind { formulas[name]?.expression } else { nil }
    }
  }

  /// The names whose values it uses, each once, from left to right; those that the functions it
  /// calls use besides their parameters come last.
  func orderedNames(_ functions: [String: Function]) -> [String] {
    var names: [String] = []
    var called: [String] = []
    var seen: Set<String> = []
    func collect(_ expression: Expression, except hidden: Set<String>) {
      expression.visit { part in
        switch part.kind {
        case .name(let name):
          if !hidden.contains(name), seen.insert(name).inserted { names.append(name) }
        case .call(let name, _): if !called.contains(name.text) { called.append(name.text) }
        default: break
        }
      }
    }
    collect(self, except: [])
    var next = 0
    while next < called.count {
      if let function = functions[called[next]] {
        collect(function.body, except: Set(function.parameters.map(\.text)))
      }
      next += 1
    }
    return names
  }

  /// Whether there is something to compute in it: it is not numbers alone.
  fileprivate var isCalculated: Bool {
    switch kind {
    case .number, .boolean: false
    case .unary(_, let operand): operand.isCalculated
    case .list(let items), .tuple(let items): items.contains(where: \.isCalculated)
    case .call(let name, let arguments):
      name.text != "array" || arguments.contains { $0.value.isCalculated }
    case .name, .binary, .method, .transpose, .subscripted: true
    }
  }
}
