import Source
import StageLanguage

/// Checks what `train`, `plot` and `graph` blocks say of the rest of their lesson.
struct DirectiveCheck {
  /// The names of the lesson's stages.
  let stages: Set<String>
  /// What its training runs measure, by their names.
  let runs: [String: Set<String>]
  /// The names of its parameters.
  let parameters: Set<String>
  private let table: StageTable
  /// What `graph` blocks ask for, by the place of the block.
  private(set) var graphs: [Span: GraphRequest] = [:]

  init(stages: [Stage], runs: [String: Set<String>]) {
    table = StageTable(stages)
    self.stages = Set(table.numbers.keys)
    self.runs = runs
    parameters = Set(stages.parameters.map(\.name))
  }

  /// Reports what a block names that does not exist, and what it lacks.
  mutating func check(_ directive: Directive, _ diagnostics: inout Diagnostics) {
    switch directive.kind {
    case .graph:
      if let request = GraphRequest(directive, in: table, &diagnostics) {
        graphs[directive.span] = request
      }
    case .plot: checkPlot(directive, &diagnostics)
    case .train:
      checkTraining(directive, &diagnostics)
    }
  }

  private func checkPlot(_ directive: Directive, _ diagnostics: inout Diagnostics) {
    let names = directive.list("run")
    for name in names {
      check(name, isA: "training run", in: Set(runs.keys), &diagnostics)
    }
    guard let plot = PlotBlock(directive, diagnostics: &diagnostics) else { return }
    for case .measures(let measures) in plot.panels.map(\.content) {
      for measure in measures {
        for run in names where runs[run.text]?.contains(measure.text) == false {
          diagnostics.error(
            at: measure.span, "the run `\(run.text)` does not measure `\(measure.text)`",
            notes: ["add it to the run's line measure: …"])
        }
      }
    }
  }

  private func checkTraining(_ directive: Directive, _ diagnostics: inout Diagnostics) {
    for key in ["repeat", "epochs"]
    where !directive.entries.contains(where: { $0.key.text == key }) {
      diagnostics.error(at: directive.infoSpan, "a training run needs its line `\(key): …`")
    }
    var seen: Set<String> = []
    for entry in directive.entries {
      if !seen.insert(entry.key.text).inserted {
        diagnostics.error(at: entry.key.span, "`\(entry.key.text)` is given twice")
      }
      switch entry.key.text {
      case "repeat":
        for name in entry.items { check(name, isA: "stage", in: stages, &diagnostics) }
      case "set":
        for item in entry.items { checkAssignment(item, &diagnostics) }
      case "epochs":
        guard let epochs = Int(entry.value), (1...Loop.mostRounds).contains(epochs) else {
          diagnostics.error(
            at: entry.valueSpan,
            "`epochs` is a whole number from 1 to \(Loop.mostRounds), not \(entry.value)")
          continue
        }
      default: break
      }
    }
  }

  private func checkAssignment(_ item: Name, _ diagnostics: inout Diagnostics) {
    let sides = item.text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      diagnostics.error(
        at: item.span, "`\(item.text)` is not of the form name = number",
        notes: ["several are separated by commas: hidden = 50, lr = 0.003"])
      return
    }
    let name = sides[0].trimmingBlanks
    check(
      Name(name, span: Span(item.span.start, item.span.start + name.utf8.count)),
      isA: "parameter", in: parameters, &diagnostics)
    let number = sides[1].trimmingBlanks
    guard NumberLiteral(parsing: number) == nil else { return }
    diagnostics.error(
      at: Span(item.span.end - number.utf8.count, item.span.end),
      number.isEmpty ? "`\(name)` is given no number" : "`\(number)` is not a number")
  }

  private func check(
    _ name: Name, isA noun: String, in known: Set<String>, _ diagnostics: inout Diagnostics
  ) {
    guard !known.contains(name.text) else { return }
    // Of thousands of errors only the first are shown, and a likeness takes long to look for.
    let isShown = diagnostics.all.count < DiagnosticFormatter.limit
    let match = isShown ? closestMatch(to: name.text, among: known.sorted()) : nil
    diagnostics.error(
      at: name.span, "there is no \(noun) named `\(name.text)`",
      notes: match.map { ["did you mean `\($0)`?"] } ?? [])
  }
}

extension Directive {
  /// The items of an attribute that is a list, each with its place.
  func list(_ attribute: String) -> [Name] {
    guard let list = attributes[attribute] else { return [] }
    let span = attributeSpans[attribute] ?? infoSpan
    // The place of a quoted value begins with the quotation mark.
    return Lessons.items(
      of: list, from: span.length > list.utf8.count ? span.start + 1 : span.start)
  }
}

extension Directive.Entry {
  /// The items of a value that is a list.
  var items: [Name] { Lessons.items(of: value, from: valueSpan.start) }
}

/// The items of a list that are separated by commas, each with its place.
func items(of list: String, from start: Int) -> [Name] {
  var items: [Name] = []
  var start = start
  for part in list.split(separator: ",", omittingEmptySubsequences: false) {
    let text = part.trimmingBlanks
    let blanks = part.utf8.prefix { $0.isBlank }.count
    items.append(Name(text, span: Span(start + blanks, start + blanks + text.utf8.count)))
    start += part.utf8.count + 1
  }
  return items
}
