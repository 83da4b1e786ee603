/// Draws a network for a page: layers of neurons from left to right, a line for each weight.
struct NetworkDrawing {
  private let network: Network
  private let shown: [[Int?]]

  private static let radius = 19.0
  private static let rowHeight = 70.0
  private static let top = 30.0

  init(_ network: Network) {
    self.network = network
    shown = network.layers.map { Network.shown($0, limit: 6) }
  }

  /// The drawing.
  var drawing: Drawing {
    let rows = shown.indices.map { rowCount($0) }.max() ?? 0
    let gap = min(200, (Drawing.columnWidth - 140) / Double(max(shown.count - 1, 1)))
    let outputs = labelWidth(of: shown.count - 1)
    let inputs = labelWidth(of: 0)
    var drawing = Drawing(
      width: inputs + Self.radius * 2 + gap * Double(shown.count - 1) + outputs + 4,
      height: Self.top + Double(rows) * Self.rowHeight, title: network.title,
      description: network.sentences(.unicode).joined(separator: " "))
    let left = inputs + Self.radius + 2
    let xs = shown.indices.map { left + Double($0) * gap }
    for layer in network.weights.indices { lines(layer, xs, rows, on: &drawing) }
    for layer in network.weights.indices { labels(layer, xs, rows, on: &drawing) }
    for layer in shown.indices { neurons(layer, xs[layer], rows, on: &drawing) }
    return drawing
  }

  // MARK: Places

  private func hasBias(_ layer: Int) -> Bool {
    network.weights.indices.contains(layer) && network.weights[layer].bias != nil
  }

  private func rowCount(_ layer: Int) -> Int { shown[layer].count + (hasBias(layer) ? 1 : 0) }

  /// The place of a neuron; the one after the last is the bias.
  private func y(_ layer: Int, _ place: Int, _ rows: Int) -> Double {
    let above = Double(rows - rowCount(layer)) / 2
    return Self.top + (above + Double(place) + 0.5) * Self.rowHeight
  }

  /// The room beside a layer for names that do not fit into the neurons.
  private func labelWidth(of layer: Int) -> Double {
    let longest = widths(layer).max() ?? 0
    return fits(layer) ? 0 : longest + 10
  }

  private func fits(_ layer: Int) -> Bool {
    let isOutside = layer == 0 || layer == shown.count - 1
    return !isOutside || widths(layer).allSatisfy { $0 < 2 * Self.radius - 8 }
  }

  /// The widths of the names of the neurons that are shown.
  private func widths(_ layer: Int) -> [Double] {
    shown[layer].compactMap { $0 }.map { DrawnText(network.name(layer, $0)).width() }
  }

  private var showsLabels: Bool {
    network.weightCount <= Network.labelLimit && shown.allSatisfy { !$0.contains(nil) }
  }

  // MARK: Drawing

  private func lines(_ layer: Int, _ xs: [Double], _ rows: Int, on drawing: inout Drawing) {
    for (to, target) in shown[layer + 1].enumerated() where target != nil {
      let end = Drawing.Point(xs[layer + 1], y(layer + 1, to, rows))
      for (from, source) in shown[layer].enumerated() where source != nil {
        drawing.line(
          [.init(xs[layer], y(layer, from, rows)), end], .init(stroke: .soft, lineWidth: 1.1))
      }
      if hasBias(layer) {
        drawing.line(
          [.init(xs[layer], y(layer, shown[layer].count, rows)), end],
          .init(stroke: .soft, lineWidth: 1.1, dash: .dashed))
      }
    }
  }

  /// The names of the weights, each on its line near where it begins.
  private func labels(_ layer: Int, _ xs: [Double], _ rows: Int, on drawing: inout Drawing) {
    let weights = network.weights[layer]
    let middle = (xs[layer] + xs[layer + 1]) / 2
    let heading =
      DrawnText(weights.symbol.math) + DrawnText("  " + weights.shape.sizesText(.unicode))
    drawing.text(heading, at: .init(middle, 20), .init(ink: .soft))
    guard showsLabels else { return }
    let part = clearest(layer, rows)
    for from in shown[layer].indices {
      for to in shown[layer + 1].indices {
        let (start, end) = (y(layer, from, rows), y(layer + 1, to, rows))
        let place = Drawing.Point(
          xs[layer] + (xs[layer + 1] - xs[layer]) * part, start + (end - start) * part)
        note(DrawnText(network.label(layer, from: from, to: to).math), at: place, on: &drawing)
      }
    }
  }

  /// The part of the way from layer to layer at which the lines are furthest from each other.
  private func clearest(_ layer: Int, _ rows: Int) -> Double {
    var best = (part: 0.25, distance: -1.0)
    for step in 4...16 {
      let part = Double(step) / 20
      let places = shown[layer].indices.flatMap { from in
        shown[layer + 1].indices.map { to in
          y(layer, from, rows) * (1 - part) + y(layer + 1, to, rows) * part
        }
      }.sorted()
      let distance = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 0
      if distance > best.distance + 0.01 { best = (part, distance) }
    }
    return best.part
  }

  private func note(_ text: DrawnText, at place: Drawing.Point, on drawing: inout Drawing) {
    let width = text.width(size: 12.5) + 4
    drawing.marks.append(
      .rectangle(
        .init(place.x - width / 2, place.y - 7), width: width, height: 14, corner: 2,
        .init(fill: .page)))
    drawing.text(text, at: .init(place.x, place.y + 4.2), .init(size: 12.5))
  }

  private func neurons(_ layer: Int, _ x: Double, _ rows: Int, on drawing: inout Drawing) {
    for (place, neuron) in shown[layer].enumerated() {
      let center = Drawing.Point(x, y(layer, place, rows))
      guard let neuron else {
        for offset in [-8.0, 0, 8] {
          drawing.marks.append(
            .circle(.init(center.x, center.y + offset), radius: 1.8, .init(fill: .ink)))
        }
        continue
      }
      drawing.marks.append(
        .circle(
          center, radius: Self.radius,
          .init(stroke: .ink, lineWidth: 1.3, fill: layer == 0 ? .page : .tint)))
      let name = DrawnText(network.name(layer, neuron))
      if fits(layer) {
        let isNarrow = name.width() < 2 * Self.radius - 4
        drawing.text(
          name, at: .init(center.x, center.y + 4.8), .init(size: isNarrow ? 14 : 10))
      } else {
        let isFirst = layer == 0
        drawing.text(
          name, at: .init(center.x + (isFirst ? -1 : 1) * (Self.radius + 8), center.y + 4.8),
          .init(anchor: isFirst ? .end : .start))
      }
    }
    guard hasBias(layer), let bias = network.weights[layer].bias else { return }
    let center = Drawing.Point(x, y(layer, shown[layer].count, rows))
    drawing.marks.append(
      .circle(
        center, radius: 14, .init(stroke: .soft, lineWidth: 1.3, dash: .dashed, fill: .page)))
    drawing.text(DrawnText("1"), at: .init(center.x, center.y + 4.8))
    drawing.text(
      DrawnText(bias.math), at: .init(center.x + 34, center.y + 6), .init(size: 12.5))
  }
}
