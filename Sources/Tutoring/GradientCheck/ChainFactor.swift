import Matrices

/// How a shorthand such as `dz2_dW2 = h1.T` is used in the chain rule.
///
/// The derivative of a matrix by a matrix has four axes. What people write instead is the factor
/// that turns a derivative by the one, ∂L/∂z2, into the derivative by the other, ∂L/∂W2.
public enum ChainFactor: Sendable, Hashable, CaseIterable {
  case left, leftTransposed, right, rightTransposed, outer, entrywise, summed, sum

  /// The formula it stands for: `dL_dW2 = dz2_dW2 @ dL_dz2`.
  ///
  /// - Parameters:
  ///   - claim: The shorthand's name and what it says.
  ///   - loss: The name of what the chain begins with.
  /// - Returns: A line of Python, or words.
  public func formula(_ claim: DerivativeClaim, loss: String) -> String {
    let result = "d\(loss)_d\(claim.denominator)"
    let back = "d\(loss)_d\(claim.numerator)"
    let factor = claim.name.text
    return switch self {
    case .left: "\(result) = \(factor) @ \(back)"
    case .leftTransposed: "\(result) = \(factor).T @ \(back)"
    case .right: "\(result) = \(back) @ \(factor)"
    case .rightTransposed: "\(result) = \(back) @ \(factor).T"
    case .outer: "\(result) = \(back).T @ \(factor)"
    case .entrywise: "\(result) = \(back) * \(factor)"
    case .summed:
      "\(result) = \(back) * \(factor), added up for each entry of \(claim.denominator)"
    case .sum: "the derivative of sum(\(claim.numerator)), all entries together"
    }
  }

  /// The derivative by the input that the factor gives, from that by the output.
  func applied(_ factor: NumericArray, to back: NumericArray, like input: Shape) -> NumericArray? {
    switch self {
    case .left: factor.matrixProduct(back)
    case .leftTransposed: factor.transposed.matrixProduct(back)
    case .right: back.matrixProduct(factor)
    case .rightTransposed: back.matrixProduct(factor.transposed)
    case .outer: back.transposed.matrixProduct(factor)
    case .entrywise: input == back.shape ? entrywise(factor, back, like: input) : nil
    case .summed: entrywise(factor, back, like: input)
    case .sum: nil
    }
  }

  /// The products entry by entry; what one entry of the input was stretched to is added up.
  private func entrywise(
    _ factor: NumericArray, _ back: NumericArray, like input: Shape
  ) -> NumericArray? {
    guard let shape = factor.shape.broadcast(with: back.shape),
      let product = factor.stretched(to: shape)?.zipped(with: back.stretched(to: shape) ?? back, *)
    else { return nil }
    return product.addedUp(to: input)
  }

  /// Finds what a factor is, if it is one: a factor does its work for any derivative that comes
  /// back.
  ///
  /// - Parameters:
  ///   - found: The lesson's value.
  ///   - back: A derivative by the output, of no particular value.
  ///   - wanted: What it should become.
  ///   - total: The derivative of the sum of the output's entries.
  init?(
    _ found: NumericArray, back: NumericArray, wanted: NumericArray, total: NumericArray
  ) {
    // A product's size-1 axes may come out otherwise than the input's.
    let agreement = Agreement.computed(wanted.elements)
    let match = Self.allCases.first { factor in
      if factor == .sum { return found.agrees(with: total) }
      let applied = factor.applied(found, to: back, like: wanted.shape)
      return applied.map { agreement.agree($0.elements, wanted.elements) } ?? false
    }
    guard let match else { return nil }
    self = match
  }
}
