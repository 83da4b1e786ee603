import Source

/// Sets mathematics in two dimensions: fractions with a line, matrices in rows, limits above and
/// below a sum.
struct MathLayout {
  let profile: TerminalProfile

  private var text: MathText { MathText(notation: profile.notation) }

  /// The lines of displayed mathematics in at most `width` columns, as far as that is possible.
  func lines(_ math: Math, within width: Int) -> [Line] {
    if profile.isLinear { return wrapped(math, within: width) }
    if case .table(let table) = math, table.kind == .aligned {
      let whole = box(math)
      if whole.columns <= width { return whole.lines }
      return table.rows.flatMap { lines(.row($0), within: width) }
    }
    let whole = box(math)
    if whole.columns <= width { return whole.lines }
    let broken = brokenAtRelations(math)
    if broken.count > 1 {
      let boxes = broken.enumerated().map { index, part in
        index == 0 ? box(part) : box(part).indented(by: 2)
      }
      if boxes.allSatisfy({ $0.columns <= width }) { return boxes.flatMap(\.lines) }
    }
    return wrapped(math, within: width)
  }

  /// The mathematics as a box in at most `width` columns, as far as that is possible.
  func fittedBox(_ math: Math, within width: Int) -> Box {
    let whole = box(math)
    return whole.columns <= width ? whole : Box(lines(math, within: width))
  }

  /// One line of text, broken like words; what goes on is pushed in.
  private func wrapped(_ math: Math, within width: Int) -> [Line] {
    math.oneLine(profile.notation).split(separator: "\n").flatMap { formula in
      LineBreaker.lines([(String(formula).sanitizedLine, [])], width: max(width - 2, 1), profile)
        .enumerated().map { $1.indented(by: $0 == 0 ? 0 : 2) }
    }
  }

  /// The parts of a chain of relations: `a = b = c` is `a`, `= b`, `= c`.
  private func brokenAtRelations(_ math: Math) -> [Math] {
    var parts: [[Math]] = [[]]
    for part in math.parts {
      if case .sign(let sign) = part, sign.kind == .relation, !parts[0].isEmpty {
        parts.append([])
      }
      parts[parts.count - 1].append(part)
    }
    return parts.map { .row($0) }
  }

  /// The mathematics in as many columns as it takes.
  func box(_ math: Math) -> Box {
    switch math {
    case .row:
      let parts = math.spaced
      if parts.isEmpty { return Box("", profile) }
      return .beside(
        parts.flatMap { part, hasGap in hasGap ? [Box(" ", profile), box(part)] : [box(part)] })
    case .fraction(let above, let below): return fraction(box(above), box(below))
    case .scripts(let base, let below, let above):
      if case .sign(let sign) = base, sign.kind == .large { return limits(base, below, above) }
      return scripts(base, below, above)
    case .stacked(let base, let below, let above): return limits(base, below, above)
    case .fenced(let opening, let content, let closing):
      return fenced(opening, box(content), closing)
    case .root(let radicand, let degree):
      let content = box(radicand)
      guard content.rows > 1 else { return line(math) }
      let mark = degree.map { text.line($0) + "-" } ?? ""
      return .beside([
        Box(mark + profile.sign("√", ascii: "sqrt"), profile), fenced("(", content, ")"),
      ])
    case .table(let table): return self.table(table)
    case .letter, .number, .words, .function, .sign, .accent, .space, .blank, .unknown:
      return line(math)
    }
  }

  private func line(_ math: Math) -> Box { Box(text.line(math).sanitizedLine, profile) }

  // MARK: Fractions and scripts

  private func fraction(_ above: Box, _ below: Box) -> Box {
    let width = max(above.columns, below.columns) + 2
    let rule = profile.rule(profile.sign("─", ascii: "-"), width, [])
    return Box(
      centered(above, width).lines + [rule] + centered(below, width).lines, baseline: above.rows)
  }

  private func scripts(_ base: Math, _ below: Math?, _ above: Math?) -> Box {
    var box = self.box(base)
    if case .row = base, base.atomCount > 1 { box = fenced("(", box, ")") }
    let low = below.map { text.subscripted($0) } ?? ""
    let high = above.map { text.script("^", text.line($0), unicodeSuperscript) } ?? ""
    guard box.rows > 1 else { return .beside([box, Box((low + high).sanitizedLine, profile)]) }
    // At the corners of something high.
    let parts = [
      high.isEmpty ? nil : Box(high.sanitizedLine, profile).withBaseline(box.baseline),
      low.isEmpty
        ? nil : Box(low.sanitizedLine, profile).withBaseline(box.baseline - box.rows + 1),
    ].compactMap { $0 }
    return parts.reduce(box) { .beside([$0, $1]) }
  }

