import CommonMark
import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

extension Page {
  /// Lays a walkthrough out as a page.
  ///
  /// - Parameters:
  ///   - walkthrough: The lesson and what running it gave.
  ///   - digits: The decimals of a value.
  ///   - worksheet: What is left blank, if it is to be a worksheet.
  public init(_ walkthrough: Walkthrough, digits: Int = 4, worksheet: Worksheet? = nil) {
    var builder = PageBuilder(walkthrough, digits: digits, worksheet: worksheet)
    let blocks = builder.blocks()
    self.init(
      title: walkthrough.lesson.title, language: builder.language, blocks: blocks,
      summary: walkthrough.claimSummary, conditions: walkthrough.conditions,
      conditionSentence: walkthrough.conditionSentence,
      isWorksheet: worksheet != nil, answers: builder.answers)
  }
}

/// What a worksheet leaves blank.
public enum Worksheet: String, Sendable, Hashable, CaseIterable {
  /// What the lesson's questions ask for.
  case questions
  /// Every value that a stage gives a name to.
  case all
}

/// Walks a lesson from top to bottom and sets claims, questions and steps in their places.
struct PageBuilder {
  let walkthrough: Walkthrough
  let digits: Int
  let worksheet: Worksheet?
  var notes: ProseNotes
  var answers: [PageAnswer] = []
  lazy var lines = AnswerLines(walkthrough.lesson)
  private var headingLevel = 0
  private var hanCount = 0
  private var letterCount = 0

  init(_ walkthrough: Walkthrough, digits: Int, worksheet: Worksheet?) {
    self.walkthrough = walkthrough
    self.digits = digits
    self.worksheet = worksheet
    notes = ProseNotes(known: KnownNames(walkthrough.lesson))
    for (index, claim) in walkthrough.lesson.claims.enumerated() {
      notes.claims[claim.span] = (claim, walkthrough.outcomes[index])
      values[claim.span] = walkthrough.claimed[index]
    }
    for (question, answer) in zip(walkthrough.lesson.questions, walkthrough.questions) {
      notes.questions[question.span] = (question, answer?.shape)
      if let answer { values[question.span] = answer }
    }
  }

  /// The values that questions ask for and that claims speak of.
  var values: [Span: NumericArray] = [:]
  /// The steps whose values a worksheet leaves blank, by their places in the text.
  private(set) lazy var hiddenSteps = WorksheetBlanks(walkthrough, worksheet, digits: digits).steps
  /// The names whose values, as they are at this point, are left blank.
  var hiddenNames: Set<String> = []

  /// The language of the prose, told by its letters.
  var language: String { hanCount * 4 > letterCount ? "zh" : "en" }

  mutating func blocks() -> [PageBlock] {
    var blocks: [PageBlock] = []
    var stageIndex = 0
    for part in walkthrough.lesson.parts {
      switch part {
      case .prose(let block): blocks += self.block(block)
      case .mathematics(let tex, _): blocks.append(.mathematics(Math(tex: tex), source: tex))
      case .hint(let hint):
        // A worksheet is done alone: its hints would stand open on paper.
        if worksheet == nil {
          blocks.append(.hint(summary: hint.summary, hint.blocks.flatMap { self.block($0) }))
        }
      case .directive(let directive):
        blocks.append(self.directive(directive, stageCount: stageIndex))
      case .stage(let stage):
        let steps =
          stageIndex < walkthrough.stages.count ? walkthrough.stages[stageIndex] : []
        stageIndex += 1
        blocks.append(self.stage(stage, steps))
      }
    }
    return blocks
  }

  private func directive(_ directive: Directive, stageCount: Int) -> PageBlock {
    let subject = directive.attributes["run"] ?? directive.attributes["of"] ?? ""
    let title =
      switch directive.kind {
      case .train: Self.title(ofRun: subject)
      case .plot: "Plot of \(subject)"
      case .graph: "Graph of \(subject)"
      }
    if showsWhatIsBlank(directive) {
      return .directive(
        title: "Left out here: this picture shows what is to be calculated", text: directive.text)
    }
    if let graph = GraphFigure(directive, walkthrough) { return .figure(graph.figure) }
    var unheard = Diagnostics()
    if let plot = PlotFigures(walkthrough)
      .plot(directive, stageCount: stageCount, diagnostics: &unheard)
    {
      return .figure(Figure(plot))
    }
    return .directive(title: title, text: directive.text)
  }

  /// Whether a picture has numbers in it that a worksheet asks for.
  private func showsWhatIsBlank(_ directive: Directive) -> Bool {
    guard worksheet != nil, !hiddenNames.isEmpty else { return false }
    let names: [String]
    switch directive.kind {
    case .train: return false
    case .plot:
      names = directive.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        .map { String($0) }
    case .graph:
      // Without its weights it has names and shapes alone.
      guard let request = walkthrough.lesson.graphs[directive.span], request.showsValues else {
        return false
      }
      names = request.graph.names
    }
    return names.contains(where: hiddenNames.contains)
  }

