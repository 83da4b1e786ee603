import CommonMark
import Lessons
import Source

/// Sets blocks of prose in lines.
struct Prose {
  let profile: TerminalProfile
  let inlines: InlineText

  init(_ profile: TerminalProfile, _ notes: ProseNotes) {
    self.profile = profile
    inlines = InlineText(profile: profile, notes: notes)
  }

  /// The narrowest column that blocks are pushed in to; deeper ones stay there.
  private static let minimumWidth = 10

  /// The lines of blocks, with an empty line between each two.
  func lines(_ blocks: [Block], width: Int, isTight: Bool = false) -> [Line] {
    var lines: [Line] = []
    for block in blocks {
      let block = self.lines(block, width: width)
      if !lines.isEmpty, !block.isEmpty, !isTight { lines.append(Line()) }
      lines += block
    }
    return lines
  }

  /// The lines of one block.
  func lines(_ block: Block, width: Int) -> [Line] {
    switch block.kind {
    case .heading(let level, let text): heading(level, text, width)
    case .paragraph(let text): paragraph(text, width)
    case .quote(let blocks): quote(blocks, width)
    case .list(let list): self.list(list, width)
    case .code(let code):
      code.isMathematics ? display(code.literal, width: width) : self.code(code.literal, width)
    case .html: []
    case .thematicBreak: [rule(width)]
    }
  }

  /// Lines of TeX, set apart from the text.
  func display(_ tex: String, width: Int) -> [Line] {
    let indentation = indentation(4, width)
    return MathLayout(profile: profile).lines(Math(tex: tex), within: width - indentation)
      .map { $0.indented(by: indentation) }
  }

  /// A hint with everything it says; a run has nobody to unfold it for.
  func hint(_ hint: Hint, width: Int) -> [Line] {
    let summary = hint.summary.sanitized
    let saysSo = summary.split(separator: " ").contains { $0.lowercased() == "hint" }
    let title = saysSo ? summary : "Hint: " + summary
    let mark = profile.isLinear ? "" : profile.sign("▸ ", ascii: "> ")
    let indentation = indentation(2, width)
    let content = lines(hint.blocks, width: width - indentation)
    return LineBreaker.lines([(mark + title, .strong)], width: width, profile)
      + content.map { $0.styled(.aside).indented(by: indentation) }
  }

  /// A training run, a plot or a graph, as it is declared.
  func directive(_ directive: Directive) -> [Line] {
    let subject = (directive.attributes["run"] ?? directive.attributes["of"] ?? "").sanitized
    let title =
      switch directive.kind {
      case .train: "training run \(subject)"
      case .plot: "plot of \(subject)"
      case .graph: "graph of \(subject)"
      }
    let mark = profile.isLinear ? "" : profile.sign("▷ ", ascii: "> ")
    return LineBreaker.lines([(mark + title, .strong)], width: profile.width, profile)
      + code(directive.text, profile.width)
  }

  // MARK: Blocks

  private func heading(_ level: Int, _ text: [Inline], _ width: Int) -> [Line] {
    let lines = LineBreaker.lines(inlines.runs(text, .heading), width: width, profile)
    guard level <= 3, !profile.isLinear else { return lines }
    let sign =
      switch level {
      case 1: profile.sign("═", ascii: "=")
      case 2: profile.sign("─", ascii: "-")
      default: profile.sign("┈", ascii: ".")
      }
    let columns = lines.reduce(0) { max($0, $1.columns) }
    return lines + [profile.rule(sign, columns, .heading)]
  }

  private func paragraph(_ text: [Inline], _ width: Int) -> [Line] {
    inlines.display(text, width: width)?.lines
      ?? LineBreaker.lines(inlines.runs(text), width: width, profile)
  }

  private func quote(_ blocks: [Block], _ width: Int) -> [Line] {
    let indentation = indentation(2, width)
    let bar = Line(profile.isLinear ? "> " : profile.sign("│ ", ascii: "| "), profile, .aside)
    return lines(blocks, width: width - indentation).map { line in
      guard indentation > 0 else { return line }
      var barred = bar
      barred.append(line)
      return barred
    }
  }