  private func limits(_ base: Math, _ below: Math?, _ above: Math?) -> Box {
    let parts = [above, base, below].map { $0.map(box) }
    let width = parts.reduce(0) { max($0, $1?.columns ?? 0) }
    let baseline = (parts[0]?.rows ?? 0) + (parts[1]?.baseline ?? 0)
    return Box(parts.flatMap { $0.map { centered($0, width).lines } ?? [] }, baseline: baseline)
  }

  private func centered(_ box: Box, _ width: Int) -> Box {
    box.indented(by: (width - box.columns) / 2)
  }

  // MARK: Tables and what stands around them

  private func table(_ table: MathTable) -> Box {
    let boxes = table.rows.map { $0.map(box) }
    var widths = Array(repeating: 0, count: table.columns)
    for row in boxes {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.columns) }
    }
    var rows: [Box] = []
    for row in boxes {
      var cells: [Box] = []
      for (column, cell) in row.enumerated() {
        let slack = widths[column] - cell.columns
        let before: Int
        var gap = column == 0 ? 0 : 2
        switch table.kind {
        case .matrix: before = slack / 2
        case .numbers: before = slack
        case .cases: before = 0
        case .aligned:
          before = column % 2 == 0 ? slack : 0
          if column % 2 == 1 { gap = 1 }
        }
        cells.append(Box(spaces(gap + before), profile))
        cells.append(cell)
        // Behind the last column there is nothing to keep in line.
        if column < row.count - 1 { cells.append(Box(spaces(slack - before), profile)) }
      }
      rows.append(cells.isEmpty ? Box("", profile) : .beside(cells))
    }
    var lines: [Line] = []
    let isHigh = rows.contains { $0.rows > 1 }
    for (index, row) in rows.enumerated() {
      if index > 0, isHigh { lines.append(Line()) }
      lines += row.lines
    }
    let content = Box(lines, baseline: max(lines.count - 1, 0) / 2)
    return table.kind == .cases ? fenced("{", .beside([Box(" ", profile), content]), "") : content
  }

  private func fenced(_ opening: String, _ content: Box, _ closing: String) -> Box {
    .beside([
      delimiter(opening, content, isOpening: true), content,
      delimiter(closing, content, isOpening: false),
    ])
  }

  /// A delimiter as high as `content`.
  private func delimiter(_ sign: String, _ content: Box, isOpening: Bool) -> Box {
    if sign.isEmpty { return Box("", profile) }
    let rows = content.rows
    guard rows > 1 else { return Box(text.delimiter(sign), profile) }
    if sign == "{" || sign == "}" { return brace(sign, content) }
    let kind: Delimiter? =
      switch sign {
      case "(", ")": .parentheses
      case "[", "]": .brackets
      case "|", "‖": .bars
      default: nil
      }
    guard let kind else { return Box(text.delimiter(sign), profile) }
    let empty = Box(Array(repeating: Line(), count: rows), baseline: content.baseline)
    let pair = empty.enclosed(in: kind, profile)
    return Box(
      pair.lines.map { line in
        let sign = line.runs.map(\.text).joined()
        let half = isOpening ? sign.first : sign.last
        return Line(half.map { String($0) } ?? "", profile)
      }, baseline: content.baseline)
  }

  private func brace(_ sign: String, _ content: Box) -> Box {
    let isOpening = sign == "{"
    var signs = Array(repeating: profile.sign("⎪", ascii: "|"), count: content.rows)
    if profile.notation == .unicode {
      signs[0] = isOpening ? "⎧" : "⎫"
      signs[signs.count - 1] = isOpening ? "⎩" : "⎭"
      if signs.count > 2 { signs[content.baseline] = isOpening ? "⎨" : "⎬" }
    } else {
      signs[content.baseline] = sign
    }
    return Box(signs.map { Line($0, profile) }, baseline: content.baseline)
  }
}

extension String {
  /// Text from a lesson as one line that a terminal may see.
  fileprivate var sanitizedLine: String {
    let clean = sanitized
    guard clean.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return clean }
    return String(clean.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
  }
}
