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
      case .number(let number): write(words: number.short)
      case .numbers(let numbers): write(words: numbers.map(\.short).joined(separator: " "))
      }
      write("\"")
    }
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

  init(stringLiteral value: String) { self = .words(value) }
  init(floatLiteral value: Double) { self = .number(value) }
}

extension Double {
  /// The number with at most two decimals and no zeros at its end: `12.5`.
  ///
  /// What is no finite number is 0, for a picture has no place for it.
  var short: String {
    guard isFinite, magnitude < 1e15 else { return "0" }
    let digits = fixed(self, decimals: 2)
    let kept = digits.utf8.reversed().drop { $0 == UInt8(ascii: "0") }
    let end = kept.first == UInt8(ascii: ".") ? kept.dropFirst() : kept
    return String(digits.utf8.prefix(end.count)) ?? digits
  }
}
