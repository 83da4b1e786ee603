/// The way of a gradient: from a result back to one of the values that it is computed from.
public struct GradientPath: Sendable, Hashable {
  /// The name of the value that it goes back to.
  public let target: String
  /// The brick whose result it starts at.
  public let end: Int
  /// The bricks on it, in the order in which they are computed; the last is `end`.
  public let bricks: [Int]

  /// Whether an input of a brick lies on the way.
  public func contains(_ input: ComputationGraph.Input, of brick: Int) -> Bool {
    guard bricks.contains(brick) else { return false }
    if input.name == target, input.brick == targetBrick { return true }
    return input.brick.map(bricks.contains) ?? false
  }

  /// The brick that computes the target; nil if it comes from outside.
  public let targetBrick: Int?

  /// The ways from one brick's result back to a value; nil if there is none.
  ///
  /// - Parameters:
  ///   - target: The name of the value.
  ///   - result: The name of the result; nil for the last value that depends on the target.
  ///   - graph: The graph.
  public init?(to target: String, from result: String?, in graph: ComputationGraph) {
    let maker = graph.brick(named: target)
    let isGiven = graph.bricks.contains { brick in
      brick.inputs.contains { $0.name == target && $0.brick == nil }
    }
    // A name may have a value before the stages and get another in them: the first is meant.
    let start = isGiven ? nil : maker
    guard isGiven || maker != nil else { return nil }
    var depends: Set<Int> = []
    for (index, brick) in graph.bricks.enumerated() {
      let isReached = brick.inputs.contains { input in
        (input.name == target && input.brick == start)
          || (input.brick.map(depends.contains) ?? false)
      }
      if isReached { depends.insert(index) }
    }
    let end = result.map { graph.brick(named: $0) } ?? depends.max()
    guard let end, depends.contains(end) else { return nil }
    var needed: Set<Int> = []
    var pending = [end]
    while let brick = pending.popLast() {
      guard depends.contains(brick), needed.insert(brick).inserted else { continue }
      pending += graph.bricks[brick].inputs.compactMap(\.brick)
    }
    self.target = target
    self.end = end
    bricks = needed.sorted()
    targetBrick = start
  }
}
