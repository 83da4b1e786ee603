// The places of a graph's bricks and wires, in whole units of whatever it is drawn with. `along` is
// the direction in which values travel, `across` the other one; a printer says which is right and
// which is down.
//
// The steps are those of Sugiyama, Tagawa and Toda (1981): layers by the longest path, an order in
// each layer by barycentres, places across that keep wires straight, and wires in right angles.

/// The size of a brick with everything that belongs to it.
struct LayoutNode: Hashable {
  /// The room before the box, along: for a value that enters from behind it.
  var lead = 0
  /// The size of the box, along.
  var box: Int
  /// The wire that leaves it up to where it may turn, with the value's name on it.
  var tail: Int
  /// The room on one side of the wire that leaves it, the box's own half included.
  var before: Int
  /// The room on the other side.
  var after: Int
  /// Where on the box each wire enters, from the wire that leaves it.
  var ports: [Int]
  /// The bricks that these wires come from.
  var sources: [Int]
}

/// The places of bricks and wires.
struct LayeredLayout: Hashable {
  /// Where each box begins, along, and where its wires are, across.
  private(set) var places: [Place] = []
  /// The wires, each from a tail's end to a box.
  private(set) var wires: [Wire] = []
  /// The size of the whole, along.
  private(set) var length = 0
  /// The size of the whole, across.
  private(set) var breadth = 0

  /// The place of a box.
  struct Place: Hashable {
    var along: Int
    var across: Int
    /// Where the tail of its wire ends.
    var end: Int
  }

  /// A wire from one box to another: places where it turns, both ends included.
  struct Wire: Hashable {
    let source: Int
    let target: Int
    /// The number of the port at the target.
    let port: Int
    var points: [Point]
  }

  /// A place on a wire.
  struct Point: Hashable {
    var along: Int
    var across: Int
  }

  /// The distances kept.
  struct Spacing: Hashable {
    /// Between two bricks of a layer.
    var across: Int
    /// Between two wires that run side by side.
    var track: Int
    /// From the last turn of a wire to the box that it enters: room for the arrow.
    var arrow: Int
  }

  init(_ nodes: [LayoutNode], _ spacing: Spacing) {
    var columns = Columns(nodes)
    columns.order()
    columns.place(spacing)
    let routing = Routing(columns, spacing)
    places = routing.places
    wires = routing.wires
    length = routing.length
    breadth = columns.breadth
  }
}

/// The layers of a graph, with a dummy wherever a wire passes a layer.
struct Columns {
  /// A brick, or a wire that passes.
  struct Cell {
    /// The brick; for a wire that passes, the one it comes from.
    let node: Int
    let isDummy: Bool
    let layer: Int
    var before: Int
    var after: Int
    /// The cells of the layer before that it is joined to, with the offset of the port.
    var inputs: [(cell: Int, port: Int)] = []
    var outputs: [(cell: Int, port: Int)] = []
    var across = 0
    /// How much its wires are to be straight: the longer the chain that ends here, the more.
    var weight = 1
  }

  let nodes: [LayoutNode]
  var cells: [Cell] = []
  /// The cells of each layer, in order.
  var layers: [[Int]] = []
  private(set) var breadth = 0

  init(_ nodes: [LayoutNode]) {
    self.nodes = nodes
    let depths = Columns.depths(nodes)
    let numbers = Columns.layers(nodes, depths)
    layers = Array(repeating: [], count: (numbers.max() ?? -1) + 1)
    for (index, node) in nodes.enumerated() {
      layers[numbers[index]].append(cells.count)
      cells.append(
        Cell(
          node: index, isDummy: false, layer: numbers[index], before: node.before,
          after: node.after, weight: 1 + 2 * depths[index]))
    }
    // Wires of one value that pass a layer pass it as one.
    var passing: [Int: [Int: Int]] = [:]
    for (index, node) in nodes.enumerated() {
      for (port, source) in zip(node.ports, node.sources) {
        var previous = source
        for layer in (numbers[source] + 1)..<max(numbers[index], numbers[source] + 1) {
          if let cell = passing[source]?[layer] {
            previous = cell
            continue
          }
          let cell = cells.count
          cells.append(
            Cell(
              node: source, isDummy: true, layer: layer, before: 0, after: 0,
              weight: 1 + 2 * depths[source]))
          layers[layer].append(cell)
          passing[source, default: [:]][layer] = cell
          join(previous, cell, 0)
          previous = cell
        }
        join(previous, index, port)
      }
    }
  }

  private mutating func join(_ first: Int, _ second: Int, _ port: Int) {
    cells[first].outputs.append((second, port))
    cells[second].inputs.append((first, port))
  }

  /// The longest way to each brick.
  private static func depths(_ nodes: [LayoutNode]) -> [Int] {
    var depths: [Int] = []
    for node in nodes { depths.append(node.sources.map { depths[$0] + 1 }.max() ?? 0) }
    return depths
  }

  /// The layer of each brick: as late as what uses it allows, so that no wire is long for nothing.
  private static func layers(_ nodes: [LayoutNode], _ depths: [Int]) -> [Int] {
    var layers = depths
    var earliest = Array(repeating: Int.max, count: nodes.count)
    for index in nodes.indices.reversed() {
      if earliest[index] < .max { layers[index] = max(layers[index], earliest[index] - 1) }
      for source in nodes[index].sources {
        earliest[source] = min(earliest[source], layers[index])
      }
    }
    return layers
  }

  // MARK: Order

