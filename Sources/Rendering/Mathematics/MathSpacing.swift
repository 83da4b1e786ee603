// Where a line of text has a space in it, and what in it needs parentheses: the same for one line
// and for two dimensions.

extension Math {
  /// The parts of it side by side, each with whether a space stands before it.
  var spaced: [(part: Math, hasGap: Bool)] {
    var result: [(part: Math, hasGap: Bool)] = []
    forEachPart { result.append(($0, $1)) }
    return result
  }

  /// Calls `body` with each part of it side by side, and with whether a space stands before it.
  func forEachPart(_ body: (_ part: Math, _ hasGap: Bool) -> Void) {
    var gap = false
    var previous: Math?
    for part in parts {
      if case .space(let space) = part {
        gap = gap || space != .thin || previous?.isWide == true
        continue
      }
      body(part, previous.map { Math.hasGap($0, part, typed: gap) } ?? false)
      previous = part.standsAsPrefix(after: previous) ? .row([]) : part
      gap = false
    }
  }

  /// The parts of a row, those of rows in it included; a thing by itself is its only part.
  var parts: [Math] {
    guard case .row(let parts) = self else { return [self] }
    guard parts.contains(where: \.isRow) else { return parts }
    return parts.flatMap(\.parts)
  }

  private var isRow: Bool { if case .row = self { true } else { false } }

  /// Whether it takes so much room that what follows needs some distance.
  private var isWide: Bool {
    switch self {
    case .fraction, .table, .fenced: true
    default: false
    }
  }

  private var sign: MathSign? {
    switch self {
    case .sign(let sign): sign
    case .scripts(let base, _, _), .stacked(let base, _, _): base.sign
    default: nil
    }
  }

  /// Whether it is a `-` that belongs to what follows, not between two things.
  private func standsAsPrefix(after previous: Math?) -> Bool {
    guard let sign, sign.kind == .binary else { return false }
    guard let previous else { return true }
    if case .row(let parts) = previous, parts.isEmpty { return false }
    switch previous.sign?.kind {
    case .binary, .relation, .opening, .punctuation: return true
    case .ordinary, .closing, .large, nil: return false
    }
  }

  private static func hasGap(_ previous: Math, _ part: Math, typed: Bool) -> Bool {
    if case .row(let parts) = previous, parts.isEmpty { return false }
    if case .words(let words) = previous, words.last == " " { return false }
    if case .words(let words) = part, words.first == " " { return false }
    switch previous.sign?.kind {
    case .opening: return false
    case .binary, .relation, .punctuation: return true
    case .large:
      if case .scripts = previous { return true }
      return typed
    case .ordinary, .closing, nil: break
    }
    switch part.sign?.kind {
    case .closing, .punctuation: return false
    case .binary, .relation: return true
    case .opening, .ordinary, .large, nil: break
    }
    if case .function = previous {
      if case .fenced = part { return false }
      return part.sign?.kind != .opening
    }
    if case .function = part { return previous.sign == nil }
    if typed { return true }
    // What stands behind a fraction's slash would seem to belong to the denominator.
    if case .fraction = previous { return part.sign?.kind != .ordinary }
    return false
  }

  // MARK: Parentheses

  /// How many things stand side by side in it that a slash would tear apart.
  var atomCount: Int {
    var count = 0
    var depth = 0
    let parts = self.parts
    for (index, part) in parts.enumerated() {
      switch part {
      case .space: continue
      case .sign(let sign) where sign.kind == .opening: depth += 1
      case .sign(let sign) where sign.kind == .closing:
        depth -= 1
        if depth == 0 { count += 1 }
      case .letter("∂", _), .letter("d", _), .scripts(.letter("∂", _), _, _),
        .scripts(.letter("d", _), _, _):
        // The d of dh/dz belongs to what follows.
        if depth == 0, index == parts.count - 1 { count += 1 }
      case .fraction: if depth == 0 { count += 2 }
      case .sign(let sign) where sign.kind == .binary || sign.kind == .relation:
        if depth == 0 { count += 2 }
      default: if depth == 0 { count += 1 }
      }
    }
    return count
  }
}
