import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

extension Walkthrough {
  /// Every value at full precision as JSON, with shapes, kinds and the names of stages.
  ///
  /// Its keys are part of the program's interface; docs/printing.md describes them.
  public var json: String {
    let stages = zip(lesson.stages, self.stages).map { stage, steps -> JSON in
      .object([("name", .string(stage.name)), ("values", .array(steps.compactMap(\.json)))])
    }
    let claims = zip(lesson.claims, outcomes).map { claim, outcome -> JSON in
      let line = lesson.source.position(of: claim.span.start).line
      return .object([
        ("line", .integer(line)), ("claim", .string(lesson.source[claim.span].withoutBackticks)),
        ("outcome", .string(outcome.identifier)),
      ])
    }
    let document = JSON.object([
      ("lesson", .string(lesson.title)),
      ("set", .array(conditions.map { .string($0) })),
      ("stages", .array(stages)),
      ("claims", .array(claims)),
      ("runs", .array(lesson.runs.compactMap { records[$0.name]?.json })),
    ])
    return document.text() + "\n"
  }
}

extension RunRecord {
  fileprivate var json: JSON {
    let names: [JSON] = history.names.map { .string($0) }
    let rows = zip(history.epochs, history.values).map { epoch, values -> JSON in
      let numbers: [JSON] = values.map { .number($0) }
      return .array([.integer(epoch)] + numbers)
    }
    return .object([
      ("name", .string(run.name)), ("epochs", .integer(history.epochCount)),
      ("measured", .array([.string("epoch")] + names)), ("values", .array(rows)),
    ])
  }
}

extension Step {
  fileprivate var json: JSON? {
    guard case .array(let value) = result else { return nil }
    var members: [(String, JSON)] = []
    if let name = statement.assignedName { members.append(("name", .string(name))) }
    members.append(("code", .string(python(withCaption: false))))
    if let caption = statement.caption { members.append(("caption", .string(caption))) }
    members.append(("shape", .array(value.shape.sizes.map { .integer($0) })))
    members.append(("kind", .string(value.kind.identifier)))
    members.append(("value", value.json))
    return .object(members)
  }

  /// The statement as Python, with the number that a parameter was given.
  ///
  /// - Parameters:
  ///   - withCaption: Whether the comment behind it goes with it.
  ///   - rounded: The function that rounds the value; nil if it is not rounded.
  /// - Returns: A line, or two.
  func python(withCaption: Bool = true, rounded: String? = nil) -> String {
    var text = Statement(statement.kind, span: statement.span, caption: nil).description
    if let rounded {
      switch statement.kind {
      case .assign(let name, let expression): text = "\(name.text) = \(rounded)(\(expression))"
      case .update(let name, _, _): text += "\n\(name.text) = \(rounded)(\(name.text))"
      case .define, .show, .comment: break
      }
    }
    if let number = typedNumber, overriddenNumber != nil, let name = statement.assignedName {
      text = "\(name) = \(number)"
    }
    guard withCaption, let caption = statement.caption else { return text }
    let comment = "# " + caption.sanitized
    return text.isEmpty ? comment : "\(text)  \(comment)"
  }
}

extension NumericArray {
  fileprivate var json: JSON {
    switch shape {
    case .scalar: JSON.number(elements[0])
    case .vector: .array(elements.map { .number($0) })
    case .matrix(let rows, let columns):
      .array(
        (0..<rows).map { row in .array((0..<columns).map { .number(self[row, $0]) }) })
    }
  }
}

extension ElementKind {
  fileprivate var identifier: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "integer"
    case .real: "real"
    }
  }
}

extension ClaimOutcome {
  fileprivate var identifier: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .wrongShape: "wrong-shape"
    case .suspended: "suspended"
    case .unchecked: "unchecked"
    }
  }
}

extension String {
  fileprivate var withoutBackticks: String {
    var text = self[...]
    while text.first == "`" { text = text.dropFirst() }
    while text.last == "`" { text = text.dropLast() }
    return String(text)
  }
}
