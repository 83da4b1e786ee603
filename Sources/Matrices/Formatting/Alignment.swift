/// Pads the entries of each column to one width so that their decimal points stand in line.
///
/// An entry without a point, such as `12`, `inf` or `…`, ends where the point would stand. Every
/// text counts one column of the page for each character.
///
/// - Parameter table: Rows of equal length.
/// - Returns: The same rows with spaces before and after their texts.
public func alignedOnPoints(_ table: [[String]]) -> [[String]] {
  guard let first = table.first else { return [] }
  var result = table
  for column in first.indices {
    let lengths = table.map { lengthsAroundPoint($0[column]) }
    let before = lengths.reduce(0) { max($0, $1.before) }
    let after = lengths.reduce(0) { max($0, $1.after) }
    for (row, length) in lengths.enumerated() {
      if length.before < before {
        result[row][column] =
          String(repeating: " ", count: before - length.before) + table[row][column]
      }
      if length.after < after {
        result[row][column] += String(repeating: " ", count: after - length.after)
      }
    }
  }
  return result
}

/// How many characters stand before the decimal point, and how many from the point on.
private func lengthsAroundPoint(_ text: String) -> (before: Int, after: Int) {
  var before: Int?
  var isASCII = true
  for (offset, byte) in text.utf8.enumerated() {
    if byte == UInt8(ascii: "."), before == nil { before = offset }
    if byte >= 0x80 { isASCII = false }
  }
  if isASCII {
    let length = text.utf8.count
    return (before ?? length, length - (before ?? length))
  }
  let count = text.prefix { $0 != "." }.count
  return (count, text.count - count)
}
