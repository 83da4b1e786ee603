import TestSupport
import Testing

@testable import Rendering

/// The places of bricks and wires.
@Suite struct LayeredLayoutTests {
  private let spacing = LayeredLayout.Spacing(across: 1, track: 2, arrow: 1)

  /// A graph drawn by lot: each brick uses up to three of those before it.
  private func nodes(seed: UInt64) -> [LayoutNode] {
    var generator = SeededGenerator(seed: seed)
    return (0..<Int.random(in: 1...24, using: &generator)).map { index in
      let count = index == 0 ? 0 : Int.random(in: 0...min(3, index), using: &generator)
      let sources = Array((0..<index).shuffled(using: &generator).prefix(count))
      return LayoutNode(
        lead: count == 0 ? 4 : 0, box: Int.random(in: 3...12, using: &generator),
        tail: Int.random(in: 2...8, using: &generator), before: max(1, count),
        after: max(1, count), ports: sources.indices.map { 2 * $0 - (count - 1) },
        sources: sources)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `no two bricks overlap, and everything lies on the sheet`(seed: UInt64) {
    let nodes = nodes(seed: seed)
    let layout = LayeredLayout(nodes, spacing)
    for (index, place) in layout.places.enumerated() {
      let node = nodes[index]
      #expect(place.along - node.lead >= 0)
      #expect(place.end <= layout.length)
      #expect(place.across - node.before >= 0)
      #expect(place.across + node.after < layout.breadth)
      for other in layout.places.indices where other < index {
        let second = layout.places[other]
        let isBeside =
          place.along - node.lead >= second.end || second.along - nodes[other].lead >= place.end
        let isAside =
          place.across - node.before > second.across + nodes[other].after
          || second.across - nodes[other].before > place.across + node.after
        #expect(isBeside || isAside)
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every wire goes forward in right angles, from its brick to its port`(seed: UInt64) {
    let nodes = nodes(seed: seed)
    let layout = LayeredLayout(nodes, spacing)
    #expect(layout.wires.count == nodes.reduce(0) { $0 + $1.sources.count })
    for wire in layout.wires {
      let (source, target) = (layout.places[wire.source], layout.places[wire.target])
      #expect(wire.source == nodes[wire.target].sources[wire.port])
      #expect(source.end < target.along)
      #expect(wire.points.first == .init(along: source.end, across: source.across))
      let port = nodes[wire.target].ports[wire.port]
      #expect(wire.points.last == .init(along: target.along, across: target.across + port))
      for (start, end) in zip(wire.points, wire.points.dropFirst()) {
        #expect(start.along <= end.along)
        #expect(start.along == end.along || start.across == end.across)
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `no wire runs through a brick that it does not belong to`(seed: UInt64) {
    let nodes = nodes(seed: seed)
    let layout = LayeredLayout(nodes, spacing)
    for wire in layout.wires {
      for (start, end) in zip(wire.points, wire.points.dropFirst()) {
        let (low, high) = (min(start.across, end.across), max(start.across, end.across))
        for (index, place) in layout.places.enumerated() where index != wire.source {
          let isAlong = start.along < place.along + nodes[index].box && end.along > place.along
          let isAcross =
            low <= place.across + nodes[index].after && high >= place.across - nodes[index].before
          #expect(!(isAlong && isAcross))
        }
      }
    }
  }

  @Test func `a chain is straight`() {
    let chain = (0..<5).map { index in
      LayoutNode(
        box: 5, tail: 3, before: index == 2 ? 3 : 1, after: 1, ports: index == 0 ? [] : [0],
        sources: index == 0 ? [] : [index - 1])
    }
    let layout = LayeredLayout(chain, spacing)
    #expect(Set(layout.places.map(\.across)).count == 1)
    #expect(layout.wires.allSatisfy { $0.points.count == 2 })
    #expect(layout.length == 5 * 8 + 4)
  }

  @Test func `parts that no wire joins stand close together`() {
    let parts = (0..<4).map { index in
      LayoutNode(
        box: 5, tail: 3, before: 1, after: 1, ports: index == 3 ? [0] : [],
        sources: index == 3 ? [0] : [])
    }
    #expect(LayeredLayout(parts, spacing).breadth == 3 * 3 + 2)
  }

  @Test func `nothing at all has no size`() {
    let layout = LayeredLayout([], spacing)
    #expect(layout.length == 0)
    #expect(layout.breadth == 0)
  }
}
