import Matrices

internal import CKernels

/// The arrays that pass through a chain, tile after tile.
struct ChainStreams {
  /// The entries of an ordinary tile: a dozen such tiles fit the fastest memory.
  private static let usualTile = 256

  private(set) var all: [brickwise_stream] = []
  /// The places of the buffers that hold repeated rows, columns and numbers.
  private(set) var buffers: [Int] = []

  private struct Reading: Hashable {
    let slot: Slot
    let isNumber: Bool
  }

  private let shape: LoopSchedule.ChainShape
  private var access: [Reading: brickwise_access] = [:]
  private var numbers: [Reading: Int] = [:]

  init(shape: LoopSchedule.ChainShape) { self.shape = shape }

  /// Notes that an operation reads an array of the given shape.
  mutating func read(_ slot: Slot, _ operand: Shape, isNumber: Bool) {
    access[Reading(slot: slot, isNumber: isNumber)] =
      isNumber
      ? brickwise_fixed
      : operand.count == shape.count
        ? brickwise_flat
        : operand.count == 1
          ? brickwise_spread : operand.rows == 1 ? brickwise_row : brickwise_column
  }

  /// Whether an array passes entry by entry.
  func isFlat(_ slot: Slot) -> Bool {
    access[Reading(slot: slot, isNumber: false)]?.rawValue == brickwise_flat.rawValue
  }

  /// The entries of a tile.
  ///
  /// Where rows or columns are repeated these are whole rows, and fill whole vectors, so that no
  /// tile is written past its end before the next has been read.
  var tile: Int {
    let repeats = access.values.contains {
      $0.rawValue == brickwise_row.rawValue || $0.rawValue == brickwise_column.rawValue
    }
    guard repeats else { return min(Self.usualTile, LoopMemory.padded(shape.count)) }
    var rows = 1
    while rows * shape.columns % brickwise_alignment != 0 { rows *= 2 }
    while 2 * rows * shape.columns <= Self.usualTile { rows *= 2 }
    return min(rows, shape.rows) * shape.columns
  }

  /// The stream of an operand.
  mutating func number(
    of slot: Slot, isNumber: Bool, memory: inout LoopMemory, places: [Int: Int]
  ) -> Int {
    let reading = Reading(slot: slot, isNumber: isNumber)
    if let number = numbers[reading] { return number }
    let access = access[reading] ?? brickwise_flat
    let source = places[slot.index] ?? 0
    var place = source
    if ![brickwise_flat, brickwise_fixed].contains(where: { $0.rawValue == access.rawValue }) {
      place = memory.place(for: tile)
      buffers.append(place)
    }
    return add(reading, access, place, source)
  }

  /// The stream of a result.
  mutating func write(_ slot: Slot, at place: Int, isInside: Bool) -> Int {
    add(
      Reading(slot: slot, isNumber: false), isInside ? brickwise_fixed : brickwise_flat, place,
      place)
  }

  private mutating func add(
    _ reading: Reading, _ access: brickwise_access, _ place: Int, _ source: Int
  ) -> Int {
    numbers[reading] = all.count
    all.append(
      brickwise_stream(
        access: Int64(access.rawValue), place: Int64(place), source: Int64(source)))
    return all.count - 1
  }
}
