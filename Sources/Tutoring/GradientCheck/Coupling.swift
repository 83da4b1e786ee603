import Matrices
import StageLanguage

// Softmax divides by the sum of a row, so that each of its outputs depends on every number of the
// row. Its slope is then no array of its own shape, one number for each entry, but a matrix for each
// row, and a name for an array of that shape cannot be ∂p/∂z.

/// How each entry of a value depends on several entries of another one of the same shape.
public struct Coupling: Sendable, Hashable {
  /// Which entries depend on each other.
  public enum Reach: Sendable, Hashable {
    case row, column, all
  }

  /// Which entries depend on each other.
  public let reach: Reach
  /// Whether each depends on all of them, and not only on some.
  let isFull: Bool
  /// Whether it is a vector, of which there is only one row.
  let isVector: Bool
  /// Whether it is softmax's: with pᵢ·(1 - pᵢ) on the diagonal, and -pᵢ·pⱼ beside it.
  public let isSoftmax: Bool
  /// The derivative of each entry by the one in the same place, in the shape of both.
  let diagonal: NumericArray
  /// The name of a loss that is computed from the value; nil if none is known.
  private(set) var loss: String?
  /// A formula in the lesson's names for the derivative of the loss through it, `(p - Y) / N`.
  private(set) var combined: String?

  fileprivate init(
    reach: Reach, isFull: Bool, isVector: Bool, isSoftmax: Bool, diagonal: NumericArray
  ) {
    self.reach = reach
    self.isFull = isFull
    self.isVector = isVector
    self.isSoftmax = isSoftmax
    self.diagonal = diagonal
  }

  /// Looks for a loss after the value, and for a formula for its derivative.
  mutating func look(for claim: DerivativeClaim, in bench: borrowing DerivativeBench) {
    let program = bench.survey.program
    let after = bench.survey.claims.first {
      program.type(of: $0.output).shape.count == 1 && $0.output != claim.output
        && program.depends($0.output, on: claim.output)
    }
    guard let after else { return }
    loss = after.numerator
    guard isSoftmax else { return }
    let gradient = bench.machine.gradient(of: after.output, along: [claim.input])[0]
    combined = bench.difference(gradient, from: claim.output, claim)
  }

  /// What it is about, in words: each entry of `p` depends on every entry of its row of `z`.
  func words(of output: String, along input: String) -> String {
    let reach: String
    let consequence: String
    switch self.reach {
    case .row where isVector, .all:
      reach = "`\(input)`"
      consequence = "its slope is a matrix"
    case .row:
      reach = "its row of `\(input)`"
      consequence = "its slope is a matrix for each row"
    case .column:
      reach = "its column of `\(input)`"
      consequence = "its slope is a matrix for each column"
    }
    let number = isFull ? "every entry" : "several entries"
    let name = isSoftmax ? ", a softmax," : ""
    return "each entry of `\(output)`\(name) depends on \(number) of \(reach), so that "
      + consequence
  }

  /// What to write instead.
  func advice(_ claim: DerivativeClaim) -> [String] {
    let (output, input) = (claim.numerator, claim.denominator)
    var advice: [String] = []
    if isSoftmax {
      advice.append(
        "on the diagonal of that matrix stands `\(output) * (1 - \(output))`, in row i and column j "
          + "beside it -\(output)_i * \(output)_j")
    }
    let loss = self.loss ?? "L"
    let (back, result) = ("d\(loss)_d\(output)", "d\(loss)_d\(input)")
    if isSoftmax {
      let axis =
        switch reach {
        case .row where isVector: ""
        case .row: ", axis=1, keepdims=True"
        case .column: ", axis=0, keepdims=True"
        case .all: ""
        }
      let general = "\(output) * (\(back) - sum(\(back) * \(output)\(axis)))"
      if let combined {
        advice.append("together with the loss it is simple: `\(result) = \(combined)`")
      } else {
        advice.append(
          "the way back through all of it is `\(result) = \(general)`; together with a "
            + "cross-entropy that is \(output) less the right answers")
      }
    } else {
      advice.append("pass it in one step, from `\(back)` to `\(result)`")
    }
    advice.append(
      "a name that claims no derivative, such as `slope_\(output)`, is not checked")
    return advice
  }
}

extension DerivativeBench {
  /// The most rows or columns that are followed one by one.
  private static let lanesTried = 48

  /// How the entries of a value depend on those of another of the same shape; nil if that takes too
  /// long to find out, or if there is one entry only.
  ///
  /// If the rows do not depend on each other, one derivative of a whole column says of every row what
  /// the entry of that column depends on. Whether that is so is seen from a derivative with seeds of
  /// no particular value.
  func coupling(of output: Slot, along input: Slot) -> Coupling? {
    let shape = survey.program.type(of: output).shape
    guard shape == survey.program.type(of: input).shape, shape.count > 1 else { return nil }
    let probe = probe(shape)
    let pulled = machine.gradient(of: output, along: [input], seed: probe)[0]
    let value = machine.value(of: output)
    let (rows, columns) = (shape.rows, shape.columns)
    let reaches: [(Coupling.Reach, Int)] = [(.row, columns), (.column, rows), (.all, shape.count)]
    for (reach, lanes) in reaches where lanes <= Self.lanesTried {
      /// The lane that an entry is in: its column, its row or itself.
      func lane(_ entry: Int) -> Int {
        switch reach {
        case .row: entry % columns
        case .column: entry / columns
        case .all: entry
        }
      }
      var (diagonal, softmax, sum) = (probe, probe, probe)
      var isSoftmax = reach != .all
      var isFull = true
      for entry in 0..<shape.count { sum.elements[entry] = 0 }
      for number in 0..<lanes {
        var seed = probe
        for entry in 0..<shape.count { seed.elements[entry] = lane(entry) == number ? 1 : 0 }
        let slope = machine.gradient(of: output, along: [input], seed: seed)[0]
        for entry in 0..<shape.count {
          // The entry of this lane that goes with it, in the same row or column.
          let partner =
            switch reach {
            case .row: entry / columns * columns + number
            case .column: number * columns + entry % columns
            case .all: number
            }
          sum.elements[entry] += probe.elements[partner] * slope.elements[entry]
          if slope.elements[entry] == 0 { isFull = false }
          if lane(entry) == number { diagonal.elements[entry] = slope.elements[entry] }
          let isSame = lane(entry) == number ? 1.0 : 0
          softmax.elements[entry] =
            value.elements[partner] * (isSame - value.elements[entry])
        }
        if isSoftmax { isSoftmax = slope.agrees(with: softmax) }
      }
      guard sum.agrees(with: pulled) else { continue }
      return Coupling(
        reach: reach, isFull: isFull, isVector: shape.rank == 1, isSoftmax: isSoftmax,
        diagonal: diagonal)
    }
    return nil
  }
}
