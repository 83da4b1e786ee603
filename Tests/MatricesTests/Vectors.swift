import Foundation
import Testing

/// The reference data in `Tests/Vectors`, made by `make_vectors.py` there.
enum Vectors {
  /// The lines of a file, each split at its spaces, without comments.
  static func lines(_ name: String) throws -> [[Substring]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Vectors/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ") }
  }

  /// A double from the 16 hexadecimal digits of its bits.
  static func double(_ text: Substring) throws -> Double {
    Double(bitPattern: try #require(UInt64(text, radix: 16)))
  }

  /// A whole number.
  static func integer(_ text: Substring) throws -> Int {
    try #require(Int(text))
  }
}

/// A line `call argument … = value …` of the reference data.
struct RecordedCall {
  let name: String
  let arguments: [Substring]
  let values: [Substring]

  init(_ words: [Substring]) {
    let equals = words.firstIndex(of: "=") ?? words.endIndex
    name = String(words[0])
    arguments = Array(words[1..<equals])
    values = Array(words[equals...].dropFirst())
  }

  /// The arguments as whole numbers.
  var integers: [Int] {
    get throws { try arguments.map(Vectors.integer) }
  }

  /// The recorded values as bits of doubles.
  var bits: [UInt64] {
    get throws { try values.map { try Vectors.double($0).bitPattern } }
  }
}
