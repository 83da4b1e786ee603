import Matrices
import StageLanguage

// From an expression of arrays to a calculation with numbers: each operation says which entries of
// its operands one entry of its result is made of.

extension ValuedExpression {
  /// The calculation of the entry at a position, which has an index for each axis.
  func entry(_ position: [Int]) -> Term {
    let number = quantity(position)
    switch form {
    case .plain: return Term(plain(position), number)
    case .name(let origin): return Term(.entry(origin, position), number)
    case .drawn(let draw):
      return Term(.drawn(draw, call: expression.description, position), number)
    case .parameter(let argument): return Term(.argument(argument.entry(position)), number)
    case .negated(let operand): return Term(.negated(operand.entry(position)), number)
    case .same(let operand): return operand.entry(position)
    case .transposed(let operand): return operand.entry(position.reversed())
    case .infix(.matmul, let left, let right): return product(left, right, position)
    case .infix(let infix, let left, let right):
      return Term(.infix(infix, left.spread(position), right.spread(position)), number)
    case .entrywise(let function, let operands):
      return Term(.function(function, operands.map { $0.spread(position) }), number)
    case .choice(let condition, let then, let otherwise):
      return Term(
        .choice(condition.spread(position), then.spread(position), otherwise.spread(position)),
        number)
    case .reduction(let function, let operand, let axis):
      return reduction(function, operand, axis, position)
    case .call(let name, let arguments, let body): return call(name, arguments, body, position)
    case .picked(let array, let places, let indices):
      return picked(array, places, indices, position)
    case .stacked(let items):
      return items[position[0]].entry(Array(position.dropFirst()))
    case .joined(let parts, let axis): return joined(parts, axis, position)
    }
  }

  /// The entry that broadcasting puts at a position of the result.
  private func spread(_ position: [Int]) -> Term {
    let sizes = value.shape.sizes
    let own = position.suffix(sizes.count)
    return entry(zip(own, sizes).map { $1 == 1 ? 0 : $0 })
  }

  /// The number of an entry.
  func quantity(_ position: [Int]) -> Quantity {
    Quantity(value.elements[value.shape.place(of: position)], style, typed: typed)
  }

  private func plain(_ position: [Int]) -> Term.Kind {
    expression.isTyped ? .literal : .element(expression, position)
  }

  // MARK: Many entries

  private func product(
    _ left: ValuedExpression, _ right: ValuedExpression, _ position: [Int]
  ) -> Term {
    let row = left.value.shape.rank == 2 ? position.first : nil
    let column = right.value.shape.rank == 2 ? position.last : nil
    let isWhole = left.value.kind != .real && right.value.kind != .real
    func positions(_ inner: Int) -> (left: [Int], right: [Int]) {
      ((row.map { [$0] } ?? []) + [inner], [inner] + (column.map { [$0] } ?? []))
    }
    func isZero(_ inner: Int) -> Bool {
      let (x, y) = positions(inner)
      return left.quantity(x).value == 0 || right.quantity(y).value == 0
    }
    let factors = Listing(count: left.value.shape.columns, isZero: isZero) { inner in
      let x = left.entry(positions(inner).left)
      let y = right.entry(positions(inner).right)
      let value = x.number.value * y.number.value
      let style = isWhole ? .whole : NumberFormat().style(of: NumericArray(value))
      return Term(.infix(.multiply, x, y), Quantity(value, style))
    }
    return Term(
      .described(
        .rowTimesColumn(left.expression, row: row, right.expression, column: column),
        Term(.sum(factors), quantity(position))), quantity(position))
  }

  private func reduction(
    _ function: Builtin, _ operand: ValuedExpression, _ axis: Int?, _ position: [Int]
  ) -> Term {
    let number = quantity(position)
    let (line, places) = operand.value.shape.line(along: axis, at: position)
    let numbers = places.map { operand.quantity($0).value }
    let isSum = function == .sum || function == .mean
    let listing = Listing(count: places.count, isZero: { isSum && numbers[$0] == 0 }) {
      operand.entry(places[$0])
    }
    let term: Term
    switch function {
    case .sum: term = Term(.sum(listing), number)
    case .mean:
      // The sum is worked out from the mean: the language adds up in an order of its own.
      let count = Double(places.count)
      let sum = Term(.sum(listing), Quantity(number.value * count, operand.style))
      let divisor = Term(.literal, Quantity(count, .whole))
      term = Term(.infix(.divide, sum, divisor), number)
    default:
      let extreme = function == .min ? numbers.min() : numbers.max()
      let winner = numbers.firstIndex { $0 == extreme || $0.isNaN } ?? 0
      term = Term(.extreme(function, listing, winner: winner), number)
    }
    return Term(.described(.reduction(function, operand.expression, line), term), number)
  }

