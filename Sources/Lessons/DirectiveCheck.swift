import Source
import StageLanguage

/// Checks what `train`, `plot` and `graph` blocks say of the rest of their lesson.
struct DirectiveCheck {
  /// The names of the lesson's stages.
  let stages: Set<String>
  /// The names of its training runs.
  let runs: Set<String>
  /// The names of its parameters.
  let parameters: Set<String>

  /// Reports what a block names that does not exist, and what it lacks.
  func check(_ directive: Directive, _ diagnostics: inout Diagnostics) {
    switch directive.kind {
    case .graph:
      guard let names = directive.attributes["of"] else { return }
      let span = directive.attributeSpans["of"] ?? directive.infoSpan
      let start = span.length > names.utf8.count ? span.start + 1 : span.start  // a quotation mark
      for name in items(of: names, from: start) {
        check(name, isA: "stage", in: stages, &diagnostics)
      }
    case .plot:
      guard let run = directive.attributes["run"] else { return }
      let span = directive.attributeSpans["run"] ?? directive.infoSpan
      check(Name(run, span: span), isA: "training run", in: runs, &diagnostics)
    case .train:
      checkTraining(directive, &diagnostics)
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

extension Directive.Entry {
  /// The items of a value that is a list.
  var items: [Name] { Lessons.items(of: value, from: valueSpan.start) }
}

/// The items of a list that are separated by commas, each with its place.
private func items(of list: String, from start: Int) -> [Name] {
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
