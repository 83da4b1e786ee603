import Source

extension Math {
  /// The mathematics as a MathML element, in the part of MathML that browsers share.
  ///
  /// - Parameter isDisplay: Whether it stands by itself.
  /// - Returns: The element.
  public func mathML(isDisplay: Bool) -> String {
    var markup = Markup()
    markup.write(self, isDisplay: isDisplay)
    return markup.text
  }
}

// What browsers do not share is avoided: bold letters are characters of their own, columns are
// aligned by the style sheet, a sign before a number is an operator without space.

extension Markup {
  /// Adds mathematics as an element of a page, with words for who cannot see it.
  mutating func write(_ math: Math, isDisplay: Bool) {
    write(isDisplay ? #"<math display="block" alttext=""# : #"<math alttext=""#)
    let spoken = math.oneLine()
    write(
      words: spoken.utf8.contains(UInt8(ascii: "\n"))
        ? spoken.split(separator: "\n").joined(separator: "; ") : spoken)
    write(#"">"#)
    write(math)
    write("</math>")
  }

  /// Adds mathematics in the elements of MathML Core.
  mutating func write(_ math: Math) {
    switch math {
    case .row(let parts): element(.mrow) { $0.row(parts) }
    case .letter(let letter, let style): self.letter(letter, style)
    case .number(let digits): number(digits)
    case .words(let words): leaf(.mtext, words.keepingSpaces)
    case .function(let name): leaf(.mi, name)
    case .sign(let sign): self.sign(sign)
    case .fraction(let above, let below):
      element(.mfrac) {
        $0.one(above)
        $0.one(below)
      }
    case .root(let radicand, let degree):
      guard let degree else { return element(.msqrt) { $0.write(radicand) } }
      element(.mroot) {
        $0.one(radicand)
        $0.one(degree)
      }
    case .scripts(let base, let below, let above):
      scripted(base, below, above, base.takesLimits ? .limits : .scripts)
    case .stacked(let base, let below, let above): scripted(base, below, above, .limits)
    case .accent(let accent, let base):
      element(.mover, #" accent="true""#) {
        $0.one(base)
        // Over several letters it is as wide as they are.
        $0.leaf(
          .mo, accent.mark, base.atomCount > 1 ? #" stretchy="true""# : #" stretchy="false""#)
      }
    case .fenced(let opening, let content, let closing): fenced(opening, content, closing)
    case .table(let table): self.table(table)
    case .space(let space): self.space(space)
    case .blank(let decimals):
      self +=
        #"<mspace class="blank" width="\#(Math.blankWidth(decimals))" height="1.2em" depth=".4em"/>"#
    case .unknown(let source): leaf(.mtext, source, #" class="unknown""#)
    }
  }

  // MARK: Elements

  private mutating func element(
    _ tag: Tag, _ attributes: StaticString? = nil, _ content: (inout Markup) -> Void
  ) {
    open(tag, attributes)
    content(&self)
    write(tag.end)
  }

  private mutating func leaf(
    _ tag: Tag, _ content: String, _ attributes: StaticString? = nil
  ) {
    open(tag, attributes)
    write(words: content)
    write(tag.end)
  }

  private mutating func open(_ tag: Tag, _ attributes: StaticString?) {
    guard let attributes else { return write(tag.start) }
    write(tag.opening)
    write(attributes)
    write(">")
  }

  /// Writes mathematics as exactly one element.
  private mutating func one(_ math: Math) {
    if case .space(.typed) = math { return element(.mrow) { _ in } }
    write(math)
  }

  /// Writes parts side by side; a sign that has nothing before it to join is a prefix.
  private mutating func row(_ parts: [Math]) {
    var previous: Math?
    for (index, part) in parts.enumerated() {
      if case .space(.typed) = part { continue }
      // What follows a fraction in parentheses would touch its line.
      if case .fraction? = previous, case .fenced = part { space(.thin) }
      if case .sign(let sign) = part, sign.kind == .binary, Math.isPrefix(after: previous) {
        prefix(sign)
      } else {
        write(part)
      }
      if case .function = part { applying(parts[(index + 1)...]) }
      previous = part
    }
  }

  /// Between a function's name and what it is applied to.
  private mutating func applying(_ rest: ArraySlice<Math>) {
    write("<mo>\u{2061}</mo>")
    let next = rest.first { $0 != .space(.typed) }
    switch next {
    case .fenced, .sign, nil: break
    default: space(.thin)
    }
  }

  // MARK: Leaves

  private mutating func letter(_ letter: String, _ style: Math.Style) {
    switch style {
    // A single letter is slanted by itself; several are a word, which would be upright.
    case .italic: leaf(.mi, letter.isOneCharacter ? letter : MathAlphabet.letter(letter, style))
    // A word is upright by itself; a single letter must be told.
    case .upright:
      leaf(.mi, letter, letter.isOneCharacter ? #" mathvariant="normal""# : nil)
    case .bold, .boldItalic, .blackboard, .calligraphic, .typewriter:
      let styled = MathAlphabet.letter(letter, style)
      leaf(
        .mi, styled,
        styled == letter && letter.isOneCharacter ? #" mathvariant="normal""# : nil)
    }
  }

  private mutating func number(_ digits: String) {
    guard digits.utf8.first == UInt8(ascii: "-") else {
      leaf(.mn, digits)
      return
    }
    element(.mrow) {
      $0.write(#"<mo form="prefix" lspace="0" rspace="0">−</mo>"#)
      $0.leaf(.mn, String(digits.dropFirst()))
    }
  }

  private mutating func prefix(_ sign: MathSign) {
    leaf(.mo, sign.unicode.typeset, #" form="prefix" lspace="0" rspace="0""#)
  }

  private mutating func sign(_ sign: MathSign) {
    switch sign.kind {
    case .ordinary: leaf(.mo, sign.unicode.typeset, #" lspace="0" rspace="0" stretchy="false""#)
    case .opening: leaf(.mo, sign.unicode, #" form="prefix" stretchy="false""#)
    case .closing: leaf(.mo, sign.unicode, #" form="postfix" stretchy="false""#)
    case .relation: leaf(.mo, sign.unicode, #" stretchy="false""#)
    case .binary, .punctuation, .large: leaf(.mo, sign.unicode.typeset)
    }
  }

  private mutating func space(_ space: Math.Space) {
    switch space {
    case .typed: break
    case .thin: write(#"<mspace width=".17em"/>"#)
    case .word: write(#"<mspace width=".33em"/>"#)
    case .quad: write(#"<mspace width="1em"/>"#)
    }
  }

  // MARK: What holds other things

  private mutating func scripted(
    _ base: Math, _ below: Math?, _ above: Math?, _ names: ScriptNames
  ) {
    let name = below == nil ? names.above : above == nil ? names.below : names.both
    element(name) {
      $0.one(base)
      if let below { $0.one(below) }
      if let above { $0.one(above) }
    }
  }

  private mutating func fenced(_ opening: String, _ content: Math, _ closing: String) {
    let isTall = content.isTall
    element(.mrow) {
      if !opening.isEmpty { $0.fence(opening, #"<mo form="prefix""#, stretches: isTall) }
      $0.write(content)
      if !closing.isEmpty { $0.fence(closing, #"<mo form="postfix""#, stretches: isTall) }
    }
  }

  private mutating func fence(_ sign: String, _ opening: StaticString, stretches: Bool) {
    write(opening)
    // Chromium gives a sign that may stretch the width of its largest form, stretched or not.
    write(stretches ? #" stretchy="true""# : #" stretchy="false""#)
    write(#" lspace="0" rspace="0">"#)
    write(words: sign)
    write("</mo>")
  }

  private mutating func table(_ table: MathTable) {
    if table.kind == .cases { write(#"<mrow><mo form="prefix" stretchy="true">{</mo>"#) }
    let attributes: StaticString =
      switch table.kind {
      case .matrix: #" class="matrix""#
      case .numbers: #" class="numbers""#
      case .cases: #" class="cases""#
      case .aligned: #" class="aligned" displaystyle="true""#
      }
    element(.mtable, attributes) { markup in
      let ends = table.unseenEnds
      for (row, cells) in table.rows.enumerated() {
        markup.element(.mtr) { markup in
          for (column, cell) in cells.enumerated() {
            markup.element(.mtd) {
              $0.write(cell)
              if let end = ends?[row][column], !end.isEmpty { $0.unseen(end) }
            }
          }
        }
      }
    }
    if table.kind == .cases { write("</mrow>") }
  }

  /// Writes the room that characters of a number take.
  private mutating func unseen(_ characters: String) {
    element(.mphantom) { $0.leaf(.mn, characters) }
  }
}

/// The tags of an element: `<mi>`, `<mi`, which attributes follow, and `</mi>`.
private struct Tag {
  let start: StaticString
  let opening: StaticString
  let end: StaticString

  static let mfrac = Tag(start: "<mfrac>", opening: "<mfrac", end: "</mfrac>")
  static let mi = Tag(start: "<mi>", opening: "<mi", end: "</mi>")
  static let mn = Tag(start: "<mn>", opening: "<mn", end: "</mn>")
  static let mo = Tag(start: "<mo>", opening: "<mo", end: "</mo>")
  static let mover = Tag(start: "<mover>", opening: "<mover", end: "</mover>")
  static let mphantom = Tag(start: "<mphantom>", opening: "<mphantom", end: "</mphantom>")
  static let mroot = Tag(start: "<mroot>", opening: "<mroot", end: "</mroot>")
  static let mrow = Tag(start: "<mrow>", opening: "<mrow", end: "</mrow>")
  static let msqrt = Tag(start: "<msqrt>", opening: "<msqrt", end: "</msqrt>")
  static let msub = Tag(start: "<msub>", opening: "<msub", end: "</msub>")
  static let msubsup = Tag(start: "<msubsup>", opening: "<msubsup", end: "</msubsup>")
  static let msup = Tag(start: "<msup>", opening: "<msup", end: "</msup>")
  static let mtable = Tag(start: "<mtable>", opening: "<mtable", end: "</mtable>")
  static let mtd = Tag(start: "<mtd>", opening: "<mtd", end: "</mtd>")
  static let mtext = Tag(start: "<mtext>", opening: "<mtext", end: "</mtext>")
  static let mtr = Tag(start: "<mtr>", opening: "<mtr", end: "</mtr>")
  static let munder = Tag(start: "<munder>", opening: "<munder", end: "</munder>")
  static let munderover = Tag(start: "<munderover>", opening: "<munderover", end: "</munderover>")
}

/// What the elements are called that set things below and above another.
private struct ScriptNames {
  let below: Tag
  let above: Tag
  let both: Tag

  static let scripts = ScriptNames(below: .msub, above: .msup, both: .msubsup)
  static let limits = ScriptNames(below: .munder, above: .mover, both: .munderover)
}

extension Math {
  /// Whether a sign after `previous` belongs to what follows it.
  fileprivate static func isPrefix(after previous: Math?) -> Bool {
    guard let previous else { return true }
    if case .sign(let sign) = previous {
      switch sign.kind {
      case .binary, .relation, .opening, .punctuation: return true
      case .ordinary, .closing, .large: return false
      }
    }
    return false
  }

  /// Whether it is higher than a line of text.
  fileprivate var isTall: Bool {
    switch self {
    case .fraction, .stacked: return true
    case .row(let parts): return parts.contains(where: \.isTall)
    case .root(let radicand, _), .accent(_, let radicand): return radicand.isTall
    case .scripts(let base, let below, let above):
      return base.takesLimits && (below != nil || above != nil) || base.isTall
    case .fenced(_, let content, _): return content.isTall
    case .table(let table):
      return table.rows.count > 1 || table.rows.joined().contains(where: \.isTall)
    case .sign(let sign): return sign.kind == .large
    case .letter, .number, .words, .function, .space, .unknown: return false
    case .blank: return true
    }
  }

  /// Whether scripts stand below and above it in display.
  var takesLimits: Bool {
    switch self {
    case .sign(let sign): sign.kind == .large && sign.unicode != "∫"
    case .function(let name): MathSymbols.limitFunctions.contains(name)
    default: false
    }
  }
}

extension String {
  /// Whether it is one character, as nearly every letter is.
  fileprivate var isOneCharacter: Bool { utf8.count == 1 || count == 1 }

  /// The character that typeset mathematics has for one that is typed.
  fileprivate var typeset: String {
    switch self {
    case "-": "−"
    case "*": "∗"
    default: self
    }
  }

  /// Spaces at the ends, which MathML would drop, as such that stay.
  fileprivate var keepingSpaces: String {
    let space = UInt8(ascii: " ")
    guard utf8.first == space || utf8.last == space else { return self }
    return String(map { $0 == " " ? "\u{A0}" : $0 })
  }
}