  // MARK: Calls and indices

  private func call(
    _ name: Name, _ arguments: [ValuedExpression], _ body: ValuedExpression, _ position: [Int]
  ) -> Term {
    let number = quantity(position)
    let opened = body.entry(position)
    // A function that works entry by entry is called with numbers; another one with arrays.
    let isEntrywise =
      body.isEntrywise
      && arguments.contains { $0.value.shape == value.shape }
      && arguments.allSatisfy { [.scalar, value.shape].contains($0.value.shape) }
    guard isEntrywise else {
      return Term(.described(.call(expression, position), opened), number)
    }
    return Term(.call(name, arguments.map { $0.spread(position) }, body: opened), number)
  }

  /// Whether each entry is made of the entries at the same place of its parts alone.
  private var isEntrywise: Bool {
    switch form {
    case .plain: value.shape == .scalar
    case .name, .parameter: true
    case .negated(let operand): operand.isEntrywise
    case .infix(let infix, let left, let right):
      infix != .matmul && left.isEntrywise && right.isEntrywise
    case .entrywise(_, let operands): operands.allSatisfy(\.isEntrywise)
    case .choice(let condition, let then, let otherwise):
      [condition, then, otherwise].allSatisfy(\.isEntrywise)
    case .call(_, let arguments, let body):
      arguments.allSatisfy(\.isEntrywise) && body.isEntrywise
    case .drawn, .same, .transposed, .reduction, .picked, .stacked, .joined: false
    }
  }

  private func picked(
    _ array: ValuedExpression, _ places: NumericArray, _ indices: [ValuedExpression?],
    _ position: [Int]
  ) -> Term {
    let place = Int(places.elements[places.shape.place(of: position)])
    let source = array.value.shape.position(of: place)
    let entry = array.entry(source)
    guard indices.contains(where: { $0 != nil }) else { return entry }
    let terms = source.enumerated().map { axis, place -> Term in
      guard axis < indices.count, let index = indices[axis] else {
        return Term(.literal, Quantity(Double(place), .whole))
      }
      if index.value.shape == .scalar { return index.entry([]) }
      // A list of indices makes the first axis of the result, except after a slice: `X[:, order]`.
      let isSecond = axis == 1 && indices[0] == nil && position.count > 1
      return index.spread([isSecond ? position[1] : position.first ?? 0])
    }
    return Term(.picked(array.expression, terms, entry), quantity(position))
  }

  private func joined(
    _ parts: [ValuedExpression], _ axis: Int, _ position: [Int]
  ) -> Term {
    var position = position
    for part in parts {
      let size = part.value.shape.sizes[axis]
      if position[axis] < size { return part.entry(position) }
      position[axis] -= size
    }
    return Term(plain(position), Quantity(.nan, style))
  }
}

extension Shape {
  /// The place, counted row by row, of the entry at a position.
  func place(of position: [Int]) -> Int {
    zip(position, sizes).reduce(0) { $0 * $1.1 + $1.0 }
  }

  /// The position of the entry at a place.
  public func position(of place: Int) -> [Int] {
    switch self {
    case .scalar: []
    case .vector: [place]
    case .matrix(_, let columns): [place / max(columns, 1), place % max(columns, 1)]
    }
  }

  /// The positions that are taken together for the entry at `position` of a reduction, which may
  /// have kept the axis.
  fileprivate func line(
    along axis: Int?, at position: [Int]
  ) -> (Term.Line, [[Int]]) {
    guard let axis, rank == 2 else { return (.all, (0..<count).map { self.position(of: $0) }) }
    if axis == 0 {
      let column = position.last ?? 0
      return (.column(column), (0..<rows).map { [$0, column] })
    }
    let row = position.first ?? 0
    return (.row(row), (0..<columns).map { [row, $0] })
  }
}