  /// What stands above the block that declares a training run.
  static func title(ofRun name: String) -> String { "Training run \(name)" }

  // MARK: Prose

  /// The blocks that a block of prose becomes: none for raw HTML.
  mutating func block(_ block: Block) -> [PageBlock] {
    switch block.kind {
    case .heading(let level, let text):
      headingLevel = min(level, headingLevel + 1)
      return [.heading(level: headingLevel, inlines(text))]
    case .paragraph(let text): return [.paragraph(inlines(text))]
    case .quote(let blocks): return [.quote(blocks.flatMap { self.block($0) })]
    case .list(let list):
      let items = list.items.map { item in item.flatMap { self.block($0) } }
      return [.list(start: list.start, isTight: list.isTight, items)]
    case .code(let code):
      if code.isMathematics {
        return [.mathematics(Math(tex: code.literal), source: code.literal)]
      }
      let language = code.info.prefix { $0 != " " && $0 != "{" }
      return [.code(code.literal, language: String(language))]
    case .html: return []
    case .thematicBreak: return [.rule]
    }
  }

  mutating func inlines(_ inlines: [Inline]) -> [PageInline] {
    var result: [PageInline] = []
    for inline in inlines { append(inline, to: &result) }
    return result
  }

  private mutating func append(_ inline: Inline, to result: inout [PageInline]) {
    switch inline.kind {
    case .text(let text):
      count(text)
      result.append(.text(text))
    case .softBreak:
      var isSpace = true
      if case .text(let text)? = result.last, let last = text.last {
        isSpace = !last.isWithoutSpaces
      }
      result.append(.softBreak(isSpace: isSpace))
    case .lineBreak: result.append(.lineBreak)
    case .code(let code): result.append(self.code(code))
    case .math(let code):
      let tex = code.content.text
      result.append(.mathematics(Math(tex: tex), source: tex))
    case .emphasis(let inner): result.append(.emphasis(inlines(inner)))
    case .strong(let inner): result.append(.strong(inlines(inner)))
    case .link(let destination, _, let inner):
      result.append(.link(destination.followable, inlines(inner)))
    case .image(_, _, let inner): result.append(.image(inlines(inner)))
    // Raw HTML is passed to no format.
    case .html: break
    }
  }

  private mutating func code(_ code: CodeSpan) -> PageInline {
    let text = code.content.text
    if let (claim, outcome) = notes.claims[code.span], !claim.isOnlyCode(outcome) {
      let mark: PageMark =
        switch outcome {
        case .holds: .holds
        case .fails, .wrongShape: .fails(claim.correction(outcome, .unicode) ?? "")
        case .suspended, .unchecked: .notChecked
        }
      if worksheet != nil, !claim.subject.names.isDisjoint(with: hiddenNames) {
        return blank(claim, code: text)
      }
      // A claim that was not checked because a parameter was set is not about this pupil's numbers.
      if worksheet != nil, outcome == .suspended, let own = ownClaim(claim) {
        return .mathematics(own, source: own.latex)
      }
      return .claim(notes.known.formula(claim).inlineMath, mark, code: text)
    }
    if let (question, shape) = notes.questions[code.span] {
      return self.question(question, shape, code: text, at: code.span)
    }
    return .code(text)
  }

  private mutating func count(_ text: String) {
    // Nearly every text is ASCII, and for that no table need be asked.
    var text = text
    let (letters, union) = text.withUTF8 { bytes in
      bytes.reduce(into: (letters: 0, union: UInt8(0))) { sum, byte in
        if (0x61...0x7A).contains(byte | 0x20) { sum.letters += 1 }
        sum.union |= byte
      }
    }
    guard union >= 0x80 else {
      letterCount += letters
      return
    }
    letterCount += letters
    for scalar in text.unicodeScalars where !scalar.isASCII {
      if (0x4E00...0x9FFF).contains(scalar.value) { hanCount += 1 }
      if scalar.properties.isAlphabetic { letterCount += 1 }
    }
  }
}

extension String {
  /// The address, if it is one that a page may link to: http, https, or a relative one.
  var followable: String? {
    let address = String.UnicodeScalarView(
      unicodeScalars.filter { !$0.properties.isWhitespace && $0.value >= 0x20 })
    guard let first = address.first else { return nil }
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme.endIndex < address.endIndex, address[scheme.endIndex] == ":" else {
      // Without a scheme; two slashes, of which browsers take either kind, would leave the page's site.
      let isAbroad =
        first == "\\" || first == "/" && ["/", "\\"].contains(address.dropFirst().first)
      return isAbroad ? nil : String(address)
    }
    return ["http", "https"].contains(String(scheme).lowercased()) ? String(address) : nil
  }
}
