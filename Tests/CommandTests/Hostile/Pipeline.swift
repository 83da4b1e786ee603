import CommonMark
import Lessons
import Rendering
import Source
import StageLanguage
import TestSupport
import Tutoring

/// A lesson on its whole way, in the process of the tests: read, compiled, run, printed.
struct Pipeline {
  let source: SourceText
  let walkthrough: Walkthrough
  /// What is said of it, in the order of the text.
  let diagnostics: [Diagnostic]

  init(_ source: SourceText) {
    var diagnostics = Diagnostics()
    let lesson = Lesson(reading: source, diagnostics: &diagnostics)
    let compiled = CompiledLesson(lesson, diagnostics: &diagnostics)
    // The commands go no further with a lesson that has errors; the library must not mind.
    walkthrough = Walkthrough(running: compiled, overrides: [], diagnostics: &diagnostics)
    self.source = source
    self.diagnostics = diagnostics.sorted + walkthrough.claimDiagnostics
  }

  init(_ text: String) { self.init(SourceText(name: "lesson.md", text)) }

  /// The errors, in the order of the text.
  var errors: [String] { diagnostics.filter { $0.severity == .error }.map(\.summary) }

  /// What is wrong with what comes out for these terminals; nil if nothing is.
  func problem(printedFor profiles: [TerminalProfile]) -> String? {
    for diagnostic in diagnostics
    where diagnostic.span.start < 0 || diagnostic.span.end > source.bytes.count {
      return "\(diagnostic.summary) at \(diagnostic.span)"
    }
    let said = DiagnosticFormatter(source: source, color: false).format(diagnostics)
    if !said.hasOnlyText { return "a control character is said" }
    for profile in profiles {
      let text = terminalText(walkthrough, profile: profile)
      if let line = text.withoutStyles.split(separator: "\n").first(where: { !$0.hasOnlyText }) {
        return "a control character is printed: \(line.debugDescription)"
      }
      if profile.color == .none, !text.hasOnlyText { return "a style is printed without colour" }
      if !text.isEmpty, !text.hasSuffix("\n") { return "the last line does not end" }
    }
    return problemOnPages()
  }

  /// What is wrong with what comes out as a page; nil if nothing is.
  private func problemOnPages() -> String? {
    let page = Page(walkthrough)
    if let error = XMLReading(page.html).error { return "the page is not well-formed: \(error)" }
    var printed = Diagnostics()
    _ = Document(parsing: SourceText(name: "printed.md", page.markdown()), diagnostics: &printed)
    if errors.isEmpty, printed.hasErrors { return "the Markdown cannot be read again" }
    if !page.latex.hasSuffix("\\end{document}\n") { return "the LaTeX does not end" }
    return nil
  }
}

extension TerminalProfile {
  /// A terminal of each kind, with widths from 20 to 200 taken in turn.
  static func several(_ number: Int) -> [TerminalProfile] {
    let widths = [20, 21, 27, 40, 63, 80, 119, 200]
    let width = widths[number % widths.count]
    return [
      TerminalProfile(width: width, ambiguousWidth: 1 + number % 2),
      TerminalProfile(width: width, color: .indexed, notation: .ascii),
      TerminalProfile(width: width, notation: .ascii, isLinear: true, digits: number % 18),
    ]
  }
}
