import Matrices

internal import CKernels

/// A loop's steps as the kernels read them.
struct LoweredLoop {
  var steps: [brickwise_step] = []
  var streams: [brickwise_stream] = []
  var operations: [brickwise_operation] = []
  var results: [brickwise_result] = []
  var epochPlace = -1
  /// How many doubles the steps work on.
  var size = 0
  /// What is copied from the machine before all: what is the same in every epoch.
  var constants: [(slot: Slot, place: Int)] = []
  /// What is copied from the machine before some epochs, and back after them.
  var carried: [(slot: Slot, place: Int)] = []
  /// The instructions that the machine carries out.
  var calls: [Call] = []

  /// An instruction that the machine carries out.
  struct Call {
    let instruction: Int
    /// What it reads of what the kernels compute.
    let inputs: [(slot: Slot, place: Int)]
    /// Where its result goes.
    let output: (slot: Slot, place: Int)
  }
}

/// Turns a schedule into steps for the kernels, giving each array its place.
struct LoopLowering {
  private let analysis: LoopAnalysis
  private let schedule: LoopSchedule
  private var memory = LoopMemory()
  /// Where each slot's array is, if it has a place of its own.
  private var places: [Int: Int] = [:]
  /// How many instructions read each slot.
  private var uses: [Int: Int] = [:]
  /// The step that reads each slot last; none for what is kept.
  private var lastStep: [Int: Int] = [:]
  private var kept: Set<Int> = []
  private var lowered = LoweredLoop()

  private var program: Program { analysis.program }

  static func lower(_ analysis: LoopAnalysis, _ schedule: LoopSchedule) -> LoweredLoop {
    var lowering = LoopLowering(analysis: analysis, schedule: schedule)
    lowering.findUses()
    lowering.placeInputs()
    for index in schedule.steps.indices { lowering.lower(step: index) }
    lowering.finish()
    return lowering.lowered
  }

  private init(analysis: LoopAnalysis, schedule: LoopSchedule) {
    self.analysis = analysis
    self.schedule = schedule
  }

  private func count(_ slot: Slot) -> Int { program.type(of: slot).shape.count }

  private mutating func findUses() {
    for (index, step) in schedule.steps.enumerated() {
      for number in step.members {
        for slot in analysis.reads(number) {
          uses[slot.index, default: 0] += 1
          lastStep[slot.index] = index
        }
      }
    }
    for slot in analysis.results {
      uses[slot.index, default: 0] += 2
      kept.insert(slot.index)
    }
  }

  /// Gives places to what comes from outside of the epoch.
  private mutating func placeInputs() {
    let isComputed = Set(analysis.needed)
    let carried = Set(analysis.loop.carried.map(\.to))
    for slot in carried.sorted(by: { $0.index < $1.index }) {
      let place = memory.place(for: count(slot))
      places[slot.index] = place
      lowered.carried.append((slot, place))
      kept.insert(slot.index)
    }
    let epoch = analysis.loop.epoch
    if !carried.contains(epoch), uses[epoch.index] != nil {
      lowered.epochPlace = memory.place(for: 1)
      places[epoch.index] = lowered.epochPlace
      kept.insert(epoch.index)
    }
    for index in uses.keys.sorted() where places[index] == nil && !isComputed.contains(index) {
      let slot = Slot(index: index)
      let place = memory.place(for: count(slot))
      places[index] = place
      lowered.constants.append((slot, place))
      kept.insert(index)
    }
  }

  private mutating func finish() {
    for (_, from, to) in analysis.loop.carried {
      guard analysis.varies[from.index], let source = places[from.index],
        let target = places[to.index]
      else { continue }
      lowered.results.append(
        brickwise_result(from: Int64(source), to: Int64(target), count: Int64(count(from))))
    }
    let carried = Set(analysis.loop.carried.map(\.from))
    for slot in analysis.results where !carried.contains(slot) {
      guard let place = places[slot.index] else { continue }
      lowered.results.append(
        brickwise_result(from: Int64(place), to: -1, count: Int64(count(slot))))
    }
    // The last array may be read a vector past its end.
    lowered.size = memory.size + brickwise_alignment
  }

  // MARK: Steps

  private mutating func lower(step index: Int) {
    let step = schedule.steps[index]
    if let shape = step.shape {
      lowerChain(index, shape)
      return
    }
    let number = step.members[0]
    let instruction = program.instructions[number]
    let result = Slot(index: number)
    let place = memory.place(for: count(result))
    places[number] = place
    if analysis.means[number] == .machine {
      lowerCall(instruction, place)
    } else {
      lowered.steps.append(kernelStep(instruction, place))
    }
    release(after: index)
  }

  private mutating func release(after index: Int) {
    var read: Set<Int> = []
    for number in schedule.steps[index].members {
      for slot in analysis.reads(number) { read.insert(slot.index) }
      // A result that the machine alone reads, or nobody.
      if uses[number] == nil { read.insert(number) }
    }
    for slot in read.sorted() where lastStep[slot, default: index] == index {
      release(slot)
    }
  }

  private mutating func release(_ slot: Int) {
    guard !kept.contains(slot), let place = places.removeValue(forKey: slot) else { return }
    memory.release(place, count: count(Slot(index: slot)))
  }

  private mutating func lowerCall(_ instruction: Instruction, _ place: Int) {
    let number = instruction.result.index
    let inputs = instruction.operands.compactMap { slot in
      analysis.varies[slot.index] ? places[slot.index].map { (slot: slot, place: $0) } : nil
    }
    var step = brickwise_step()
    step.kind = Int64(brickwise_call.rawValue)
    step.first = Int64(lowered.calls.count)
    lowered.steps.append(step)
    lowered.calls.append(
      LoweredLoop.Call(
        instruction: number, inputs: inputs, output: (instruction.result, place)))
  }

