import Matrices

// The elements of SVG, every text escaped, every number short. Attributes whose value is nil are left
// out.

/// The attributes of an element.
typealias SVGAttributes = KeyValuePairs<StaticString, SVGValue?>

extension Markup {
  /// Adds an element without content.
  mutating func element(_ name: StaticString, _ attributes: SVGAttributes) {
    start(name, attributes)
    write("/>")
  }

  /// Adds an element and what is in it.
  mutating func element(
    _ name: StaticString, _ attributes: SVGAttributes, content: (inout Markup) -> Void
  ) {
    start(name, attributes)
    write(">")
    content(&self)
    write("</")
    write(name)
    write(">")
  }

  /// Adds an element that holds words alone.
  mutating func element(_ name: StaticString, _ attributes: SVGAttributes, words: String) {
    element(name, attributes) { $0.write(words: words) }
  }

  private mutating func start(_ name: StaticString, _ attributes: SVGAttributes) {
    write("<")
    write(name)
    for (key, value) in attributes {
      guard let value else { continue }
      write(" ")
      write(key)
      write("=\"")
      switch value {
      case .words(let words): write(words: words)
      case .number(let number): write(number)
      case .numbers(let numbers):
        for (index, number) in numbers.enumerated() {
          if index > 0 { write(" ") }
          write(number)
        }
      case .path(let segments): write(segments)
      case .look(let stroke, let fill): write(stroke: stroke, fill: fill)
      }
      write("\"")
    }
  }
}

extension Markup {
  /// Adds a number, as ``Double/short`` has it.
  private mutating func write(_ number: Double) {
    // Most are whole.
    if let whole = UInt16(exactly: number) {
      write(whole)
    } else {
      write(words: number.short)
    }
  }

  /// Adds a path in the letters of SVG.
  private mutating func write(_ segments: [Drawing.Segment]) {
    var place = Drawing.Point(.nan, .nan)
    for segment in segments {
      switch segment {
      case .move(let point):
        write("M")
        write(point)
        place = point
      // Level and upright lines need one number, and areas are made of many.
      case .line(let point) where point.y == place.y:
        write("H")
        write(point.x)
        place = point
      case .line(let point) where point.x == place.x:
        write("V")
        write(point.y)
        place = point
      case .line(let point):
        write("L")
        write(point)
        place = point
      case .curve(let first, let second, let end):
        write("C")
        write(first)
        write(" ")
        write(second)
        write(" ")
        write(end)
        place = end
      case .close:
        write("Z")
        place = Drawing.Point(.nan, .nan)
      }
    }
  }

  private mutating func write(_ point: Drawing.Point) {
    write(point.x)
    write(" ")
    write(point.y)
  }

  /// Adds the classes of what is drawn in these inks.
  private mutating func write(stroke: Drawing.Ink?, fill: Drawing.Ink?) {
    if let stroke {
      write("stroke-")
      write(words: stroke.rawValue)
      write(" ")
    }
    guard let fill else { return write("empty") }
    write("fill-")
    write(words: fill.rawValue)
  }
}

/// The value of an attribute.
enum SVGValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringInterpolation
{
  case words(String)
  case number(Double)
  /// Numbers with spaces between them.
  case numbers([Double])
  /// The lines and curves of a path.
  case path([Drawing.Segment])
  /// The classes for the inks of lines and areas.
  case look(stroke: Drawing.Ink?, fill: Drawing.Ink?)

  init(stringLiteral value: String) { self = .words(value) }
  init(floatLiteral value: Double) { self = .number(value) }
}

extension Double {
  /// The number with at most two decimals and no zeros at its end: `12.5`.
  ///
  /// What is no finite number is 0, for a picture has no place for it.
  var short: String {
    guard isFinite, magnitude < 1e15 else { return "0" }
    if let whole = Int(exactly: self) { return String(whole) }
    let digits = fixed(self, decimals: 2)
    let kept = digits.utf8.reversed().drop { $0 == UInt8(ascii: "0") }
    let end = kept.first == UInt8(ascii: ".") ? kept.dropFirst() : kept
    return String(digits.utf8.prefix(end.count)) ?? digits
  }
}
