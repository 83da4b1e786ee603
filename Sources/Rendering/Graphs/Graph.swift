import Lessons
import Matrices
import StageLanguage
import Tutoring

/// A computation graph as it is drawn: bricks and the values that travel between them, with their
/// signs and shapes, apart from any format.
struct Graph: Sendable, Hashable {
  /// A brick is one statement; the value that it gives leaves it on a wire.
  struct Brick: Sendable, Hashable {
    /// What it does.
    let operation: GraphOperation
    /// The value that it gives.
    let value: Value
    /// The values that come from outside, each at this brick.
    let given: [Value]
    /// The bricks whose values it uses.
    let sources: [Source]
    /// The statement's right side in symbols.
    let formula: Formula
    /// Whether the gradient passes through it.
    let isOnPath: Bool
  }

  /// A named value.
  struct Value: Sendable, Hashable {
    /// Its symbol.
    let symbol: Formula
    /// Its shape; nil if the lesson stopped before it had one.
    let shape: Shape?
    /// Whether the gradient passes along it.
    let isOnPath: Bool
    /// The derivative of the end of the path by it, if it is on the path; the end has none.
    let gradient: Formula?
  }

  /// A wire from one brick to another.
  struct Source: Sendable, Hashable {
    /// The brick that it comes from.
    let brick: Int
    /// Whether the gradient passes along it.
    let isOnPath: Bool
  }

  /// The bricks, in the order in which they are computed.
  let bricks: [Brick]
  /// The stages, in words: `forward and loss`.
  let subject: String
  /// The path of the gradient; nil for none.
  let path: Path?

  /// The path of a gradient in signs.
  struct Path: Sendable, Hashable {
    /// What is differentiated.
    let end: Formula
    /// By what.
    let target: Formula
    /// The values along it, from the end back, if there is one way only.
    let values: [Formula]
  }

  /// The bricks whose value is not used by others.
  var results: [Int] {
    let used = Set(bricks.flatMap { $0.sources.map(\.brick) })
    return bricks.indices.filter { !used.contains($0) }
  }

  init(_ request: GraphRequest, _ walkthrough: Walkthrough) {
    let builder = GraphBuilder(request: request, walkthrough: walkthrough)
    bricks = request.graph.bricks.indices.map(builder.brick)
    subject = request.stages.inWords
    path = builder.path
  }
}

/// Gives the parts of a graph their signs and shapes.
private struct GraphBuilder {
  let request: GraphRequest
  let walkthrough: Walkthrough
  private let known: KnownNames

  init(request: GraphRequest, walkthrough: Walkthrough) {
    self.request = request
    self.walkthrough = walkthrough
    var known = KnownNames(walkthrough.lesson)
    for stage in walkthrough.stages { for step in stage { known.learn(step) } }
    self.known = known
  }

  func brick(_ index: Int) -> Graph.Brick {
    let brick = request.graph.bricks[index]
    let step = self.step(brick)
    let formulas = FormulaBuilder(
      operands: Operands(
        values: known.values.merging(step?.operands ?? [:]) { $1 }, functions: known.functions),
      names: known.assigned, typed: known.typed, digits: 4)
    let formula = formulas.formula(brick.expression)
    var shape: Shape?
    if case .array(let value)? = step?.result { shape = value.shape }
    let isOnPath = request.path?.bricks.contains(index) ?? false
    let leaves = isOnPath || (request.path.map { $0.targetBrick == index } ?? false)
    return Graph.Brick(
      operation: GraphOperation(
        brick.expression, of: brick.name, shape: shape, formula, formulas),
      value: value(brick.name, shape, isOnPath: leaves, formulas),
      given: brick.inputs.filter { $0.brick == nil }.map { input in
        value(
          input.name, step?.operands[input.name]?.shape,
          isOnPath: request.path?.contains(input, of: index) ?? false, formulas)
      },
      sources: brick.inputs.compactMap { input in
        input.brick.map {
          Graph.Source(
            brick: $0, isOnPath: request.path?.contains(input, of: index) ?? false)
        }
      }.withoutRepeats,
      formula: formula, isOnPath: isOnPath)
  }

  private func value(
    _ name: String, _ shape: Shape?, isOnPath: Bool, _ formulas: FormulaBuilder
  ) -> Graph.Value {
    var gradient: Formula?
    if isOnPath, let path = request.path {
      let end = request.graph.bricks[path.end].name
      if end != name {
        gradient = .derivative(of: formulas.symbol(end), by: formulas.symbol(name))
      }
    }
    return Graph.Value(
      symbol: formulas.symbol(name), shape: shape, isOnPath: isOnPath, gradient: gradient)
  }

  private func step(_ brick: ComputationGraph.Brick) -> Step? {
    guard brick.stage < walkthrough.stages.count,
      brick.statement < walkthrough.stages[brick.stage].count
    else { return nil }
    return walkthrough.stages[brick.stage][brick.statement]
  }

  var path: Graph.Path? {
    guard let path = request.path else { return nil }
    let formulas = known.builder(digits: 4)
    let bricks = request.graph.bricks
    // From the end back, as long as there is one way only.
    var values = [formulas.symbol(bricks[path.end].name)]
    var brick: Int? = path.end
    while let current = brick {
      let inputs = bricks[current].inputs.filter { path.contains($0, of: current) }
      guard inputs.count == 1, let input = inputs.first else {
        values = []
        break
      }
      values.append(formulas.symbol(input.name))
      brick = input.brick == path.targetBrick ? nil : input.brick
    }
    return Graph.Path(
      end: formulas.symbol(bricks[path.end].name), target: formulas.symbol(path.target),
      values: values)
  }
}

extension [Graph.Source] {
  /// Each brick once.
  fileprivate var withoutRepeats: [Graph.Source] {
    var seen: Set<Int> = []
    return filter { seen.insert($0.brick).inserted }
  }
}

extension [String] {
  /// `X`, `X and Y`, `X, Y and Z`.
  var inWords: String {
    guard count > 1, let last else { return first ?? "" }
    // Slices are joined by way of a lookup that takes longer than everything else here.
    return Array(dropLast()).joined(separator: ", ") + " and " + last
  }
}
