import Matrices

/// All numbers from one to another: what a value may be when its inputs have been rounded.
///
/// Bounds are computed in double precision without directed rounding; who compares with them leaves
/// a little slack.
struct Interval {
  var low: Double
  var high: Double

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  init(_ number: Double) { self.init(number, number) }

  /// Any number at all.
  static let everything = Interval(-.infinity, .infinity)

  /// The smallest interval with these numbers in it; everything if one of them is undefined.
  static func around(_ numbers: Double...) -> Interval {
    var result = Interval(numbers[0])
    for number in numbers {
      if number.isNaN { return everything }
      result.low = min(result.low, number)
      result.high = max(result.high, number)
    }
    return result
  }

  func widened(by margin: Double) -> Interval { Interval(low - margin, high + margin) }

  var containsZero: Bool { low <= 0 && high >= 0 }
  var isSingle: Bool { low == high }

  static func + (a: Interval, b: Interval) -> Interval {
    around(a.low + b.low, a.high + b.high)
  }

  static func - (a: Interval, b: Interval) -> Interval {
    around(a.low - b.high, a.high - b.low)
  }

  static func * (a: Interval, b: Interval) -> Interval {
    around(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
  }

  static func / (a: Interval, b: Interval) -> Interval {
    if b.isSingle { return around(a.low / b.low, a.high / b.low) }
    guard !b.containsZero else { return everything }
    return around(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high)
  }

  /// The image under a function that never turns.
  func map(_ function: (Double) -> Double) -> Interval {
    Interval.around(function(low), function(high))
  }

  /// The image under a function that falls up to zero and rises from there on.
  func mapAroundZero(_ function: (Double) -> Double) -> Interval {
    let image = map(function)
    return containsZero ? Interval(min(function(0), image.low), image.high) : image
  }
}

extension UnaryFunction {
  /// The values that the function takes on an interval.
  func apply(_ x: Interval) -> Interval {
    switch self {
    case .negative, .copy, .exp, .tanh, .sign: x.map { self.apply($0) }
    case .log, .sqrt: x.low < 0 ? .everything : x.map { self.apply($0) }
    case .absolute, .square: x.mapAroundZero { self.apply($0) }
    case .logicalNot: x.isSingle ? Interval(self.apply(x.low)) : Interval(0, 1)
    }
  }
}

extension BinaryFunction {
  /// The values that the function takes on two intervals.
  func apply(_ x: Interval, _ y: Interval) -> Interval {
    switch self {
    case .add: return x + y
    case .subtract: return x - y
    case .multiply: return x * y
    case .divide: return x / y
    case .power: return power(x, y)
    case .maximum: return Interval(max(x.low, y.low), max(x.high, y.high))
    case .minimum: return Interval(min(x.low, y.low), min(x.high, y.high))
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      let isDecided = x.high < y.low || y.high < x.low || (x.isSingle && y.isSingle)
      return isDecided ? Interval(self.apply(x.low, y.low)) : Interval(0, 1)
    case .logicalAnd, .logicalOr, .logicalXor:
      return x.isSingle && y.isSingle ? Interval(self.apply(x.low, y.low)) : Interval(0, 1)
    }
  }

  private func power(_ x: Interval, _ y: Interval) -> Interval {
    guard y.isSingle else {
      guard x.low > 0 else { return .everything }
      let corners = [
        apply(x.low, y.low), apply(x.low, y.high), apply(x.high, y.low), apply(x.high, y.high),
      ]
      return corners.dropFirst().reduce(Interval(corners[0])) { hull, corner in
        Interval.around(hull.low, hull.high, corner)
      }
    }
    let exponent = y.low
    let isWhole = exponent == exponent.rounded()
    let isEven = isWhole && (exponent / 2) == (exponent / 2).rounded()
    if exponent < 0, x.containsZero, !x.isSingle { return .everything }
    if isEven {
      return exponent >= 0 ? x.mapAroundZero { apply($0, exponent) } : x.map { apply($0, exponent) }
    }
    if !isWhole, x.low < 0 { return .everything }
    return x.map { apply($0, exponent) }
  }
}
