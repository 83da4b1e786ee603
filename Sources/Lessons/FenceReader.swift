import CommonMark
import Source

// What a fence's info string declares: a stage, a directive, mathematics, or nothing at all.

/// What a fenced block is.
enum FenceMeaning {
  case mathematics
  case stage(String, nameSpan: Span)
  case directive(Directive.Kind, [String: InfoString.Attribute])

  /// The name of such a block, in messages.
  var noun: String {
    switch self {
    case .mathematics: "block of mathematics"
    case .stage: "stage"
    case .directive(let kind, _): "\(kind.rawValue) block"
    }
  }
}

/// Reads what follows a fence.
struct FenceReader {
  private let source: SourceText
  private let infoSpan: Span
  private(set) var diagnostics = Diagnostics()

  init(_ source: SourceText, _ code: CodeBlock) {
    self.source = source
    infoSpan = code.infoSpan
  }

  /// What the block is; nil for a block that is only shown.
  mutating func meaning() -> FenceMeaning? {
    let info: InfoString
    do throws(InfoString.Failure) {
      info = try InfoString(source, infoSpan)
    } catch {
      let word = InfoString.word(of: source[infoSpan])
      // A passive block may say what it likes behind its fence.
      guard word == "python" || Directive.Kind(rawValue: word) != nil else { return nil }
      diagnostics.error(at: error.span, error.summary)
      return nil
    }
    let attributes = info.attributes ?? []
    if let kind = Directive.Kind(rawValue: info.word) {
      requireSpace(info)
      return .directive(kind, known(attributes, of: kind))
    }
    if info.word == "math" { return .mathematics }
    guard let stage = attributes.first(where: { $0.key == "stage" }) else {
      if info.word == "python" { suggestStage(attributes) }
      return nil
    }
    guard info.word == "python" else {
      diagnostics.error(
        at: stage.keySpan,
        info.word.isEmpty
          ? "a stage is written in python, and this block does not say so"
          : "a stage is written in python, and this block in `\(info.word)`",
        notes: ["begin it with ```python {stage=…}"])
      return nil
    }
    requireSpace(info)
    checkStage(attributes)
    return .stage(stage.value, nameSpan: stage.valueSpan)
  }

  private mutating func requireSpace(_ info: InfoString) {
    guard !info.isSpaced else { return }
    diagnostics.error(
      at: infoSpan, "a blank is missing before the attributes",
      notes: ["without it other tools take everything for the name of a language"])
  }

  private mutating func suggestStage(_ attributes: [InfoString.Attribute]) {
    for attribute in attributes where closestMatch(to: attribute.key, among: ["stage"]) != nil {
      diagnostics.error(
        at: attribute.keySpan, "`\(attribute.key)` is not an attribute of a stage",
        notes: ["did you mean `stage`?"])
    }
  }

  private mutating func checkStage(_ attributes: [InfoString.Attribute]) {
    var name: InfoString.Attribute?
    for attribute in attributes {
      if attribute.key != "stage" {
        diagnostics.error(
          at: attribute.keySpan, "a stage has no attribute `\(attribute.key)`",
          notes: ["it has `stage` alone"])
      } else if name != nil {
        diagnostics.error(at: attribute.span, "a stage has one name, and this has several")
      } else {
        name = attribute
        checkName(attribute)
      }
    }
  }

  /// A name stands in lists, on the command line and in messages.
  private mutating func checkName(_ attribute: InfoString.Attribute) {
    let name = attribute.value
    if name.isEmpty {
      diagnostics.error(at: attribute.span, "`\(attribute.key)` is an empty name")
    } else if name.contains(",") || name != name.trimmingBlanks {
      diagnostics.error(
        at: attribute.valueSpan, "a name has no comma in it and no blanks around it",
        notes: ["names stand in lists: repeat: forward, loss"])
    }
  }

  private mutating func known(
    _ attributes: [InfoString.Attribute], of kind: Directive.Kind
  ) -> [String: InfoString.Attribute] {
    let allowed = kind.attributes
    var known: [String: InfoString.Attribute] = [:]
    for attribute in attributes {
      if !allowed.contains(attribute.key) {
        let match = closestMatch(to: attribute.key, among: allowed)
        diagnostics.error(
          at: attribute.keySpan, "a \(kind.rawValue) block has no attribute `\(attribute.key)`",
          notes: [
            match.map { "did you mean `\($0)`?" }
              ?? "it has \(allowed.map { "`\($0)`" }.joined(separator: ", "))"
          ])
      } else if known[attribute.key] != nil {
        diagnostics.error(at: attribute.span, "`\(attribute.key)` is given twice")
      } else {
        known[attribute.key] = attribute
        if kind == .train { checkName(attribute) }
      }
    }
    if let needed = kind.requiredAttribute, known[needed] == nil {
      diagnostics.error(
        at: infoSpan, "a \(kind.rawValue) block needs its attribute `\(needed)`",
        notes: ["\(kind.rawValue) {\(needed)=…}"])
    }
    return known
  }
}
