import Matrices
import StageLanguage

/// The names whose values are gradients, whatever they are called: the derivative of a single number
/// computed before, by something that it was computed from.
///
/// A lesson may call it `gw`, `d1` or `slope`; only the numbers tell. Large arrays are left out: they
/// are nobody's to compute by hand.
///
/// - Returns: for each such name, of what it is the derivative and by what.
func gradientNames(
  _ values: LessonValues, _ truth: borrowing Machine
) -> [String: (of: String, by: String)] {
  var small: [(assigned: LessonValues.Assigned, value: NumericArray)] = []
  for assigned in values.all {
    let value = truth.value(of: assigned.slot)
    if value.kind == .real, value.elements.count <= 256, value.elements.allSatisfy(\.isFinite) {
      small.append((assigned, value))
    }
  }
  // Of each output every later value is looked at; thousands of them would take their time.
  guard small.count <= 400 else { return [:] }
  var names: [String: (of: String, by: String)] = [:]
  for (output, value) in small where value.shape == .scalar && !output.isGiven {
    let inputs = small.prefix { $0.assigned.order < output.order }
    let later = small.drop { $0.assigned.order <= output.order }
      .filter { !$0.assigned.isGiven && names[$0.assigned.name] == nil }
    guard !later.isEmpty else { break }
    let gradients = truth.gradient(of: output.slot, along: inputs.map(\.assigned.slot))
    // Several values may have the same gradient, such as a sum and its bias: the one that the name
    // speaks of is meant, or else the one nearest to the output.
    for (candidate, value) in later {
      let equal = zip(inputs, gradients).filter { _, gradient in
        gradient.elements.contains { $0 != 0 } && gradient.isAlmost(value)
      }.map(\.0.assigned.name)
      guard let nearest = equal.last else { continue }
      names[candidate.name] = (
        output.name, equal.last { candidate.name.hasSuffix($0) } ?? nearest
      )
    }
  }
  return names
}

extension NumericArray {
  /// Whether the entries agree but for what rounding does to sixteen digits.
  fileprivate func isAlmost(_ other: NumericArray) -> Bool {
    guard shape == other.shape else { return false }
    let size = elements.map(\.magnitude).max() ?? 0
    return zip(elements, other.elements).allSatisfy { abs($0 - $1) <= 1e-10 * size }
  }
}