  private func list(_ list: List, _ width: Int) -> [Line] {
    var lines: [Line] = []
    let last = (list.start ?? 0).addingReportingOverflow(list.items.count).partialValue
    let markWidth = list.start == nil ? 2 : String(last).utf8.count + 2
    let indentation = indentation(markWidth, width)
    for (index, item) in list.items.enumerated() {
      var content = self.lines(item, width: width - indentation, isTight: list.isTight)
      if content.isEmpty { content = [Line()] }
      if !lines.isEmpty, !list.isTight { lines.append(Line()) }
      let mark = list.start.map { "\($0 &+ index)." } ?? bullet
      let markRow = baseline(of: item, width - indentation)
      for (row, line) in content.enumerated() {
        var marked = Line()
        if row == markRow, indentation > 0 { marked = Line(mark, profile, .aside) }
        if line.columns > 0 { marked.pad(to: indentation) }
        marked.append(line)
        lines.append(marked)
      }
    }
    return lines
  }

  /// The row of an item that its mark belongs to.
  private func baseline(of item: [Block], _ width: Int) -> Int {
    guard case .paragraph(let text)? = item.first?.kind else { return 0 }
    return inlines.display(text, width: width)?.baseline ?? 0
  }

  /// Code is not wrapped, because its lines mean something.
  ///
  /// One that is too long goes on after a mark.
  func code(_ literal: String, _ width: Int) -> [Line] {
    let indentation = indentation(4, width)
    let room = width - indentation
    var lines: [Line] = []
    let texts = literal.sanitized.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for text in texts {
      let text = Substring(text)
      let plain = text.utf8.contains(UInt8(ascii: "\t")) ? text.expandingTabs : String(text)
      lines += pieces(of: plain, room).map { $0.indented(by: indentation) }
    }
    if let last = lines.last, last.columns == 0 { lines.removeLast() }
    return lines
  }

  /// A line of code; one that is too long in pieces, parted at blanks where that leaves a good part of
  /// each line.
  private func pieces(of text: String, _ room: Int) -> [Line] {
    let columns = profile.columns(of: text)
    if columns <= room { return [Line(text, profile, .aside)] }
    var lines: [Line] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      let mark = lines.isEmpty ? "" : profile.sign("↪ ", ascii: "\\ ")
      var line = Line(mark, profile, .aside)
      var columns = line.columns
      var end = rest.startIndex
      while end < rest.endIndex {
        let next = profile.columns(of: rest[end])
        // A character that is too wide for any line has one of its own.
        guard columns + next <= room || end == rest.startIndex else { break }
        columns += next
        end = rest.index(after: end)
      }
      if end < rest.endIndex, rest[end] != " ", let blank = rest[..<end].lastIndex(of: " "),
        rest.distance(from: rest.startIndex, to: blank) * 3
          >= rest.distance(from: rest.startIndex, to: end)
      {
        end = rest.index(after: blank)
      }
      line.append(Line(String(rest[..<end]), profile, .aside))
      lines.append(line)
      rest = rest[end...]
    }
    return lines
  }

  private func rule(_ width: Int) -> Line {
    profile.rule(profile.sign("─", ascii: "-"), min(width, 20), .aside)
  }

  private var bullet: String { profile.isLinear ? "-" : profile.sign("•", ascii: "*") }

  /// How far something is pushed in: not at all where that would leave too little room.
  private func indentation(_ columns: Int, _ width: Int) -> Int {
    width - columns >= Prose.minimumWidth ? columns : 0
  }
}

extension Substring {
  /// The text with spaces up to the next fourth column for each tab.
  fileprivate var expandingTabs: String {
    var text = ""
    var column = 0
    for character in self {
      if character == "\t" {
        let count = 4 - column % 4
        text += spaces(count)
        column += count
      } else {
        text.append(character)
        column += 1
      }
    }
    return text
  }
}

extension TerminalProfile {
  /// A line of so many columns, drawn with a sign however wide the terminal makes it.
  func rule(_ sign: String, _ columns: Int, _ style: Style) -> Line {
    let width = max(self.columns(of: sign), 1)
    let count = columns > 0 ? max(columns / width, 1) : 0
    return Line(
      Run(text: String(repeating: sign, count: count), style: style, columns: count * width))
  }
}

extension Line {
  /// The line with a style added to every piece.
  func styled(_ style: Style) -> Line {
    var line = Line()
    for run in runs {
      line.append(Run(text: run.text, style: run.style.union(style), columns: run.columns))
    }
    return line
  }
}
