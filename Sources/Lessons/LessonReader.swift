import CommonMark
import Source
import StageLanguage

extension Lesson {
  /// Reads a lesson.
  ///
  /// Whatever the text, there is a lesson afterwards: what is wrong with it is reported, all of it,
  /// and the rest is kept.
  public init(reading source: SourceText, diagnostics: inout Diagnostics) {
    let document = Document(parsing: source, diagnostics: &diagnostics)
    var reader = LessonReader(source: source, diagnostics: diagnostics)
    reader.read(document.blocks)
    reader.checkWhole()
    diagnostics = reader.diagnostics
    self.init(
      source: source, title: reader.title ?? source.name, parts: reader.parts,
      claims: reader.claims, questions: reader.questions, graphs: reader.graphs)
  }
}

/// Gives a document's blocks their meaning in a lesson, from the first to the last.
struct LessonReader {
  let source: SourceText
  var diagnostics: Diagnostics
  var title: String?
  var parts: [Part] = []
  var claims: [Claim] = []
  var questions: [Question] = []
  var graphs: [Span: GraphRequest] = [:]
  var stageCount = 0
  private var stageSpans: [String: Span] = [:]
  private var runSpans: [String: Span] = [:]

  init(source: SourceText, diagnostics: Diagnostics) {
    self.source = source
    self.diagnostics = diagnostics
  }

  mutating func read(_ blocks: [Block]) {
    var index = 0
    while index < blocks.count {
      let block = blocks[index]
      switch block.kind {
      case .code(let code):
        parts.append(part(for: code, block))
      case .html(let text) where HintReader.opens(text):
        let (hint, next) = hint(in: blocks, from: index)
        parts.append(hint)
        index = next
        continue
      default:
        prose(block)
      }
      index += 1
    }
  }

  private mutating func prose(_ block: Block) {
    if case .heading(level: 1, let inlines) = block.kind, title == nil {
      title = inlines.plainText
    }
    readInlines(of: block, isTop: true)
    parts.append(.prose(block))
  }

  // MARK: Fences

  private mutating func part(for code: CodeBlock, _ block: Block) -> Part {
    guard code.isFenced else { return .prose(block) }
    if !code.isClosed {
      diagnostics.error(
        at: Span(block.span.start, code.infoSpan.end),
        "this fence is never closed, so that the rest of the lesson is inside it",
        notes: ["end the block with a line of as many backticks"])
    }
    var fence = FenceReader(source, code)
    let meaning = fence.meaning()
    diagnostics.append(contentsOf: fence.diagnostics.all)
    switch meaning {
    case nil:
      return .prose(block)
    case .mathematics:
      return .mathematics(code.literal, block.span)
    case .some(let meaning) where !code.isAtMargin:
      diagnostics.error(
        at: code.infoSpan, "a \(meaning.noun) stands at the left margin; this one is indented",
        notes: ["remove the blanks before its fences"])
      return .prose(block)
    case .stage(let name, let nameSpan):
      return .stage(stage(name, at: nameSpan, code, block))
    case .directive(let kind, let attributes):
      if let run = attributes["run"], kind == .train {
        note(\.runSpans, run.value, "training run", at: run.valueSpan)
      }
      let directive = DirectiveReader.read(
        kind, attributes, code, block, source, &diagnostics)
      return .directive(directive)
    }
  }

  private mutating func stage(
    _ name: String, at nameSpan: Span, _ code: CodeBlock, _ block: Block
  ) -> Stage {
    note(\.stageSpans, name, "stage", at: nameSpan)
    let parsed = Parser.statements(in: SourceFragment(source, code.contentSpan))
    diagnostics.append(contentsOf: parsed.diagnostics)
    stageCount += 1
    return Stage(name: name, statements: parsed.statements, span: block.span)
  }

  private mutating func note(
    _ spans: WritableKeyPath<LessonReader, [String: Span]>, _ name: String, _ noun: String,
    at span: Span
  ) {
    if let first = self[keyPath: spans][name] {
      diagnostics.error(
        at: span, "there is a \(noun) named `\(name)` already",
        notes: ["the first is in line \(source.position(of: first.start).line)"])
    } else {
      self[keyPath: spans][name] = span
    }
  }

  // MARK: The whole

  mutating func checkWhole() {
    let stages = parts.compactMap { if case .stage(let stage) = $0 { stage } else { nil } }
    var measures = runSpans.mapValues { _ in Set<String>() }
    for case .directive(let directive) in parts where directive.kind == .train {
      guard let run = directive.attributes["run"] else { continue }
      for entry in directive.entries where entry.key.text == "measure" {
        measures[run, default: []].formUnion(entry.items.map(\.text))
      }
    }
    var check = DirectiveCheck(stages: stages, runs: measures)
    var runs: [TrainingRun] = []
    for case .directive(let directive) in parts {
      check.check(directive, &diagnostics)
      if let run = TrainingRun(directive) { runs.append(run) }
    }
    graphs = check.graphs
    let references = RunReferenceCheck(places: runSpans, runs: runs)
    for claim in claims { references.check(claim, &diagnostics) }
    if stages.isEmpty, !diagnostics.hasErrors {
      diagnostics.warning(
        at: Span(0, 0), "nothing in this lesson runs: it has no stage",
        notes: ["a stage is a block that begins with ```python {stage=…}"])
    }
  }
}
