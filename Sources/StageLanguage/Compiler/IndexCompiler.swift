import Matrices
import Source

// Indexing: x[0], x[1:3], x[:, 1], eye(2)[labels], and pairs of lists x[arange(N), labels].

extension Compiler {
  mutating func index(
    _ array: Expression, _ subscripts: [Subscript], at span: Span
  ) throws(Failure) -> Value {
    let value = try value(of: array)
    let sizes = value.type.shape.sizes
    guard !sizes.isEmpty else {
      throw fail(at: span, "\(array.quoted) is a single number and has no entries to pick")
    }
    guard subscripts.count <= sizes.count else {
      throw fail(
        at: span,
        "\(count(subscripts.count, "index")) for \(array.quoted), which is \(value.type.shape) and "
          + "has \(count(sizes.count, "axis"))")
    }
    var operands = [value]
    var axes: [AxisIndex] = []
    var lengths: [Int?] = []
    for (axis, size) in sizes.enumerated() {
      if axis < subscripts.count {
        let (index, length) = try compile(
          subscripts[axis], of: array, axis: axis, sizes: sizes, &operands)
        axes.append(index)
        lengths.append(length)
      } else {
        axes.append(.slice(start: 0, step: 1, count: size))
        lengths.append(size)
      }
    }
    return try pick(axes, lengths, operands, at: span)
  }

  private mutating func pick(
    _ axes: [AxisIndex], _ lengths: [Int?], _ operands: [Value], at span: Span
  ) throws(Failure) -> Value {
    let gathers = axes.filter { if case .gather = $0 { true } else { false } }
    var remaining = lengths.compactMap { $0 }
    if gathers.count == 2 {
      // Two lists are paired: entry by entry, one row and one column.
      let (rows, columns) = (remaining[0], remaining[1])
      guard rows == columns || rows == 1 || columns == 1 else {
        throw fail(
          at: span,
          "the two lists of an index are paired, and these have \(rows) and \(columns) entries")
      }
      remaining = [rows == 1 ? columns : rows]
    }
    let (rows, columns): (AxisIndex, AxisIndex) =
      axes.count == 1 ? (.slice(start: 0, step: 1, count: 1), axes[0]) : (axes[0], axes[1])
    let shape = try shape(ofSizes: remaining, at: span)
    return try emit(
      .index(rows: rows, columns: columns), operands, ValueType(operands[0].type.kind, shape),
      sharing: gathers.isEmpty ? operands[0].storage : nil, at: span)
  }

  /// Compiles the index of one axis.
  ///
  /// A length of nil says that the axis disappears.
  private mutating func compile(
    _ index: Subscript, of array: Expression, axis: Int, sizes: [Int],
    _ operands: inout [Value]
  ) throws(Failure) -> (AxisIndex, length: Int?) {
    let size = sizes[axis]
    switch index {
    case .slice(let lower, let upper, let step, _):
      let slice = try slice(lower, upper, step, size: size)
      return (.slice(start: slice.start, step: slice.step, count: slice.count), slice.count)
    case .index(let expression):
      let list: Value
      if case .list(let items) = expression.kind {
        list = try stack(items, at: expression.span)
      } else {
        list = try value(of: expression)
      }
      guard list.type.kind != .boolean else {
        throw fail(
          at: expression.span, "a condition cannot pick entries: how many it picks is not known",
          note: "where(condition, this, that) chooses between values")
      }
      guard list.type.kind == .integer else {
        throw fail(at: expression.span, "an index is a whole number; this is a decimal one")
      }
      let whole = ["entry", "entries"]
      let noun = sizes.count == 1 ? whole : axis == 0 ? ["row", "rows"] : ["column", "columns"]
      if let constant = list.constant, constant >= Double(size) || constant < Double(-size) {
        throw fail(
          at: expression.span,
          "there is no \(noun[0]) \(expression): \(array.quoted) has \(size) "
            + (size == 1 ? noun[0] : noun[1]) + (size > 0 ? ", counted from 0 to \(size - 1)" : ""))
      }
      operands.append(list)
      switch list.type.shape {
      case .scalar: return (.at(operand: operands.count - 1), nil)
      case .vector(let length): return (.gather(operand: operands.count - 1), length)
      case .matrix:
        throw fail(
          at: expression.span, "a matrix cannot be an index",
          note: "a list of indices is a vector, such as argmax(x, axis=1)")
      }
    }
  }

  /// Python's rules for slices: bounds count from the end if negative, and never go past an end.
  private mutating func slice(
    _ lower: Expression?, _ upper: Expression?, _ step: Expression?, size: Int
  ) throws(Failure) -> (start: Int, step: Int, count: Int) {
    let stride =
      try step.map { expression throws(Failure) in
        try wholeNumber(expression, for: "a step")
      } ?? 1
    guard stride != 0 else {
      throw fail(at: step?.span ?? Span(0, 0), "a slice cannot go in steps of 0")
    }
    let (lowest, highest) = stride > 0 ? (0, size) : (-1, size - 1)
    func clamped(_ bound: Int) -> Int {
      min(max(bound < 0 ? bound + size : bound, lowest), highest)
    }
    let start =
      try lower.map { expression throws(Failure) in
        clamped(try wholeNumber(expression, for: "a bound"))
      } ?? (stride > 0 ? 0 : size - 1)
    let end =
      try upper.map { expression throws(Failure) in
        clamped(try wholeNumber(expression, for: "a bound"))
      } ?? (stride > 0 ? size : -1)
    let distance = stride > 0 ? end - start : start - end
    let length = distance <= 0 ? 0 : (distance - 1) / abs(stride) + 1
    return (start, stride, length)
  }
}
