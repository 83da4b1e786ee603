import Matrices
import StageLanguage
import Tutoring

// What an explanation says in words, the same in every format.

/// Says why shapes are as they are.
struct ShapeWords {
  let builder: FormulaBuilder
  let notation: Notation

  private func text(_ expression: Expression) -> String {
    builder.formula(expression).oneLine(notation)
  }

  private func sizes(_ shape: Shape) -> String { shape.sizesText(notation) }

  /// `X is 1×2, W₁ is 2×3: the inner sizes agree (2 = 2), the outer ones remain: 1×3`.
  func sentence(_ product: ProductStory) -> String {
    let inner = product.leftShape.columns
    let left = described(product.left, product.leftShape, "a row")
    let right = described(product.right, product.rightShape, "a column")
    let remains: String =
      switch (product.leftShape.rank, product.rightShape.rank) {
      case (2, 2): "the outer ones remain: \(sizes(product.shape))"
      case (1, 1): "nothing else remains: a single number"
      default: "what remains is a vector of \(product.shape)"
      }
    return "\(left), \(right): the inner sizes agree (\(inner) = \(inner)), \(remains)"
  }

  private func described(_ operand: Expression, _ shape: Shape, _ role: String) -> String {
    shape.rank == 2
      ? "\(text(operand)) is \(sizes(shape))"
      : "\(text(operand)) is a vector of \(shape) and stands as \(role)"
  }

  /// How a factor is used, and why what comes back is added up.
  func reasons(_ factor: GradientStory.Factor) -> [String] {
    guard let local = factor.local else { return [] }
    let below = builder.symbol(factor.denominator).oneLine(notation)
    let above = builder.symbol(factor.numerator).oneLine(notation)
    var reasons: [String] = []
    switch local.side {
    case .left:
      var reason = "on the left of a product"
      if case .rows(let count)? = local.uses {
        reason +=
          "; it adds up what comes back from the \(count) rows of \(above), because each of them "
          + "uses the same \(below)"
      }
      return [reason]
    case .right: reasons.append("on the right of a product")
    case .entrywise, .slope: break
    }
    let paths = "each use is a path of its own, and paths add"
    switch local.uses {
    case .rows(let count)?:
      reasons.append(
        "\(below) is used in each of the \(count) rows of \(above): \(paths), so what comes back "
          + "is summed over the rows, axis 0")
    case .columns(let count)?:
      reasons.append(
        "\(below) is used in each of the \(count) columns of \(above): \(paths), so what comes "
          + "back is summed over the columns, axis 1")
    case .entries(let count)?:
      reasons.append(
        "\(below) is used for each of the \(count) entries of \(above): \(paths), so what comes "
          + "back is summed over all of them")
    case nil: break
    }
    return reasons
  }

  /// Why an operand is turned over: what would not fit, and what fits.
  func sentence(_ transpose: GradientStory.Transpose, result: GradientName?) -> String {
    let product = transpose.product
    let turned = transpose.isLeft ? product.leftShape : product.rightShape
    let plain = turned.turned
    let before =
      transpose.isLeft ? (plain, product.rightShape) : (product.leftShape, plain)
    let fits = before.0.columns == before.1.rows
    let other = transpose.isLeft ? product.right : product.left
    let otherShape = transpose.isLeft ? product.rightShape : product.leftShape
    let operand = text(transpose.operand)
    let mark = Formula.transpose(builder.formula(transpose.operand)).oneLine(notation)
    let shapes = "(\(sizes(before.0)))(\(sizes(before.1)))"
    let wanted = "(\(sizes(product.leftShape)))(\(sizes(product.rightShape)))"
    let goal =
      result.map {
        ", the shape of \(builder.symbol($0.denominator).oneLine(notation))"
      } ?? ""
    let problem =
      fits
      ? "\(shapes) would pair the wrong numbers with each other"
      : "\(shapes) does not fit"
    return "\(operand) is \(sizes(plain)) and \(text(other)) is \(sizes(otherShape)): "
      + "\(problem). Turned over, \(mark) is \(sizes(turned)), and \(wanted) gives "
      + "\(sizes(product.shape))\(goal)"
  }
}

extension Shape {
  /// The shape of the transpose.
  fileprivate var turned: Shape {
    guard case .matrix(let rows, let columns) = self else { return self }
    return .matrix(rows: columns, columns: rows)
  }
}

extension Explanation {
  /// What is left out of it, in words; nil if nothing is.
  var omissions: String? {
    var words: [String] = []
    if entries.count < entryCount, !shownEntries.isEmpty {
      words.append(
        "the first \(entries.count) of \(entryCount) entries; the others are explained when they "
          + "are asked for by their place")
    }
    if omittedDependencies > 0 {
      words.append(
        "\(omittedDependencies) more entries that these depend on are left out")
    }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }
}
