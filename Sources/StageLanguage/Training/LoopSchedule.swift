import Matrices

/// The steps of an epoch: its instructions in an order in which those that work entry by entry on
/// arrays of one shape stand together.
///
/// Such a chain passes over its arrays once, whatever its length.
struct LoopSchedule {
  /// Instructions that are carried out together.
  struct Step {
    /// The shape of the arrays of a chain; nil for an instruction that stands alone.
    let shape: ChainShape?
    /// Their numbers, in order.
    fileprivate(set) var members: [Int]
  }

  /// The rows and columns of a chain's arrays.
  struct ChainShape: Hashable {
    let rows: Int
    let columns: Int
    var count: Int { rows * columns }

    init(_ shape: Shape) {
      rows = shape.rows
      columns = shape.columns
    }
  }

  /// The most instructions of a chain; each has up to four streams.
  static let longestChain = 24

  private(set) var steps: [Step] = []

  init(_ analysis: LoopAnalysis) {
    joinToConsumers(analysis)
    joinToProducers(analysis)
  }

  /// From the last instruction to the first, puts each into the chain that reads it, if it can be
  /// there, and otherwise before all that has been placed.
  private mutating func joinToConsumers(_ analysis: LoopAnalysis) {
    // Steps are found from the last to the first; a larger number means earlier.
    var reader = [Int](repeating: -1, count: analysis.program.types.count)
    var newest: [ChainShape: Int] = [:]
    for number in analysis.needed.reversed() {
      let shape = ChainShape(analysis.program.types[number].shape)
      let isElementwise = analysis.means[number] == .elementwise
      var place = steps.count
      // In the chain of its reader, or in one before: either way before all readers.
      if isElementwise, let chain = newest[shape], chain >= reader[number],
        steps[chain].members.count < Self.longestChain
      {
        place = chain
        steps[chain].members.append(number)
      } else {
        steps.append(Step(shape: isElementwise ? shape : nil, members: [number]))
        if isElementwise { newest[shape] = place }
      }
      for slot in analysis.reads(number) { reader[slot.index] = max(reader[slot.index], place) }
    }
    steps.reverse()
    for index in steps.indices { steps[index].members.reverse() }
  }

  /// From the first chain to the last, adds each to an earlier one if all that it reads is there by
  /// then: a loss beside the errors that the gradients begin with.
  private mutating func joinToProducers(_ analysis: LoopAnalysis) {
    var producer = [Int](repeating: -1, count: analysis.program.types.count)
    var newest: [ChainShape: Int] = [:]
    var joined: [Step] = []
    for step in steps {
      var place = joined.count
      let members = Set(step.members)
      let reads = step.members.flatMap { analysis.reads($0) }
      let latest = reads.filter { !members.contains($0.index) }.map { producer[$0.index] }.max()
      if let shape = step.shape, let chain = newest[shape], chain >= latest ?? -1,
        joined[chain].members.count + step.members.count <= Self.longestChain
      {
        place = chain
        joined[chain].members.append(contentsOf: step.members)
      } else {
        joined.append(step)
        if let shape = step.shape { newest[shape] = place }
      }
      for number in step.members { producer[number] = place }
    }
    steps = joined
  }
}
