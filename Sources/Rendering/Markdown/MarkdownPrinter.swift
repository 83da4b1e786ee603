import Source

extension Page {
  /// The page as CommonMark, what the stages gave in blocks behind them.
  ///
  /// - Parameter width: The columns of what stages gave.
  /// - Returns: The text, its last line ended.
  public func markdown(width: Int = 88) -> String {
    let printer = MarkdownPrinter(width: width)
    var lines = printer.lines(blocks)
    if let remark = conditionSentence {
      lines = ["*\(remark.escapedForMarkdown)*", ""] + lines
    }
    if isWorksheet { lines = ["Name: \\_\\_\\_\\_\\_\\_\\_\\_ Date: \\_\\_\\_\\_", ""] + lines }
    if let summary, !isWorksheet { lines += ["", "***", "", summary] }
    if !answers.isEmpty {
      lines += ["", "## Answers", ""]
      lines += answers.map { "\($0.number). `\($0.math.oneLine())`" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension [PageBlock] {
  /// The blocks as a notebook's Markdown.
  var notebookMarkdown: String {
    MarkdownPrinter(usesDollars: true).lines(self).joined(separator: "\n")
  }
}

extension Math {
  /// LaTeX among HTML, where `<` would begin a tag.
  fileprivate var latexForHTML: String {
    var result = ""
    for scalar in latex.unicodeScalars {
      switch scalar {
      case "<": result += "\\lt "
      case ">": result += "\\gt "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Writes a page as CommonMark; the tree is written anew, so that nothing of the lesson can mean
/// something that it did not mean there, and no HTML of its own remains.
private struct MarkdownPrinter {
  var width = 88
  /// Whether mathematics stands between dollar signs, as notebooks have it; code hosts take it in
  /// code spans and fences.
  var usesDollars = false

  func lines(_ blocks: [PageBlock], isTight: Bool = false) -> [String] {
    var lines: [String] = []
    var previous: PageBlock?
    for block in blocks {
      let content = self.lines(block)
      if content.isEmpty { continue }
      if !lines.isEmpty, !isTight { lines.append("") }
      // What stood between them is gone; side by side they would become one.
      switch (previous, block) {
      case (.list, .list): lines += ["<!-- -->", ""]
      case (.paragraph, .paragraph) where isTight: lines.append("<!-- -->")
      default: break
      }
      previous = block
      lines += content
    }
    return lines
  }

  private func lines(_ block: PageBlock) -> [String] {
    switch block {
    case .heading(let level, let text):
      var words = self.text(text).split(separator: "\n").joined(separator: " ")
      // At the end it would belong to the mark of the heading.
      if words.utf8.last == UInt8(ascii: "#") { words = words.dropLast() + "\\#" }
      return [String(repeating: "#", count: level) + " " + words]
    case .paragraph(let text):
      return self.text(text).split(separator: "\n").map { String($0).escapedAtLineStart }
    case .quote(let blocks): return lines(blocks).map { $0.isEmpty ? ">" : "> " + $0 }
    case .list(let start, let isTight, let items): return list(start, isTight, items)
    case .code(let code, let language): return fenced(code, language)
    case .mathematics(let math, let source):
      // What is not understood here is not handed on to others who might.
      guard !math.hasUnknown else { return fenced(source, "text") }
      guard usesDollars else { return fenced(tex(math, source), "math") }
      return ["$$"] + math.latexForHTML.split(separator: "\n").map { String($0) } + ["$$"]
    // Hyphens below a paragraph would make a heading of it.
    case .rule: return ["***"]
    case .stage(let name, let code, let steps):
      let text = StepText(profile: TerminalProfile(width: width), captionPlace: .comment)
      let output = steps.map { text.lines($0) }.filter { !$0.isEmpty }.flatMap { $0 + [""] }
      var lines = ["**\(name.escapedForMarkdown)**", ""] + fenced(code, "python")
      if !output.isEmpty { lines += [""] + fenced(output.joined(separator: "\n"), "text") }
      return lines
    case .hint(let summary, let blocks):
      return ["<details><summary>\(summary.escapedForHTML)</summary>", ""] + lines(blocks)
        + ["", "</details>"]
    case .directive(let title, let text):
      return fenced(text, "text") + ["", "*\(title.escapedForMarkdown)*"]
    case .figure(let figure):
      let lines = figure.lines
      let picture = lines.isEmpty ? [] : fenced(lines.joined(separator: "\n"), "text") + [""]
      return picture + [text(figure.caption)]
    }
  }

  private func list(_ start: Int?, _ isTight: Bool, _ items: [[PageBlock]]) -> [String] {
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      let mark = start.map { "\($0 &+ index). " } ?? "- "
      let indentation = String(repeating: " ", count: mark.utf8.count)
      var content = self.lines(item, isTight: isTight)
      if content.isEmpty { content = [""] }
      if !isTight, !lines.isEmpty { lines.append("") }
      for (row, line) in content.enumerated() {
        lines.append(row == 0 ? mark + line : line.isEmpty ? "" : indentation + line)
      }
    }
    return lines
  }

  /// Code between fences longer than any row of backticks in it.
  private func fenced(_ code: String, _ language: String) -> [String] {
    var lines = code.sanitized.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    while lines.last == "" { lines.removeLast() }
    let fence = String(repeating: "`", count: max(3, code.longestBacktickRun + 1))
    let word = language.filter { $0.isLetter || $0.isNumber || "+-_#.".contains($0) }
    return [fence + word] + lines + [fence]
  }

  // MARK: Running text

  private func text(_ inlines: [PageInline]) -> String {
    var text = ""
    for inline in inlines {
      // An exclamation mark would make an image of the link behind it.
      if case .link = inline, text.utf8.last == UInt8(ascii: "!") {
        text = text.dropLast() + "\\!"
      }
      let more = self.text(inline)
      // Marks of two things would become one mark.
      if let mark = more.utf8.first, text.utf8.last == mark, "`*_$".utf8.contains(mark) {
        text += "<!-- -->"
      }
      text += more
    }
    return text
  }

  /// What stands in a text that is emphasized, between marks that are not those at its own ends.
  private func emphasized(_ inner: [PageInline], _ mark: String) -> String {
    let text = text(inner)
    let star = UInt8(ascii: "*")
    let isInMarks = text.utf8.first == star || text.utf8.last == star
    let mark = isInMarks ? String(mark.map { _ in "_" }) : mark
    return mark + text + mark
  }

  /// The TeX of mathematics as its author wrote it, unless a comment in it might hide what follows.
  private func tex(_ math: Math, _ source: String) -> String {
    source.utf8.contains(UInt8(ascii: "%")) ? math.latex : source
  }

  private func text(_ inline: PageInline) -> String {
    switch inline {
    case .text(let words): return words.escapedForMarkdown
    case .softBreak: return "\n"
    case .lineBreak: return "\\\n"
    case .code(let code): return code.asCodeSpan
    case .mathematics(let math, let source):
      if math.hasUnknown { return source.asCodeSpan }
      return usesDollars ? "$\(math.latexForHTML)$" : "$" + tex(math, source).asCodeSpan + "$"
    case .emphasis(let inner): return emphasized(inner, "*")
    case .strong(let inner): return emphasized(inner, "**")
    case .link(let destination?, let inner): return "[\(text(inner))](<\(destination.asLink)>)"
    case .link(nil, let inner): return text(inner)
    case .image(let inner): return "\\[\(text(inner))\\]"
    case .claim(_, let mark, let code):
      switch mark {
      case .holds: return code.asCodeSpan + " ✓"
      case .fails(let words): return code.asCodeSpan + " ✗ (\(words.escapedForMarkdown))"
      case .notChecked: return code.asCodeSpan + " ·"
      }
    case .question(let math, let number, let code):
      let isHidden = number == nil && !code.contains("?")
      let text = isHidden ? math.oneLine() : code
      return (number.map { "(\($0)) " } ?? "") + text.asCodeSpan
    }
  }
}

extension String {
  /// The text with every character that could begin something in Markdown behind a backslash.
  fileprivate var escapedForMarkdown: String {
    var result = ""
    // Scalar by scalar: a mark with something on it is still a mark.
    for scalar in sanitized.unicodeScalars {
      // A bar stays a bar: hosts that have tables show one where its author meant one.
      if "\\`*_[]<>&~$".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar == "\n" ? " " : scalar)
    }
    return result
  }

  /// A line of a paragraph that begins no list, heading or quotation.
  fileprivate var escapedAtLineStart: String {
    let line = self.drop { $0 == " " || $0 == "\t" }
    guard let first = line.first else { return "" }
    if "#+-=>:".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, rest.first == "." || rest.first == ")" { return digits + "\\" + rest }
    return String(line)
  }

  /// The text between backticks, more of them than there are in a row in it.
  fileprivate var asCodeSpan: String {
    let text = sanitized.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: " ")
    let fence = String(repeating: "`", count: text.longestBacktickRun + 1)
    let (first, last) = (text.unicodeScalars.first, text.unicodeScalars.last)
    let needsSpace = first == "`" || last == "`" || (first == " " && last == " ")
    return needsSpace ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The address as it stands between angle brackets.
  fileprivate var asLink: String {
    var result = ""
    for scalar in sanitized.unicodeScalars {
      switch scalar {
      case "<": result += "%3C"
      case ">": result += "%3E"
      case "\\": result += "%5C"
      case "\n": break
      // An entity would be decoded.
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  fileprivate var longestBacktickRun: Int {
    var longest = 0
    var run = 0
    for byte in utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
