import Lessons
import Matrices
import Source
import StageLanguage

extension Explanation {
  /// Explains a value, an entry or an expression of a lesson that has been run.
  ///
  /// - Parameters:
  ///   - target: What is asked about, as people write it: `z1`, `z₁[0, 2]`, `h1.T @ dL_dz2`.
  ///   - walkthrough: The lesson and what running it gave.
  ///   - depth: How many levels of entries to expand: 1 is the target alone.
  ///   - tellsWhy: Whether to say why a gradient has the form it has.
  ///   - diagnostics: Gains what is wrong with the target, at places in ``targetText(_:)``.
  public init?(
    of target: String, in walkthrough: Walkthrough, depth: Int = 1, tellsWhy: Bool = false,
    diagnostics: inout Diagnostics
  ) {
    let text = Explanation.targetText(target)
    let history = History(walkthrough)
    guard let target = Target(text, in: history, diagnostics: &diagnostics) else { return nil }
    do throws(Evaluation.Failure) {
      try self.init(target, history, depth: max(depth, 1), tellsWhy: tellsWhy)
    } catch {
      diagnostics.append(contentsOf: error.diagnostics)
      return nil
    }
    if tellsWhy, gradient == nil {
      diagnostics.error(
        at: target.base.span, "`\(target.base)` is not called a derivative",
        notes: ["there is a reason to give for a name such as dL_dW1: of L, by W1"])
      return nil
    }
  }

  /// The text that problems with a target are reported in.
  public static func targetText(_ target: String) -> SourceText {
    SourceText(name: "target", Target.normalized(target))
  }

  private init(
    _ target: Target, _ history: History, depth: Int, tellsWhy: Bool
  ) throws(Evaluation.Failure) {
    var explainer = Explainer(history)
    let scope = Scope(history: history, end: history.steps.count)
    var valued: ValuedExpression?
    let label: ([Int]) -> EntryExplanation.Label
    var story: GradientStory?
    switch target.base.namedMeaning(in: scope) {
    case .function(_, let step)?: subject = .function(step: step)
    case .generator(let step)?: subject = .generator(step: step)
    case .value(_, let step)?:
      let origin = Origin(name: VersionedName(target.base.description), step: step)
      subject = .name(origin, isWhole: target.positions == nil)
      valued = explainer.valued(step)
      if tellsWhy { story = GradientStory(of: origin.name.name, at: step, in: history) }
    case .missing?, nil:
      let whole = try scope.valued(target.base)
      valued = whole
      subject = .expression(scope.step(showing: target.base, whole.value))
    }
    switch subject {
    case .name(let origin, _): label = { .entry(origin, $0) }
    default: label = { .expression(target.base, $0) }
    }
    let shape = valued?.value.shape ?? .vector(0)
    let positions = target.positions ?? (0..<shape.count).map { shape.position(of: $0) }
    entryCount = positions.count
    let shown =
      entryCount > Explanation.entryLimit ? Explanation.sampleSize : Explanation.entryLimit
    entries =
      valued.map { valued in
        explainer.explain(
          positions.prefix(shown).map { (label($0), valued.result($0)) },
          depth: depth)
      } ?? []
    products = valued?.products ?? []
    omittedDependencies = explainer.omitted
    gradient = story
    self.history = history
  }
}

/// Expands entries, and those that they depend on.
private struct Explainer {
  let history: History
  /// Each named entry is explained once.
  private var explained: Set<EntryExplanation.Label> = []
  private(set) var omitted = 0
  /// The steps whose entries are explained, each with the value of every part of its calculation.
  private var calculations: [Int: ValuedExpression] = [:]

  init(_ history: History) { self.history = history }

