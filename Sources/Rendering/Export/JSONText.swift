/// A JSON value, for the few files that are written in it.
enum JSON {
  case null
  case string(String)
  case number(Double)
  case integer(Int)
  case array([JSON])
  case object([(String, JSON)])

  /// The value as text; objects, and arrays of more than numbers and short words, have a line for each
  /// part.
  func text(indentation: Int = 0) -> String {
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .null: return "null"
    case .string(let string): return JSON.quoted(string)
    case .integer(let number): return String(number)
    // JSON has no infinities: they are strings, as NumPy prints them.
    case .number(let number):
      if number.isNaN { return "\"nan\"" }
      if number.isInfinite { return number < 0 ? "\"-inf\"" : "\"inf\"" }
      return number.description
    case .array(let items):
      if items.allSatisfy(\.isFlat) {
        return "[" + items.map { $0.text() }.joined(separator: ", ") + "]"
      }
      let lines = items.map { inner + $0.text(indentation: indentation + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { name, value in
        "\(inner)\(JSON.quoted(name)): \(value.text(indentation: indentation + 2))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private var isFlat: Bool {
    switch self {
    case .null, .number, .integer: true
    case .string(let string): string.utf8.count < 12
    case .array(let items): items.allSatisfy { if case .array = $0 { false } else { $0.isFlat } }
    case .object: false
    }
  }

  /// The text as JSON, and Python, write it between quotation marks.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _
      where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        // Ends of lines in JavaScript, and what turns the direction of text around.
        || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
