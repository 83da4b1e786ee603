import Source
import StageLanguage
import Tutoring
import Rendering
struct DiagnosticFormatter {
  let source: SourceText; let color: Bool
  func format(_ d: [Diagnostic]) -> String {
    d.map { x in
      "\(source.name):\(source.position(of: x.span.start)): \(x.severity.rawValue): \(x.summary)\n"
        + x.notes.map { "  note: \($0)\n" }.joined()
    }.joined()
  }
}
func closestMatch(to: String, among: [String]) -> String? { nil }
