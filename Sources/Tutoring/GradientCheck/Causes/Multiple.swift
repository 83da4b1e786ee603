import Matrices
import StageLanguage

/// A factor by which a derivative is wrong, made of what people forget: a sign, a 2, an N.
public struct Multiple: Sendable, Hashable {
  /// Whether the sign is wrong.
  public var isNegative = false
  /// How many factors 2 are too many; negative if they are missing.
  public var twos = 0
  /// The name of a number of the lesson that is in it, `N`.
  public var name: String?
  /// Whether that is a whole number, by which sums are divided.
  public var isCount = false
  /// How many times it is too many; negative if it is missing.
  public var power = 0

  private var complexity: Int { (isNegative ? 1 : 0) + abs(twos) + abs(power) }

  /// The simplest ways to make `factor` of a sign, a 2 and one of these numbers.
  static func candidates(
    for factor: Double, _ numbers: [(name: String, value: Double, isCount: Bool)]
  ) -> [Multiple] {
    guard factor.isFinite, factor != 0 else { return [] }
    var found: [Multiple] = []
    let powers = [(0, 1.0), (1, 2.0), (-1, 0.5)]
    for isNegative in [false, true] {
      for (twos, two) in powers {
        let rest = (isNegative ? -factor : factor) / two
        let simple = Multiple(isNegative: isNegative, twos: twos)
        if isOne(rest) { found.append(simple) }
        for number in numbers {
          let square = number.value * number.value
          for (power, value) in [
            (1, number.value), (-1, 1 / number.value), (2, square), (-2, 1 / square),
          ] where isOne(rest / value) {
            var multiple = simple
            multiple.name = number.name
            multiple.isCount = number.isCount
            multiple.power = power
            found.append(multiple)
          }
        }
      }
    }
    let least = found.map(\.complexity).min() ?? 0
    return least == 0 ? [] : found.filter { $0.complexity == least }
  }

  private static func isOne(_ number: Double) -> Bool { abs(number - 1) < 1e-7 }

  /// What is wrong, in words: `the 1/N is missing`.
  public var words: String {
    var parts: [String] = []
    if isNegative { parts.append("the sign is wrong") }
    switch twos {
    case 1: parts.append("there is a factor 2 too many")
    case -1: parts.append("a factor 2 is missing")
    default: break
    }
    if let name {
      switch (power, isCount) {
      case (2..., true): parts.append("it is multiplied by \(name) instead of divided")
      case (1, true): parts.append("the 1/\(name) is missing")
      case (-1, true): parts.append("it is divided by \(name) once too often")
      case (_, true): parts.append("it is divided by \(name) twice too often")
      case (2..., false): parts.append("the factor \(name) is there twice too often")
      case (1, false): parts.append("there is a factor \(name) too many")
      case (-1, false): parts.append("the factor \(name) is missing")
      case (_, false): parts.append("the factor \(name) is missing twice")
      }
    }
    let all = parts.dropLast().joined(separator: ", ")
    return (all.isEmpty ? "" : "\(all) and ") + (parts.last ?? "")
  }
}

extension DerivativeBench {
  /// How many numbers are tried, which bounds the search in a lesson of thousands.
  private static let numbersTried = 24

  /// The numbers of the lesson that a factor may be made of: those that go into the output first.
  func numbers(for claim: DerivativeClaim) -> [(name: String, value: Double, isCount: Bool)] {
    let ancestors = survey.program.ancestors(
      of: claim.output, stoppingAt: Set(survey.freeInputs))
    var near: [(name: String, value: Double, isCount: Bool)] = []
    var far = near
    for name in survey.history.names {
      guard let slot = survey.history.slot(of: name, before: claim.order),
        survey.program.type(of: slot).shape == .scalar
      else { continue }
      let value = machine.value(of: slot).elements[0]
      guard value.isFinite, value != 0, abs(value) != 1 else { continue }
      let isCount = value > 1 && value == value.rounded()
      if ancestors.contains(slot) {
        near.append((name, value, isCount))
      } else if isCount, survey.program.type(of: slot).kind == .integer {
        far.append((name, value, isCount))
      }
    }
    // A mean divides by a number that has no name in the formula, but one in the lesson.
    let others = far.filter { number in !near.contains { $0.value == number.value } }
    return Array((near + others).prefix(Self.numbersTried))
  }
}

/// The number that every entry of `found` is of `expected`; nil if there is none.
func commonFactor(_ found: [Double], _ expected: [Double]) -> Double? {
  guard found.count == expected.count,
    let largest = expected.indices.max(by: { abs(expected[$0]) < abs(expected[$1]) }),
    expected[largest] != 0
  else { return nil }
  let factor = found[largest] / expected[largest]
  guard factor.isFinite else { return nil }
  let product = expected.map { $0 * factor }
  return Agreement.computed(found).agree(found, product) ? factor : nil
}
