/// A figure of a page: a graph or a plot, in each form that a format may need.
public struct Figure: Sendable {
  /// The pictures, side by side where there is room, for formats that have pictures.
  public var drawings: [Drawing]
  /// The picture in lines of characters, for formats that have none.
  public var lines: [String]
  /// What it shows, in sentences, under the picture.
  public var caption: [PageInline]

  /// Creates a figure of several pictures.
  public init(drawings: [Drawing], lines: [String], caption: [PageInline]) {
    self.drawings = drawings
    self.lines = lines
    self.caption = caption
  }

  /// Creates a figure of one picture.
  public init(drawing: Drawing, lines: [String], caption: [PageInline]) {
    self.init(drawings: [drawing], lines: lines, caption: caption)
  }

  /// Creates a figure of several pictures, with a caption of words alone.
  public init(drawings: [Drawing], lines: [String], caption: String) {
    self.init(drawings: drawings, lines: lines, caption: [.text(caption)])
  }

  /// Creates a figure of one picture, with a caption of words alone.
  public init(drawing: Drawing, lines: [String], caption: String) {
    self.init(drawings: [drawing], lines: lines, caption: [.text(caption)])
  }
}
