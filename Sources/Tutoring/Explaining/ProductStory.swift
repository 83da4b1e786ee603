import Matrices
import StageLanguage

/// The shapes of a matrix product.
public struct ProductStory: Sendable {
  /// The left operand.
  public let left: Expression
  /// The shape of the left operand.
  public let leftShape: Shape
  /// The right operand.
  public let right: Expression
  /// The shape of the right operand.
  public let rightShape: Shape
  /// The shape of the product.
  public let shape: Shape
}

extension ValuedExpression {
  /// The matrix products in it, the innermost first; those in functions are left to them.
  var products: [ProductStory] {
    switch form {
    case .plain, .name, .drawn, .parameter: return []
    case .negated(let operand), .same(let operand), .transposed(let operand),
      .reduction(_, let operand, _), .picked(let operand, _, _):
      return operand.products
    case .entrywise(_, let operands), .stacked(let operands), .joined(let operands, _),
      .call(_, let operands, _):
      return operands.flatMap(\.products)
    case .choice(let condition, let then, let otherwise):
      return [condition, then, otherwise].flatMap(\.products)
    case .infix(let infix, let left, let right):
      let inner = left.products + right.products
      guard infix == .matmul else { return inner }
      return inner + [
        ProductStory(
          left: left.expression, leftShape: left.value.shape, right: right.expression,
          rightShape: right.value.shape, shape: value.shape)
      ]
    }
  }
}
