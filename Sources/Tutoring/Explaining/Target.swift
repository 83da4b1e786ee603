import Matrices
import Source
import StageLanguage

/// What somebody asks to have explained: `z1`, `z1[0, 2]`, `h1.T @ dL_dz2`, `W1@init`.
struct Target {
  /// The value that is asked about, or that entries are picked from.
  let base: Expression
  /// The entries asked about, by their positions; nil for the whole.
  let positions: [[Int]]?

  /// Reads a target as people write it.
  ///
  /// - Parameters:
  ///   - text: The target; indices and digits may be written as subscripts, `z₁`.
  ///   - history: What its names mean.
  ///   - diagnostics: Gains what is wrong with it.
  init?(_ text: SourceText, in history: History, diagnostics: inout Diagnostics) {
    guard text.bytes.contains(where: { $0 > 0x20 }) else {
      diagnostics.error(
        at: text.span, "there is nothing to explain",
        notes: ["name a value of the lesson, z1, or an entry of one, z1[0, 2]"])
      return nil
    }
    let (parsed, problems) = Parser.expression(in: SourceFragment(text, text.span))
    diagnostics.append(contentsOf: problems)
    guard let parsed, !diagnostics.hasErrors else { return nil }
    let expression = parsed.namingVersions(in: history)
    let scope = Scope(history: history, end: history.steps.count)
    scope.check(expression, &diagnostics)
    guard !diagnostics.hasErrors else { return nil }
    guard case .subscripted(let base, let subscripts) = expression.kind else {
      self.base = expression
      positions = nil
      return
    }
    do throws(Evaluation.Failure) {
      let shape = try scope.value(of: base).shape
      base.check(subscripts, shape, at: expression.span, &diagnostics)
      guard !diagnostics.hasErrors else { return nil }
      let places = try scope.places(shape, subscripts)
      self.base = base
      positions = places.elements.map { shape.position(of: Int($0)) }
    } catch {
      diagnostics.append(contentsOf: error.diagnostics)
      return nil
    }
  }

  /// The text of a target in the characters of the language: `z₁` is `z1`, `xᵀ` is `x.T`.
  static func normalized(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "₀"..."₉": result += String(scalar.value - 0x2080)
      case "ᵀ": result += ".T"
      case "−", "–": result += "-"
      case "·", "⊙": result += "*"
      case "\u{A0}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Scope {
  /// Reports the names in an expression that mean nothing here, or that have no value.
  fileprivate func check(_ expression: Expression, _ diagnostics: inout Diagnostics) {
    var unknown: [Diagnostic] = []
    expression.visit { part in
      guard case .name(let name) = part.kind else { return }
      switch meaning(of: name) {
      case .value, .function: break
      case .generator where part == expression: break
      case .generator:
        unknown.append(
          Diagnostic(
            .error, at: part.span,
            "`\(name)` is a random generator, and drawing from it would change the lesson",
            notes: ["explain what was drawn from it in a stage"]))
      case .missing:
        unknown.append(
          Diagnostic(
            .error, at: part.span, "the lesson stops before `\(name)` has a value"))
      case nil: unknown.append(problem(name, at: part.span))
      }
    }
    diagnostics.append(contentsOf: unknown)
  }

  private func problem(_ text: String, at span: Span) -> Diagnostic {
    let versioned = VersionedName(text)
    if let stage = versioned.stage {
      let stages = history.versions(of: versioned.name).map { history.stageName(of: $0) }
      return Diagnostic(
        .error, at: span, "`\(versioned.name)` has no value yet after the stage `\(stage)`",
        notes: stages.isEmpty ? [] : ["it gets one in \(stages.joined(separator: ", "))"])
    }
    return Diagnostic(
      .error, at: span, "nothing is named `\(text)` in this lesson", notes: [advice(text)])
  }

  /// What was perhaps meant by a name that there is not.
  private func advice(_ text: String) -> String {
    let names = history.names
    if let match = closestMatch(to: text, among: names) { return "did you mean `\(match)`?" }
    let stages = history.walkthrough.lesson.stages.map(\.name)
    if let match = closestMatch(to: text, among: stages) {
      return "did you mean the stage `\(match)`? W1@\(match) is W1 after it"
    }
    // z9 for z1: the letter is right, the layer is not there.
    let alike = names.filter { $0.withoutLastDigits == text.withoutLastDigits }
    if !alike.isEmpty {
      return "did you mean \(alike.prefix(6).map { "`\($0)`" }.joined(separator: " or "))?"
    }
    if names.isEmpty { return "it has no names" }
    return names.count <= 12
      ? "its names are \(names.joined(separator: ", "))"
      : "run the lesson to see its \(names.count) names"
  }
}

extension Expression {
  /// Reports indices that are not there in the expression, which they pick from.
  fileprivate func check(
    _ subscripts: [Subscript], _ shape: Shape, at span: Span, _ diagnostics: inout Diagnostics
  ) {
    let sizes = shape.sizes
    guard subscripts.count <= sizes.count else {
      if sizes.isEmpty {
        diagnostics.error(at: span, "`\(self)` is a single number and has no entries to pick")
      } else {
        diagnostics.error(
          at: span, "`\(self)` \(shape.counted), and \(subscripts.count) indices are too many")
      }
      return
    }
    for (axis, (index, size)) in zip(subscripts, sizes).enumerated() {
      guard case .index(let expression) = index, let number = expression.typedInteger,
        number >= size || number < -size
      else { continue }
      diagnostics.error(
        at: expression.span,
        "there is no \(sizes.count == 1 ? "entry" : axis == 0 ? "row" : "column") \(number): "
          + "`\(self)` \(shape.counted), counted from 0")
    }
  }

  private var typedInteger: Int? {
    guard isParameterValue else { return nil }
    return Int(description)
  }
}

extension String {
  fileprivate var withoutLastDigits: Substring {
    var stem = Substring(self)
    while let last = stem.last, last.isNumber { stem.removeLast() }
    return stem
  }
}

extension Shape {
  /// `has 1 row and 3 columns`.
  var counted: String {
    func some(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    return switch self {
    case .scalar: "is a single number"
    case .vector(let count): "has \(count == 1 ? "1 entry" : "\(count) entries")"
    case .matrix(let rows, let columns):
      "has \(some(rows, "row")) and \(some(columns, "column"))"
    }
  }
}
