import Source

/// Sets a step of a page in lines of characters, in two dimensions.
struct StepText {
  /// Where the caption of a step stands.
  enum CaptionPlace {
    /// Behind a `#` above it, as in code.
    case comment
    /// Beside its first line, or above it where there is no room.
    case beside
  }

  let profile: TerminalProfile
  let captionPlace: CaptionPlace

  /// The lines, none of which ends in a space.
  func lines(_ step: PageStep) -> [String] {
    let layout = MathLayout(profile: profile)
    var lines: [String] = []
    if let left = step.left {
      var lead = layout.box(left)
      if let number = step.number { lead = .beside([Box("(\(number)) ", profile), lead]) }
      let columns = lead.columns
      for side in step.sides {
        let sign = Box(" " + side.sign.oneLine() + " ", profile)
        let remark = side.remark.isEmpty ? "" : "   " + side.remark.sanitized
        let room = max(
          profile.width - columns - sign.columns - profile.columns(of: remark), 20)
        let box = Box.beside([lead, sign, layout.fittedBox(side.math, within: room)])
        for (row, line) in box.lines.enumerated() {
          let text = line.runs.map(\.text).joined()
          lines.append((text + (row == box.rows - 1 ? remark : "")).trimmingEnd)
        }
        lead = Box(spaces(columns), profile)
      }
      if step.sides.isEmpty { lines += lead.lines.map { $0.runs.map(\.text).joined() } }
    }
    if let caption = step.caption, !caption.isEmpty { add(caption.sanitized, to: &lines) }
    if let notice = step.notice { lines.append("! " + notice) }
    return lines
  }

  private func add(_ caption: String, to lines: inout [String]) {
    switch captionPlace {
    case .comment: lines.insert("# " + caption, at: 0)
    case .beside:
      if let first = lines.first {
        let columns = max(profile.columns(of: first) + 3, 24)
        if columns + profile.columns(of: caption) <= profile.width {
          lines[0] = first + spaces(columns - profile.columns(of: first)) + caption
          return
        }
      }
      let above = LineBreaker.lines([(caption, [])], width: profile.width, profile)
      lines = above.map { $0.runs.map(\.text).joined() } + lines
    }
  }
}

extension String {
  /// The text without the spaces at its end.
  var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
