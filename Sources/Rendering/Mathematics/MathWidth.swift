extension Math {
  /// About how wide it is when it is typeset in display, as a multiple of the font's size; no font is
  /// asked.
  var width: Double {
    switch self {
    case .row(let parts): return parts.reduce(0) { $0 + $1.width }
    case .letter(let letter, _): return 0.58 * Double(letter.utf8.count)
    case .number(let digits): return 0.5 * Double(digits.utf8.count)
    case .words(let text), .function(let text), .unknown(let text):
      return 0.5 * Double(text.utf8.count)
    case .sign(let sign):
      switch sign.kind {
      case .binary, .relation: return 1.3
      case .large: return 1.6
      case .ordinary, .opening, .closing, .punctuation: return 0.45
      }
    case .fraction(let above, let below): return max(above.width, below.width) + 0.2
    case .root(let radicand, _): return radicand.width + 0.9
    case .scripts(let base, let below, let above):
      let script = 0.72 * max(below?.width ?? 0, above?.width ?? 0)
      return base.takesLimits ? max(base.width, script) : base.width + script
    case .stacked(let base, let below, let above):
      return max(base.width, 0.72 * max(below?.width ?? 0, above?.width ?? 0))
    case .accent(_, let base): return base.width
    case .fenced(_, let content, _): return content.width + 0.9
    case .table(let table): return table.width
    case .space(let space):
      switch space {
      case .typed: return 0
      case .thin: return 0.17
      case .word: return 0.33
      case .quad: return 1
      }
    case .blank(let decimals): return 2.2 + Double(decimals) / 2
    }
  }
}

extension MathTable {
  fileprivate var width: Double {
    var widths = Array(repeating: 0.0, count: columns)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.width) }
    }
    let gaps = kind == .aligned ? 0 : Double(max(columns - 1, 0))
    return widths.reduce(gaps, +)
  }
}

extension PageStep {
  /// About how wide its formulas are, as a multiple of the font's size.
  func width(withRemarks: Bool) -> Double {
    let right = sides.reduce(0.0) { widest, side in
      let remark = withRemarks && !side.remark.isEmpty ? 0.4 * Double(side.remark.count) + 1.6 : 0
      return max(widest, side.math.width + remark)
    }
    return (left?.width ?? 0) + 1.3 + right
  }
}
