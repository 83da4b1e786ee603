import Source

/// Words or mathematics on one line of a drawing.
public struct DrawnText: Sendable, Hashable {
  /// A piece of it.
  enum Piece: Sendable, Hashable {
    case words(String)
    case mathematics(Math)
    /// Code, or numbers, in letters of one width.
    case code(String)
  }
  let pieces: [Piece]

  /// Words.
  public init(_ words: String) { pieces = [.words(words)] }

  /// Mathematics.
  public init(_ math: Math) { pieces = [.mathematics(math)] }

  /// Letters of one width.
  public init(code: String) { pieces = [.code(code)] }

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// One after the other.
  public static func + (left: DrawnText, right: DrawnText) -> DrawnText {
    DrawnText(pieces: left.pieces + right.pieces)
  }

  /// The text in one line, without its looks.
  public var plain: String {
    pieces.map { piece in
      switch piece {
      case .words(let words), .code(let words): words.sanitized
      case .mathematics(let math): math.oneLine()
      }
    }.joined()
  }

  /// About how wide it is, in units; no font is asked.
  public func width(size: Double = Drawing.textSize) -> Double {
    runs.reduce(0) { width, run in
      let letters = run.text.reduce(0.0) { $0 + (run.isCode ? 0.61 : $1.emWidth) }
      return width + letters * size * (run.script == 0 ? 1 : DrawnText.scriptScale)
    }
  }

  /// How large scripts are beside what they stand at.
  static let scriptScale = 0.72

  /// The text as runs of letters that look alike.
  var runs: [Run] {
    var runs: [Run] = []
    for piece in pieces {
      switch piece {
      case .words(let words): runs.add(words.sanitized)
      case .code(let code): runs.append(Run(text: code.sanitized, isCode: true))
      case .mathematics(let math): runs.add(math, script: 0)
      }
    }
    return runs
  }

  /// Letters that look alike.
  struct Run: Sendable, Hashable {
    var text: String
    var isItalic = false
    var isCode = false
    /// 1 above the line, -1 below it.
    var script = 0
  }
}

extension [DrawnText.Run] {
  fileprivate mutating func add(_ text: String, isItalic: Bool = false, script: Int = 0) {
    if let last = indices.last, self[last].script == script, self[last].isItalic == isItalic,
      !self[last].isCode
    {
      self[last].text += text
    } else if !text.isEmpty {
      append(DrawnText.Run(text: text, isItalic: isItalic, script: script))
    }
  }

  /// Adds mathematics: letters italic, scripts small; what takes more than one line as a line.
  fileprivate mutating func add(_ math: Math, script: Int) {
    switch math {
    case .row:
      for (part, hasGap) in math.spaced {
        if hasGap { add(" ", script: script) }
        add(part, script: script)
      }
    case .letter(let letter, .italic):
      add(letter, isItalic: letter.count == 1, script: script)
    case .scripts(let base, let below, let above) where script == 0:
      add(base, script: 0)
      if let below { add(below, script: -1) }
      if let above {
        if case .sign(let sign) = above, sign.unicode == "*" {
          add("*", script: 0)
        } else {
          add(above, script: 1)
        }
      }
    case .fraction(let above, let below):
      addPart(above, of: math, script: script)
      add("/", script: script)
      addPart(below, of: math, script: script)
    case .fenced(let opening, let content, let closing) where !content.isTable:
      add(opening, script: script)
      add(content, script: script)
      add(closing, script: script)
    case .sign(let sign): add(sign.unicode == "∑" ? "Σ" : sign.unicode, script: script)
    default: add(math.oneLine().replacingHyphens, script: script)
    }
  }
}

extension [DrawnText.Run] {
  /// Adds what stands above or below a fraction's line, in parentheses where a slash needs them.
  private mutating func addPart(_ part: Math, of fraction: Math, script: Int) {
    let isGrouped = part.atomCount > 1 && !fraction.isShortFraction
    if isGrouped { add("(", script: script) }
    add(part, script: script)
    if isGrouped { add(")", script: script) }
  }
}

extension Math {
  fileprivate var isTable: Bool { if case .table = self { true } else { false } }

  /// Whether it is a fraction such as ∂L/∂W₂, which needs no parentheses in a line.
  var isShortFraction: Bool {
    guard case .fraction(let above, let below) = self else { return false }
    return [above, below].allSatisfy { part in
      guard case .row(let parts) = part else { return part.atomCount <= 1 }
      if case .sign(let sign)? = parts.first, sign.unicode == "∂" { return parts.count == 2 }
      return part.atomCount <= 1
    }
  }
}

extension String {
  /// The text with minus signs for hyphens.
  fileprivate var replacingHyphens: String { String(map { $0 == "-" ? "−" : $0 }) }
}

extension Character {
  /// About how wide it is in a serif font, as a part of the font's size.
  fileprivate var emWidth: Double {
    // By its first scalar: there are as many comparisons as letters here, and those of characters
    // take their time.
    guard let scalar = unicodeScalars.first else { return 0 }
    if !scalar.isASCII, columns(ambiguous: 1) == 2 { return 1 }
    switch scalar {
    case "i", "j", "l", "t", "f", "I", "'", ".", ",", ":", ";", "|", "(", ")", "[", "]", "/", " ",
      "r", "′", "·":
      return 0.34
    case "m", "w", "M", "W", "@", "%", "→", "←", "⊙", "…", "—": return 0.86
    case "A"..."Z", "×", "=", "+", "−", "≈", "∂", "Σ", "∑", "<", ">": return 0.68
    case "₀"..."₉", "⁰", "¹", "²", "³", "⁴"..."⁹", "ᵀ", "*", "-": return 0.4
    default: return 0.54
    }
  }
}
