import Matrices

/// Writes elements of SVG, every text escaped, every number short.
struct SVGWriter {
  private(set) var text = ""
  private var open: [String] = []

  /// Begins an element; attributes whose value is nil are left out.
  mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, SVGValue?> = [:]) {
    start(name, attributes)
    text += ">"
    open.append(name)
  }

  /// Ends the element begun last.
  mutating func end() {
    if let name = open.popLast() { text += "</\(name)>" }
  }

  /// Writes an element without content.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, SVGValue?>) {
    start(name, attributes)
    text += "/>"
  }

  /// Writes an element that holds words alone.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, SVGValue?> = [:], words: String
  ) {
    begin(name, attributes)
    write(words)
    end()
  }

  /// Writes words.
  mutating func write(_ words: String) { text += words.escapedForHTML }

  /// Goes on in a new line of the file.
  mutating func lineBreak() { text += "\n" }

  private mutating func start(_ name: String, _ attributes: KeyValuePairs<String, SVGValue?>) {
    text += "<\(name)"
    for (key, value) in attributes {
      guard let value else { continue }
      text += " \(key)=\"\(value.written)\""
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

  fileprivate var written: String {
    switch self {
    case .words(let words): words.escapedForHTML
    case .number(let number): number.short
    case .numbers(let numbers): numbers.map(\.short).joined(separator: " ")
    }
  }
}

extension Double {
  /// The number with at most two decimals and no zeros at its end: `12.5`.
  ///
  /// What is no finite number is 0, for a picture has no place for it.
  var short: String {
    guard isFinite, magnitude < 1e15 else { return "0" }
    var text = fixed(self, decimals: 2)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
