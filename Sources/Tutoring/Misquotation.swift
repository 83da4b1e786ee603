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
      let mismatches = literal.mismatches(with: candidate.value, exactly: false)
      if mismatches.isEmpty { return nil }
      if found == nil, let entry = mismatches.mistypedEntry { found = (entry, candidate) }
    }
    guard let found else { return nil }
    var entry = found.entry
    entry.resembles = found.candidate.description
    return entry
  }

  /// What a misprint may be.
  ///
  /// There are many, and only one is ever named: its parts are put together then.
  private struct Candidate: CustomStringConvertible {
    let prefix: String
    let name: String
    var suffix = ""
    let value: NumericArray

    var description: String { prefix + name + suffix }
  }

  private func candidates(_ claim: Claim, _ value: NumericArray) -> [Candidate] {
    var candidates: [Candidate] = []
    func add(_ name: String, _ value: NumericArray) {
      if claim.literal.fits(value.shape) {
        candidates.append(Candidate(prefix: "", name: name, value: value))
        candidates.append(Candidate(prefix: "-", name: name, value: value.scaled(by: -1)))
      } else if claim.literal.form == .scalar, value.elements.count <= 12 {
        for number in value.elements {
          candidates.append(
            Candidate(prefix: "an entry of ", name: name, value: NumericArray(number)))
          candidates.append(
            Candidate(prefix: "an entry of -", name: name, value: NumericArray(-number)))
        }
      }
    }
    let subject = claim.subject.description
    candidates.append(Candidate(prefix: "-", name: subject, value: value.scaled(by: -1)))
    candidates.append(Candidate(prefix: "2 * ", name: subject, value: value.scaled(by: 2)))
    candidates.append(
      Candidate(prefix: "", name: subject, suffix: " / 2", value: value.scaled(by: 0.5)))
    for (name, value) in values where name != subject { add(name, value) }
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

extension NumericArray {
  fileprivate func scaled(by factor: Double) -> NumericArray {
    NumericArray(elements.map { $0 * factor }, shape: shape)
  }
}
