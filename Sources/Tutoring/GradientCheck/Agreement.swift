import Matrices

// When two derivatives are the same: to 1e-7 of their size, or 1e-10 where they are nearly zero.

/// Tells numbers that differ from numbers that were computed in different ways.
struct Agreement: Sendable {
  /// The largest relative error that is taken for rounding.
  static let tolerance = 1e-7
  /// Entries below this count as this large, so that the absolute error may be 1e-7 of it.
  let floor: Double

  /// For what central differences measure: an absolute error of 1e-10 is as good as they are.
  static let measured = Agreement(floor: 1e-3)

  /// For what is computed: rounding is relative to the largest entry, however small all of them are.
  static func computed(_ entries: [Double]) -> Agreement {
    let scale = entries.reduce(0) { max($0, abs($1)) }
    return Agreement(floor: 1e-3 * min(1, max(scale, 1e-4)))
  }

  private init(floor: Double) { self.floor = floor }

  /// How far `found` is from `expected`, as a part of the larger; 0 if they are equal.
  func relativeError(_ found: Double, _ expected: Double) -> Double {
    if found == expected || (found.isNaN && expected.isNaN) { return 0 }
    let error = abs(found - expected) / max(abs(found), abs(expected), floor)
    return error.isNaN ? .infinity : error
  }

  /// Whether all entries are the same, up to rounding.
  func agree(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { relativeError($0, $1) <= Self.tolerance }
  }
}

extension NumericArray {
  /// Whether its entries are those of `other`, up to rounding, laid out in the same shape.
  func agrees(with other: NumericArray) -> Bool {
    shape == other.shape && Agreement.computed(other.elements).agree(elements, other.elements)
  }

  /// Whether every entry is a finite number.
  var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The array with rows and columns exchanged; a vector is taken for a row.
  var transposed: NumericArray {
    let (rows, columns) = (shape.rows, shape.columns)
    return NumericArray(
      elements.indices.map { elements[$0 % rows * columns + $0 / rows] },
      shape: .matrix(rows: columns, columns: rows))
  }

  /// The matrix product, a vector taken for a row; nil if the shapes do not allow it.
  func matrixProduct(_ other: NumericArray) -> NumericArray? {
    let (rows, inner, columns) = (shape.rows, shape.columns, other.shape.columns)
    guard inner == other.shape.rows else { return nil }
    var product = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        for index in 0..<inner {
          product[row * columns + column] += self[row, index] * other[index, column]
        }
      }
    }
    return NumericArray(product, shape: .matrix(rows: rows, columns: columns))
  }

  /// The array broadcast to shape `result`; nil if it cannot be.
  func stretched(to result: Shape) -> NumericArray? {
    guard shape.broadcast(with: result) == result else { return nil }
    let strides = shape.strides(broadcastTo: result)
    let columns = result.columns
    return NumericArray(
      (0..<result.count).map {
        elements[$0 / columns * strides.row + $0 % columns * strides.column]
      }, shape: result)
  }

  /// The array with all entries added up that come from one of the smaller shape `origin` when that
  /// is stretched; nil if it cannot be stretched to this shape.
  func addedUp(to origin: Shape) -> NumericArray? {
    guard origin.broadcast(with: shape) == shape else { return nil }
    let strides = origin.strides(broadcastTo: shape)
    var sums = [Double](repeating: 0, count: origin.count)
    for (index, entry) in elements.enumerated() {
      let (row, column) = (index / shape.columns, index % shape.columns)
      sums[row * strides.row + column * strides.column] += entry
    }
    return NumericArray(sums, shape: origin)
  }

  /// The array with `function` applied to each entry and the other array's in the same place.
  func zipped(
    with other: NumericArray, _ function: (Double, Double) -> Double
  ) -> NumericArray {
    NumericArray(zip(elements, other.elements).map(function), shape: shape)
  }
}
