import Source

/// Draws a network in characters.
///
/// Lines at a slant would be hard to follow in cells, so that each matrix of weights is drawn as
/// what it is: a row for each neuron that a weight comes from, a column for each that it leads to,
/// the weight where they cross.
struct NetworkText {
  let network: Network
  let profile: TerminalProfile

  /// The lines of the network.
  func lines() -> [Line] {
    if profile.isLinear { return words(network.sentences(.ascii)) }
    guard let picture else { return words(network.sentences(profile.notation)) }
    return picture + [Line()] + words([network.caption.text(profile.notation)], .aside)
  }

  /// The picture alone; nil if there is no room for one.
  var picture: [Line]? {
    let sheets = network.weights.indices.map(sheet)
    guard sheets.allSatisfy({ $0.columns <= profile.width }) else { return nil }
    // Side by side where that fits.
    let gap = 5
    var rows: [[Box]] = []
    for sheet in sheets {
      let used = rows.last?.reduce(0) { $0 + $1.columns + gap } ?? 0
      if used + sheet.columns <= profile.width, !rows.isEmpty {
        rows[rows.count - 1].append(sheet)
      } else {
        rows.append([sheet])
      }
    }
    var lines: [Line] = []
    for row in rows {
      if !lines.isEmpty { lines.append(Line()) }
      var height = row.map(\.rows).max() ?? 0
      var left = 0
      var block = Array(repeating: Line(), count: height)
      for sheet in row {
        for (index, line) in sheet.lines.enumerated() where line.columns > 0 {
          block[index].pad(to: left)
          block[index].append(line)
        }
        left += sheet.columns + gap
      }
      while height > 0, block[height - 1].columns == 0 { height -= 1 }
      lines += block.prefix(height)
    }
    return lines
  }

  private func words(_ sentences: [String], _ style: Style = []) -> [Line] {
    sentences.flatMap { LineBreaker.lines([($0, style)], width: profile.width, profile) }
  }

  /// One matrix of weights.
  private func sheet(_ number: Int) -> Box {
    let weights = network.weights[number]
    let rows = Network.shown(network.layers[number], limit: 8)
    let columns = Network.shown(network.layers[number + 1], limit: 6)
    let gap = profile.sign("⋮", ascii: ":")
    let name = { (layer: Int, neuron: Int?) in
      neuron.map { network.name(layer, $0, profile.notation) } ?? gap
    }
    let label = { (row: Int?, column: Int?) -> String in
      guard let row, let column else {
        return row == nil ? gap : profile.sign("⋯", ascii: "...")
      }
      return network.label(number, from: row, to: column).oneLine(profile.notation)
    }
    let lead = (rows.map { profile.columns(of: name(number, $0)) }.max() ?? 0) + 3
    let texts =
      rows.flatMap { row in columns.map { label(row, $0) } }
      + columns.map { name(number + 1, $0) }
    let cell = (texts.map { profile.columns(of: $0) }.max() ?? 0) + 3
    let biasRows = weights.bias == nil ? 0 : 2
    let heading =
      weights.symbol.oneLine(profile.notation) + "  " + weights.shape.sizesText(profile.notation)
    let width = max(lead + cell * columns.count, lead + profile.columns(of: heading))
    let height = 2 * rows.count + biasRows + 3
    var canvas = Canvas(columns: width, rows: height, profile)
    let last = 2 + 2 * (rows.count - 1) + biasRows
    let middles = columns.indices.map { lead + $0 * cell + cell / 2 }
    for (index, column) in columns.enumerated() where column != nil {
      canvas.line(from: (middles[index], 2), to: (middles[index], last + 1))
      canvas.arrow(.down, middles[index], last + 1)
    }
    for (index, column) in columns.enumerated() {
      write(name(number + 1, column), centredAt: middles[index], last + 2, .strong, on: &canvas)
    }
    func row(_ y: Int, _ name: String, isGap: Bool, _ labels: [String]) {
      let start = lead - 3 - profile.columns(of: name)
      canvas.write(name, start, y, .strong)
      guard let end = middles.last else { return }
      if !isGap {
        canvas.line(from: (lead - 2, y), to: (end, y))
        canvas.stub(.left, lead - 2, y)
      }
      for (index, label) in labels.enumerated() {
        write(isGap ? label : " \(label) ", centredAt: middles[index], y, [], on: &canvas)
      }
    }
    for (index, neuron) in rows.enumerated() {
      row(
        2 + 2 * index, name(number, neuron), isGap: neuron == nil, columns.map { label(neuron, $0) }
      )
    }
    if let bias = weights.bias {
      row(
        last, "1", isGap: false,
        columns.map { $0 == nil ? profile.sign("⋯", ascii: "...") : bias.oneLine(profile.notation) }
      )
    }
    canvas.write(heading, lead, 0, .aside)
    return Box(canvas.lines)
  }

  private func write(
    _ text: String, centredAt middle: Int, _ row: Int, _ style: Style, on canvas: inout Canvas
  ) {
    canvas.write(text, middle - (profile.columns(of: text) - 1) / 2, row, style)
  }
}
