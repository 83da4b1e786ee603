import Source
import StageLanguage

/// What a `graph` block asks for, its names checked against the lesson.
public struct GraphRequest: Sendable {
  /// What is drawn.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Bricks and the values that travel between them.
    case bricks
    /// Neurons and the weights between them.
    case network
  }

  /// What is drawn.
  public let kind: Kind
  /// The names of the stages, as they are written.
  public let stages: [String]
  /// The graph of the stages.
  public let graph: ComputationGraph
  /// The way of the gradient that is to be seen; nil for none.
  public let path: GradientPath?
  /// The names of the neurons of a network, layer by layer, if the block has them.
  public let neurons: [[String]]
  /// Whether the weights of a network are shown as numbers instead of by name.
  public let showsValues: Bool

  /// Reads a block, reporting what it names that does not exist.
  init?(_ directive: Directive, in stages: StageTable, _ diagnostics: inout Diagnostics) {
    guard directive.kind == .graph else { return nil }
    var reader = GraphRequestReader(directive: directive, table: stages)
    let request = reader.request()
    diagnostics.append(contentsOf: reader.diagnostics.all)
    guard let request else { return nil }
    self = request
  }

  fileprivate init(
    kind: Kind, stages: [String], graph: ComputationGraph, path: GradientPath?,
    neurons: [[String]], showsValues: Bool
  ) {
    self.kind = kind
    self.stages = stages
    self.graph = graph
    self.path = path
    self.neurons = neurons
    self.showsValues = showsValues
  }
}

private struct GraphRequestReader {
  let directive: Directive
  let table: StageTable
  var diagnostics = Diagnostics()

  mutating func request() -> GraphRequest? {
    guard let names = directive.items(of: "of"), let kind = kind(),
      let weights = choice("weights", of: ["names", "values"])
    else { return nil }
    checkNetworkParts(kind)
    var numbers: [Int] = []
    for name in names {
      if let number = table.numbers[name.text] {
        numbers.append(number)
      } else {
        unknown(name.text, "stage", at: name.span, among: table.numbers.keys.sorted())
      }
    }
    guard !numbers.isEmpty, !diagnostics.hasErrors else { return nil }
    let given = directive.items(of: "given") ?? []
    let whole = ComputationGraph(of: numbers, in: table)
    let hidden = directive.items(of: "hide") ?? []
    let known = Set(whole.names)
    for name in given + hidden where !known.contains(name.text) {
      unknown(name.text, "value", at: name.span, among: whole.names)
    }
    let graph =
      given.isEmpty && hidden.isEmpty
      ? whole
      : ComputationGraph(
        of: numbers, in: table, given: Set(given.map(\.text)), hidden: Set(hidden.map(\.text)))
    guard isDrawable(graph, kind), let path = path(in: graph, kind) else { return nil }
    return GraphRequest(
      kind: kind, stages: names.map(\.text), graph: graph, path: path.found, neurons: neurons(),
      showsValues: weights == "values")
  }

  private mutating func kind() -> GraphRequest.Kind? {
    let name = choice("kind", of: GraphRequest.Kind.allCases.map(\.rawValue))
    return name.flatMap { GraphRequest.Kind(rawValue: $0) }
  }

  /// The value of an attribute that has a few; the first if it is not given, nil if it is another.
  private mutating func choice(_ key: String, of values: [String]) -> String? {
    guard let text = directive.attributes[key] else { return values.first }
    if values.contains(text) { return text }
    let match = closestMatch(to: text, among: values)
    diagnostics.error(
      at: directive.span(of: key), "there is no `\(key)` called `\(text)`",
      notes: [
        match.map { "did you mean `\($0)`?" }
          ?? "there are \(values.listed)"
      ])
    return nil
  }

  /// What belongs to a network means nothing for bricks.
  private mutating func checkNetworkParts(_ kind: GraphRequest.Kind) {
    guard kind == .bricks else { return }
    if let span = directive.attributeSpans["weights"] {
      diagnostics.error(
        at: span, "`weights` belongs to a network", notes: ["add kind=network"])
    }
    if let entry = directive.entries.first {
      diagnostics.error(
        at: entry.key.span, "`\(entry.key.text)` belongs to a network", notes: ["add kind=network"])
    }
  }