  private func kernelStep(_ instruction: Instruction, _ place: Int) -> brickwise_step {
    var step = brickwise_step()
    step.result = Int64(place)
    let operand = instruction.operands[0]
    let shape = program.type(of: operand).shape
    step.rows = Int64(shape.rows)
    step.columns = Int64(shape.columns)
    switch instruction.operation {
    case .matmul:
      let left = analysis.factor(operand)
      let right = analysis.factor(instruction.operands[1])
      let other = program.type(of: instruction.operands[1]).shape
      step.kind = Int64(brickwise_matmul.rawValue)
      step.form = (left.isTransposed ? 1 : 0) + (right.isTransposed ? 2 : 0)
      step.a = Int64(places[left.slot.index] ?? 0)
      step.b = Int64(places[right.slot.index] ?? 0)
      step.inner = Int64(shape.columns)
      step.columns = Int64(other.rank == 1 ? 1 : other.columns)
    case .transpose:
      step.kind = Int64(brickwise_transpose.rawValue)
      step.a = Int64(places[operand.index] ?? 0)
    case .reduce(let reduction, let axis, _):
      step.a = Int64(places[operand.index] ?? 0)
      // A vector has one axis, and is reduced whole.
      step.form = shape.rank == 2 ? axis.map { Int64($0 + 1) } ?? 0 : 0
      switch reduction {
      case .sum, .mean: step.kind = Int64(brickwise_sum.rawValue)
      case .max: step.kind = Int64(brickwise_largest.rawValue)
      case .min: step.kind = Int64(brickwise_least.rawValue)
      case .argmax: preconditionFailure("argmax has no kernel")
      }
      if reduction == .mean {
        step.inner = [shape.count, shape.rows, shape.columns].map(Int64.init)[Int(step.form)]
      }
    case .constant, .unary, .binary, .select, .reshape, .index, .stack, .concatenate, .draw:
      preconditionFailure("not a kernel by itself")
    }
    return step
  }

  // MARK: Chains

  private mutating func lowerChain(_ index: Int, _ shape: LoopSchedule.ChainShape) {
    let step = schedule.steps[index]
    let operations = analysis.operations(of: step) { uses[$0.index] == 1 }
    let inside = Set(step.members.filter { !isRead($0, outside: index) })
    var streams = ChainStreams(shape: shape)
    for operation in operations {
      for (position, slot) in operation.operands.enumerated() {
        streams.read(
          slot, program.type(of: slot).shape, isNumber: operation.numbers.contains(position))
      }
    }
    // The last operation to read each slot: its place is free for that operation's own result.
    var lastReader: [Int: Int] = [:]
    for (number, operation) in operations.enumerated() {
      for slot in operation.operands { lastReader[slot.index] = number }
    }
    let tile = streams.tile
    // Buffers are filled before the first operation: they share no place with what comes of one.
    let made = Set(operations.map(\.result))
    for operation in operations {
      for (position, slot) in operation.operands.enumerated() where !made.contains(slot) {
        _ = streams.number(
          of: slot, isNumber: operation.numbers.contains(position), memory: &memory, places: places)
      }
    }
    let firstOperation = lowered.operations.count
    for (number, operation) in operations.enumerated() {
      var numbers = operation.operands.enumerated().map { position, slot in
        streams.number(
          of: slot, isNumber: operation.numbers.contains(position), memory: &memory, places: places)
      }
      for slot in Set(operation.operands) where lastReader[slot.index] == number {
        if inside.contains(slot.index) {
          if let place = places.removeValue(forKey: slot.index) {
            memory.release(place, count: tile)
          }
        } else if lastStep[slot.index] == index, streams.isFlat(slot) {
          release(slot.index)
        }
      }
      let result = operation.result
      let isInside = inside.contains(result.index)
      let place = memory.place(for: isInside ? tile : shape.count)
      places[result.index] = place
      let written = streams.write(result, at: place, isInside: isInside)
      while numbers.count < 3 { numbers.append(numbers[0]) }
      var form = brickwise_arrays
      if operation.function.takesForm {
        if operation.numbers.contains(0) { form = brickwise_left_number }
        if operation.numbers.contains(1) { form = brickwise_right_number }
      }
      lowered.operations.append(
        brickwise_operation(
          function: Int32(operation.function.rawValue), form: Int32(form.rawValue),
          x: Int32(numbers[0]), y: Int32(numbers[1]), z: Int32(numbers[2]), result: Int32(written)))
    }
    var chain = brickwise_step()
    chain.kind = Int64(brickwise_chain.rawValue)
    chain.rows = Int64(shape.rows)
    chain.columns = Int64(shape.columns)
    chain.inner = Int64(tile)
    chain.first = Int64(firstOperation)
    chain.count = Int64(operations.count)
    chain.streams = Int64(lowered.streams.count)
    chain.streamCount = Int64(streams.all.count)
    lowered.steps.append(chain)
    lowered.streams += streams.all
    for place in streams.buffers { memory.release(place, count: tile) }
    release(after: index)
  }

  /// Whether a chain's value is wanted after the chain.
  private func isRead(_ number: Int, outside index: Int) -> Bool {
    kept.contains(number) || lastStep[number, default: index] > index
  }
}

extension brickwise_function {
  /// Whether the kernel asks which operand is a single number.
  fileprivate var takesForm: Bool {
    [brickwise_add, brickwise_subtract, brickwise_multiply, brickwise_divide]
      .contains { $0.rawValue == rawValue }
  }
}
