import Matrices
import StageLanguage

/// Why the formula of a gradient is as it is: the paths on which the one value reaches the other, the
/// factors along them, the statements that compute these, and the shapes that call for a transpose.
public struct GradientStory: Sendable {
  /// The gradient's name.
  public let name: GradientName
  /// The step that computes it.
  public let step: Int
  /// The ways from what it is taken by to what it is taken of.
  public let paths: [Path]
  /// Whether no factor of the one path there is has a name: the formula is all of them multiplied out.
  public let isOneFormula: Bool
  /// Whether there are more paths than are told.
  public let hasMorePaths: Bool
  /// The steps that compute the gradient and the factors that it is made of, in order.
  public let steps: [Int]
  /// The products in these steps that need a transpose.
  public let transposes: [Transpose]

  /// One way on which a value reaches another, or several that the lesson's derivatives take as one.
  public struct Path: Sendable {
    /// The steps along each way, from what is differentiated by to what is differentiated.
    public fileprivate(set) var ways: [[String]]
    /// The factors, from the end of the path to its start.
    public let factors: [Factor]
    /// Whether there is no value between the two.
    public var isOneStep: Bool { ways.count == 1 && ways[0].count == 2 && factors.count == 1 }
  }

  /// One factor of a chain.
  public struct Factor: Sendable {
    /// What is differentiated.
    public let numerator: String
    /// By what.
    public let denominator: String
    /// The name that the lesson has for it and the step that computes it, if it has one.
    public let origin: Origin?
    /// What it is by the formula of what is differentiated, if that can be read off.
    public let local: LocalFactor?
  }

  /// A product one of whose operands is turned over.
  public struct Transpose: Sendable {
    /// The step that it is in.
    public let step: Int
    /// What is turned over.
    public let operand: Expression
    /// Whether it stands on the left.
    public let isLeft: Bool
    /// The product as it is.
    public let product: ProductStory
    /// What the step gives its value to, if that is called a derivative.
    public let gradient: GradientName?
  }

  /// The most paths that are told.
  static let pathLimit = 6

  /// The story of the gradient called `text` that a step computes; nil if it is not called one.
  init?(of text: String, at step: Int, in history: History) {
    guard let name = GradientName(text, among: Set(history.names)) else { return nil }
    let flow = DataFlow(history)
    self.name = name
    self.step = step
    // What is differentiated is usually computed before; if it comes later, that one is meant.
    let end =
      history.version(of: name.numerator, before: step)
      ?? history.versions(of: name.numerator).first
    let start = history.version(of: name.denominator, before: min(step, end ?? step))
    var found: [[Int]] = []
    if let start, let end {
      found = flow.paths(from: start, to: end, limit: Self.pathLimit + 1)
    }
    hasMorePaths = found.count > Self.pathLimit
    var paths: [Path] = []
    for path in found.prefix(Self.pathLimit) {
      let names = path.compactMap { history.steps[$0].statement.assignedName?.text }
      let factors = Self.factors(along: path, names, before: step, history)
      // A derivative with a name has the shares of all ways in it that lead on from there.
      if let index = paths.firstIndex(where: { $0.factors.areSame(as: factors) }) {
        paths[index].ways.append(names)
      } else {
        paths.append(Path(ways: [names], factors: factors))
      }
    }
    self.paths = paths
    isOneFormula =
      paths.count == 1 && paths[0].factors.count > 1
      && paths[0].factors.allSatisfy { $0.origin == nil }
    steps = flow.gradientSteps(of: step)
    transposes = steps.flatMap { flow.transposes(in: $0) }
  }

  /// Covers a path with the derivatives that the lesson has names for: with as few as possible that
  /// have none, and then with as many as possible.
  private static func factors(
    along path: [Int], _ names: [String], before end: Int, _ history: History
  ) -> [Factor] {
    // The best factors from each place of the path down to its start, and how many have no name.
    var best: [(factors: [Factor], unnamed: Int)] = [([], 0)]
    for place in names.indices.dropFirst() {
      var choice = (
        factors: [
          Factor(
            numerator: names[place], denominator: names[place - 1], origin: nil,
            local: local(path[place - 1], path[place], history))
        ] + best[place - 1].factors, unnamed: best[place - 1].unnamed + 1
      )
      for below in 0..<place {
        let text = "d\(names[place])_d\(names[below])"
        // The whole path is what is being explained.
        guard below > 0 || place < names.count - 1,
          let step = history.version(of: text, before: end)
        else { continue }
        let factor = Factor(
          numerator: names[place], denominator: names[below],
          origin: Origin(name: VersionedName(text), step: step),
          local: below == place - 1 ? local(path[below], path[place], history) : nil)
        let (factors, unnamed) = ([factor] + best[below].factors, best[below].unnamed)
        if (unnamed, -factors.count) < (choice.unnamed, -choice.factors.count) {
          choice = (factors, unnamed)
        }
      }
      best.append(choice)
    }
    return best.last?.factors ?? []
  }

  /// The derivative of one step's value by another's that is in its formula.
  private static func local(_ below: Int, _ above: Int, _ history: History) -> LocalFactor? {
    guard let name = history.steps[below].statement.assignedName?.text,
      let formula = history.steps[above].calculation,
      let value = history.value(of: below), let result = history.value(of: above)
    else { return nil }
    return LocalFactor(of: formula, by: name, value.shape, in: result.shape)
  }
}

extension [GradientStory.Factor] {
  fileprivate func areSame(as others: Self) -> Bool {
    count == others.count
      && zip(self, others).allSatisfy {
        $0.numerator == $1.numerator && $0.denominator == $1.denominator
      }
  }
}
