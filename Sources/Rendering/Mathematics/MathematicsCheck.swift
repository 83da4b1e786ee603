import CommonMark
import Lessons
import Source

extension Lesson {
  /// What is not understood in the mathematics of its prose: an error for each, at its place.
  ///
  /// Such mathematics is shown as it is written, so that it keeps no lesson from running.
  public var mathematicsDiagnostics: [Diagnostic] {
    var check = MathematicsCheck(source: source)
    for part in parts {
      switch part {
      case .prose(let block): check.read([block])
      case .hint(let hint): check.read(hint.blocks)
      case .mathematics(let tex, let span): check.read(tex, in: span)
      case .stage, .directive: break
      }
    }
    return check.diagnostics
  }
}

/// Reads the mathematics in the prose of a lesson for what is wrong with it.
private struct MathematicsCheck {
  let source: SourceText
  var diagnostics: [Diagnostic] = []

  mutating func read(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .heading(_, let inlines), .paragraph(let inlines): read(inlines)
      case .quote(let blocks): read(blocks)
      case .list(let list): for item in list.items { read(item) }
      case .code(let code):
        if code.isMathematics { read(SourceFragment(source, code.contentSpan)) }
      case .html, .thematicBreak: break
      }
    }
  }

  private mutating func read(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .math(let code): read(code.content)
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner),
        .image(_, _, let inner):
        read(inner)
      case .text, .softBreak, .lineBreak, .code, .html: break
      }
    }
  }

  /// Reads a block of mathematics whose fences are the first and last line of `span`.
  mutating func read(_ tex: String, in span: Span) {
    let line = source.lineIndex(at: span.start) + 1
    guard line < source.lineStarts.count else { return }
    let start = source.lineStarts[line]
    read(SourceFragment(source, Span(start, min(start + tex.utf8.count, source.bytes.count))))
  }

  private mutating func read(_ fragment: SourceFragment) {
    for problem in Math.parsing(fragment.text).problems {
      diagnostics.append(
        Diagnostic(
          .error, at: fragment.sourceSpan(problem.start, problem.end), problem.summary,
          notes: problem.note.map { [$0] } ?? []))
    }
  }
}

extension CodeBlock {
  /// Whether it is TeX mathematics; one in a list or in a hint too.
  var isMathematics: Bool {
    isFenced && info.split(separator: " ", maxSplits: 1).first == "math"
  }
}
