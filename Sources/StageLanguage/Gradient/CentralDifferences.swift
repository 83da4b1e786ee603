import Matrices

// Derivatives measured instead of derived: make a small change on either side and look. This knows
// nothing of the rules of differentiation, and so can check them.
//
// The plain quotient (f(x + h) − f(x − h)) / 2h is wrong by about h². Measuring with h, h/2 and h/4
// and extrapolating to 0 (Richardson 1911, Romberg 1955) removes the terms in h² and h⁴, so that h
// can stay large enough for rounding not to matter.

/// A derivative that was measured.
public struct DifferenceQuotient: Sendable, Hashable {
  /// The derivative.
  public let value: Double
  /// About how far it may be off.
  public let uncertainty: Double

  /// Creates a quotient.
  public init(value: Double, uncertainty: Double) {
    self.value = value
    self.uncertainty = uncertainty
  }
}

extension Machine {
  /// Measures the derivative of `output`, a single number, by entries of `input`.
  ///
  /// - Parameters:
  ///   - output: A value that has been computed.
  ///   - input: The value to move.
  ///   - entries: Which of the input's entries, by their number row by row.
  /// - Returns: A quotient for each of `entries`.
  public mutating func centralDifferences(
    of output: Slot, along input: Slot, entries: [Int]
  ) -> [DifferenceQuotient] {
    var probe = Probe(program, output, input, at: value(of: input))
    var quotients: [DifferenceQuotient] = []
    for entry in entries {
      quotients.append(measure(&probe, moving: entry..<entry + 1)[0])
    }
    restore(probe)
    return quotients
  }

  /// Measures how each entry of `output` reacts when all entries of `input` grow alike: for a value
  /// that is computed entry by entry, the derivative of each.
  public mutating func centralDifferences(
    of output: Slot, alongAllOf input: Slot
  ) -> [DifferenceQuotient] {
    var probe = Probe(program, output, input, at: value(of: input))
    let quotients = measure(&probe, moving: 0..<probe.origin.shape.count)
    restore(probe)
    return quotients
  }

  /// How each entry of `output` reacts when some entries of `input` shrink or grow alike: its
  /// derivatives from below and from above.
  ///
  /// They differ where the function has a corner there; where it jumps, they are not numbers.
  public mutating func sidedDerivatives(
    of output: Slot, along input: Slot, moving entries: Range<Int>
  ) -> [(below: Double, above: Double)] {
    var probe = Probe(program, output, input, at: value(of: input))
    let center = outputs(&probe, moving: entries, by: 0)
    /// The slopes over a step to one side.
    func slopes(_ step: Double) -> [Double] {
      let near = outputs(&probe, moving: entries, by: step / 2)
      let far = outputs(&probe, moving: entries, by: step)
      return center.indices.map { (4 * near[$0] - far[$0] - 3 * center[$0]) / step }
    }
    let sides = [-1.0, 1.0].map { direction in
      let step = direction * 0x1p-14 * probe.scale(of: entries)
      // Over a jump the slope grows as the step shrinks.
      return zip(slopes(step), slopes(step / 16)).map { long, short in
        abs(long - short) <= 1e-4 * max(1, abs(long)) ? long : Double.nan
      }
    }
    restore(probe)
    return zip(sides[0], sides[1]).map { (below: $0, above: $1) }
  }

  // MARK: Measuring

  /// Measures with other steps until the extrapolation has settled.
  ///
  /// What stands close to a corner needs a short step, what is nearly straight a long one.
  private mutating func measure(
    _ probe: inout Probe, moving entries: Range<Int>
  ) -> [DifferenceQuotient] {
    var best: [DifferenceQuotient] = []
    for exponent in [7, 11, 4, 15, 19] {
      let step = probe.scale(of: entries) / Double(1 << exponent)
      let found = extrapolate(&probe, moving: entries, step: step)
      best =
        best.isEmpty
        ? found : zip(best, found).map { $0.uncertainty <= $1.uncertainty ? $0 : $1 }
      if best.allSatisfy({ $0.uncertainty <= 1e-9 * max(abs($0.value), 1e-3) }) { break }
    }
    return best
  }

  private mutating func extrapolate(
    _ probe: inout Probe, moving entries: Range<Int>, step: Double
  ) -> [DifferenceQuotient] {
    var quotients: [[Double]] = []
    var size = 0.0
    for step in [step, step / 2, step / 4] {
      let above = outputs(&probe, moving: entries, by: step)
      let below = outputs(&probe, moving: entries, by: -step)
      size = max(size, above.reduce(0) { max($0, abs($1)) })
      quotients.append(zip(above, below).map { ($0 - $1) / (2 * step) })
    }
    let rounding = size * 0x1p-52 / (step / 4)
    return quotients[0].indices.map { index in
      let (coarse, middle, fine) = (quotients[0][index], quotients[1][index], quotients[2][index])
      let first = (4 * middle - coarse) / 3
      let second = (4 * fine - middle) / 3
      return DifferenceQuotient(
        value: (16 * second - first) / 15, uncertainty: abs(second - first) / 15 + rounding)
    }
  }

  /// The output's entries with some of the input's moved by `step`.
  private mutating func outputs(
    _ probe: inout Probe, moving entries: Range<Int>, by step: Double
  ) -> [Double] {
    var moved = probe.origin
    for entry in entries { moved.elements[entry] += step }
    write(moved, to: probe.input)
    // Where the program stops there is nothing to measure.
    let isComputed = repeatInstructions(probe.path)
    let found = value(of: probe.output).elements
    return isComputed ? found : found.map { _ in .nan }
  }

  private mutating func restore(_ probe: Probe) {
    write(probe.origin, to: probe.input)
    _ = repeatInstructions(probe.path)
  }
}

/// What is being moved, and what has to be computed again for it.
private struct Probe {
  let output: Slot
  let input: Slot
  let origin: NumericArray
  let path: [Int]

  init(_ program: Program, _ output: Slot, _ input: Slot, at origin: NumericArray) {
    self.output = output
    self.input = input
    self.origin = origin
    path = program.path(from: [input], to: output).filter {
      // What was drawn stays as it was drawn.
      if case .draw = program.instructions[$0].operation { false } else { true }
    }
  }

  /// The power of two next above the entries, at least 1: a step that is a fraction of it is added
  /// and subtracted exactly or nearly so.
  func scale(of entries: Range<Int>) -> Double {
    let largest = origin.elements[entries].reduce(1) { max($0, abs($1)) }
    return largest.isFinite ? largest.binade * (largest == largest.binade ? 1 : 2) : 1
  }
}
