/// A picture made of lines, areas and words, apart from any format.
///
/// Graphs and plots become drawings; ``svg(id:)`` and ``tikz`` print them. Places are in units of
/// which a line of text has room for ``columnWidth``, x to the right and y downward.
public struct Drawing: Sendable, Hashable {
  /// The width of a text column, and so of the widest drawing that need not be made smaller.
  public static let columnWidth = 640.0
  /// The size of its words.
  public static let textSize = 14.0

  /// How much smaller it may become where there is little room; beyond that it scrolls.
  static let smallest = 0.75

  /// Its width, in units.
  public var width: Double
  /// Its height, in units.
  public var height: Double
  /// What it is, in a few words.
  public var title: String
  /// What it shows, in sentences.
  public var description: String
  /// What is drawn, from the back to the front.
  public var marks: [Mark]

  /// Creates a drawing.
  public init(
    width: Double, height: Double, title: String, description: String, marks: [Mark] = []
  ) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
    self.marks = marks
  }

  /// A place, in units.
  public struct Point: Sendable, Hashable {
    /// To the right.
    public var x: Double
    /// Downward.
    public var y: Double

    /// Creates a place.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// Something drawn.
  public enum Mark: Sendable, Hashable {
    /// Lines and areas.
    case path([Segment], Look)
    case rectangle(Point, width: Double, height: Double, corner: Double, Look)
    case circle(Point, radius: Double, Look)
    /// Many small circles of one size, full or open, each with a thin edge of the background.
    case dots([Point], radius: Double, Ink, isOpen: Bool)
    /// Words on one line whose baseline is at the place.
    case text(DrawnText, at: Point, TextLook)
  }

  /// A piece of a path.
  public enum Segment: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, to: Point)
    case close
  }

  /// The colours there are, by what they are for; each format has its own for light, dark, paper.
  public enum Ink: String, Sendable, Hashable, CaseIterable {
    /// That of the words.
    case ink
    /// Less strong, still readable.
    case soft
    /// For rules and grids.
    case line
    /// The background.
    case page
    /// A little darker than the background.
    case tint
    /// The blue of the Okabe-Ito palette: class 0, and what is to be noticed.
    case blue
    /// Its orange: class 1.
    case orange
    /// Its vermilion.
    case vermilion
    /// Its bluish green.
    case green
  }

  /// How lines and areas look.
  public struct Look: Sendable, Hashable {
    /// The colour of the line; nil for none.
    public var stroke: Ink?
    /// How wide the line is.
    public var lineWidth: Double
    /// Whether the line is broken, so that lines differ by more than their colour.
    public var dash: Dash
    /// The colour of the area; nil for none.
    public var fill: Ink?
    /// How much of what is behind the area is hidden, from 0 to 1.
    public var opacity: Double

    /// Creates a look.
    public init(
      stroke: Ink? = nil, lineWidth: Double = 1, dash: Dash = .solid, fill: Ink? = nil,
      opacity: Double = 1
    ) {
      self.stroke = stroke
      self.lineWidth = lineWidth
      self.dash = dash
      self.fill = fill
      self.opacity = opacity
    }
  }

  /// How a line is broken.
  public enum Dash: Sendable, Hashable, CaseIterable {
    case solid
    case dashed
    case dotted

    /// The lengths of dash and gap, in units; none for a solid line.
    var lengths: [Double] {
      switch self {
      case .solid: []
      case .dashed: [6, 4]
      case .dotted: [1.5, 3]
      }
    }
  }

  /// How words look.
  public struct TextLook: Sendable, Hashable {
    /// Which part of the words stands at their place.
    public var anchor: Anchor
    /// The size of the letters, in units.
    public var size: Double
    /// Their colour.
    public var ink: Ink
    /// Whether they are bold.
    public var isBold: Bool

    /// Creates a look.
    public init(
      anchor: Anchor = .middle, size: Double = Drawing.textSize, ink: Ink = .ink,
      isBold: Bool = false
    ) {
      self.anchor = anchor
      self.size = size
      self.ink = ink
      self.isBold = isBold
    }
  }

  /// The part of a line of words that stands at its place.
  public enum Anchor: String, Sendable, Hashable, CaseIterable {
    case start
    case middle
    case end
  }
}

extension Drawing {
  /// Adds a line through places.
  public mutating func line(_ points: [Point], _ look: Look) {
    guard let first = points.first else { return }
    marks.append(.path([.move(first)] + points.dropFirst().map { .line($0) }, look))
  }

  /// Adds the head of an arrow that points from one place to another, its tip at the second.
  public mutating func arrowHead(
    from start: Point, to tip: Point, size: Double = 7, ink: Ink = .ink
  ) {
    let (x, y) = (tip.x - start.x, tip.y - start.y)
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return }
    let (alongX, alongY) = (x / length * size, y / length * size)
    let back = Point(tip.x - alongX, tip.y - alongY)
    let wide = 0.42
    marks.append(
      .path(
        [
          .move(tip), .line(Point(back.x - alongY * wide, back.y + alongX * wide)),
          .line(Point(back.x + alongY * wide, back.y - alongX * wide)), .close,
        ], Look(fill: ink)))
  }

  /// Adds words.
  public mutating func text(_ text: DrawnText, at point: Point, _ look: TextLook = TextLook()) {
    marks.append(.text(text, at: point, look))
  }
}
