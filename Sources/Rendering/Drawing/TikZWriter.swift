/// Writes commands of TikZ, every text escaped, every number short.
struct TikZWriter {
  private(set) var text = ""

  /// How many points a unit of a drawing is, so that ``Drawing/columnWidth`` is a line of text.
  static let scale = 0.7

  /// Begins the picture; y points downward, as in a ``Drawing``.
  mutating func begin(width: Double, height: Double) {
    let unit = TikZWriter.scale.short
    text += "\\begin{tikzpicture}[x=\(unit)pt,y=-\(unit)pt,line cap=round,line join=round]\n"
    text += "\\useasboundingbox (0,0) rectangle (\(width.short),\(height.short));\n"
  }

  /// Ends the picture.
  mutating func end() { text += "\\end{tikzpicture}" }

  /// Writes a command: `\draw[options] path;`.
  mutating func command(_ name: String, _ options: [String], _ path: String) {
    let list = options.isEmpty ? "" : "[\(options.joined(separator: ","))]"
    text += "\\\(name)\(list) \(path);\n"
  }

  /// Writes words whose baseline is at a place; they are LaTeX, escaped by whoever made them.
  mutating func node(_ options: [String], at point: Drawing.Point, latex: String) {
    let options = (["inner sep=0pt", "outer sep=0pt"] + options).joined(separator: ",")
    text += "\\node[\(options)] at \(point.tikz) {\(latex)};\n"
  }
}

extension Drawing.Point {
  /// `(1,2.5)`.
  var tikz: String { "(\(x.short),\(y.short))" }
}