  /// Orders the cells of each layer by the middle of what they are joined to.
  mutating func order() {
    var best = layers
    var fewest = crossings
    for sweep in 0..<8 where fewest > 0 {
      let isForward = sweep % 2 == 0
      for layer in isForward ? Array(layers.indices) : layers.indices.reversed() {
        sort(layer, byInputs: isForward)
      }
      let count = crossings
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
  }

  private mutating func sort(_ layer: Int, byInputs: Bool) {
    var rank: [Int: Double] = [:]
    let neighbours = byInputs ? layer - 1 : layer + 1
    guard layers.indices.contains(neighbours) else { return }
    for (place, cell) in layers[neighbours].enumerated() { rank[cell] = Double(place) }
    var keys: [Int: Double] = [:]
    for (place, cell) in layers[layer].enumerated() {
      let joined = (byInputs ? cells[cell].inputs : cells[cell].outputs).compactMap {
        rank[$0.cell]
      }
      keys[cell] = joined.isEmpty ? Double(place) : joined.reduce(0, +) / Double(joined.count)
    }
    layers[layer] = layers[layer].enumerated().sorted {
      let (left, right) = (keys[$0.element] ?? 0, keys[$1.element] ?? 0)
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
  }

  /// How often wires cross between layers.
  private var crossings: Int {
    var count = 0
    for layer in layers.indices.dropFirst() {
      var places: [Int: Int] = [:]
      for (place, cell) in layers[layer - 1].enumerated() { places[cell] = place }
      var ends: [(Int, Int, Int)] = []
      for (place, cell) in layers[layer].enumerated() {
        for input in cells[cell].inputs {
          ends.append((places[input.cell] ?? 0, place, input.port))
        }
      }
      for (index, first) in ends.enumerated() {
        for second in ends[(index + 1)...] {
          let sources = first.0 - second.0
          let targets = first.1 == second.1 ? first.2 - second.2 : first.1 - second.1
          if sources * targets < 0 { count += 1 }
        }
      }
    }
    return count
  }

  // MARK: Places across

  /// Places the cells of each layer so that wires are as straight as room allows.
  mutating func place(_ spacing: LayeredLayout.Spacing) {
    for layer in layers.indices { place(layer, byInputs: true, spacing) }
    // Once a sweep either way moves nothing, no other will.
    var idleSweeps = 0
    for sweep in 0..<8 where idleSweeps < 2 {
      let isForward = sweep % 2 == 1
      let before = cells.map(\.across)
      for layer in isForward ? Array(layers.indices) : layers.indices.reversed() {
        place(layer, byInputs: isForward, spacing)
      }
      idleSweeps = cells.map(\.across) == before ? idleSweeps + 1 : 0
    }
    closeGaps(spacing)
    breadth = (cells.map { $0.across + $0.after }.max() ?? -1) + 1
  }

  private mutating func place(
    _ layer: Int, byInputs: Bool, _ spacing: LayeredLayout.Spacing
  ) {
    // Where each would like to be; then as near to that as the others let it: neighbours that push
    // each other become one block at the mean of what its members would like.
    var blocks: [(cells: [Int], offsets: [Int], weight: Double, wish: Double)] = []
    for cell in layers[layer] {
      let wish = wish(of: cell, byInputs)
      var block = (cells: [cell], offsets: [0], weight: wish.weight, wish: wish.place)
      while let last = blocks.last, let lastCell = last.cells.last,
        let lastOffset = last.offsets.last
      {
        let needed =
          lastOffset + cells[lastCell].after + spacing.across + cells[block.cells[0]].before + 1
        guard block.wish < last.wish + Double(needed) else { break }
        blocks.removeLast()
        let weight = last.weight + block.weight
        let mean =
          (last.wish * last.weight + (block.wish - Double(needed)) * block.weight) / weight
        block = (
          cells: last.cells + block.cells,
          offsets: last.offsets + block.offsets.map { $0 + needed }, weight: weight, wish: mean
        )
      }
      blocks.append(block)
    }
    for block in blocks {
      let start = Int(block.wish.rounded(.down))
      for (cell, offset) in zip(block.cells, block.offsets) { cells[cell].across = start + offset }
    }
  }

  /// Moves what is further from the rest than it needs to be, such as a part that no wire joins to
  /// it, and begins at 0.
  private mutating func closeGaps(_ spacing: LayeredLayout.Spacing) {
    let order = cells.indices.sorted {
      (cells[$0].across - cells[$0].before, $0) < (cells[$1].across - cells[$1].before, $1)
    }
    var shift = 0
    // The last place taken so far, before and after everything is moved.
    var (taken, end) = (0, -1 - spacing.across)
    for (number, cell) in order.enumerated() {
      let start = cells[cell].across - cells[cell].before
      if number == 0 || start > taken + spacing.across {
        shift = end + spacing.across + 1 - start
      }
      taken =
        number == 0
        ? cells[cell].across + cells[cell].after
        : max(taken, cells[cell].across + cells[cell].after)
      cells[cell].across += shift
      end = max(end, cells[cell].across + cells[cell].after)
    }
  }

  /// Where a cell's wires would be straight.
  private func wish(of cell: Int, _ byInputs: Bool) -> (place: Double, weight: Double) {
    let joined = byInputs ? cells[cell].inputs : cells[cell].outputs
    guard !joined.isEmpty else { return (Double(cells[cell].across), 0.1) }
    // The wire of the longest chain is kept straight; the others give way.
    let heaviest = joined.map { cells[$0.cell].weight }.max() ?? 1
    let chosen = joined.filter { cells[$0.cell].weight == heaviest }
    let sum = chosen.reduce(0) { sum, end in
      sum + cells[end.cell].across + (byInputs ? -end.port : end.port)
    }
    return (Double(sum) / Double(chosen.count), Double(heaviest))
  }
}