  private mutating func isDrawable(_ graph: ComputationGraph, _ kind: GraphRequest.Kind) -> Bool {
    let span = directive.span(of: "of")
    let stages = directive.attributes["of"] ?? ""
    if graph.bricks.isEmpty {
      diagnostics.error(
        at: span, "there is nothing to draw: no value is computed in \(stages)",
        notes: ["a graph has a brick for each name that is given a computed value"])
    } else if kind == .network, NetworkLayer.layers(of: graph).isEmpty {
      diagnostics.error(
        at: span, "there is no layer of a network in \(stages)",
        notes: ["a layer is a product with weights from another stage: z1 = X @ W1"])
    } else if kind == .bricks, graph.bricks.count > ComputationGraph.brickLimit {
      diagnostics.error(
        at: span,
        "a graph of \(graph.bricks.count) bricks cannot be followed; "
          + "\(ComputationGraph.brickLimit) are the most",
        notes: ["name fewer stages, or take values as given: given=\"a, b\""])
    }
    return !diagnostics.hasErrors
  }

  /// The path that is asked for, if one is; nil if there is an error.
  private mutating func path(
    in graph: ComputationGraph, _ kind: GraphRequest.Kind
  ) -> (found: GradientPath?, Void)? {
    guard let target = directive.attributes["to"] else {
      if directive.attributes["from"] != nil {
        diagnostics.error(
          at: directive.span(of: "from"), "`from` says where a path begins, and there is no `to`",
          notes: ["the path of the gradient: from=L to=W2"])
      }
      return diagnostics.hasErrors ? nil : (nil, ())
    }
    if kind == .network {
      diagnostics.error(
        at: directive.span(of: "to"), "a network has no path",
        notes: ["a graph of bricks has: leave `kind` out"])
      return nil
    }
    let result = directive.attributes["from"]
    for (key, name) in [("to", target), ("from", result)] {
      guard let name, !graph.names.contains(name) else { continue }
      unknown(name, "value", at: directive.span(of: key), among: graph.names)
    }
    guard !diagnostics.hasErrors else { return nil }
    if let path = GradientPath(to: target, from: result, in: graph) { return (path, ()) }
    diagnostics.error(
      at: directive.span(of: "to"),
      result.map { "there is no path: `\($0)` does not depend on `\(target)` here" }
        ?? "there is no path: nothing depends on `\(target)` here",
      notes: ["name the stages in between too: of=\"forward, loss\""])
    return nil
  }

  /// The names of neurons in `neurons: x1, x2; a, b, c`.
  private func neurons() -> [[String]] {
    guard let entry = directive.entries.first(where: { $0.key.text == "neurons" }) else {
      return []
    }
    return entry.value.split(separator: ";", omittingEmptySubsequences: false).map { layer in
      layer.split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty }
    }
  }

  private mutating func unknown(
    _ name: String, _ noun: String, at span: Span, among known: [String]
  ) {
    // Of thousands of errors only the first are shown, and a likeness takes long to look for.
    let isShown = diagnostics.all.count < DiagnosticFormatter.limit
    let match = isShown ? closestMatch(to: name, among: known) : nil
    diagnostics.error(
      at: span, "there is no \(noun) named `\(name)`",
      notes: match.map { ["did you mean `\($0)`?"] }
        ?? (noun == "value" && known.count <= 12 ? ["there are \(known.listed)"] : []))
  }
}

extension [String] {
  /// `` `a`, `b` ``.
  fileprivate var listed: String { map { "`\($0)`" }.joined(separator: ", ") }
}

/// The stages of a lesson by name, and the functions that they define.
struct StageTable {
  /// The stages, in order.
  let stages: [Stage]
  /// The number of each stage.
  let numbers: [String: Int]
  /// The functions of the lesson.
  let functions: [String: Function]

  init(_ stages: [Stage]) {
    self.stages = stages
    numbers = Dictionary(
      stages.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var functions: [String: Function] = [:]
    for stage in stages {
      for case .define(let function) in stage.statements.map(\.kind) {
        functions[function.name.text] = function
      }
    }
    self.functions = functions
  }
}

extension Directive {
  /// The items of an attribute that is a list, each with its place; nil if it is not given.
  func items(of key: String) -> [Name]? {
    guard let list = attributes[key] else { return nil }
    let span = span(of: key)
    let start = span.length > list.utf8.count ? span.start + 1 : span.start  // a quotation mark
    return Lessons.items(of: list, from: start)
  }

  /// Where the value of an attribute stands; the word and the attributes if it is not given.
  fileprivate func span(of key: String) -> Span { attributeSpans[key] ?? infoSpan }
}
