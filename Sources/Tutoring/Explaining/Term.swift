import Matrices
import StageLanguage

/// A calculation with single numbers: what one entry of a value comes from.
///
/// It can be written step by step: a term of height 0 is a number at hand, one of height 1 a
/// calculation with such numbers, and so on. The ``height`` of a term is the number of steps until it
/// is one number.
public struct Term: Sendable {
  /// What it is.
  public let kind: Kind
  /// The number that it comes to.
  public let number: Quantity
  /// How many steps it takes to a number.
  public let height: Int

  /// The kinds of term.
  public indirect enum Kind: Sendable {
    /// A number in the code.
    case literal
    /// An entry of a named value, or the value itself if it is a number.
    case entry(Origin, [Int])
    /// An entry of a value that stands in the code without a name, `eye(2)[0, 1]`.
    case element(Expression, [Int])
    /// A random number.
    case drawn(Draw, call: String, [Int])
    /// An argument of the function that is opened; what was given for it is a term of its own.
    case argument(Term)
    case negated(Term)
    case infix(BinaryOperator, Term, Term)
    /// A function of the language of one or two numbers.
    case function(Builtin, [Term])
    /// A function of the lesson, of numbers: its call, and its body with the arguments' numbers.
    case call(Name, [Term], body: Term)
    /// Numbers added up.
    case sum(Listing)
    /// The largest or smallest of numbers, or the place of the largest.
    case extreme(Builtin, Listing, winner: Int)
    /// `where`: a condition and two values.
    case choice(Term, Term, Term)
    /// An entry picked by computed indices: the array, the indices, and what the entry is.
    case picked(Expression, [Term], Term)
    /// A term that is described in its first line in other words than its own.
    case described(Description, Term)
  }

  /// How a calculation is described before its numbers are put in.
  public enum Description: Sendable {
    /// A row of the left matrix times a column of the right one.
    case rowTimesColumn(Expression, row: Int?, Expression, column: Int?)
    /// A sum, mean or extreme of entries.
    case reduction(Builtin, Expression, Line)
    /// An entry of what a function of the lesson gives for whole arrays.
    case call(Expression, [Int])
  }

  /// Which entries a reduction takes together.
  public enum Line: Sendable, Hashable {
    case all
    case row(Int)
    case column(Int)
  }

  init(_ kind: Kind, _ number: Quantity) {
    self.kind = kind
    self.number = number
    height = kind.height
  }

  /// The terms that it is made of, those left out of a long list excepted.
  public var children: [Term] {
    switch kind {
    case .literal, .entry, .element, .drawn: []
    case .argument(let term), .negated(let term), .described(_, let term): [term]
    case .infix(_, let left, let right): [left, right]
    case .function(_, let terms): terms
    case .call(_, let arguments, let body): arguments + [body]
    case .sum(let listing), .extreme(_, let listing, _): listing.terms
    case .choice(let condition, let then, let otherwise): [condition, then, otherwise]
    case .picked(_, let indices, let entry): indices + [entry]
    }
  }

  /// Calls `body` with the term and every term in it, outermost first.
  public func visit(_ body: (Term) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

/// Terms in a row, those in the middle of a long one left out.
public struct Listing: Sendable {
  /// The terms that are shown.
  public let terms: [Term]
  /// The place of each of them in the whole row, from 0.
  public let places: [Int]
  /// How many are left out, those that are zero excepted.
  public let omitted: Int
  /// How many are left out because they are zero.
  public let zeros: Int
  /// How many are shown before those left out.
  public static let leading = 4
  /// How many are shown after those left out.
  public static let trailing = 2
  /// More than so many are not all shown.
  public static let limit = 8

  /// How many terms there are.
  public var count: Int { terms.count + omitted + zeros }

  init(terms: [Term], places: [Int], omitted: Int, zeros: Int = 0) {
    self.terms = terms
    self.places = places
    self.omitted = omitted
    self.zeros = zeros
  }

  /// - Parameters:
  ///   - count: How many terms there are.
  ///   - isZero: Whether one need not be shown if there are many, as a summand that is zero.
  ///   - term: Makes the term of that number.
  init(count: Int, isZero: (Int) -> Bool = { _ in false }, _ term: (Int) -> Term) {
    var places = Array(0..<count)
    var zeros = 0
    if count > Self.limit {
      let others = places.filter { !isZero($0) }
      if !others.isEmpty, count - others.count > 1 { places = others }
      zeros = count - places.count
    }
    let rest = places.count
    if rest > Self.limit {
      places = Array(places.prefix(Self.leading) + places.suffix(Self.trailing))
    }
    self.init(
      terms: places.map(term), places: places, omitted: rest - places.count, zeros: zeros)
  }
}

/// Where a named value comes from: its name and the step that gave it.
public struct Origin: Sendable, Hashable {
  /// The name, and the stage that was asked for with it.
  public let name: VersionedName
  /// The number of the step in the lesson's history.
  public let step: Int
}

/// A number and how it is written.
public struct Quantity: Sendable, Hashable {
  /// The number.
  public let value: Double
  /// The style of the array that it belongs to.
  public let style: NumberFormat.Style
  /// Its digits as they were typed, if they were.
  public let typed: String?

  init(_ value: Double, _ style: NumberFormat.Style, typed: String? = nil) {
    self.value = value
    self.style = style
    self.typed = typed
  }

  /// The text of the number.
  public func text(_ format: NumberFormat) -> String {
    typed ?? format.string(value, style: style)
  }
}

extension Term.Kind {
  fileprivate var height: Int {
    switch self {
    case .literal, .entry, .element, .drawn, .argument: return 0
    case .negated(let term), .described(_, let term): return term.height
    case .infix(let infix, let left, let right):
      // A chain such as a + b - c is one step, as it is on paper.
      var start = left.height + 1
      if case .infix(let inner, _, _) = left.kind, inner.precedence == infix.precedence {
        start = left.height
      }
      return max(start, right.height + 1)
    case .function(_, let terms): return 1 + terms.height
    case .sum(let listing), .extreme(_, let listing, _): return 1 + listing.terms.height
    case .choice(let condition, let then, let otherwise):
      return 1 + [condition, then, otherwise].height
    // The call with numbers in it is a step, and so is each step of the body.
    case .call(_, let arguments, let body): return arguments.height + 1 + body.height
    case .picked(_, let indices, let entry): return indices.height + 1 + entry.height
    }
  }
}

extension [Term] {
  /// The steps until all of them are numbers.
  public var height: Int { map(\.height).max() ?? 0 }
}
