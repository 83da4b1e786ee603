import Matrices
import StageLanguage

/// Which steps use the values of which others.
struct DataFlow {
  let history: History
  /// The steps whose values each step uses.
  private let sources: [[Int]]
  private let gradients: [GradientName?]

  init(_ history: History) {
    self.history = history
    let names = Set(history.names)
    sources = history.steps.indices.map { step in
      let expression = history.steps[step].calculation
      return (expression?.names.sorted() ?? []).compactMap {
        history.version(of: $0, before: step)
      }
    }
    gradients = history.steps.map { step in
      step.statement.assignedName.flatMap { GradientName($0.text, among: names) }
    }
  }

  /// The ways from one step's value to another's through the steps between them, the longest first.
  func paths(from start: Int, to end: Int, limit: Int) -> [[Int]] {
    // Whether a step is reached from the start; everything used is before what uses it.
    var isReached: Set<Int> = [start]
    guard start < end else { return [] }
    for step in start + 1...end where sources[step].contains(where: isReached.contains) {
      isReached.insert(step)
    }
    var paths: [[Int]] = []
    func extend(_ path: [Int]) {
      guard paths.count < limit, let first = path.first else { return }
      if first == start { return paths.append(path) }
      for source in sources[first] where isReached.contains(source) { extend([source] + path) }
    }
    if isReached.contains(end) { extend([end]) }
    return paths.sorted { $0.count > $1.count }
  }

  /// The steps that compute a gradient: its own, and those of the derivatives that it uses.
  func gradientSteps(of step: Int) -> [Int] {
    var found: Set<Int> = [step]
    var pending = [step]
    while let next = pending.popLast() {
      for source in sources[next] where gradients[source] != nil {
        if found.insert(source).inserted { pending.append(source) }
      }
    }
    return found.sorted()
  }

  /// The products in a step of which an operand is a transpose, or a name for one.
  func transposes(in step: Int) -> [GradientStory.Transpose] {
    guard let calculation = history.steps[step].calculation,
      let valued = try? Scope(history: history, end: step).valued(calculation)
    else { return [] }
    return valued.products.flatMap { product in
      [(product.left, true), (product.right, false)].compactMap { operand, isLeft in
        guard let turned = transposed(operand, before: step) else { return nil }
        return GradientStory.Transpose(
          step: step, operand: turned, isLeft: isLeft, product: product,
          gradient: gradients[step])
      }
    }
  }

  /// What an operand is the transpose of, if it is one.
  private func transposed(_ operand: Expression, before end: Int) -> Expression? {
    switch operand.kind {
    case .transpose(let inner): return inner
    case .name(let name):
      guard let step = history.version(of: name, before: end),
        case .transpose(let inner)? = history.steps[step].calculation?.kind
      else { return nil }
      return inner
    default: return nil
    }
  }
}
