/// The one of `candidates` that was probably meant by `word`, if one is close enough.
///
/// A word that differs in case only comes first. Otherwise the fewest insertions, deletions,
/// changes and swaps of neighbours decide, at most one for every three characters of the word (one
/// for a word of one or two characters is no likeness: then there is no suggestion).
public func closestMatch(to word: String, among candidates: [String]) -> String? {
  let lowercased = word.lowercased()
  if let same = candidates.first(where: { $0.lowercased() == lowercased }) { return same }
  let characters = Array(lowercased)
  // Nobody mistypes more than that, and the work grows with the product of the lengths.
  guard (3...64).contains(characters.count) else { return nil }
  let limit = characters.count / 3
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where abs(candidate.count - characters.count) <= limit {
    let distance = editDistance(characters, Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
  }
  return best?.candidate
}

/// How many insertions, deletions, changes and swaps of neighbours make one text the other, each
/// place being edited once: Damerau (1964), Levenshtein (1966).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in 0..<first.count {
    var current = [row + 1]
    for column in 0..<second.count {
      let change = last[column] + (first[row] == second[column] ? 0 : 1)
      var distance = min(change, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
