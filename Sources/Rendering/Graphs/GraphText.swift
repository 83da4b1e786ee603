import Source

/// Draws a graph in characters: from left to right where that fits, or from top to bottom, or in
/// sentences where neither does.
struct GraphText {
  let graph: Graph
  let profile: TerminalProfile

  /// The lines of the graph.
  func lines() -> [Line] {
    if profile.isLinear { return sentences(.ascii) }
    let caption = LineBreaker.lines(
      [(graph.caption.text(profile.notation), .aside)], width: profile.width, profile)
    return picture.map { $0 + [Line()] + caption } ?? sentences(profile.notation)
  }

  /// The picture alone; nil if there is no room for one.
  var picture: [Line]? {
    for detail in GraphOperation.Detail.allCases {
      let picture = AcrossText(graph: graph, profile: profile, detail: detail).lines()
      if let picture { return picture }
    }
    for detail in GraphOperation.Detail.allCases {
      let picture = DownText(graph: graph, profile: profile, detail: detail).lines()
      if let picture { return picture }
    }
    return nil
  }

  /// What goes into each brick; where the path of a gradient is what matters, that alone.
  private func sentences(_ notation: Notation) -> [Line] {
    let sentences =
      graph.path == nil ? graph.sentences(notation) : [graph.caption.text(notation)]
    return sentences.flatMap {
      LineBreaker.lines([($0.sanitized, [])], width: profile.width, profile)
    }
  }
}

/// The words of a graph as they are put in cells.
struct GraphLabels {
  let profile: TerminalProfile
  let detail: GraphOperation.Detail

  func operation(_ brick: Graph.Brick) -> String {
    brick.operation.label(detail).text(profile.notation).sanitized
  }

  func name(_ value: Graph.Value) -> String {
    value.symbol.oneLine(profile.notation).sanitized
  }

  /// What stands under a name: the derivative by it, or its shape; a number has none.
  func note(_ value: Graph.Value) -> String {
    if let gradient = value.gradient { return gradient.oneLine(profile.notation).sanitized }
    guard let shape = value.shape, shape != .scalar else { return "" }
    return shape.sizesText(profile.notation)
  }

  func columns(_ text: String) -> Int { profile.columns(of: text) }

  /// The columns of a name or of what stands under it.
  func width(_ value: Graph.Value) -> Int { max(columns(name(value)), columns(note(value))) }

  /// How a value's words look.
  func style(_ value: Graph.Value) -> Style { value.isOnPath ? .strong : [] }

  /// How what stands under them looks.
  func noteStyle(_ value: Graph.Value) -> Style { value.isOnPath ? .strong : .aside }
}
