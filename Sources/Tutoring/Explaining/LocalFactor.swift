import Matrices
import StageLanguage

// A chain has factors that no lesson has a name for: `z = X @ W + b` makes ∂z/∂b a 1, and ∂z/∂W the
// input. They can be read off the formula.

/// The derivative of one value by another that is in its formula, as the formula shows it.
public struct LocalFactor: Sendable {
  /// How the way back uses it.
  public enum Side: Sendable, Hashable {
    /// Entry by entry.
    case entrywise
    /// As the left operand of a matrix product.
    case left
    /// As the right operand of a matrix product.
    case right
    /// It is the slope of that function, at what is given as the formula.
    case slope(of: String)
  }

  /// How often one entry of what it is taken by is used.
  public enum Uses: Sendable, Hashable {
    /// In each of so many rows.
    case rows(Int)
    /// In each of so many columns.
    case columns(Int)
    /// For each of so many entries.
    case entries(Int)
  }

  /// The factor, in the lesson's names.
  public let formula: Expression
  /// How it is used.
  public let side: Side
  /// How often an entry is used, if that is more than once: the shares of all uses are added.
  public private(set) var uses: Uses?

  private init(_ formula: Expression, _ side: Side = .entrywise) {
    self.formula = formula
    self.side = side
  }

  /// Reads the derivative by `name` off a formula.
  ///
  /// - Returns: nil if the name is in several places of it, or in one that is not that simple.
  init?(of formula: Expression, by name: String, _ shape: Shape, in result: Shape) {
    guard var factor = LocalFactor.read(formula, name) else { return nil }
    switch factor.side {
    case .entrywise: factor.uses = LocalFactor.uses(of: shape, in: result)
    case .left where result.rank == 2 && result.rows > 1: factor.uses = .rows(result.rows)
    case .left, .right, .slope: break
    }
    self = factor
  }

  private static func uses(of shape: Shape, in result: Shape) -> Uses? {
    guard shape.count < result.count else { return nil }
    if shape.count == 1 { return .entries(result.count) }
    guard result.rank == 2 else { return nil }
    if shape.columns == result.columns { return .rows(result.rows) }
    return shape.rows == result.rows ? .columns(result.columns) : nil
  }

  private static func read(_ formula: Expression, _ name: String) -> LocalFactor? {
    func contains(_ part: Expression) -> Bool { part.names.contains(name) }
    /// The factor of a part, times something else entry by entry.
    func read(_ part: Expression, times other: Expression) -> LocalFactor? {
      LocalFactor.read(part, name).flatMap { factor in
        guard factor.side == .entrywise else { return nil }
        return LocalFactor(product(other, factor.formula))
      }
    }
    switch formula.kind {
    case .name(name): return LocalFactor(.whole(1))
    case .unary(.positive, let operand): return LocalFactor.read(operand, name)
    case .unary(.negative, let operand): return read(operand, times: -.whole(1))
    case .binary(let infix, let left, let right):
      guard contains(left) != contains(right) else { return nil }
      let (part, other) = contains(left) ? (left, right) : (right, left)
      switch infix {
      case .add: return LocalFactor.read(part, name)
      case .subtract:
        return contains(left) ? LocalFactor.read(part, name) : read(part, times: -.whole(1))
      case .multiply: return read(part, times: other)
      case .divide: return contains(left) ? read(part, times: .whole(1) / other) : nil
      case .power:
        guard contains(left), case .number(let exponent) = right.kind, exponent.value == 2 else {
          return nil
        }
        return read(part, times: .whole(2) * part)
      case .matmul:
        guard case .name(name) = part.kind else { return nil }
        return contains(left)
          ? LocalFactor(right.transposed, .right) : LocalFactor(left.transposed, .left)
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: return nil
      }
    case .call(let function, let arguments):
      guard let part = arguments.first?.value, contains(part),
        arguments.filter({ contains($0.value) }).count == 1
      else { return nil }
      guard let builtin = Builtin(rawValue: function.text) else {
        guard arguments.count == 1, case .name(name) = part.kind else { return nil }
        return LocalFactor(part, .slope(of: function.text))
      }
      switch builtin {
      case .sum: return LocalFactor.read(part, name)
      case .square: return read(part, times: .whole(2) * part)
      case .exp: return read(part, times: formula)
      case .log: return read(part, times: .whole(1) / part)
      case .abs: return read(part, times: .call("sign", [part]))
      case .tanh:
        return read(part, times: .whole(1) - .binary(.power, formula, .whole(2)))
      default: return nil
      }
    default: return nil
    }
  }

  /// The product of two factors, without a 1 in it.
  private static func product(_ left: Expression, _ right: Expression) -> Expression {
    if left.isNumber(1) { return right }
    if right.isNumber(1) { return left }
    if case .unary(.negative, let one) = left.kind, one.isNumber(1) { return -right }
    if case .unary(.negative, let one) = right.kind, one.isNumber(1) { return -left }
    return left * right
  }
}
