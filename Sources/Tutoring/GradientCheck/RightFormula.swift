import Matrices
import StageLanguage

// Where it is not known why a derivative is wrong, it helps to see what would be right: the slope of
// a common activation, or a product of two values that the lesson has.

extension DerivativeBench {
  /// The most values that are tried as the second factor of a product.
  private static let valuesTried = 200

  /// A formula in the lesson's names that gives the true derivative; nil if none of the simple ones
  /// does.
  func formula(for check: DerivativeCheck) -> String? {
    guard let expected = check.expected, expected.isFinite,
      expected.elements.contains(where: { $0 != 0 })
    else { return nil }
    // A single number may be the product of two others by chance, but hardly a sum of products.
    if expected.shape.count == 1 { return sum(check.claim, expected) }
    if compare(check.claim, ties: .shared).isEntrywise { return slope(check.claim, expected) }
    return chain(check.claim, expected) ?? difference(expected, check.claim)
  }

  /// Whether a matrix is the product of two others; one entry tells of most that it is not.
  private func isProduct(
    _ left: NumericArray, _ right: NumericArray, _ product: NumericArray
  ) -> Bool {
    let (inner, shape) = (left.shape.columns, product.shape)
    guard shape.rank == 2, inner == right.shape.rows, left.shape.rows == shape.rows,
      right.shape.columns == shape.columns
    else { return false }
    let first = (0..<inner).reduce(0) { $0 + left[0, $1] * right[$1, 0] }
    let error = Agreement.computed(product.elements).relativeError(first, product[0, 0])
    return error <= Agreement.tolerance && left.matrixProduct(right)?.agrees(with: product) == true
  }

  /// A multiple of the difference of a value on the way to the output and another one.
  private func difference(_ expected: NumericArray, _ claim: DerivativeClaim) -> String? {
    let path = survey.program.path(from: [claim.input], to: claim.output)
    let slots = [claim.input] + path.map { survey.program.instructions[$0].result }
    let named = slots.filter { slot in
      survey.program.type(of: slot).shape == expected.shape
        && survey.history.name(of: slot, before: claim.order) != nil
    }
    for slot in named.prefix(8) {
      if let formula = difference(expected, from: slot, claim) { return formula }
    }
    return nil
  }

  /// A formula such as `2 * (p - Y) / N` for a derivative; nil if it is none.
  func difference(
    _ expected: NumericArray, from slot: Slot, _ claim: DerivativeClaim
  ) -> String? {
    let value = machine.value(of: slot)
    guard let minuend = survey.history.name(of: slot, before: claim.order) else { return nil }
    let counts = numbers(for: claim).filter(\.isCount).map { (name: $0.name, value: $0.value) }
    let rows = (name: "\(value.shape.rows)", value: Double(value.shape.rows))
    for name in survey.history.names.prefix(Self.valuesTried) where name != minuend {
      guard let other = survey.history.slot(of: name, before: claim.order), other != slot,
        !survey.program.depends(other, on: claim.input)
      else { continue }
      let answers = machine.value(of: other)
      guard answers.shape == value.shape,
        let factor = commonFactor(expected.elements, value.zipped(with: answers, -).elements)
      else { continue }
      for (text, times) in [("", 1.0), ("2 * ", 2.0)] {
        if abs(factor / times - 1) < 1e-7 {
          return text.isEmpty ? "\(minuend) - \(name)" : "\(text)(\(minuend) - \(name))"
        }
        for count in counts + [rows] where abs(factor * count.value / times - 1) < 1e-7 {
          return "\(text)(\(minuend) - \(name)) / \(count.name)"
        }
      }
    }
    return nil
  }

  /// The slope of an activation, in the names of its value and its argument.
  private func slope(_ claim: DerivativeClaim, _ expected: NumericArray) -> String? {
    let (h, z) = (claim.numerator, claim.denominator)
    let value = machine.value(of: claim.output)
    let argument = machine.value(of: claim.input)
    let slopes: [(String, (_ h: Double, _ z: Double) -> Double)] = [
      ("\(h) * (1 - \(h))", { h, _ in h * (1 - h) }),
      ("1 - \(h) ** 2", { h, _ in 1 - h * h }),
      (h, { h, _ in h }),
      ("where(\(z) > 0, 1, 0)", { _, z in z > 0 ? 1 : 0 }),
      ("1 - exp(-\(h))", { h, _ in 1 - ElementaryFunctions.exp(-h) }),
      ("1 / \(z)", { _, z in 1 / z }),
      ("2 * \(z)", { _, z in 2 * z }),
      ("sign(\(z))", { _, z in z > 0 ? 1 : z < 0 ? -1 : 0 }),
      ("1 / (2 * \(h))", { h, _ in 1 / (2 * h) }),
    ]
    return slopes.first { value.zipped(with: argument, $0.1).agrees(with: expected) }?.0
  }

  /// A sum of all entries of a derivative, or of its products with another value.
  private func sum(_ claim: DerivativeClaim, _ expected: NumericArray) -> String? {
    for back in earlier(claim) {
      let name = back.name.text
      let derivative = machine.value(of: back.value)
      guard derivative.shape.count > 1 else { continue }
      func isRight(_ value: NumericArray) -> Bool {
        let sum = NumericArray([value.elements.reduce(0, +)], shape: expected.shape)
        return sum.agrees(with: expected)
      }
      if isRight(derivative) { return "sum(\(name))" }
      for other in survey.history.names.prefix(Self.valuesTried) {
        guard let slot = survey.history.slot(of: other, before: claim.order), slot != claim.value,
          survey.program.type(of: slot).shape == derivative.shape
        else { continue }
        if isRight(derivative.zipped(with: machine.value(of: slot), *)) {
          return "sum(\(name) * \(other))"
        }
      }
    }
    return nil
  }

  /// The latest derivatives of the same value before a claim, the last one first.
  private func earlier(_ claim: DerivativeClaim) -> [DerivativeClaim] {
    survey.claims.filter {
      $0.output == claim.output && $0.order < claim.order && $0.value != claim.value
    }.suffix(8).reversed()
  }

  /// A product of a derivative of the same numerator and another value.
  private func chain(_ claim: DerivativeClaim, _ expected: NumericArray) -> String? {
    for back in earlier(claim) {
      let name = back.name.text
      let derivative = machine.value(of: back.value)
      func isRight(_ value: NumericArray?) -> Bool { value?.agrees(with: expected) == true }
      if isRight(derivative) { return name }
      for other in survey.history.names.prefix(Self.valuesTried) {
        guard let slot = survey.history.slot(of: other, before: claim.order), slot != claim.value,
          survey.program.type(of: slot).shape.rank > 0
        else { continue }
        let value = machine.value(of: slot)
        if value.shape == derivative.shape, isRight(derivative.zipped(with: value, *)) {
          return "\(name) * \(other)"
        }
        guard value.shape.rank == 2, derivative.shape.rank == 2 else { continue }
        let turned = value.transposed
        if isProduct(turned, derivative, expected) { return "\(other).T @ \(name)" }
        if isProduct(derivative, turned, expected) { return "\(name) @ \(other).T" }
        if isProduct(value, derivative, expected) { return "\(other) @ \(name)" }
        if isProduct(derivative, value, expected) { return "\(name) @ \(other)" }
      }
      if derivative.shape.rank == 2, isRight(derivative.addedUp(to: expected.shape)),
        expected.shape.rows == 1
      {
        let keeps = expected.shape.rank == 2 ? ", keepdims=True" : ""
        return "sum(\(name), axis=0\(keeps))"
      }
    }
    return nil
  }
}
