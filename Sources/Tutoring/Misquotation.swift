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
    let mismatches =
      literal.fits(value.shape) ? literal.mismatches(with: value, exactly: false) : []
    guard mismatches.mistypedEntry == nil else { return nil }
    var found: (entry: Mismatch, candidate: Candidate)?
    for candidate in candidates(claim, value) {
      let mismatches = literal.mismatches(exactly: false, with: candidate.number)
      if mismatches.isEmpty { return nil }
      if found == nil, let entry = mismatches.mistypedEntry { found = (entry, candidate) }
    }
    guard let found else { return nil }
    var entry = found.entry
    entry.resembles = found.candidate.description
    return entry
  }

  /// What a misprint may be: a value, or an entry of one, times a factor.
  private struct Candidate: CustomStringConvertible {
    let name: String
    let value: NumericArray
    /// The number of the entry; nil for the whole value.
    var entry: Int?
    let factor: Double

    /// The number that a row and a column of a claim would show.
    func number(row: Int, column: Int) -> Double {
      factor * (entry.map { value.elements[$0] } ?? value[row, column])
    }

    var description: String {
      switch factor {
      case 0.5: "\(name) / 2"
      case 2: "2 * \(name)"
      default: "\(entry == nil ? "" : "an entry of ")\(factor < 0 ? "-" : "")\(name)"
      }
    }
  }

  private func candidates(_ claim: Claim, _ value: NumericArray) -> [Candidate] {
    let subject = claim.subject.description
    var candidates = [-1, 2, 0.5].map { Candidate(name: subject, value: value, factor: $0) }
    candidates.reserveCapacity(2 * values.count + 3)
    for (name, value) in values where name != subject {
      let entries: [Int?]
      if claim.literal.fits(value.shape) {
        entries = [nil]
      } else if claim.literal.form == .scalar, value.elements.count <= 12 {
        entries = Array(value.elements.indices)
      } else {
        continue
      }
      for entry in entries {
        for factor in [1.0, -1] {
          candidates.append(Candidate(name: name, value: value, entry: entry, factor: factor))
        }
      }
    }
    return candidates
  }
}

extension [Mismatch] {
  /// The one entry, and the one digit in it, by which a literal is not what it was compared with.
  fileprivate var mistypedEntry: Mismatch? {
    guard count == 1, let entry = first else { return nil }
    let (found, wanted) = ([UInt8](entry.number.text.utf8), [UInt8](entry.expected.utf8))
    guard found.count == wanted.count else { return nil }
    let differing = found.indices.filter { found[$0] != wanted[$0] }
    guard differing.count == 1, wanted[differing[0]].isDigit, found[differing[0]].isDigit else {
      return nil
    }
    return entry
  }
}

extension ArrayLiteral {
  /// How many digits were written, without zeros in front.
  fileprivate var significantDigits: Int {
    entries.reduce(0) { count, number in
      count + number.text.filter(\.isNumber).drop { $0 == "0" }.count
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
