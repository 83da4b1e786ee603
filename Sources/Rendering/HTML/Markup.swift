import Source

/// HTML in the making, and the MathML and SVG that stand in it: `markup += "<p>\(words)</p>"`.
///
/// What is put into a literal is escaped, unless it is markup itself.
///
/// It is a buffer of bytes: a page is made of some ten thousand pieces of a few letters, and a
/// `String` is checked and counted each time that something is appended to it.
struct Markup {
  private(set) var bytes: [UInt8] = []

  /// Makes room for a page: pages of most lessons are not moved to a larger place as they grow.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// All of it as a string.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds markup.
  static func += (left: inout Markup, right: Markup) { left.bytes += right.bytes }

  /// Adds a tag or a part of one; most of what a page is made of.
  mutating func write(_ tag: StaticString) {
    bytes += UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount)
  }

  /// Adds a whole number in its digits.
  mutating func write(_ number: UInt16) {
    if number >= 10 { write(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Adds words, with what means something in HTML and XML written as entities, and without the
  /// characters that neither can hold.
  mutating func write(words: some StringProtocol) {
    var clean = String(words).sanitized
    clean.withUTF8 { letters in
      var start = 0
      for index in letters.indices {
        guard let entity = Markup.entity(letters[index]) else { continue }
        bytes += UnsafeBufferPointer(rebasing: letters[start..<index])
        write(entity)
        start = index + 1
      }
      bytes += UnsafeBufferPointer(rebasing: letters[start...])
    }
  }

  private static func entity(_ letter: UInt8) -> StaticString? {
    // All five come before it.
    if letter >= UInt8(ascii: "?") { return nil }
    return switch letter {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}

extension Markup: ExpressibleByStringInterpolation {
  init(stringLiteral markup: String) { bytes = Array(markup.utf8) }

  init(stringInterpolation: Interpolation) { self = stringInterpolation.markup }

  /// A literal with something put into it.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = Markup()

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ markup: String) { self.markup.bytes += markup.utf8 }

    mutating func appendInterpolation(_ words: String) { markup.write(words: words) }

    mutating func appendInterpolation(_ number: Int) { markup.bytes += "\(number)".utf8 }

    mutating func appendInterpolation(_ markup: Markup) { self.markup += markup }
  }
}

extension String {
  /// The text with what means something in HTML and XML written as entities, and without the
  /// characters that neither can hold.
  var escapedForHTML: String {
    var markup = Markup()
    markup.write(words: self)
    return markup.text
  }
}
