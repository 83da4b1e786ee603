import Matrices
import StageLanguage

/// The names whose values are gradients, whatever they are called: the derivative of a single number
/// computed before, by something that it was computed from.
///
/// A lesson may call it `gw`, `d1` or `slope`; only the numbers tell. Large arrays are left out: they
/// are nobody's to compute by hand.
func gradientNames(_ values: LessonValues, _ truth: borrowing Machine) -> Set<String> {
  var small: [(assigned: LessonValues.Assigned, value: NumericArray)] = []
  for assigned in values.all {
    let value = truth.value(of: assigned.slot)
    if value.kind == .real, value.elements.count <= 256, value.elements.allSatisfy(\.isFinite) {
      small.append((assigned, value))
    }
  }
  // Of each output every later value is looked at; thousands of them would take their time.
  guard small.count <= 400 else { return [] }
  var names: Set<String> = []
  for (output, value) in small where value.shape == .scalar && !output.isGiven {
    let inputs = small.prefix { $0.assigned.order < output.order }
    let later = small.drop { $0.assigned.order <= output.order }
      .filter { !$0.assigned.isGiven && !names.contains($0.assigned.name) }
    guard !later.isEmpty else { break }
    let gradients = truth.gradient(of: output.slot, along: inputs.map(\.assigned.slot))
    for gradient in gradients where gradient.elements.contains(where: { $0 != 0 }) {
      for (candidate, value) in later where gradient.isAlmost(value) {
        names.insert(candidate.name)
      }
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
