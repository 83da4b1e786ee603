import Lessons
import Matrices
import Source
import StageLanguage

/// Every value that a lesson's stages give a name, in order.
public struct LessonValues: Sendable {
  /// A name and the value that one statement gives it.
  public struct Assigned: Sendable {
    /// The name.
    public let name: String
    /// Where the value is.
    public let slot: Slot
    /// The expression that the statement computes; for `x -= y` it is `x - y`.
    public let expression: Expression
    /// The statement.
    public let statement: CompiledStatement
    /// The stage, by its number from 0.
    public let stageIndex: Int
    /// Its number among all of them, from 0.
    public let order: Int
    /// Whether an earlier statement gave the name another value.
    public let isReassignment: Bool
  }

  /// All of them, in the order of the text.
  public let all: [Assigned]
  /// The lesson's own functions.
  public let functions: [String: Function]
  /// For each name, the numbers in `all` of its values.
  public let versions: [String: [Int]]

  /// The values of `compiled`.
  public init(_ compiled: CompiledLesson) {
    var all: [Assigned] = []
    var functions: [String: Function] = [:]
    var versions: [String: [Int]] = [:]
    for (stageIndex, statements) in compiled.stages.enumerated() {
      for statement in statements {
        let assigned: (name: String, expression: Expression)
        switch statement.statement.kind {
        case .define(let function):
          functions[function.name.text] = function
          continue
        case .assign(let name, let expression):
          assigned = (name.text, expression)
        case .update(let name, let infix, let expression):
          let old = Expression(.name(name.text), span: name.span)
          let span = name.span.joined(to: expression.span)
          assigned = (name.text, Expression(.binary(infix, old, expression), span: span))
        case .show, .comment:
          continue
        }
        guard case .value(let slot) = statement.result else { continue }
        versions[assigned.name, default: []].append(all.count)
        all.append(
          Assigned(
            name: assigned.name, slot: slot, expression: assigned.expression,
            statement: statement, stageIndex: stageIndex, order: all.count,
            isReassignment: versions[assigned.name, default: []].count > 1))
      }
    }
    self.all = all
    self.functions = functions
    self.versions = versions
  }

  /// What people may mean by a name.
  public enum Match: Sendable {
    /// These values of one name, the likeliest first.
    case values([Assigned])
    /// Several names fit.
    case ambiguous([String])
    /// None does; perhaps this one is meant.
    case unknown(suggestion: String?)
  }

  /// Finds the values that `typed` may mean.
  ///
  /// Names match the way people write them, as long as only one fits: without regard to case and
  /// subscripts (`w1`, `W₁`), `θ` for `theta`, `ŷ` for `y_hat`, `dW2` for `dL_dW2`, `∂L/∂W₂`
  /// likewise, `W2*` for the updated `W2`.
  public func match(_ typed: String) -> Match {
    if versions[typed] != nil { return .values(values(named: typed)) }
    var simple = simplifiedName(typed)
    var wantsUpdated = false
    while let last = simple.last, last == "*" || last == "'" || last == "+" {
      simple.removeLast()
      wantsUpdated = true
    }
    let names = versions.keys.sorted()
    if wantsUpdated {
      let updated = names.filter { name in
        let other = simplifiedName(name)
        return other.hasPrefix(simple)
          && ["new", "next", "updated", "after", "plus", "star", "prime"].contains(
            String(other.dropFirst(simple.count)))
      }
      if updated.count == 1 { return .values(values(named: updated[0])) }
      if updated.count > 1 { return .ambiguous(updated) }
      let reassigned = names.filter {
        simplifiedName($0) == simple && (versions[$0]?.count ?? 0) > 1
      }
      if reassigned.count == 1 { return .values(values(named: reassigned[0]).reversed()) }
      return .unknown(suggestion: closestMatch(to: typed, among: names))
    }
    // `dW2` is short for the derivative of the loss, ∂L/∂W₂.
    let tests: [(String) -> Bool] = [
      { simplifiedName($0) == simple },
      { simplifiedName($0) == "dl" + simple },
      { simplifiedName($0).hasSuffix(simple) && simple.hasPrefix("d") && $0.contains("_d") },
    ]
    for test in tests {
      let fitting = names.filter(test)
      if fitting.count == 1 { return .values(values(named: fitting[0])) }
      if fitting.count > 1 { return .ambiguous(fitting) }
    }
    return .unknown(suggestion: closestMatch(to: typed, among: names))
  }

  private func values(named name: String) -> [Assigned] {
    (versions[name] ?? []).map { all[$0] }
  }
}
