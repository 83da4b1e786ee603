import Lessons
import Matrices
import Source
import StageLanguage
import Tutoring

/// The plots of a lesson, made of what running it gave.
struct PlotFigures {
  let walkthrough: Walkthrough
  private let known: KnownNames

  init(_ walkthrough: Walkthrough) {
    self.walkthrough = walkthrough
    known = KnownNames(walkthrough.lesson)
  }

  /// The plot that a block declares.
  ///
  /// - Parameters:
  ///   - directive: The block.
  ///   - stageCount: How many stages stand above it.
  ///   - diagnostics: Gains what is wrong with what it asks for.
  /// - Returns: nil if it is no plot, or written wrongly.
  func plot(
    _ directive: Directive, stageCount: Int, diagnostics: inout Diagnostics
  ) -> Plot? {
    var unheard = Diagnostics()
    // What is wrong with the block itself was said when the lesson was read.
    guard let block = PlotBlock(directive, diagnostics: &unheard) else { return nil }
    var builder = PlotBuilder(known)
    let scope = block.runs.isEmpty ? self.scope(stageCount) : .empty
    let plot = builder.plot(block, scope: scope, records: walkthrough.records)
    diagnostics.append(contentsOf: builder.diagnostics.all)
    return plot
  }

  /// The lines of a part that is a plot; nil if it is none.
  func lines(_ part: Part, stageCount: Int, _ profile: TerminalProfile) -> [Line]? {
    guard case .directive(let directive) = part, directive.kind == .plot else { return nil }
    var unheard = Diagnostics()
    guard let plot = plot(directive, stageCount: stageCount, diagnostics: &unheard) else {
      return nil
    }
    let margin = profile.isLinear || profile.width < 48 ? 0 : 2
    return PlotLayout(profile, width: profile.width - margin).lines(plot)
      .map { $0.indented(by: margin) }
  }

  /// What names mean below so many stages.
  private func scope(_ stageCount: Int) -> RunSnapshot {
    var values: [String: NumericArray] = [:]
    var functions: [String: Function] = [:]
    for step in walkthrough.stages.prefix(stageCount).joined() {
      if case .define(let function) = step.statement.kind {
        functions[function.name.text] = function
      } else if let name = step.statement.assignedName, case .array(let value) = step.result {
        values[name] = value
      }
    }
    return RunSnapshot(epoch: 0, values: values, functions: functions)
  }
}

extension RunSnapshot {
  /// A scope without names.
  static let empty = RunSnapshot(epoch: 0, values: [:], functions: [:])
}

extension Walkthrough {
  /// What is wrong with the plots of the lesson: names that mean nothing, shapes that do not fit.
  ///
  /// A plot of a run that has not been carried out is not looked at.
  public var plotDiagnostics: [Diagnostic] {
    var diagnostics = Diagnostics()
    var stageCount = 0
    let figures = PlotFigures(self)
    for part in lesson.parts {
      switch part {
      case .stage: stageCount += 1
      case .directive(let directive) where directive.kind == .plot:
        _ = figures.plot(directive, stageCount: stageCount, diagnostics: &diagnostics)
      case .directive, .prose, .mathematics, .hint: continue
      }
    }
    return diagnostics.sorted
  }
}
