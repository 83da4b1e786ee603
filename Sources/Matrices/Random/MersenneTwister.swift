/// The generator MT19937: a stream of 32-bit words from 624 words of state.
///
/// M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
/// pseudo-random number generator", 1998; seeded as their revision of 2002 does.
struct MersenneTwister: Hashable, Sendable {
  private static let size = 624
  /// The distance from a word to the one it is mixed with.
  private static let offset = 397

  private var state: [UInt32]
  /// The next word to hand out; `size` when the state must be renewed first.
  private var position: Int

  /// Creates the generator that NumPy's `RandomState(seed)` holds.
  init(seed: UInt32) {
    var word = seed
    state = [word]
    state.reserveCapacity(Self.size)
    for index in 1..<UInt32(Self.size) {
      word = 1_812_433_253 &* (word ^ (word >> 30)) &+ index
      state.append(word)
    }
    position = Self.size
  }

  /// The next 32 bits.
  mutating func next32() -> UInt32 {
    if position == Self.size { renew() }
    var word = state[position]
    position += 1
    // Tempering: it spreads the state's bits over the word.
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    word ^= word >> 18
    return word
  }

  /// The next 64 bits: the first word drawn is the upper one.
  mutating func next64() -> UInt64 {
    let upper = UInt64(next32())
    return upper << 32 | UInt64(next32())
  }

  /// A multiple of 2⁻⁵³ between 0 (included) and 1 (excluded), from 27 and then 26 bits.
  mutating func nextUnit() -> Double {
    let upper = Double(next32() >> 5)
    let lower = Double(next32() >> 6)
    return (upper * 0x1p26 + lower) * 0x1p-53
  }

  /// A whole number from 0 to `maximum`, both included, each equally likely.
  ///
  /// Numbers with as many bits as `maximum` are drawn until one is not above it. A maximum below
  /// 2³² takes one word for each attempt, a greater one two.
  mutating func next(upTo maximum: UInt64) -> UInt64 {
    guard maximum > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(maximum.leadingZeroBitCount)
    while true {
      let bits = maximum <= UInt64(UInt32.max) ? UInt64(next32()) : next64()
      if bits & mask <= maximum { return bits & mask }
    }
  }

  /// Computes the next 624 words.
  private mutating func renew() {
    for index in 0..<Self.size {
      let next = state[(index + 1) % Self.size]
      let joined = (state[index] & 0x8000_0000) | (next & 0x7fff_ffff)
      let twist: UInt32 = next & 1 == 0 ? 0 : 0x9908_b0df
      state[index] = state[(index + Self.offset) % Self.size] ^ (joined >> 1) ^ twist
    }
    position = 0
  }
}
