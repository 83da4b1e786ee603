import Lessons
import Source
import Tutoring

/// A walkthrough as text for a terminal or a file: all of it, or one stage.
///
/// - Parameters:
///   - walkthrough: The lesson and what running it gave.
///   - profile: What the terminal can do.
///   - stage: The name of the only stage to show; nil shows everything.
/// - Returns: Lines, each ended by a line feed. Nothing in the lesson can put an escape sequence or a
///   control character into them.
public func terminalText(
  _ walkthrough: Walkthrough, profile: TerminalProfile, stage: String? = nil
) -> String {
  var printer = TerminalPrinter(walkthrough, profile)
  printer.print(onlyStage: stage)
  return printer.text
}

/// Walks a lesson from top to bottom.
private struct TerminalPrinter {
  let walkthrough: Walkthrough
  let profile: TerminalProfile
  var notes: ProseNotes
  var text = ""

  init(_ walkthrough: Walkthrough, _ profile: TerminalProfile) {
    self.walkthrough = walkthrough
    self.profile = profile
    notes = ProseNotes(known: KnownNames(walkthrough.lesson))
    for (claim, outcome) in zip(walkthrough.lesson.claims, walkthrough.outcomes) {
      notes.claims[claim.span] = (claim, outcome)
    }
    for (question, answer) in zip(walkthrough.lesson.questions, walkthrough.questions) {
      notes.questions[question.span] = (question, answer?.shape)
    }
  }

  mutating func print(onlyStage: String?) {
    var stageIndex = 0
    for part in walkthrough.lesson.parts {
      if case .stage(let stage) = part {
        let steps = stageIndex < walkthrough.stages.count ? walkthrough.stages[stageIndex] : []
        stageIndex += 1
        if onlyStage == nil || onlyStage == stage.name {
          append(lines(of: stage, steps))
        } else {
          for step in steps { notes.known.learn(step) }
        }
      } else if onlyStage == nil {
        append(lines(of: part, stageCount: stageIndex))
      }
    }
    if onlyStage == nil { append(summary()) }
  }

  private mutating func append(_ block: [Line]) {
    guard !block.isEmpty else { return }
    if !text.isEmpty { text += "\n" }
    for line in block { profile.write(line, to: &text) }
  }

  private mutating func lines(of stage: Stage, _ steps: [Step]) -> [Line] {
    let name = stage.name.sanitized
    if profile.isLinear {
      let steps = LinearSteps(profile: profile).lines(steps, known: &notes.known)
      return [Line("Stage \(name).", profile)] + steps
    }
    let steps = StepLayout(profile: profile).lines(steps, known: &notes.known)
    let sign = profile.sign("─", ascii: "-")
    var header = Line("\(sign)\(sign) \(name) ", profile, .heading)
    header.append(profile.rule(sign, profile.width - header.columns, .heading))
    return [header, Line()] + steps
  }

  private func lines(of part: Part, stageCount: Int) -> [Line] {
    let prose = Prose(profile, notes)
    switch part {
    case .prose(let block): return prose.lines(block, width: profile.width)
    case .mathematics(let tex, _): return prose.display(tex, width: profile.width)
    case .hint(let hint): return prose.hint(hint, width: profile.width)
    case .directive(let directive):
      return GraphFigure(directive, walkthrough)?.lines(profile)
        ?? PlotFigures(walkthrough).lines(part, stageCount: stageCount, profile)
        ?? prose.directive(directive)
    case .stage: return []
    }
  }

  /// What came of the claims, in one line; nothing if there are none.
  private func summary() -> [Line] {
    let (holding, wrong, suspended, unchecked) = walkthrough.tally
    var runs: [(text: String, style: Style)] = []
    if holding > 0 { runs.append((counted(holding, "claim holds", "claims hold"), .good)) }
    if wrong > 0 { runs.append((counted(wrong, "claim fails", "claims fail"), .bad)) }
    if unchecked > 0 {
      runs.append(
        (counted(unchecked, "claim could not be checked", "claims could not be checked"), .aside))
    }
    if suspended > 0, let rounding = walkthrough.rounding {
      runs.append((rounding.suspension, .aside))
    } else if suspended > 0 {
      var words = counted(suspended, "claim not checked", "claims not checked")
      if !profile.isLinear { words += " (\(profile.sign("·", ascii: "[-]")))" }
      let names = walkthrough.overrides.map { $0.sanitized }.joined(separator: ", ")
      if !names.isEmpty {
        words += ", because \(names) \(walkthrough.overrides.count == 1 ? "was" : "were") set"
      }
      runs.append((words, .aside))
    }
    var line: [(text: String, style: Style)] = []
    for run in runs {
      if !line.isEmpty { line.append(("; ", [])) }
      line.append(run)
    }
    return LineBreaker.lines(line, width: profile.width, profile)
  }

  private func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
