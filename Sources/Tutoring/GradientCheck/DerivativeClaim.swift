import Lessons
import Source
import StageLanguage

/// A name that claims to be a derivative: `dL_dW2` says that it is ∂L/∂W2.
public struct DerivativeClaim: Sendable {
  /// The name, where it is given its value.
  public let name: Name
  /// The name of what is differentiated: `L`.
  public let numerator: String
  /// The name of what it is differentiated by: `W2`.
  public let denominator: String
  /// The name of the stage that it stands in.
  public let stage: String
  /// The whole statement.
  public let span: Span
  /// Whether its value is typed in numbers, not computed.
  let isTyped: Bool
  /// The number of the statement, counted through the lesson.
  let order: Int
  /// Where the lesson's value is.
  let value: Slot
  /// The value that is differentiated: the latest of that name.
  let output: Slot
  /// The value it is differentiated by: what the name meant when the output was computed from it,
  /// whatever it was given since.
  let input: Slot

  /// `∂L/∂W2`.
  public var symbol: String { "∂\(numerator)/∂\(denominator)" }
}

/// A name that reads as a derivative, of or by something that does not exist.
public struct StrayDerivative: Sendable {
  /// The name, where it is given its value.
  public let name: Name
  /// The part of it that names nothing at that point.
  public let unknown: String
}

/// A lesson's stages as a program, and the names in them that claim to be derivatives.
struct DerivativeSurvey: Sendable {
  let program: Program
  let history: NameHistory
  let claims: [DerivativeClaim]
  let strays: [StrayDerivative]

  /// Compiles a lesson's stages; nil if something is wrong with them.
  init?(_ lesson: Lesson, overrides: [String: NumberLiteral], limits: Limits) {
    var compiler = Compiler(overrides: overrides, limits: limits)
    var history = NameHistory()
    var named: [(name: Name, stage: String, statement: Statement, version: NameHistory.Version)] =
      []
    var order = 0
    for stage in lesson.stages {
      for statement in stage.statements {
        let compiled = compiler.compile(compiler.separated(statement))
        defer { order += 1 }
        guard case .value(let slot) = compiled.result, let name = statement.assignedName else {
          continue
        }
        let version = NameHistory.Version(
          order: order, slot: slot, isRevision: compiled.inputs[name.text] != nil)
        history.add(version, to: name.text)
        named.append((name, stage.name, statement, version))
      }
    }
    guard !compiler.diagnostics.hasErrors else { return nil }
    var claims: [DerivativeClaim] = []
    var strays: [StrayDerivative] = []
    for (name, stage, statement, version) in named where name.text.first == "d" {
      // `g = …` and then `g += …` is one claim, made at its end.
      guard history.version(of: name.text, after: version.order)?.isRevision != true else {
        continue
      }
      let splits = splits(of: name.text)
      let known = splits.first {
        !history.versions(of: $0.numerator).isEmpty
          && history.slot(of: $0.denominator, before: version.order) != nil
      }
      if let known,
        let claim = DerivativeClaim(
          name, known, stage, statement, version, history, compiler.program)
      {
        claims.append(claim)
      } else if let stray = splits.first(where: {
        history.slot(of: $0.numerator, before: version.order) != nil
          || history.slot(of: $0.denominator, before: version.order) != nil
      }) {
        let isNumeratorKnown = !history.versions(of: stray.numerator).isEmpty
        strays.append(
          StrayDerivative(
            name: name, unknown: isNumeratorKnown ? stray.denominator : stray.numerator))
      }
    }
    program = compiler.program
    self.history = history
    self.claims = claims
    self.strays = strays
  }
}

extension Compiler {
  /// A statement that gives a derivative another name's value, changed to give it a copy: one of the
  /// two values can then be put right without the other.
  fileprivate func separated(_ statement: Statement) -> Statement {
    guard case .assign(let name, let value) = statement.kind, readsAsDerivative(name.text) else {
      return statement
    }
    let original: Expression
    switch value.kind {
    case .name: original = value
    case .transpose(let operand): original = operand
    default: return statement
    }
    guard case .name(let other) = original.kind, let slot = slot(of: other),
      program.type(of: slot).kind != .boolean
    else { return statement }
    return Statement(
      .assign(name, Expression(.unary(.positive, value), span: value.span)), span: statement.span,
      caption: statement.caption)
  }
}

/// Whether a name has the form of a derivative's: `dA_dB`.
func readsAsDerivative(_ name: String) -> Bool { !splits(of: name).isEmpty }

/// A way to read a name as a derivative.
private struct Split {
  let numerator: String
  let denominator: String
}

/// The ways to read `dA_dB`; there are several if A or B has a `_d` in it.
private func splits(of name: String) -> [Split] {
  let bytes = Array(name.utf8)
  guard bytes.first == UInt8(ascii: "d") else { return [] }
  return bytes.indices.dropFirst(2).compactMap { index in
    guard bytes[index] == UInt8(ascii: "_"), index + 2 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "d")
    else { return nil }
    return Split(
      numerator: String(decoding: bytes[1..<index], as: UTF8.self),
      denominator: String(decoding: bytes[(index + 2)...], as: UTF8.self))
  }
}

extension DerivativeClaim {
  fileprivate init?(
    _ name: Name, _ split: Split, _ stage: String, _ statement: Statement,
    _ version: NameHistory.Version, _ history: NameHistory, _ program: Program
  ) {
    let order = version.order
    // A loss is usually computed before its gradient; if it comes later, that one is meant.
    guard
      let output = history.versions(of: split.numerator, before: order).last
        ?? history.versions(of: split.numerator).first
    else { return nil }
    let inputs = history.versions(of: split.denominator, before: order)
    let earlier = history.versions(of: split.denominator, before: min(order, output.order))
    let used = earlier.last { program.depends(output.slot, on: $0.slot) }
    guard let input = used ?? inputs.last else { return nil }
    self.init(
      name: name, numerator: split.numerator, denominator: split.denominator, stage: stage,
      span: statement.span, isTyped: statement.isTyped, order: order, value: version.slot,
      output: output.slot, input: input.slot)
  }
}

extension Statement {
  /// Whether it gives a name numbers as typed.
  fileprivate var isTyped: Bool {
    guard case .assign(_, let value) = kind else { return false }
    if case .call(let function, let arguments) = value.kind, function.text == "array" {
      return arguments.allSatisfy(\.value.isTyped)
    }
    return value.isTyped
  }

  /// The name that it gives a value.
  var assignedName: Name? {
    switch kind {
    case .assign(let name, _), .update(let name, _, _): name
    case .define, .show, .comment: nil
    }
  }
}
