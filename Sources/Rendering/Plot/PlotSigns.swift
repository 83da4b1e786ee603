/// The characters that a plot is drawn with on a terminal.
struct PlotSigns {
  /// Axes: upward, its marks, the corner, to the right, its marks.
  let upright: Character
  let uprightMark: Character
  let corner: Character
  let level: Character
  let levelMark: Character
  /// Whether curves and contours are made of braille dots; of one sign a character if not.
  let hasDots: Bool
  /// Whether a character is halved, the upper part in one colour and the lower in another.
  let hasHalves: Bool
  /// The signs of classes, from 0.
  let classes: [Character]
  /// The sign of points without a class.
  let point: Character
  /// From empty to full, what a shade is where there is no colour.
  let shades: [Character]
  /// The parts of a bar's last character, from one eighth; the full one last.
  let bars: [Character]

  /// The signs that a terminal has.
  ///
  /// Where what Unicode calls ambiguous takes two columns, only signs that take one everywhere are
  /// used: ASCII and braille.
  init(_ profile: TerminalProfile) {
    let isPlain = profile.notation == .ascii || profile.ambiguousWidth > 1
    upright = isPlain ? "|" : "│"
    uprightMark = isPlain ? "+" : "┤"
    corner = isPlain ? "+" : "└"
    level = isPlain ? "-" : "─"
    levelMark = isPlain ? "+" : "┬"
    hasDots = profile.notation == .unicode
    hasHalves = !isPlain && profile.color != .none
    classes = Array(isPlain ? "ox^+#%" : "○●△▲□■")
    point = isPlain ? "o" : "•"
    shades = Array(isPlain ? " .:" : " ░▒")
    bars = Array(isPlain ? "#" : "▁▂▃▄▅▆▇█")
  }

  /// The sign of a class.
  func sign(of number: Int?) -> Character {
    guard let number else { return point }
    return classes[((number % classes.count) + classes.count) % classes.count]
  }

  /// The sign of a curve where there are no dots.
  static func curve(_ number: Int) -> Character { Array("*+ox")[number % 4] }
}
