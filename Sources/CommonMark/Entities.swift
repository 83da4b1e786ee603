// Entities such as `&amp;`, which cmark resolves. The two thousand names are not repeated here: what
// cmark wrote tells how much a name stands for.

extension LeafText {
  /// The end of the entity at `start`, and how many bytes of `literal` from `index` on it stands for.
  ///
  /// Returns nil if no entity stands there, or one that cmark does not know and left as it is.
  func entity(at start: Int, _ literal: [UInt8], _ index: Int) -> (end: Int, count: Int)? {
    var end = start + 1
    while end - start < 34, self[end].isLetterOrDigit || self[end] == UInt8(ascii: "#") { end += 1 }
    guard self[end] == UInt8(ascii: ";"), end > start + 1 else { return nil }
    let name = bytes[start + 1..<end]
    end += 1
    if literal[index] == UInt8(ascii: "&") {
      return isAmpersand(name) ? (end, 1) : nil
    }
    var count = 1
    while index + count < literal.count, literal[index + count] & 0xC0 == 0x80 { count += 1 }
    let rest = literal[(index + count)...]
    for mark in combiningMarks where rest.starts(with: mark) && !bytes[end...].starts(with: mark) {
      return (end, count + mark.count)
    }
    return name.elementsEqual("fjlig".utf8) ? (end, 2) : (end, count)
  }

  private func isAmpersand(_ name: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: name, as: UTF8.self)
    if name == "amp" || name == "AMP" { return true }
    let digits = name.dropFirst()
    if digits.first == "x" || digits.first == "X" {
      return digits.count <= 7 && Int(digits.dropFirst(), radix: 16) == 0x26
    }
    return name.hasPrefix("#") && digits.count <= 7 && Int(digits) == 0x26
  }
}

/// The second character of each entity that stands for two, save one: U+20D2, U+20E5, U+FE00,
/// U+0338, U+0333, U+0331 and U+200A.
private let combiningMarks: [[UInt8]] = [
  [0xE2, 0x83, 0x92], [0xE2, 0x83, 0xA5], [0xEF, 0xB8, 0x80], [0xCC, 0xB8], [0xCC, 0xB3],
  [0xCC, 0xB1], [0xE2, 0x80, 0x8A],
]

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
