/// Sets formulas in two dimensions: matrices in rows, and operands one below another where they do
/// not fit beside each other.
struct FormulaLayout {
  let profile: TerminalProfile

  /// The formula of those pieces in as many columns as it takes.
  func box(_ pieces: [Piece]) -> Box { box(pieces[...]) }

  /// The formula in at most `width` columns, as far as that is possible.
  func box(_ formula: Formula, within width: Int) -> Box {
    box(formula.pieces(profile.notation), within: width)
  }

  /// The formula of those pieces in at most `width` columns, as far as that is possible.
  func box(_ pieces: [Piece], within width: Int) -> Box {
    let box = fitted(pieces[...], within: width)
    if box.columns <= width { return box }
    // In so few columns there is no laying out; the formula's line is broken like words.
    let runs: [(text: String, style: Style)] = [(pieces[...].oneLine(profile.notation), [])]
    return Box(LineBreaker.lines(runs, width: width, profile))
  }

  private func box(_ pieces: ArraySlice<Piece>) -> Box {
    if pieces.allSatisfy(\.isOneRow) { return Box(pieces.oneLine(profile.notation), profile) }
    var groups: [[Box]] = [[]]
    for piece in pieces {
      let box: Box
      switch piece {
      case .text(let text), .infix(let text, _): box = Box(text, profile)
      case .matrix(let matrix): box = matrix.box(profile)
      case .raised(let text):
        // At the upper right corner of what it belongs to.
        let base = groups.last?.last
        box = Box(text, profile).withBaseline(base?.baseline ?? 0)
      case .open:
        groups.append([])
        continue
      case .close(let delimiter):
        let content = groups.removeLast()
        box = Box.beside(content.isEmpty ? [Box("", profile)] : content)
          .enclosed(in: delimiter, profile)
      }
      groups[groups.count - 1].append(box)
    }
    return .beside(groups.flatMap { $0 })
  }

  // MARK: Where it does not fit

  private func fitted(_ pieces: ArraySlice<Piece>, within width: Int) -> Box {
    let whole = box(pieces)
    if whole.columns <= width { return whole }
    if !pieces.contains(where: { if case .matrix = $0 { true } else { false } }) {
      return wrapped(whole, within: width)
    }
    if let precedence = loosest(pieces) {
      return stacked(operands(pieces, at: precedence), within: width)
    }
    if pieces.count == 1, case .matrix(let matrix)? = pieces.first {
      return matrix.columnBlocks(within: width, profile)
    }
    return unfolded(pieces, within: width) ?? whole
  }

  /// Operands one below another, the operator to the left of each but the first.
  private func stacked(
    _ operands: [(sign: String, pieces: ArraySlice<Piece>)], within width: Int
  ) -> Box {
    let margin = 1 + operands.reduce(0) { max($0, profile.columns(of: $1.sign)) }
    return .stacked(
      operands.map { sign, pieces in
        let operand = fitted(pieces, within: max(width - margin, 1))
        if sign.isEmpty { return operand.indented(by: margin) }
        let lead = Box(sign + " ", profile)
        let gap = Box(String(repeating: " ", count: margin - lead.columns), profile)
        return .beside([lead, gap, operand])
      })
  }

  /// Opening, what is between, closing: each on lines of its own.
  private func unfolded(_ pieces: ArraySlice<Piece>, within width: Int) -> Box? {
    guard let opening = pieces.firstIndex(where: { if case .open = $0 { true } else { false } }),
      let closing = matchingClose(pieces, opening), closing > opening + 1
    else { return nil }
    var boxes = [sign(pieces[...opening])]
    boxes.append(
      fitted(pieces[(opening + 1)..<closing], within: max(width - 2, 1)).indented(by: 2))
    var rest = closing + 1
    while rest < pieces.endIndex, case .raised = pieces[rest] { rest += 1 }
    boxes.append(sign(pieces[closing..<rest]))
    if rest < pieces.endIndex { boxes.append(fitted(pieces[rest...], within: width)) }
    return .stacked(boxes)
  }

  /// Pieces whose delimiters have no partners among them, in a line.
  private func sign(_ pieces: ArraySlice<Piece>) -> Box {
    .beside(
      pieces.map { piece in
        switch piece {
        case .text(let text), .infix(let text, _), .raised(let text): Box(text, profile)
        case .open(let delimiter): Box(delimiter.opening, profile)
        case .close(let delimiter): Box(delimiter.closing, profile)
        case .matrix(let matrix): matrix.box(profile)
        }
      })
  }

  /// A formula of symbols only, broken like running text, the lines after the first pushed in.
  private func wrapped(_ box: Box, within width: Int) -> Box {
    let runs = box.lines.flatMap(\.runs).map { ($0.text, $0.style) }
    let lines = LineBreaker.lines(runs, width: width - 2, profile)
    return Box(lines.enumerated().map { $0 == 0 ? $1 : $1.indented(by: 2) })
  }

  /// The precedence of the loosest operator that stands outside all groups.
  private func loosest(_ pieces: ArraySlice<Piece>) -> Precedence? {
    var depth = 0
    var loosest: Precedence?
    for piece in pieces {
      switch piece {
      case .open: depth += 1
      case .close: depth -= 1
      case .infix(_, let precedence) where depth == 0:
        loosest = min(loosest ?? precedence, precedence)
      default: break
      }
    }
    return loosest
  }

  private func operands(
    _ pieces: ArraySlice<Piece>, at precedence: Precedence
  ) -> [(sign: String, pieces: ArraySlice<Piece>)] {
    var depth = 0
    var operands: [(sign: String, pieces: ArraySlice<Piece>)] = []
    var sign = ""
    var start = pieces.startIndex
    for index in pieces.indices {
      switch pieces[index] {
      case .open: depth += 1
      case .close: depth -= 1
      case .infix(let text, precedence) where depth == 0:
        operands.append((sign, pieces[start..<index]))
        sign = String(text.filter { $0 != " " })
        // A matrix product is written without a sign; alone on a line it needs one.
        if sign.isEmpty { sign = profile.sign("·", ascii: "@") }
        start = index + 1
      default: break
      }
    }
    operands.append((sign, pieces[start...]))
    return operands
  }

  private func matchingClose(_ pieces: ArraySlice<Piece>, _ opening: Int) -> Int? {
    var depth = 0
    for index in pieces.indices[opening...] {
      switch pieces[index] {
      case .open: depth += 1
      case .close:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
