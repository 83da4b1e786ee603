extension Drawing {
  /// The drawing as an element of an HTML page, its colours those of ``HTMLStyle``.
  ///
  /// - Parameter id: What its identifiers begin with; another for each drawing of a page.
  /// - Returns: The element.
  func svg(id: String) -> String {
    var markup = Markup()
    markup.write(self, id: id)
    return markup.text
  }
}

extension Markup {
  /// Adds a drawing as ``Drawing/svg(id:)`` has it.
  mutating func write(_ drawing: Drawing, id: String) {
    let (width, height) = (drawing.width, drawing.height)
    element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": .numbers([0, 0, width, height]),
        "width": .number(width), "height": .number(height),
        "style": .words("min-width:\((width * Drawing.smallest).short)px"), "role": "img",
        "aria-labelledby": "\(id)-title \(id)-desc",
      ]
    ) {
      $0.element("title", ["id": "\(id)-title"], words: drawing.title)
      $0.element("desc", ["id": "\(id)-desc"], words: drawing.description)
      for mark in drawing.marks {
        $0.write("\n")
        $0.write(mark)
      }
      $0.write("\n")
    }
  }
}

extension Markup {
  private mutating func write(_ mark: Drawing.Mark) {
    switch mark {
    case .path(let segments, let look):
      element(
        "path",
        [
          "class": look.classes, "d": .path(segments), "stroke-width": look.strokeWidth,
          "stroke-dasharray": look.dashes, "fill-opacity": look.fillOpacity,
        ])
    case .rectangle(let corner, let width, let height, let radius, let look):
      element(
        "rect",
        [
          "class": look.classes, "x": .number(corner.x), "y": .number(corner.y),
          "width": .number(width), "height": .number(height),
          "rx": radius > 0 ? .number(radius) : nil, "stroke-width": look.strokeWidth,
          "stroke-dasharray": look.dashes, "fill-opacity": look.fillOpacity,
        ])
    case .circle(let center, let radius, let look):
      element(
        "circle",
        [
          "class": look.classes, "cx": .number(center.x), "cy": .number(center.y),
          "r": .number(radius), "stroke-width": look.strokeWidth,
          "stroke-dasharray": look.dashes, "fill-opacity": look.fillOpacity,
        ])
    case .dots(let points, let radius, let ink, let isOpen):
      // Lines without length that have round ends: a few letters a point.
      dots(points, radius: radius + 0.8, .page)
      dots(points, radius: radius, ink)
      if isOpen { dots(points, radius: radius - 1.1, .page) }
    case .text(let words, let place, let look): write(words, place, look)
    }
  }

  private mutating func dots(_ points: [Drawing.Point], radius: Double, _ ink: Drawing.Ink) {
    element(
      "path",
      [
        "class": .words("stroke-\(ink.rawValue) empty"),
        "d": .words(points.map { "M\($0.x.short) \($0.y.short)h0" }.joined()),
        "stroke-width": .number(2 * radius), "stroke-linecap": "round",
      ])
  }

  private mutating func write(
    _ words: DrawnText, _ place: Drawing.Point, _ look: Drawing.TextLook
  ) {
    element(
      "text",
      [
        "class": look.ink == .ink ? nil : .words("fill-\(look.ink.rawValue)"),
        "x": .number(place.x), "y": .number(place.y),
        "text-anchor": look.anchor == .start ? nil : .words(look.anchor.rawValue),
        "font-size": look.size == Drawing.textSize ? nil : .number(look.size),
        "font-weight": look.isBold ? "bold" : nil,
      ]
    ) {
      // A shift holds for everything that follows, so that each run says how far it is from the last.
      var level = 0.0
      for run in words.runs {
        let target = run.script == 0 ? 0 : run.script > 0 ? -0.36 : 0.2
        $0.write(run, size: look.size, shift: (target - level) * look.size)
        level = target
      }
    }
  }

  private mutating func write(_ run: DrawnText.Run, size: Double, shift: Double) {
    guard run.isItalic || run.isCode || run.script != 0 || shift != 0 else {
      return write(words: run.text)
    }
    element(
      "tspan",
      [
        "class": run.isCode ? "code" : run.isItalic ? "name" : nil,
        "dy": shift == 0 ? nil : .number(shift),
        "font-size": run.script == 0 ? nil : .number(size * DrawnText.scriptScale),
      ], words: run.text)
  }
}

extension Drawing.Look {
  fileprivate var classes: SVGValue { .look(stroke: stroke, fill: fill) }

  fileprivate var strokeWidth: SVGValue? {
    stroke == nil || lineWidth == 1 ? nil : .number(lineWidth)
  }

  fileprivate var dashes: SVGValue? {
    stroke == nil || dash == .solid ? nil : .numbers(dash.lengths)
  }

  fileprivate var fillOpacity: SVGValue? {
    fill == nil || opacity == 1 ? nil : .number(opacity)
  }
}
