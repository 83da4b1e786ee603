extension Math {
  /// About how high it is when it is typeset in display, in lines of text; no font is asked.
  var height: Double {
    switch self {
    case .row(let parts): parts.reduce(1) { max($0, $1.height) }
    case .fraction(let above, let below): above.height + below.height
    case .root(let radicand, _): radicand.height
    case .scripts(let base, _, _), .accent(_, let base): base.height
    case .stacked(let base, let below, let above):
      base.height + (below == nil ? 0 : 0.7) + (above == nil ? 0 : 0.7)
    case .fenced(_, let content, _): content.height
    case .table(let table):
      table.rows.reduce(0) { height, row in height + row.reduce(1) { max($0, $1.height) } }
    case .blank: 1.5
    case .letter, .number, .words, .function, .sign, .space, .unknown: 1
    }
  }
}

extension PageStep {
  /// About how many lines it takes.
  var height: Double {
    let lines = sides.reduce(0) { $0 + $1.math.height }
    return max(lines, left?.height ?? 0) + (notice == nil ? 0.5 : 1.5)
  }
}
