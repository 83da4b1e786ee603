/// A figure of panels, side by side where there is room, apart from any output format.
public struct Plot: Sendable, Hashable {
  /// Its panels, in order.
  public var panels: [Panel]

  /// Creates a figure.
  public init(_ panels: [Panel]) { self.panels = panels }

  /// One set of axes and what is drawn in it.
  public struct Panel: Sendable, Hashable {
    /// What it shows, in a few words.
    public var title: Label
    /// The axis to the right.
    public var horizontal: Axis
    /// The axis upward.
    public var vertical: Axis
    /// What is drawn.
    public var content: Content
    /// What it shows, in sentences without the last period; one a fact.
    public var facts: [Fact]

    /// What is drawn in a panel.
    public enum Content: Sendable, Hashable {
      /// Curves over a common axis.
      case curves([Curve])
      /// Points in the plane, class by class.
      case points([PointClass])
      /// What a function says of each place, and the points that it was made for.
      case boundary(Field, [PointClass])
      /// How many numbers lie between each two limits.
      case histogram([Bar])
      /// Nothing: the facts say why.
      case nothing
    }
  }

  /// A name as formulas have it, or words.
  public struct Label: Sendable, Hashable {
    /// With signs of mathematics.
    public var unicode: String
    /// As in the code.
    public var ascii: String

    /// Creates a label that has two forms.
    public init(unicode: String, ascii: String) {
      self.unicode = unicode
      self.ascii = ascii
    }

    /// Creates a label of words.
    public init(_ words: String) { self.init(unicode: words, ascii: words) }

    /// One after the other.
    static func + (left: Label, right: Label) -> Label {
      Label(unicode: left.unicode + right.unicode, ascii: left.ascii + right.ascii)
    }

    /// The label in a notation.
    func text(_ notation: Notation) -> String { notation == .unicode ? unicode : ascii }
  }

  /// Something that is so in a panel: what is spoken of, and what is said of it.
  public struct Fact: Sendable, Hashable {
    /// What is spoken of; empty if the words do without.
    public var subject: Label
    /// What is said.
    public var words: String

    /// Creates a fact about something.
    public init(_ subject: Label, _ words: String) {
      self.subject = subject
      self.words = words
    }

    /// Creates a fact that is said in words alone.
    public init(_ words: String) { self.init(Label(""), words) }

    func text(_ notation: Notation) -> String {
      let subject = subject.text(notation)
      // A sentence begins with a capital; a name stays as it is.
      if subject.isEmpty { return words.prefix(1).uppercased() + words.dropFirst() }
      return words.isEmpty ? subject : "\(subject) \(words)"
    }
  }

  /// A line through points, in the order of x.
  public struct Curve: Sendable, Hashable {
    /// What it shows; empty if it is the only one.
    public var name: Label
    /// Its points; one that is not finite is a gap.
    public var points: [Point]
  }

  /// Points of one class.
  public struct PointClass: Sendable, Hashable {
    /// The number of the class; nil if the points have none.
    public var number: Int?
    /// Where they are.
    public var points: [Point]
    /// How many there are, which may be more than are drawn.
    public var count: Int
  }

  /// A place in the plane.
  public struct Point: Sendable, Hashable {
    /// To the right.
    public var x: Double
    /// Upward.
    public var y: Double

    /// Creates a place.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }

    var isFinite: Bool { x.isFinite && y.isFinite }
  }

  /// A bar of a histogram.
  public struct Bar: Sendable, Hashable {
    /// The numbers counted: from here on.
    public var lower: Double
    /// Up to here, the limit included in the last bar only.
    public var upper: Double
    /// How many.
    public var count: Int
  }
}

extension Plot.Panel {
  /// What the panel shows, in sentences.
  public func words(_ notation: Notation = .unicode) -> String {
    facts.map { $0.text(notation) + "." }.joined(separator: " ")
  }

  /// Whether it needs little room: one of a strip, or a map.
  var isMap: Bool {
    switch content {
    case .points, .boundary: true
    case .curves, .histogram, .nothing: false
    }
  }
}

extension Plot {
  /// What each panel shows, in sentences, a paragraph a panel.
  public func paragraphs(_ notation: Notation = .unicode) -> [String] {
    panels.map { panel in
      // Where the facts begin with it, the title is said already.
      let title = panel.title.text(notation)
      let words = panel.words(notation)
      return panels.count == 1 || words.hasPrefix(title) ? words : "\(title): \(words)"
    }
  }
}