  /// The calculation of a step with the value of every part; its value is the one that the step
  /// gave, whatever was done to it afterwards.
  mutating func valued(_ step: Int) -> ValuedExpression? {
    if let calculation = calculations[step] { return calculation }
    guard let value = history.value(of: step), let expression = history.steps[step].calculation
    else { return nil }
    var scope = Scope(history: history, end: step)
    let calculation = scope.naming(history.steps[step].draws, in: expression)
    let typed = history.steps[step].typedNumber
    let form = typed == nil ? (try? scope.valued(calculation))?.form : nil
    let valued = ValuedExpression(calculation, value, form ?? .plain, typed: typed)
    calculations[step] = valued
    return valued
  }

  /// Explains entries level by level, so that each is explained where it is met first.
  mutating func explain(
    _ entries: [(label: EntryExplanation.Label, term: Term)], depth: Int
  ) -> [EntryExplanation] {
    explained.formUnion(entries.map(\.label))
    var levels: [[(entry: EntryExplanation, parent: Int)]] = [
      entries.map { (EntryExplanation(label: $0.label, term: $0.term), 0) }
    ]
    var count = 0
    while levels.count < depth, let last = levels.last, !last.isEmpty {
      var next: [(entry: EntryExplanation, parent: Int)] = []
      for (index, (entry, _)) in last.enumerated() {
        for (origin, position) in entry.term.dependencies {
          let label = EntryExplanation.Label.entry(origin, position)
          // A parameter is given, not calculated; where is said with the calculation that uses it.
          guard history.steps[origin.step].typedNumber == nil, explained.insert(label).inserted,
            let valued = valued(origin.step)
          else { continue }
          count += 1
          if count > Explanation.dependencyLimit {
            omitted += 1
          } else {
            next.append((EntryExplanation(label: label, term: valued.result(position)), index))
          }
        }
      }
      levels.append(next)
    }
    // From the last level up, each goes to the one that it was met in.
    while levels.count > 1, let last = levels.popLast() {
      for (entry, parent) in last {
        levels[levels.count - 1][parent].entry.dependencies.append(entry)
      }
    }
    return levels[0].map(\.entry)
  }
}

extension Term {
  /// The entries of named values that the term is made of, in order.
  fileprivate var dependencies: [(Origin, [Int])] {
    var dependencies: [(Origin, [Int])] = []
    visit { term in
      if case .entry(let origin, let position) = term.kind {
        // The same version goes by one name here, however it was asked for.
        let name = VersionedName(origin.name.name)
        dependencies.append((Origin(name: name, step: origin.step), position))
      }
    }
    return dependencies
  }
}

extension Expression {
  /// What the name means that the expression is, if it is one.
  fileprivate func namedMeaning(in scope: Scope) -> Scope.Meaning? {
    if case .name(let name) = kind { scope.meaning(of: name) } else { nil }
  }
}

extension Scope {
  /// An expression as a step of its own that shows it.
  fileprivate func step(showing expression: Expression, _ value: NumericArray) -> Step {
    var operands: [String: NumericArray] = [:]
    for name in expression.names {
      if case .value(let value, _)? = meaning(of: name) { operands[name] = value }
    }
    return Step(
      statement: Statement(.show(expression), span: expression.span, caption: nil),
      result: .array(value), operands: operands, notice: nil)
  }

  /// The expression with each draw in it replaced by a name for what was drawn.
  fileprivate mutating func naming(_ drawn: [Draw], in expression: Expression) -> Expression {
    var rest = drawn
    var names: [String: Draw] = [:]
    let renamed = expression.replacing { part in
      guard case .method = part.kind, let index = rest.firstIndex(where: { $0.span == part.span })
      else { return nil }
      // Two draws may be written alike; blanks at the end tell their names apart.
      var name = part.description
      while names[name] != nil { name += " " }
      names[name] = rest.remove(at: index)
      return Expression(.name(name), span: part.span)
    }
    draws = names
    return renamed
  }
}

extension ValuedExpression {
  /// The calculation of an entry of a whole step, whose value may have been rounded afterwards.
  fileprivate func result(_ position: [Int]) -> Term {
    Term(entry(position).kind, quantity(position))
  }
}
