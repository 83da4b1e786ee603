import Lessons
import Tutoring

/// A `graph` block of a lesson, ready to be printed in any format.
enum GraphFigure {
  case bricks(Graph)
  case network(Network)

  /// The figure of a block; nil if it is no graph, or if the lesson stopped before its weights.
  init?(_ directive: Directive, _ walkthrough: Walkthrough) {
    guard let request = walkthrough.lesson.graphs[directive.span] else { return nil }
    switch request.kind {
    case .bricks: self = .bricks(Graph(request, walkthrough))
    case .network:
      guard let network = Network(request, walkthrough) else { return nil }
      self = .network(network)
    }
  }

  /// The figure in lines of characters, with what stands under it.
  func lines(_ profile: TerminalProfile) -> [Line] {
    switch self {
    case .bricks(let graph): GraphText(graph: graph, profile: profile).lines()
    case .network(let network): NetworkText(network: network, profile: profile).lines()
    }
  }

  /// The figure for a page.
  var figure: Figure {
    let profile = TerminalProfile(width: 88)
    switch self {
    case .bricks(let graph):
      return Figure(
        drawings: { [GraphDrawing(graph).drawing] },
        lines: {
          let text = GraphText(graph: graph, profile: profile)
          return (text.picture ?? text.lines()).plain
        }, caption: graph.caption.inlines)
    case .network(let network):
      return Figure(
        drawings: { [NetworkDrawing(network).drawing] },
        lines: {
          let text = NetworkText(network: network, profile: profile)
          return (text.picture ?? text.lines()).plain
        }, caption: network.caption.inlines)
    }
  }
}

extension [Line] {
  /// The lines as text without looks.
  fileprivate var plain: [String] { map { $0.runs.map(\.text).joined() } }
}
