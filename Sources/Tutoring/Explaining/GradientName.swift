/// A name that says what it is: `dL_dW2`, the derivative of `L` by `W2`.
public struct GradientName: Sendable, Hashable {
  /// The name as it is written.
  public let text: String
  /// What is differentiated.
  public let numerator: String
  /// By what.
  public let denominator: String

  /// Reads a name; nil if it is not called a derivative of one of `names` by another.
  init?(_ text: String, among names: Set<String>) {
    guard text.utf8.first == UInt8(ascii: "d") else { return nil }
    let bytes = Array(text.utf8)
    for index in bytes.indices.dropFirst(2)
    where index + 2 < bytes.count && bytes[index] == UInt8(ascii: "_")
      && bytes[index + 1] == UInt8(ascii: "d")
    {
      let above = String(decoding: bytes[1..<index], as: UTF8.self)
      let below = String(decoding: bytes[(index + 2)...], as: UTF8.self)
      if names.contains(above), names.contains(below) {
        (self.text, numerator, denominator) = (text, above, below)
        return
      }
    }
    return nil
  }
}
