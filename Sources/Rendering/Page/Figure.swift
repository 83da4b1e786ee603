/// A figure of a page: a graph or a plot, in each form that a format may need.
///
/// The forms are made when they are asked for: a format that has pictures needs no lines.
public struct Figure: Sendable {
  private let makeDrawings: @Sendable () -> [Drawing]
  private let makeLines: @Sendable () -> [String]
  /// What it shows, in sentences, under the picture.
  public let caption: [PageInline]

  /// Creates a figure.
  ///
  /// - Parameters:
  ///   - drawings: Makes the pictures.
  ///   - lines: Makes the picture in lines of characters.
  ///   - caption: What it shows.
  public init(
    drawings: @escaping @Sendable () -> [Drawing], lines: @escaping @Sendable () -> [String],
    caption: [PageInline]
  ) {
    makeDrawings = drawings
    makeLines = lines
    self.caption = caption
  }

  /// The pictures, side by side where there is room, for formats that have pictures.
  public var drawings: [Drawing] { makeDrawings() }

  /// The picture in lines of characters, for formats that have none.
  public var lines: [String] { makeLines() }
}
