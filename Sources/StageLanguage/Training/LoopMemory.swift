import Matrices

internal import CKernels

/// Where the arrays of a loop's steps go in one block of memory.
///
/// An array that nobody reads any more makes room for another of its size.
struct LoopMemory {
  /// How many doubles the block holds so far.
  private(set) var size = 0
  private var free: [Int: [Int]] = [:]

  /// The doubles that so many entries take up: whole vectors of every width.
  static func padded(_ count: Int) -> Int {
    let alignment = brickwise_alignment
    return (count + alignment - 1) / alignment * alignment
  }

  /// A place for so many entries.
  mutating func place(for count: Int) -> Int {
    let count = Self.padded(count)
    if let place = free[count]?.popLast() { return place }
    defer { size += count }
    return size
  }

  /// Gives back a place.
  mutating func release(_ place: Int, count: Int) {
    free[Self.padded(count), default: []].append(place)
  }
}
