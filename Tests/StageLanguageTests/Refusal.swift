import Source
import TestSupport
import Testing

@testable import StageLanguage

/// Expects that a stage is refused, once, with `summary` at what stands between the marks 1️⃣ and 2️⃣.
///
/// - Parameters:
///   - text: The stage. A single mark 1️⃣ is an empty span.
///   - summary: The message.
///   - note: The first note, if one is expected.
///   - limits: How large the stage may be.
///   - sourceLocation: Where the expectation stands.
func expectRefused(
  _ text: String, _ summary: String, note: String? = nil, limits: Limits = Limits(),
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(text)
  let plain = String(decoding: marked.source.bytes, as: UTF8.self)
  let refusals = StageRun(plain, limits: limits).refusals
  guard refusals.count == 1, let refusal = refusals.first else {
    let all = refusals.map { "\(marked.source.position(of: $0.span.start)): \($0.summary)" }
    Issue.record("one refusal expected, not \(all)", sourceLocation: sourceLocation)
    return
  }
  #expect(refusal.summary == summary, sourceLocation: sourceLocation)
  if let note { #expect(refusal.notes.first == note, sourceLocation: sourceLocation) }
  for line in [refusal.summary] + refusal.notes {
    #expect(!line.hasSuffix(".") && !line.contains("\n"), sourceLocation: sourceLocation)
  }
  let end = marked.offsets[2] == nil ? marked[1] : marked[2]
  #expect(
    refusal.span == Span(marked[1], end),
    "it is at \"\(marked.source[refusal.span])\", \(marked.source.position(of: refusal.span.start))",
    sourceLocation: sourceLocation)
}

/// Reads a stage.
func parse(_ text: String) -> (statements: [Statement], diagnostics: [Diagnostic]) {
  let source = SourceText(name: "stage", text)
  return Parser.statements(in: SourceFragment(source, source.span))
}

/// Reads an expression; nil if it is refused.
func expression(_ text: String) -> Expression? {
  let source = SourceText(name: "expression", text)
  return Parser.expression(in: SourceFragment(source, source.span)).expression
}
