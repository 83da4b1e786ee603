import StageLanguage

/// A name and, if it is one of several versions that is meant, the stage after which it had it.
public struct VersionedName: Sendable, Hashable {
  /// The name in the code.
  public let name: String
  /// The stage; nil for the version that is meant without saying so.
  public let stage: String?

  /// Reads `W1` or `W1@init`.
  init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    name = parts.first ?? text
    stage = parts.count > 1 ? parts[1] : nil
  }
}

extension Expression {
  /// The expression with `W1@init`, a product to the parser, taken for the name that it is here.
  ///
  /// What stands after the sign must be a stage and no value of the lesson's.
  func namingVersions(in history: History) -> Expression {
    let stages = Set(history.walkthrough.lesson.stages.map(\.name)).subtracting(history.names)
    return replacing { part in
      guard case .binary(.matmul, let left, let right) = part.kind,
        let stage = right.leadingName, stages.contains(stage)
      else { return nil }
      let name = left.namingVersion(stage)
      return right.replacing { $0.kind == .name(stage) ? name : nil }
    }
  }

  /// The name at the left end of `init`, `init[0]`, `init.T`.
  private var leadingName: String? {
    switch kind {
    case .name(let name): name
    case .subscripted(let array, _): array.leadingName
    case .transpose(let operand): operand.leadingName
    default: nil
    }
  }

  /// The expression with the stage after the last name in it.
  private func namingVersion(_ stage: String) -> Expression {
    switch kind {
    case .name(let name): Expression(.name("\(name)@\(stage)"), span: span)
    case .subscripted(let array, let subscripts):
      Expression(.subscripted(array.namingVersion(stage), subscripts), span: span)
    case .transpose(let operand):
      Expression(.transpose(operand.namingVersion(stage)), span: span)
    case .unary(let prefix, let operand):
      Expression(.unary(prefix, operand.namingVersion(stage)), span: span)
    case .binary(let infix, let left, let right):
      Expression(.binary(infix, left, right.namingVersion(stage)), span: span)
    default: self
    }
  }
}
