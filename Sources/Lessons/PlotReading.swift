import Source
import StageLanguage

// A `plot` block's attributes and lines become panels; what is not of their form is reported.

extension PlotBlock {
  /// Reads a block; nil if it is no plot, or something is wrong with it.
  ///
  /// - Parameters:
  ///   - directive: The block.
  ///   - diagnostics: Gains what is wrong with it, apart from names that mean nothing.
  public init?(_ directive: Directive, diagnostics: inout Diagnostics) {
    guard directive.kind == .plot else { return nil }
    var reader = PlotReader(directive)
    let plot = reader.plot()
    diagnostics.append(contentsOf: reader.diagnostics.all)
    guard let plot, !reader.diagnostics.hasErrors else { return nil }
    self = plot
  }
}

/// Reads one block.
private struct PlotReader {
  let directive: Directive
  var diagnostics = Diagnostics()

  init(_ directive: Directive) { self.directive = directive }

  mutating func plot() -> PlotBlock? {
    let runs = directive.list("run")
    // A line that could not be read has been reported.
    let isEmpty = directive.text.split(separator: "\n").allSatisfy {
      $0.trimmingBlanks.isEmpty || $0.trimmingBlanks.hasPrefix("#")
    }
    if isEmpty {
      diagnostics.error(
        at: directive.infoSpan, "a plot needs at least one line, and this has none",
        notes: ["such as line: L, boundary: predict(X), labels, histogram: W1"])
    }
    let panels = directive.entries.compactMap { panel($0, ofRun: !runs.isEmpty) }
    let (isLogarithmicX, isLogarithmicY) = logarithmic()
    let frames = self.frames(hasRun: !runs.isEmpty, panels)
    return PlotBlock(
      runs: runs, panels: panels, hasLogarithmicX: isLogarithmicX,
      hasLogarithmicY: isLogarithmicY, frames: frames, span: directive.infoSpan)
  }

  // MARK: Attributes

  private mutating func logarithmic() -> (x: Bool, y: Bool) {
    guard let value = directive.attributes["log"] else { return (false, false) }
    switch value.filter({ !" ,".contains($0) }) {
    case "x": return (true, false)
    case "y": return (false, true)
    case "xy", "yx": return (true, true)
    default:
      diagnostics.error(
        at: span(of: "log"), "`log` is x, y or xy, and this is `\(value)`",
        notes: ["it names the axes on which equal factors are equal lengths"])
      return (false, false)
    }
  }

  private mutating func frames(
    hasRun: Bool, _ panels: [PlotBlock.Panel]
  ) -> PlotBlock.Frames {
    guard let value = directive.attributes["frames"] else { return .last }
    let hasBoundary = panels.contains {
      if case .boundary = $0.content { true } else { false }
    }
    if !hasRun || (!hasBoundary && panels.count == directive.entries.count) {
      diagnostics.error(
        at: span(of: "frames"), "`frames` shows the boundary of a run as it changes",
        notes: [hasRun ? "add a line boundary: predict(X), labels" : "add run=…"])
    }
    let numbers = value.split(separator: ",").map { Int($0.trimmingBlanks) }
    if numbers.count == 1, let count = numbers[0], (2...PlotBlock.Frames.limit).contains(count) {
      return .count(count)
    }
    let epochs = numbers.compactMap { $0 }
    if epochs.count == numbers.count, (2...PlotBlock.Frames.limit).contains(epochs.count),
      epochs == Set(epochs).sorted(), epochs[0] >= 0
    {
      return .epochs(epochs)
    }
    diagnostics.error(
      at: span(of: "frames"),
      "`frames` is a number from 2 to \(PlotBlock.Frames.limit), or as many epochs in order, "
        + "and this is `\(value)`",
      notes: ["frames=5, or frames=\"0, 100, 10000\""])
    return .last
  }

  private func span(of attribute: String) -> Span {
    directive.attributeSpans[attribute] ?? directive.infoSpan
  }

  // MARK: Lines

