/// The wires between layers, in right angles.
///
/// Between two layers every value that has to turn gets a track of its own, across; wires that come
/// from one value share it.
struct Routing {
  private(set) var places: [LayeredLayout.Place]
  private(set) var wires: [LayeredLayout.Wire] = []
  private(set) var length = 0

  private let columns: Columns
  private let spacing: LayeredLayout.Spacing
  /// Where the tails of each layer end and the tracks behind it begin.
  private var ends: [Int] = []
  /// The track of each cell whose wires turn behind it.
  private var tracks: [Int: Int] = [:]

  init(_ columns: Columns, _ spacing: LayeredLayout.Spacing) {
    self.columns = columns
    self.spacing = spacing
    places = Array(
      repeating: LayeredLayout.Place(along: 0, across: 0, end: 0), count: columns.nodes.count)
    placeLayers()
    for (index, node) in columns.nodes.enumerated() {
      for port in node.sources.indices { wires.append(wire(to: index, port: port)) }
    }
  }

  private mutating func placeLayers() {
    var along = 0
    for (number, layer) in columns.layers.enumerated() {
      let bricks = layer.filter { !columns.cells[$0].isDummy }.map { columns.cells[$0].node }
      let lead = bricks.map { columns.nodes[$0].lead }.max() ?? 0
      let start = along + lead
      let end = start + (bricks.map { columns.nodes[$0].box + columns.nodes[$0].tail }.max() ?? 0)
      for cell in layer where !columns.cells[cell].isDummy {
        let node = columns.cells[cell].node
        places[node] = LayeredLayout.Place(
          along: start, across: columns.cells[cell].across, end: end)
        // What nobody uses ends where its own tail ends.
        if columns.cells[cell].outputs.isEmpty {
          places[node].end = start + columns.nodes[node].box + columns.nodes[node].tail
        }
      }
      ends.append(end)
      length = max(length, end)
      guard number + 1 < columns.layers.count else { break }
      let count = assignTracks(behind: number, from: end)
      along = end + count * spacing.track + spacing.arrow
    }
  }

  /// Gives each value that turns behind a layer its track; returns how many tracks there are.
  private mutating func assignTracks(behind layer: Int, from end: Int) -> Int {
    // The stretch of each, across, and where its wires go on.
    var turning: [(cell: Int, at: Int, low: Int, high: Int, targets: [Int])] = []
    for cell in columns.layers[layer] {
      let at = columns.cells[cell].across
      let targets = columns.cells[cell].outputs.map { columns.cells[$0.cell].across + $0.port }
      guard let low = targets.min(), let high = targets.max(), targets.contains(where: { $0 != at })
      else { continue }
      turning.append((cell, at, min(low, at), max(high, at), targets))
    }
    // A wire that arrives where another sets out turns behind it, or they would lie on each other.
    var pending = turning.sorted { ($0.high - $0.low, $0.at) < ($1.high - $1.low, $1.at) }
    var count = 0
    var ranges: [[(Int, Int)]] = []
    while !pending.isEmpty {
      let next =
        pending.firstIndex { candidate in
          !pending.contains { other in
            other.cell != candidate.cell && candidate.targets.contains(other.at)
          }
        } ?? 0
      let value = pending.remove(at: next)
      // A track behind those that it must be behind, and free on its stretch.
      var track = 0
      for other in turning {
        guard let placed = tracks[other.cell], other.cell != value.cell else { continue }
        let index = (placed - end) / spacing.track
        if value.targets.contains(other.at) { track = max(track, index + 1) }
      }
      while track < ranges.count,
        ranges[track].contains(where: { $0.0 <= value.high && value.low <= $0.1 })
      {
        track += 1
      }
      if track >= ranges.count {
        ranges += Array(repeating: [], count: track + 1 - ranges.count)
      }
      ranges[track].append((value.low, value.high))
      tracks[value.cell] = end + track * spacing.track
      count = max(count, track + 1)
    }
    return count
  }

  /// The wire that enters a port of a brick, from the brick that it comes from.
  private func wire(to target: Int, port: Int) -> LayeredLayout.Wire {
    let node = columns.nodes[target]
    let source = node.sources[port]
    var cell = target
    // From the target back over the cells that the wire passes.
    var chain: [(cell: Int, port: Int)] = []
    var entry: (cell: Int, port: Int)? = columns.cells[cell].inputs.first {
      columns.cells[$0.cell].node == source && $0.port == node.ports[port]
    }
    while let step = entry {
      chain.append((step.cell, columns.cells[cell].across + step.port))
      cell = step.cell
      entry = columns.cells[cell].isDummy ? columns.cells[cell].inputs.first : nil
    }
    var points = [LayeredLayout.Point(along: places[source].end, across: places[source].across)]
    for (cell, across) in chain.reversed() {
      if across != columns.cells[cell].across, let track = tracks[cell] {
        points.append(.init(along: track, across: columns.cells[cell].across))
        points.append(.init(along: track, across: across))
      }
    }
    let across = places[target].across + node.ports[port]
    points.append(.init(along: places[target].along, across: across))
    return LayeredLayout.Wire(source: source, target: target, port: port, points: points)
  }
}
