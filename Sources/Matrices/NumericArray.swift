/// What kind of number the entries of an array are; NumPy's `bool`, `int64` and `float64`.
public enum ElementKind: Int, Hashable, Sendable, Comparable {
  /// True or false.
  case boolean
  /// A whole number.
  case integer
  /// A real number, IEEE 754 double precision.
  case real

  /// Orders kinds as NumPy promotes them.
  public static func < (left: ElementKind, right: ElementKind) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// An array of rank 0, 1 or 2, its entries row by row.
///
/// Arithmetic is double precision for every kind: a whole number is held exactly up to 2⁵³, a
/// boolean as 0 or 1.
public struct NumericArray: Hashable, Sendable {
  /// The kind of every entry.
  public let kind: ElementKind
  /// The shape.
  public let shape: Shape
  /// The entries, row by row; `shape.count` of them.
  public var elements: [Double]

  /// Creates an array.
  ///
  /// - Precondition: `elements.count == shape.count`.
  public init(_ elements: [Double], shape: Shape, kind: ElementKind = .real) {
    precondition(elements.count == shape.count)
    self.elements = elements
    self.shape = shape
    self.kind = kind
  }

  /// Creates a single number.
  public init(_ number: Double, kind: ElementKind = .real) {
    self.init([number], shape: .scalar, kind: kind)
  }

  /// The entry in the given row and column of the array as it is laid out on a page.
  public subscript(row: Int, column: Int) -> Double {
    elements[row * shape.columns + column]
  }
}
