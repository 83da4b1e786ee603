/// A figure of a page: a graph or a plot, in each form that a format may need.
public struct Figure: Sendable {
  /// The picture, for formats that have pictures.
  public var drawing: Drawing
  /// The picture in lines of characters, for formats that have none.
  public var lines: [String]
  /// What it shows, in sentences, under the picture.
  public var caption: [PageInline]

  /// Creates a figure.
  public init(drawing: Drawing, lines: [String], caption: [PageInline]) {
    self.drawing = drawing
    self.lines = lines
    self.caption = caption
  }

  /// Creates a figure with a caption of words alone.
  public init(drawing: Drawing, lines: [String], caption: String) {
    self.init(drawing: drawing, lines: lines, caption: [.text(caption)])
  }
}
