/// Neighbouring entries of a row that are computed together: one, two or four of them.
///
/// The operators of `SIMD` are generic and slow where they are not specialized; these few methods
/// stand on the concrete types.
protocol Lanes {
  /// Nothing but zeros.
  static var zero: Self { get }
  /// The entries from an address on.
  static func load(_ entries: UnsafePointer<Double>) -> Self
  /// Writes the entries from an address on.
  func store(_ entries: UnsafeMutablePointer<Double>)
  /// These entries plus a multiple of others: a product, rounded, then a sum, rounded.
  func adding(_ factor: Double, times other: Self) -> Self
}

extension Double: Lanes {
  @inline(__always)
  static func load(_ entries: UnsafePointer<Double>) -> Double { entries[0] }
  @inline(__always)
  func store(_ entries: UnsafeMutablePointer<Double>) { entries[0] = self }
  @inline(__always)
  func adding(_ factor: Double, times other: Double) -> Double { self + factor * other }
}

extension SIMD2<Double>: Lanes {
  @inline(__always)
  static func load(_ entries: UnsafePointer<Double>) -> SIMD2<Double> {
    UnsafeRawPointer(entries).loadUnaligned(as: Self.self)
  }
  @inline(__always)
  func store(_ entries: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(entries).storeBytes(of: self, as: Self.self)
  }
  @inline(__always)
  func adding(_ factor: Double, times other: SIMD2<Double>) -> SIMD2<Double> {
    self + SIMD2(repeating: factor) * other
  }
}

extension SIMD4<Double>: Lanes {
  @inline(__always)
  static func load(_ entries: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(entries).loadUnaligned(as: Self.self)
  }
  @inline(__always)
  func store(_ entries: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(entries).storeBytes(of: self, as: Self.self)
  }
  @inline(__always)
  func adding(_ factor: Double, times other: SIMD4<Double>) -> SIMD4<Double> {
    self + SIMD4(repeating: factor) * other
  }
}
