import Source
import StageLanguage

/// The training run that a claim speaks of: the `fifty: ` before it, or `fifty[60000]: `.
public struct RunReference: Sendable {
  /// The run's name.
  public let name: Name
  /// The epoch, counted from 0; nil for the last one carried out.
  public let epoch: Int?
  /// Where the epoch stands; the name's place if there is none.
  public let epochSpan: Span
}

extension RunReference {
  /// What stands before a claim's subject.
  enum Prefix {
    /// Nothing: the claim speaks of the stages above it.
    case none
    /// A run; the subject begins at `end`.
    case run(RunReference, end: Int)
    /// Something in the place of an epoch that is none.
    case badEpoch(Span)
  }

  /// Reads what stands before the first colon outside of brackets, which no expression has.
  static func prefix(of content: SourceFragment) -> Prefix {
    let bytes = content.bytes
    guard let colon = colon(in: bytes), colon + 1 < bytes.count, bytes[colon + 1].isBlankOrEnd
    else { return .none }
    let start = bytes.firstIndex { !$0.isBlankOrEnd } ?? colon
    let end = bytes[start..<colon].firstIndex(of: UInt8(ascii: "[")) ?? colon
    let name = bytes[start..<end]
    guard !name.isEmpty, name.allSatisfy({ !$0.isBlankOrEnd && !"\"'`()=".utf8.contains($0) })
    else { return .none }
    let text = Name(
      String(decoding: name, as: UTF8.self), span: content.sourceSpan(start, end))
    guard end < colon else {
      return .run(
        RunReference(name: text, epoch: nil, epochSpan: text.span), end: colon + 1)
    }
    let inner = bytes[(end + 1)..<colon].dropLast()
    let span = content.sourceSpan(end + 1, max(end + 2, colon - 1))
    guard bytes[colon - 1] == UInt8(ascii: "]"), !inner.isEmpty,
      inner.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let epoch = Int(String(decoding: inner, as: UTF8.self))
    else { return .badEpoch(span) }
    return .run(RunReference(name: text, epoch: epoch, epochSpan: span), end: colon + 1)
  }

  private static func colon(in bytes: [UInt8]) -> Int? {
    var depth = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: ":") where depth == 0: return offset
      default: break
      }
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isBlankOrEnd: Bool { isBlank || self == 0x0A || self == 0x0D }
}

/// Checks what claims say of the training runs of their lesson.
struct RunReferenceCheck {
  /// Where each run is declared.
  let places: [String: Span]
  /// The runs that are declared without errors.
  let runs: [TrainingRun]

  /// Reports a claim of a run that is not there, not yet there, or shorter.
  func check(_ claim: Claim, _ diagnostics: inout Diagnostics) {
    guard let reference = claim.run else { return }
    let name = reference.name
    guard let place = places[name.text] else {
      let match = closestMatch(to: name.text, among: places.keys.sorted())
      // `=` stands in much code that is only shown; ≈ says for certain that a claim is meant.
      if claim.relation == .exactly, match == nil {
        diagnostics.warning(
          at: name.span,
          "this reads as a claim, but there is no training run named `\(name.text)`",
          notes: ["it is shown as code and not checked"])
      } else {
        diagnostics.error(
          at: name.span, "there is no training run named `\(name.text)`",
          notes: match.map { ["did you mean `\($0)`?"] } ?? [])
      }
      return
    }
    guard claim.span.start > place.start else {
      diagnostics.error(
        at: name.span, "the training run `\(name.text)` is declared below this claim",
        notes: ["what is claimed of a run stands below it, as it does with stages"])
      return
    }
    guard let epoch = reference.epoch, let run = runs.first(where: { $0.name == name.text }),
      epoch >= run.epochs
    else { return }
    diagnostics.error(
      at: reference.epochSpan,
      "the last epoch of `\(name.text)` is \(run.epochs - 1), and this is \(epoch)",
      notes: ["epochs are counted from 0"])
  }
}

extension Lesson {
  /// The epochs of a run that claims speak of, apart from its last one.
  public func claimedEpochs(of run: TrainingRun) -> Set<Int> {
    Set(claims.compactMap { $0.run?.name.text == run.name ? $0.run?.epoch : nil })
  }

  /// Whether a claim speaks of a run.
  public func speaks(of run: TrainingRun) -> Bool {
    claims.contains { $0.run?.name.text == run.name }
  }

  /// Whether a run's numbers follow from a parameter.
  public func depends(_ run: TrainingRun, on parameter: Parameter) -> Bool {
    let repeated = stages.indices.filter { run.stages.contains(stages[$0].name) }
    guard let first = repeated.first else { return false }
    return parameter.stageIndex < first || repeated.contains(parameter.stageIndex)
  }
}
