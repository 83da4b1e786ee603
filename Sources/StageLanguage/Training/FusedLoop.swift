import Matrices

internal import CKernels

/// A loop's epochs carried out by kernels: what does not change is computed once, what nobody
/// reads is left out, and chains of operations pass over their arrays together.
///
/// Every number that it computes has the bits that the machine gives it. All memory is allocated
/// at the beginning.
public struct FusedLoop: ~Copyable {
  private let loop: LoweredLoop
  private let memory: UnsafeMutablePointer<Double>
  /// The doubles of a vector.
  private let width: Int

  /// The widths of vectors, in doubles, that this machine has.
  public static var widths: [Int] {
    let widest = Int(brickwise_width())
    return [2, 4, 8].filter { $0 <= widest }
  }

  /// Prepares the epochs of a loop after its first.
  ///
  /// - Parameters:
  ///   - loop: The loop.
  ///   - measured: Values that end the loop if they are not finite, beside those that are carried.
  ///   - machine: A machine that has carried out what comes before the loop, and its first epoch.
  ///   - width: One of `widths`; the widest if not given.
  public init(
    _ loop: Loop, measured: [Slot], after machine: borrowing Machine, width: Int? = nil
  ) {
    let analysis = LoopAnalysis(loop, measured: measured, machine: machine)
    let lowered = LoopLowering.lower(analysis, LoopSchedule(analysis))
    self.loop = lowered
    self.width = width ?? Int(brickwise_width())
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: lowered.size * MemoryLayout<Double>.stride,
      alignment: brickwise_alignment * MemoryLayout<Double>.stride)
    memory = bytes.initializeMemory(as: Double.self, repeating: 0, count: lowered.size)
    for (slot, place) in lowered.constants { machine.copy(slot, to: memory + place) }
  }

  deinit { memory.deallocate() }

  /// Carries out epochs, from the values that the machine carries to what comes of them there.
  ///
  /// An epoch that the numbers stop, or whose results are not finite, is not carried out: the
  /// machine carries what it begins with.
  ///
  /// - Returns: the first epoch that was not carried out; the range's end if all went well.
  public func run(_ epochs: Range<Int>, on machine: inout Machine) -> Int {
    for (slot, place) in loop.carried { machine.copy(slot, to: memory + place) }
    let end = withUnsafeMutablePointer(to: &machine) { machine in
      var context = CallContext(machine: machine, memory: memory, calls: loop.calls)
      return withUnsafeMutablePointer(to: &context) { context in
        run(epochs, context: context)
      }
    }
    for (slot, place) in loop.carried { machine.write(memory + place, to: slot) }
    return end
  }

  private func run(_ epochs: Range<Int>, context: UnsafeMutablePointer<CallContext>) -> Int {
    loop.steps.withUnsafeBufferPointer { steps in
      loop.streams.withUnsafeBufferPointer { streams in
        loop.operations.withUnsafeBufferPointer { operations in
          loop.results.withUnsafeBufferPointer { results in
            var lowered = brickwise_loop(
              steps: steps.baseAddress, streams: streams.baseAddress,
              operations: operations.baseAddress, results: results.baseAddress,
              stepCount: Int64(steps.count), resultCount: Int64(results.count),
              epochPlace: Int64(loop.epochPlace))
            let end = brickwise_run(
              &lowered, memory, Int64(epochs.lowerBound), Int64(epochs.upperBound), Int64(width),
              { context, number in
                guard let context else { return 1 }
                let call = context.assumingMemoryBound(to: CallContext.self)
                return call.pointee.carryOut(Int(number)) ? 0 : 1
              }, context)
            return Int(end)
          }
        }
      }
    }
  }
}

/// What the machine needs to carry out an instruction for the kernels.
private struct CallContext {
  let machine: UnsafeMutablePointer<Machine>
  let memory: UnsafeMutablePointer<Double>
  let calls: [LoweredLoop.Call]

  func carryOut(_ number: Int) -> Bool {
    let call = calls[number]
    for (slot, place) in call.inputs { machine.pointee.write(memory + place, to: slot) }
    let range = call.instruction..<call.instruction + 1
    guard machine.pointee.repeatInstructions(range) else { return false }
    machine.pointee.copy(call.output.slot, to: memory + call.output.place)
    return true
  }
}
