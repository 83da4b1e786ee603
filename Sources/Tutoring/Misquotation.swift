import Lessons
import Matrices

// `L ≉ 0.291027924` shows a misprint, and nearly any number is not L: a claim that hardly anything
// can fail. But a misprint is seldom arbitrary. It is the value with another sign, or twice the
// value, or what another name stands for. A number that is one digit away from that is a mistake in
// quoting the mistake.

/// The values of a lesson that a misprint may turn out to be.
struct MisprintSources {
  private let values: [(name: String, value: NumericArray)]

  /// Creates them from the lesson's values, by the names or expressions that have them.
  init(_ values: [(name: String, value: NumericArray)]) { self.values = values }

  /// How few digits are too few to tell a mistyped digit from a number that is meant.
  private static let fewestDigits = 6

  /// The digit that is wrong in a misprint of `value`; nil if it is one of these sources, or like
  /// none of them.
  func mistypedEntry(of claim: Claim, _ value: NumericArray) -> Mismatch? {
    let literal = claim.literal
    guard literal.significantDigits >= Self.fewestDigits else { return nil }
    // A digit that differs from the value itself is what the misprint consists of.
    guard literal.mistypedEntry(for: value) == nil else { return nil }
    var found: (entry: Mismatch, name: String)?
    for (name, candidate) in candidates(claim, value) {
      if literal.mismatches(with: candidate, exactly: false).isEmpty { return nil }
      if found == nil, let entry = literal.mistypedEntry(for: candidate) { found = (entry, name) }
    }
    guard let found else { return nil }
    var entry = found.entry
    entry.resembles = found.name
    return entry
  }

  private func candidates(
    _ claim: Claim, _ value: NumericArray
  ) -> [(name: String, value: NumericArray)] {
    var candidates: [(name: String, value: NumericArray)] = []
    func add(_ name: String, _ value: NumericArray) {
      if claim.literal.fits(value.shape) {
        candidates.append((name, value))
        candidates.append(("-" + name, value.scaled(by: -1)))
      } else if claim.literal.form == .scalar, value.elements.count <= 12 {
        for number in value.elements {
          candidates.append(("an entry of " + name, NumericArray(number)))
          candidates.append(("an entry of -" + name, NumericArray(-number)))
        }
      }
    }
    let subject = claim.subject.description
    candidates.append(("-\(subject)", value.scaled(by: -1)))
    candidates.append(("2 * \(subject)", value.scaled(by: 2)))
    candidates.append(("\(subject) / 2", value.scaled(by: 0.5)))
    for (name, value) in values where name != subject { add(name, value) }
    return candidates
  }
}

extension ArrayLiteral {
  /// The one entry, and the one digit in it, by which this is not `value`.
  fileprivate func mistypedEntry(for value: NumericArray) -> Mismatch? {
    guard fits(value.shape) else { return nil }
    let mismatches = mismatches(with: value, exactly: false)
    guard mismatches.count == 1, let entry = mismatches.first else { return nil }
    let (found, wanted) = (Array(entry.number.text), Array(entry.expected))
    guard found.count == wanted.count else { return nil }
    let differing = found.indices.filter { found[$0] != wanted[$0] }
    guard differing.count == 1, wanted[differing[0]].isNumber, found[differing[0]].isNumber else {
      return nil
    }
    return entry
  }

  /// How many digits were written, without zeros in front.
  fileprivate var significantDigits: Int {
    entries.reduce(0) { count, number in
      count + number.text.filter(\.isNumber).drop { $0 == "0" }.count
    }
  }
}

extension NumericArray {
  fileprivate func scaled(by factor: Double) -> NumericArray {
    NumericArray(elements.map { $0 * factor }, shape: shape)
  }
}
