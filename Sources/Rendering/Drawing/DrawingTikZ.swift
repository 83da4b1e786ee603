extension Drawing {
  /// The drawing as a picture of TikZ; the preamble defines the colours.
  var tikz: String {
    var writer = TikZWriter()
    writer.begin(width: width, height: height)
    for mark in marks { writer.write(mark) }
    writer.end()
    return writer.text
  }

  /// What the preamble of a document with drawings needs.
  static let latexPreamble = """

    \\usepackage{tikz}
    \\colorlet{bwink}{black}
    \\definecolor{bwsoft}{HTML}{5D5A54}
    \\definecolor{bwline}{HTML}{BBBBBB}
    \\colorlet{bwpage}{white}
    \\definecolor{bwtint}{HTML}{F4F4F4}
    \\definecolor{bwblue}{HTML}{005B94}
    \\definecolor{bworange}{HTML}{E69F00}
    \\definecolor{bwvermilion}{HTML}{A63C00}
    \\definecolor{bwgreen}{HTML}{00694A}
    """
}

extension TikZWriter {
  fileprivate mutating func write(_ mark: Drawing.Mark) {
    switch mark {
    case .path(let segments, let look): draw(segments.tikz, look)
    case .rectangle(let corner, let width, let height, let radius, let look):
      let far = Drawing.Point(corner.x + width, corner.y + height)
      draw(
        "\(corner.tikz) rectangle \(far.tikz)", look,
        radius > 0 ? ["rounded corners=\((radius * TikZWriter.scale).short)pt"] : [])
    case .circle(let center, let radius, let look):
      draw("\(center.tikz) circle[radius=\((radius * TikZWriter.scale).short)pt]", look)
    case .dots(let points, let radius, let ink, let isOpen):
      dots(points, radius: radius + 0.8, .page)
      dots(points, radius: radius, ink)
      if isOpen { dots(points, radius: radius - 1.1, .page) }
    case .text(let words, let place, let look):
      let anchor =
        switch look.anchor {
        case .start: "base west"
        case .middle: "base"
        case .end: "base east"
        }
      let size = look.size * TikZWriter.scale
      let font = "\\fontsize{\(size.short)}{\((size * 1.2).short)}\\selectfont"
      node(
        ["anchor=\(anchor)", "font=\(font)", "text=bw\(look.ink.rawValue)"], at: place,
        latex: words.latex(isBold: look.isBold))
    }
  }

  private mutating func dots(_ points: [Drawing.Point], radius: Double, _ ink: Drawing.Ink) {
    let circle = "circle[radius=\((radius * TikZWriter.scale).short)pt]"
    // A few on a line, as TeX reads lines of limited length.
    let circles = points.enumerated().map { index, point in
      "\(index % 8 == 7 ? "\n" : " ")\(point.tikz) \(circle)"
    }
    command("path", ["fill=bw\(ink.rawValue)"], circles.joined())
  }

  private mutating func draw(
    _ path: String, _ look: Drawing.Look, _ more: [String] = []
  ) {
    var options = more
    if let ink = look.stroke {
      options.append("draw=bw\(ink.rawValue)")
      options.append("line width=\((look.lineWidth * TikZWriter.scale).short)pt")
      let lengths = look.dash.lengths.map { ($0 * TikZWriter.scale).short }
      if lengths.count == 2 {
        options.append("dash pattern=on \(lengths[0])pt off \(lengths[1])pt")
      }
    }
    if let ink = look.fill {
      options.append("fill=bw\(ink.rawValue)")
      if look.opacity < 1 { options.append("fill opacity=\(look.opacity.short)") }
    }
    command("path", options, path)
  }
}

extension [Drawing.Segment] {
  fileprivate var tikz: String {
    var path = ""
    for segment in self {
      switch segment {
      case .move(let point): path += (path.isEmpty ? "" : " ") + point.tikz
      case .line(let point): path += " -- \(point.tikz)"
      case .curve(let first, let second, let end):
        path += " .. controls \(first.tikz) and \(second.tikz) .. \(end.tikz)"
      case .close: path += " -- cycle"
      }
    }
    return path
  }
}

extension DrawnText {
  /// The text as LaTeX, everything in it that means something there escaped.
  func latex(isBold: Bool) -> String {
    let text = pieces.map { piece in
      switch piece {
      case .words(let words): words.escapedForLaTeX
      case .code(let code): "\\texttt{\(code.escapedForLaTeXCode)}"
      case .mathematics(let math):
        "$\(isBold ? "\\boldsymbol{\(math.inlineLaTeX)}" : math.inlineLaTeX)$"
      }
    }.joined()
    return isBold ? "\\textbf{\(text)}" : text
  }
}

extension Math {
  /// LaTeX for a line of words, where ∂L/∂W₂ needs no fraction bar.
  fileprivate var inlineLaTeX: String {
    guard case .fraction(let above, let below) = self, isShortFraction else { return latex }
    return "\(above.latex)/\(below.latex)"
  }
}
