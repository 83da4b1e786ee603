// Which values are computed from which: a slot is written by the instruction of its number, so that
// a walk along the instructions visits every value after those that it is made of.

extension Program {
  /// The numbers of the instructions between `inputs` and `output`, in order.
  ///
  /// Their results are computed from an input and go into the output. The inputs' own are not among
  /// them.
  public func path(from inputs: [Slot], to output: Slot) -> [Int] {
    guard let first = inputs.map(\.index).min(), first < output.index else { return [] }
    // Forward: what is computed from an input …
    var isReached = [Bool](repeating: false, count: output.index - first + 1)
    for input in inputs where input.index <= output.index { isReached[input.index - first] = true }
    for index in first...output.index where !isReached[index - first] {
      isReached[index - first] = instructions[index].operands.contains {
        $0.index >= first && isReached[$0.index - first]
      }
    }
    // … and backward: what of that goes into the output.
    var isNeeded = [Bool](repeating: false, count: isReached.count)
    isNeeded[output.index - first] = true
    for index in (first...output.index).reversed() where isNeeded[index - first] {
      for operand in instructions[index].operands where operand.index >= first {
        isNeeded[operand.index - first] = true
      }
    }
    let starts = Set(inputs.map(\.index))
    return (first...output.index).filter {
      isReached[$0 - first] && isNeeded[$0 - first] && !starts.contains($0)
    }
  }

  /// Whether `output` is computed from `input`, or is the same.
  public func depends(_ output: Slot, on input: Slot) -> Bool {
    output == input || path(from: [input], to: output).last == output.index
  }

  /// The slots that go into `output` without passing through one of `barriers`, itself included.
  public func ancestors(of output: Slot, stoppingAt barriers: Set<Slot>) -> Set<Slot> {
    var found: Set<Slot> = [output]
    var waiting = [output]
    while let slot = waiting.popLast() {
      guard !barriers.contains(slot) else { continue }
      for operand in instructions[slot.index].operands where found.insert(operand).inserted {
        waiting.append(operand)
      }
    }
    return found
  }
}
