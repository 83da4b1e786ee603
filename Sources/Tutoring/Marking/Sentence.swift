import Source
import StageLanguage

/// A sentence about an answer: words, with formulas among them that each format prints its own way.
public struct Sentence: Sendable, Hashable {
  /// A stretch of a sentence.
  public enum Part: Sendable, Hashable {
    /// Words.
    case words(String)
    /// A formula, or the name of a value.
    case formula(Expression)
  }

  /// The stretches, in order.
  public private(set) var parts: [Part]

  /// The sentence with its formulas as they stand in the code.
  public var plain: String {
    text { $0.description }
  }

  /// The sentence with its formulas printed by `print`.
  public func text(_ print: (Expression) -> String) -> String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .formula(let expression): print(expression)
      }
    }.joined()
  }

  /// One sentence after another, or two halves of one.
  public static func + (left: Sentence, right: Sentence) -> Sentence {
    var sentence = left
    sentence.parts += right.parts
    return sentence
  }
}

extension Sentence: ExpressibleByStringInterpolation {
  /// Gathers the parts of a sentence.
  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Begins a sentence.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds words.
    public mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { parts.append(.words(words)) }
    }

    /// Adds a formula.
    public mutating func appendInterpolation(_ formula: Expression) {
      parts.append(.formula(formula))
    }

    /// Adds the name of a value.
    public mutating func appendInterpolation(name: String) {
      parts.append(.formula(.named(name)))
    }

    /// Adds words or a number.
    public mutating func appendInterpolation(_ words: some CustomStringConvertible) {
      parts.append(.words(words.description))
    }

    /// Adds another sentence.
    public mutating func appendInterpolation(_ sentence: Sentence) {
      parts += sentence.parts
    }
  }

  /// Creates a sentence from words alone.
  public init(stringLiteral words: String) { parts = [.words(words)] }

  /// Creates a sentence from words and formulas.
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
}
