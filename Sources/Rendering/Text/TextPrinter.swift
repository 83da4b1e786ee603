import Source

extension Page {
  /// The page as plain text, to be read and filled in as it is.
  ///
  /// The answers of a worksheet stand behind a form feed: on paper, on a page of their own.
  ///
  /// - Parameter width: The columns of a line.
  /// - Returns: The text, its last line ended.
  public func text(width: Int = 88) -> String {
    let printer = TextPrinter(profile: TerminalProfile(width: width))
    var lines: [String] = []
    if isWorksheet {
      lines += ["Name " + String(repeating: "_", count: 36) + "   Date ____________", ""]
    }
    if let remark = conditionSentence {
      lines += printer.wrapped([(remark, [])]) + [""]
    }
    lines += printer.lines(blocks)
    if let summary, !isWorksheet { lines += ["", summary] }
    if !answers.isEmpty {
      lines += ["\u{0C}"] + printer.heading(2, "Answers")
      for answer in answers {
        let step = PageStep(left: answer.math, sides: [], number: answer.number)
        lines += [""] + printer.steps.lines(step)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Writes a page as plain text.
private struct TextPrinter {
  let profile: TerminalProfile

  var steps: StepText { StepText(profile: profile, captionPlace: .beside) }

  func lines(_ blocks: [PageBlock], isTight: Bool = false) -> [String] {
    var lines: [String] = []
    for block in blocks {
      let content = self.lines(block)
      if !lines.isEmpty, !content.isEmpty, !isTight { lines.append("") }
      lines += content
    }
    return lines
  }

  private func lines(_ block: PageBlock) -> [String] {
    switch block {
    case .heading(let level, let text):
      let words = runs(text).map(\.text).joined().split(separator: "\n").joined(separator: " ")
      return heading(level, words)
    case .paragraph(let text): return paragraph(text)
    case .quote(let blocks): return narrower(by: 2).lines(blocks).map { ("| " + $0).trimmingEnd }
    case .list(let start, let isTight, let items): return list(start, isTight, items)
    case .code(let code, _): return self.code(code)
    case .mathematics(let math, _):
      return MathLayout(profile: profile).lines(math, within: profile.width - 4)
        .map { ("    " + $0.runs.map(\.text).joined()).trimmingEnd }
    case .rule: return [String(repeating: "-", count: 20)]
    case .stage(let name, _, let steps): return stage(name.sanitized, steps)
    case .hint(let summary, let blocks):
      return wrapped([(summary.sanitized, [])]) + narrower(by: 2).lines(blocks).indented(by: 2)
    case .directive(let title, let text): return wrapped([(title.sanitized, [])]) + code(text)
    case .figure(let figure):
      let picture = figure.lines.map(\.sanitized)
      return picture + (picture.isEmpty ? [] : [""]) + paragraph(figure.caption)
    }
  }

  func heading(_ level: Int, _ words: String) -> [String] {
    let lines = wrapped([(words, [])])
    guard level <= 3 else { return lines }
    let sign = level == 1 ? "═" : level == 2 ? "─" : "┈"
    let columns = lines.reduce(0) { max($0, profile.columns(of: $1)) }
    return lines + [String(repeating: sign, count: columns)]
  }

  private func stage(_ name: String, _ steps: [PageStep]) -> [String] {
    let header = "── \(name) "
    let rule = String(repeating: "─", count: max(profile.width - profile.columns(of: header), 2))
    let inner = StepText(profile: narrowed(by: 2), captionPlace: .beside)
    return [header + rule]
      + steps.map { inner.lines($0) }.filter { !$0.isEmpty }
      .flatMap { [""] + $0.indented(by: 2) }
  }

  private func list(_ start: Int?, _ isTight: Bool, _ items: [[PageBlock]]) -> [String] {
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      let mark = start.map { "\($0 &+ index). " } ?? "• "
      let columns = profile.columns(of: mark)
      var content = narrower(by: columns).lines(item, isTight: isTight)
      if content.isEmpty { content = [""] }
      if !isTight, !lines.isEmpty { lines.append("") }
      for (row, line) in content.enumerated() {
        lines.append(((row == 0 ? mark : spaces(columns)) + line).trimmingEnd)
      }
    }
    return lines
  }

  private func code(_ code: String) -> [String] {
    var lines = code.sanitized.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ("    " + $0).trimmingEnd }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The printer of something that is pushed in.
  private func narrower(by columns: Int) -> TextPrinter {
    TextPrinter(profile: narrowed(by: columns))
  }

  private func narrowed(by columns: Int) -> TerminalProfile {
    TerminalProfile(width: max(profile.width - columns, 20))
  }

  // MARK: Running text

  /// Lines of words; a question that stands alone is set in two dimensions, to be written in.
  private func paragraph(_ inlines: [PageInline]) -> [String] {
    if inlines.count == 1, case .question(let math, let number, _) = inlines[0] {
      let box = MathLayout(profile: profile).fittedBox(math, within: profile.width - 8)
      return Box.beside([Box(number.map { "(\($0)) " } ?? "", profile), box]).lines
        .map { $0.runs.map(\.text).joined().trimmingEnd }
    }
    return wrapped(runs(inlines))
  }

  func wrapped(_ runs: [(text: String, style: Style)]) -> [String] {
    LineBreaker.lines(runs, width: profile.width, profile).map {
      $0.runs.map(\.text).joined()
    }
  }

  private func runs(_ inlines: [PageInline]) -> [(text: String, style: Style)] {
    inlines.flatMap { inline -> [(text: String, style: Style)] in
      switch inline {
      case .text(let words): return [(words.sanitized, [])]
      case .softBreak(let isSpace): return [(isSpace ? " " : "", [])]
      case .lineBreak: return [("\n", [])]
      case .code(let code): return [("`\(code.sanitized)`", [])]
      case .mathematics(let math, _): return [(math.inOneLine.unbroken, [])]
      case .emphasis(let inner), .strong(let inner): return runs(inner)
      case .link(let destination, let inner):
        let text = runs(inner)
        guard let address = destination?.sanitized, text.map(\.text).joined() != address else {
          return text
        }
        return text + [(" (\(address))", [])]
      case .image(let inner): return [("[", [])] + runs(inner) + [("]", [])]
      case .claim(let math, let mark, _):
        let words =
          switch mark {
          case .holds: " ✓"
          case .fails(let words): " ✗ (\(words))"
          case .notChecked: ""
          }
        return [(math.inOneLine.unbroken + words, [])]
      case .question(let math, let number, _):
        return [((number.map { "(\($0)) " } ?? "") + math.inOneLine.unbroken, [])]
      }
    }
  }
}

extension Math {
  /// The mathematics as one line, whatever it is.
  fileprivate var inOneLine: String {
    oneLine().sanitized.split(separator: "\n").joined(separator: " ")
  }
}

extension String {
  /// A short text that is kept in one line.
  fileprivate var unbroken: String {
    utf8.count > 44 ? self : split(separator: " ").joined(separator: "\u{A0}")
  }
}

extension [String] {
  fileprivate func indented(by count: Int) -> [String] {
    map { $0.isEmpty ? "" : spaces(count) + $0 }
  }
}