  private mutating func panel(
    _ entry: Directive.Entry, ofRun: Bool
  ) -> PlotBlock.Panel? {
    guard let content = content(entry, ofRun) else { return nil }
    return PlotBlock.Panel(content: content, span: entry.valueSpan)
  }

  private mutating func content(
    _ entry: Directive.Entry, _ ofRun: Bool
  ) -> PlotBlock.Content? {
    if entry.key.text == "line", ofRun {
      let names = entry.items
      for name in names where !name.text.isIdentifier {
        diagnostics.error(
          at: name.span.length > 0 ? name.span : entry.valueSpan,
          "a line of a run shows what the run measures, and `\(name.text)` is no name",
          notes: ["give it a name in a stage, and measure that: measure: \(names[0].text), …"])
        return nil
      }
      return .measures(names)
    }
    guard let items = expressions(entry) else { return nil }
    switch entry.key.text {
    case "line":
      guard allow(1...2, items, entry, "line: y, or line: x, y") else { return nil }
      return items.count == 1 ? .line(x: nil, y: items[0]) : .line(x: items[0], y: items[1])
    case "boundary":
      guard allow(2...2, items, entry, "boundary: predict(X), labels") else { return nil }
      guard let boundary = PlotBlock.Boundary(items[0]) else {
        diagnostics.error(
          at: items[0].span,
          "a boundary is that of a function called for points, and `\(items[0])` calls none",
          notes: ["define one in a stage, def predict(x): return …, and write predict(X), labels"])
        return nil
      }
      return .boundary(boundary, labels: items[1])
    case "scatter":
      guard allow(1...2, items, entry, "scatter: X, labels") else { return nil }
      return .scatter(items[0], labels: items.count > 1 ? items[1] : nil)
    default:
      guard allow(1...1, items, entry, "histogram: W1, and a line for each other") else {
        return nil
      }
      return .histogram(items[0])
    }
  }

  private mutating func allow(
    _ counts: ClosedRange<Int>, _ items: [Expression], _ entry: Directive.Entry, _ form: String
  ) -> Bool {
    if counts.contains(items.count) { return true }
    diagnostics.error(
      at: entry.valueSpan,
      "`\(entry.key.text)` takes \(counts.words) here, and this is \(items.count)",
      notes: ["\(form)"])
    return false
  }

  /// The expressions of a line, separated by commas; nil if one of them is none.
  private mutating func expressions(_ entry: Directive.Entry) -> [Expression]? {
    var expressions: [Expression] = []
    var isWhole = true
    for item in entry.value.splitAtOuterCommas {
      let start = entry.valueSpan.start + item.offset
      guard !item.text.trimmingBlanks.isEmpty else {
        diagnostics.error(
          at: entry.valueSpan, "an expression is missing beside a comma")
        return nil
      }
      let parsed = Parser.expression(in: SourceFragment(Array(item.text.utf8), from: start))
      diagnostics.append(contentsOf: parsed.diagnostics)
      if let expression = parsed.expression {
        expressions.append(expression)
      } else {
        isWhole = false
      }
    }
    return isWhole ? expressions : nil
  }
}

extension ClosedRange<Int> {
  /// `one value`, `one value or two`.
  fileprivate var words: String {
    switch (lowerBound, upperBound) {
    case (1, 1): "one value"
    case (1, 2): "one value or two"
    default: "two values"
    }
  }
}

extension String {
  /// Whether it is a name of the stage language.
  fileprivate var isIdentifier: Bool {
    guard let first = unicodeScalars.first, first.properties.isXIDStart || first == "_" else {
      return false
    }
    return unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
  }

  /// The text split at the commas that stand in no brackets, each part with its first byte.
  fileprivate var splitAtOuterCommas: [(text: Substring, offset: Int)] {
    var parts: [(Substring, Int)] = []
    var depth = 0
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      switch utf8[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth <= 0:
        parts.append((self[start..<index], utf8.distance(from: startIndex, to: start)))
        start = utf8.index(after: index)
      default: break
      }
      index = utf8.index(after: index)
    }
    parts.append((self[start...], utf8.distance(from: startIndex, to: start)))
    return parts
  }
}
