/// The colours of plots on a terminal: classes and curves from the palette of Okabe and Ito, which
/// the colour-blind can tell apart, and the shades between the first two classes.
enum PlotColor: Hashable, Sendable {
  /// That of a class, from 0.
  case classNumber(Int)
  /// That of a curve, from 0.
  case curve(Int)
  /// From 0, all blue, over white to 1, all orange.
  case shade(Double)
  /// What is drawn on top of a field.
  case onField

  /// How many classes have colours and signs of their own.
  static let classLimit = 6

  /// The number of shades.
  private static let shadeCount = 17
  private static let classes = [0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xF0E442]
  private static let curves = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7]
  private static let dark = 0x1C1C1C

  /// A number from 1 on that stands for the colour in a style.
  var index: Int {
    switch self {
    case .onField: 1
    case .classNumber(let number): 2 + number % Self.classes.count
    case .curve(let number): 2 + Self.classes.count + number % Self.curves.count
    case .shade(let shade):
      2 + Self.classes.count + Self.curves.count
        + min(max(Int(shade * Double(Self.shadeCount)), 0), Self.shadeCount - 1)
    }
  }

  /// Red, green and blue of the colour of a number.
  static func rgb(_ index: Int) -> Int {
    if index <= 1 { return dark }
    if index < 2 + classes.count { return classes[index - 2] }
    if index < 2 + classes.count + curves.count { return curves[index - 2 - classes.count] }
    let shade = Double(index - 2 - classes.count - curves.count) / Double(shadeCount - 1)
    // White in the middle; the ends lighter than the pure colours, as dark points stand on them.
    let strength = abs(shade - 0.5) * 2 * 0.65
    let color = classes[shade < 0.5 ? 0 : 1]
    return [16, 8, 0].reduce(0) { sum, shift in
      let part = Double(color >> shift & 0xFF)
      return sum | Int((255 + (part - 255) * strength).rounded()) << shift
    }
  }

  /// The shades in the 256 colours that most terminals have; the nearest ones would wander off to
  /// pink and violet.
  private static let indexedShades = [
    68, 68, 74, 74, 110, 110, 153, 195, 231, 230, 223, 222, 222, 221, 215, 215, 214,
  ]

  /// Which of the 256 colours stands for the colour of a number.
  static func indexed(_ index: Int) -> Int {
    let first = 2 + classes.count + curves.count
    return index < first ? nearest(rgb(index)) : indexedShades[index - first]
  }

  /// The nearest of the 256 colours: of the cube or of the greys.
  static func nearest(_ rgb: Int) -> Int {
    let parts = [16, 8, 0].map { rgb >> $0 & 0xFF }
    let steps = [0, 95, 135, 175, 215, 255]
    let nearest = parts.map { part in
      steps.indices.min { abs(steps[$0] - part) < abs(steps[$1] - part) } ?? 0
    }
    func distance(_ other: [Int]) -> Int {
      zip(parts, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let grey = min(max((parts.reduce(0, +) / 3 - 3) / 10, 0), 23)
    if distance(Array(repeating: 8 + 10 * grey, count: 3)) < distance(nearest.map { steps[$0] }) {
      return 232 + grey
    }
    return 16 + 36 * nearest[0] + 6 * nearest[1] + nearest[2]
  }
}

extension Style {
  /// A colour for the letters.
  static func ink(_ color: PlotColor) -> Style { Style(rawValue: UInt32(color.index) << 16) }

  /// A colour behind the letters.
  static func paper(_ color: PlotColor) -> Style { Style(rawValue: UInt32(color.index) << 24) }

  /// The parameters that set the colours of a plot.
  func plotColors(_ level: TerminalProfile.Color) -> [String] {
    guard level != .none else { return [] }
    return [(38, rawValue >> 16 & 0xFF), (48, rawValue >> 24)].compactMap { code, index in
      guard index > 0 else { return nil }
      let rgb = PlotColor.rgb(Int(index))
      return level == .trueColor
        ? "\(code);2;\(rgb >> 16 & 0xFF);\(rgb >> 8 & 0xFF);\(rgb & 0xFF)"
        : "\(code);5;\(PlotColor.indexed(Int(index)))"
    }
  }
}
