/// How numbers are shown: the same digits in the terminal, in a check and in every printed format.
///
/// A real entry has a fixed count of decimals, the same for the whole array. Three kinds of entry
/// are shown otherwise, because those decimals would say nothing or would pretend too much:
/// - in an array of exact whole numbers, `1` instead of `1.0000`;
/// - a number that is not zero but would look like zero, `1.0e-05` instead of `0.0000`;
/// - a number of 10⁹ or more, `2.5000e+10`.
public struct NumberFormat: Hashable, Sendable {
  /// The number of decimals of a real entry, 0 or more.
  public var digits: Int

  /// Creates a format.
  public init(digits: Int = 4) {
    precondition(digits >= 0)
    self.digits = digits
  }

  /// How all entries of one array are written.
  public enum Style: Hashable, Sendable {
    /// `True` or `False`.
    case truth
    /// Whole numbers without a point.
    case whole
    /// Real numbers with decimals.
    case decimal
  }

  /// The style that fits every entry of an array.
  public func style(of array: NumericArray) -> Style {
    switch array.kind {
    case .boolean: .truth
    case .integer: .whole
    case .real: array.elements.allSatisfy(NumberFormat.isExactInteger) ? .whole : .decimal
    }
  }

  /// An entry as it is shown in an array of the given style.
  public func string(_ value: Double, style: Style) -> String {
    switch style {
    case .truth: value == 0 ? "False" : "True"
    case .whole: fixed(value, decimals: 0)
    case .decimal: decimal(value)
    }
  }

  /// A number by itself, with nothing known of the array it is from: a real 1 is `1.0000`.
  public func string(_ value: Double, kind: ElementKind) -> String {
    switch kind {
    case .boolean: string(value, style: .truth)
    case .integer: string(value, style: .whole)
    case .real: string(value, style: .decimal)
    }
  }

  /// The text of one entry, the same as in `table(_:)`.
  public func string(of array: NumericArray, row: Int, column: Int) -> String {
    string(array[row, column], style: style(of: array))
  }

  /// The text of every entry, row by row as the array is laid out on a page.
  public func table(_ array: NumericArray) -> [[String]] {
    let style = style(of: array)
    return (0..<array.shape.rows).map { row in
      (0..<array.shape.columns).map { string(array[row, $0], style: style) }
    }
  }

  /// The table with the entries of each column padded to one width, decimal points in line.
  public func aligned(_ array: NumericArray) -> [[String]] {
    alignedOnPoints(table(array))
  }

  private func decimal(_ value: Double) -> String {
    let magnitude = value.magnitude
    if magnitude >= 1e9 { return scientific(value, decimals: digits) }
    // An entry of half a unit of the last decimal may round to zero, one of a whole unit cannot.
    // The comparison with 1 spares ordinary numbers the second look.
    let text = fixed(value, decimals: digits)
    let looksLikeZero = magnitude < 1 && text.utf8.allSatisfy { "0.".utf8.contains($0) }
    return value != 0 && looksLikeZero ? scientific(value, decimals: 1) : text
  }

  /// Whether every digit of the number stands before the point and all of them are meant.
  private static func isExactInteger(_ value: Double) -> Bool {
    value.magnitude < 1e15 && value == value.rounded(.towardZero)
  }
}
