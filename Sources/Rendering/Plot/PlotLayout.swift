/// Sets a plot in lines for a terminal: panels beside each other where they fit, the words below.
struct PlotLayout {
  let profile: TerminalProfile
  /// The columns.
  let width: Int

  /// The narrowest a panel may be to stand beside another.
  private static let curveWidth = 36
  private static let mapWidth = 24
  private static let gap = 2
  /// The most rows of a plane where there is room: with what is around it, a terminal of 24 rows shows
  /// it whole.
  private static let planeRows = 14
  /// The fewest rows of panels beside each other.
  private static let stripRows = 7

  init(_ profile: TerminalProfile, width: Int) {
    self.profile = profile
    self.width = max(width, 8)
  }

  /// The picture and what it shows in words; the words alone for a screen reader.
  func lines(_ plot: Plot) -> [Line] {
    let words = plot.paragraphs(profile.notation).flatMap {
      LineBreaker.lines([($0.sanitized, .aside)], width: width, profile)
    }
    if profile.isLinear { return words }
    let picture = picture(plot)
    return picture.isEmpty ? words : picture + [Line()] + words
  }

  /// The picture alone, on so many rows at most, or on as many as look well.
  func picture(_ plot: Plot, height: Int? = nil) -> [Line] {
    let panels = plot.panels.filter { if case .nothing = $0.content { false } else { true } }
    guard !panels.isEmpty else { return [] }
    var count = panels.count
    // On a screen, where everything is to be seen at once, panels may be narrow.
    let curveWidth = height == nil ? Self.curveWidth : Self.mapWidth
    while count > 1, !fit(panels, count, curveWidth) { count -= 1 }
    var strips = stride(from: 0, to: panels.count, by: count).map {
      Array(panels[$0..<min($0 + count, panels.count)])
    }
    if let height {
      guard height >= Self.stripRows else { return [] }
      strips = Array(strips.prefix(max(1, (height + 1) / (Self.stripRows + 1))))
    }
    var lines: [Line] = []
    for strip in strips {
      let room = height.map { ($0 - strips.count + 1) / strips.count }
      if !lines.isEmpty { lines.append(Line()) }
      lines += row(strip, columns: (width - Self.gap * (count - 1)) / count, height: room)
    }
    return lines
  }

  private func fit(_ panels: [Plot.Panel], _ count: Int, _ curveWidth: Int) -> Bool {
    let needed = panels.allSatisfy(\.isMap) ? Self.mapWidth : curveWidth
    return (needed + Self.gap) * count - Self.gap <= width
  }

  /// Panels beside each other, all of one height.
  private func row(_ panels: [Plot.Panel], columns: Int, height: Int?) -> [Line] {
    let heads = panels.map { head($0, columns) }
    let headRows = heads.reduce(0) { max($0, $1.count) }
    let rows: Int
    if let height {
      rows = max(height - headRows - PanelPicture.footRows, 2)
    } else {
      // A map is about square; a character is twice as high as it is wide.
      rows = min(max((columns - 5) / 2, 6), Self.planeRows)
    }
    var lines = Array(repeating: Line(), count: headRows + rows + PanelPicture.footRows)
    for (index, panel) in panels.enumerated() {
      let left = index * (columns + Self.gap)
      // A map is no wider than it is high.
      let panelColumns = panel.isMap ? min(columns, rows * 2 + 8) : columns
      let picture = PanelPicture.lines(panel, width: panelColumns, rows: rows, profile)
      for (row, line) in heads[index].enumerated() where line.columns > 0 {
        lines[row].pad(to: left)
        lines[row].append(line)
      }
      for (row, line) in picture.enumerated() where line.columns > 0 {
        lines[headRows + row].pad(to: left)
        lines[headRows + row].append(line)
      }
    }
    return lines
  }

  /// The title of a panel, and what its curves or signs are.
  private func head(_ panel: Plot.Panel, _ columns: Int) -> [Line] {
    var title = Line(panel.title.text(profile.notation).sanitized, profile, .strong)
    let axis = panel.horizontal.label.text(profile.notation).sanitized
    if !axis.isEmpty { title.append(Line(" by \(axis)", profile, .aside)) }
    var lines = [title.truncated(to: columns, profile)]
    var legend = Line()
    for item in legendItems(panel) {
      if legend.columns > 0, legend.columns + 2 + item.columns > columns {
        lines.append(legend)
        legend = Line()
      }
      if legend.columns > 0 { legend.pad(to: legend.columns + 2) }
      legend.append(item)
    }
    if legend.columns > 0 { lines.append(legend) }
    return lines.map { $0.truncated(to: columns, profile) }
  }

  private func legendItems(_ panel: Plot.Panel) -> [Line] {
    let signs = PlotSigns(profile)
    switch panel.content {
    case .curves(let curves):
      return curves.enumerated().compactMap { number, curve in
        let name = curve.name.text(profile.notation).sanitized
        guard !name.isEmpty else { return nil }
        var item = Line(
          sample(of: number, signs), profile, .ink(.curve(number)))
        item.append(Line(" " + name, profile))
        return item
      }
    case .points(let classes), .boundary(_, let classes):
      return classes.compactMap { part in
        guard let number = part.number else { return nil }
        var item = Line(
          String(signs.sign(of: number)), profile, .ink(.classNumber(number)))
        item.append(Line(" class \(number)", profile, .aside))
        return item
      }
    case .histogram, .nothing: return []
    }
  }

  /// A short piece of a curve's line.
  private func sample(of number: Int, _ signs: PlotSigns) -> String {
    guard signs.hasDots else { return String(repeating: PlotSigns.curve(number), count: 3) }
    var dots = BrailleDots(columns: 5, rows: 1)
    var walked = 0
    dots.line(
      from: Plot.Point(0, 0.4), to: Plot.Point(1, 0.4), walked: &walked, CurveDash(curve: number))
    return String((0..<5).map { dots.character(column: $0, row: 0) })
  }
}
