func closestMatch(to: String, among: [String]) -> String? { nil }
enum Products {
  static func matmul(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, into c: UnsafeMutablePointer<Double>,
    rows: Int, inner: Int, columns: Int
  ) {
    for i in 0..<rows {
      for j in 0..<columns {
        var s = 0.0; for k in 0..<inner { s += a[i * inner + k] * b[k * columns + j] };
        c[i * columns + j] = s
      }
    }
  }
}
enum Sums { static func pairwiseSum(_ x: UnsafeBufferPointer<Double>) -> Double { x.reduce(0, +) } }
