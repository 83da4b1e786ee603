import Lessons
import Matrices
import Source

/// The numbers of a lesson's claims, brought up to date with the values that they speak of.
///
/// A number keeps the digits, the sign and the notation that its author gave it.
public struct ClaimUpdate: Sendable {
  /// A number that is written anew.
  public struct Change: Sendable, Hashable {
    /// What the claim speaks of, as it is written.
    public let subject: String
    /// Where the number stands.
    public let span: Span
    /// The number that stands there.
    public let old: String
    /// The number that belongs there.
    public let new: String
  }

  /// The numbers that change, in the order of the text.
  public let changes: [Change]
  /// The claims that are wrong and cannot be mended so: of another shape, of a value that is no
  /// number, or a misprint (`≉`) that is none.
  public let unresolved: [Diagnostic]

  /// What has drifted in a lesson that has been run with its own parameters.
  public init(_ walkthrough: Walkthrough) {
    var changes: [Change] = []
    var unresolved: [Claim] = []
    for (claim, outcome) in zip(walkthrough.lesson.claims, walkthrough.outcomes) {
      switch outcome {
      case .holds, .suspended, .unchecked: continue
      case .fails(let mismatches)
      where claim.relation != .notApproximately && mismatches.allSatisfy(\.value.isFinite):
        changes += mismatches.map {
          Change(
            subject: claim.subject.description, span: $0.number.span, old: $0.number.text,
            new: $0.expected)
        }
      case .fails, .wrongShape: unresolved.append(claim)
      }
    }
    self.changes = changes.sorted { $0.span.start < $1.span.start }
    self.unresolved = walkthrough.claimDiagnostics.filter { diagnostic in
      diagnostic.severity == .error
        && unresolved.contains {
          $0.span.start <= diagnostic.span.start && diagnostic.span.end <= $0.span.end
        }
    }
  }

  /// The lesson's text with the changes made; nothing else of it is touched.
  public func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for change in changes {
      result += bytes[copied..<change.span.start]
      result += change.new.utf8
      copied = change.span.end
    }
    return result + bytes[copied...]
  }
}
