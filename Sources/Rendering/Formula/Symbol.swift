import Tutoring

/// A variable or a function as mathematicians write it: a letter with scripts, or a word.
public struct Symbol: Sendable, Hashable {
  /// The letter or word: `W`, `η`, `labels`.
  public let base: String
  /// What stands over the letter.
  public let accent: Accent?
  /// What stands below to the right: `1`, `all`; empty if nothing does.
  public let subscripted: String
  /// Whether a star follows: `W₂*`, the value that replaces W₂.
  public let isStarred: Bool
  /// How many primes follow.
  public let primes: Int
  /// The name in the code.
  public let name: String

  /// What stands over a letter.
  public enum Accent: String, Sendable, Hashable, CaseIterable {
    case hat
    case bar
    case tilde
  }

  /// Whether it ends in a star or a prime, so that a superscript after it would be misread.
  public var hasMark: Bool { isStarred || primes > 0 }

  /// The symbol of a name in the code, by convention: `W1` is W₁, `eta` η, `W2_new` W₂*.
  ///
  /// A letter takes what follows the underscore as its subscript, `X_all`; a word does not:
  /// `fan_in` stays as it is, and so does `x1w1`, which would be x1w₁.
  public init(_ name: String) {
    if name.utf8.count == 1 {
      // Most names.
      self.init(base: name, name: name)
      return
    }
    var pieces =
      name.utf8.contains(UInt8(ascii: "_"))
      ? name.split(separator: "_", omittingEmptySubsequences: false) : [name[...]]
    var accent: Accent?
    var isStarred = false
    var primes = 0
    while pieces.count > 1, let mark = pieces.last.map({ String($0) }) {
      if mark == "new", !isStarred {
        isStarred = true
      } else if mark == "prime" {
        primes += 1
      } else if let found = Accent(rawValue: mark), accent == nil {
        accent = found
      } else {
        break
      }
      pieces.removeLast()
    }
    // A name such as `_new` is all mark; one such as `a__b` is no convention of ours.
    let isConventional = pieces.allSatisfy { !$0.isEmpty }
    let (stem, digits) = Symbol.splitDigits(pieces[0])
    let letter = Symbol.letter(named: stem)
    if !isConventional || (letter == nil && accent != nil) {
      self.init(base: name, name: name)
    } else if let letter {
      let scripts = (digits.isEmpty ? [] : [digits]) + pieces.dropFirst()
      self.init(
        base: letter, accent: accent, subscripted: scripts.joined(separator: ","),
        isStarred: isStarred, primes: primes, name: name)
    } else if pieces.count == 1 {
      let isPlain = stem.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      self.init(
        base: String(isPlain ? pieces[0] : stem), subscripted: isPlain ? "" : String(digits),
        isStarred: isStarred, primes: primes,
        name: name)
    } else {
      self.init(
        base: pieces.joined(separator: "_"), isStarred: isStarred, primes: primes, name: name)
    }
  }

  /// Creates a symbol from its parts.
  public init(
    base: String, accent: Accent? = nil, subscripted: String = "", isStarred: Bool = false,
    primes: Int = 0, name: String
  ) {
    self.base = base
    self.accent = accent
    self.subscripted = subscripted
    self.isStarred = isStarred
    self.primes = primes
    self.name = name
  }

  /// The letter that a stem stands for, Greek ones spelled out; nil for a word.
  static func letter(named stem: Substring) -> String? {
    stem.utf8.count == 1 ? String(stem) : greekLetters[String(stem)]
  }

  /// The parts `dh2_dz2` stands for, `h2` and `z2`; nil for a name of another form.
  ///
  /// Both must be names of the lesson or look like symbols, so that `data_dim` is none.
  static func derivative(
    _ name: String, isKnown: (String) -> Bool
  ) -> (of: String, by: String)? {
    guard name.utf8.first == UInt8(ascii: "d") else { return nil }
    let bytes = Array(name.utf8)
    let underscore = UInt8(ascii: "_")
    for index in bytes.indices.dropFirst(2)
    where bytes[index] == underscore && index + 2 < bytes.count
      && bytes[index + 1] == UInt8(ascii: "d")
    {
      let above = String(decoding: bytes[1..<index], as: UTF8.self)
      let below = String(decoding: bytes[(index + 2)...], as: UTF8.self)
      if [above, below].allSatisfy({ isKnown($0) || looksLikeLetter($0) }) {
        return (above, below)
      }
    }
    return nil
  }

  private static func looksLikeLetter(_ name: String) -> Bool {
    letter(named: splitDigits(name.prefix { $0 != "_" }).stem) != nil
  }

  private static func splitDigits(_ name: Substring) -> (stem: Substring, digits: Substring) {
    let bytes = name.utf8
    var start = bytes.endIndex
    while start > bytes.startIndex {
      let previous = bytes.index(before: start)
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[previous]) else { break }
      start = previous
    }
    return start == bytes.startIndex ? (name, "") : (name[..<start], name[start...])
  }
}
