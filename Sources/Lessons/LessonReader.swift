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
      claims: reader.claims, questions: reader.questions)
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
    guard let meaning = meaning(of: code) else { return .prose(block) }
    if !code.isAtMargin {
      diagnostics.error(
        at: code.infoSpan, "a \(meaning.noun) stands at the left margin; this one is indented",
        notes: ["remove the blanks before its fences"])
      return .prose(block)
    }
    switch meaning {
    case .mathematics:
      return .mathematics(code.literal, block.span)
    case .stage(let name):
      return .stage(stage(name, code, block))
    case .directive(let kind, let attributes):
      let directive = DirectiveReader.read(
        kind, attributes, code, block, source, &diagnostics)
      if let run = attributes["run"], kind == .train {
        note(\.runSpans, run, "training run", at: code.infoSpan)
      }
      return .directive(directive)
    }
  }

  private enum Meaning {
    case mathematics
    case stage(String)
    case directive(Directive.Kind, [String: String])

    var noun: String {
      switch self {
      case .mathematics: "block of mathematics"
      case .stage: "stage"
      case .directive(let kind, _): "\(kind.rawValue) block"
      }
    }
  }

  /// What a fence's info string declares; nil for a block that is only shown.
  private mutating func meaning(of code: CodeBlock) -> Meaning? {
    let info: InfoString
    do throws(InfoString.Failure) {
      info = try InfoString(code.info)
    } catch {
      let word = InfoString.word(of: code.info)
      // A passive block may say what it likes behind its fence.
      guard word == "python" || Directive.Kind(rawValue: word) != nil else { return nil }
      diagnostics.error(at: code.infoSpan, error.summary)
      return nil
    }
    if let kind = Directive.Kind(rawValue: info.word) {
      return .directive(kind, attributes(info, of: kind, code))
    }
    let attributes = info.attributes ?? []
    guard info.word == "python" else {
      if info.word == "math" { return .mathematics }
      if attributes.contains(where: { $0.key == "stage" }) {
        diagnostics.error(
          at: code.infoSpan, "a stage is written in python, and this block in `\(info.word)`",
          notes: ["begin it with ```python {stage=…}"])
      }
      return nil
    }
    guard let stage = attributes.first(where: { $0.key == "stage" }) else {
      for attribute in attributes where closestMatch(to: attribute.key, among: ["stage"]) != nil {
        diagnostics.error(
          at: code.infoSpan, "`\(attribute.key)` is not an attribute of a stage",
          notes: ["did you mean `stage`?"])
      }
      return nil
    }
    for attribute in attributes where attribute.key != "stage" {
      diagnostics.error(
        at: code.infoSpan, "a stage has no attribute `\(attribute.key)`",
        notes: ["it has `stage` alone: python {stage=\(stage.value)}"])
    }
    if attributes.filter({ $0.key == "stage" }).count > 1 {
      diagnostics.error(at: code.infoSpan, "a stage has one name, and this has several")
    }
    return .stage(stage.value)
  }

  private mutating func attributes(
    _ info: InfoString, of kind: Directive.Kind, _ code: CodeBlock
  ) -> [String: String] {
    let allowed = kind.attributes
    var known: [String: String] = [:]
    for attribute in info.attributes ?? [] {
      if !allowed.contains(attribute.key) {
        let match = closestMatch(to: attribute.key, among: allowed)
        diagnostics.error(
          at: code.infoSpan, "a \(kind.rawValue) block has no attribute `\(attribute.key)`",
          notes: [
            match.map { "did you mean `\($0)`?" }
              ?? "it has \(allowed.map { "`\($0)`" }.joined(separator: ", "))"
          ])
      } else if known[attribute.key] != nil {
        diagnostics.error(at: code.infoSpan, "`\(attribute.key)` is given twice")
      } else {
        known[attribute.key] = attribute.value
      }
    }
    if let needed = kind.requiredAttribute, known[needed] == nil {
      diagnostics.error(
        at: code.infoSpan, "a \(kind.rawValue) block needs its attribute `\(needed)`",
        notes: ["\(kind.rawValue) {\(needed)=…}"])
    }
    return known
  }

  private mutating func stage(_ name: String, _ code: CodeBlock, _ block: Block) -> Stage {
    note(\.stageSpans, name, "stage", at: code.infoSpan)
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
    let stages = Set(stageSpans.keys)
    for case .directive(let directive) in parts {
      DirectiveReader.check(directive, stages: stages, runs: Set(runSpans.keys), &diagnostics)
    }
    let runs = parts.contains { if case .stage = $0 { true } else { false } }
    if !runs, !diagnostics.hasErrors {
      diagnostics.warning(
        at: Span(0, 0), "nothing in this lesson runs: it has no stage",
        notes: ["a stage is a block that begins with ```python {stage=…}"])
    }
  }
}
