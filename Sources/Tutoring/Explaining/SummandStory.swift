import StageLanguage

extension Term {
  /// The term with the summands of long sums as plain numbers, and those sums.
  ///
  /// A sum of calculations gets longer than a line can hold. Then it is better shown as a sum of
  /// numbers, with a calculation for each of them apart.
  ///
  /// - Parameter isLong: Whether the summands are to be set apart.
  /// - Returns: The term, and the sums that are set apart, in order.
  public func settingSummandsApart(
    where isLong: (Term) -> Bool
  ) -> (term: Term, sums: [Listing]) {
    var sums: [Listing] = []
    let term = closed(isLong, &sums)
    return (term, sums)
  }

  private func closed(_ isLong: (Term) -> Bool, _ sums: inout [Listing]) -> Term {
    switch kind {
    case .literal, .entry, .element, .drawn, .argument, .extreme: return self
    case .sum(let listing):
      guard isLong(self) else { return self }
      sums.append(listing)
      return Term(.sum(listing.closed), number)
    case .negated(let operand): return Term(.negated(operand.closed(isLong, &sums)), number)
    case .infix(let infix, let left, let right):
      let left = left.closed(isLong, &sums)
      return Term(.infix(infix, left, right.closed(isLong, &sums)), number)
    case .function(let function, let terms):
      return Term(.function(function, terms.map { $0.closed(isLong, &sums) }), number)
    case .call(let name, let arguments, let body):
      return Term(.call(name, arguments, body: body.closed(isLong, &sums)), number)
    case .choice(let condition, let then, let otherwise):
      let then = then.closed(isLong, &sums)
      return Term(.choice(condition, then, otherwise.closed(isLong, &sums)), number)
    case .picked(let array, let indices, let entry):
      return Term(.picked(array, indices, entry.closed(isLong, &sums)), number)
    case .described(let description, let term):
      return Term(.described(description, term.closed(isLong, &sums)), number)
    }
  }
}

extension Listing {
  /// The same numbers, without their calculations.
  fileprivate var closed: Listing {
    Listing(
      terms: terms.map { Term(.argument($0), $0.number) }, places: places, omitted: omitted,
      zeros: zeros)
  }
}
