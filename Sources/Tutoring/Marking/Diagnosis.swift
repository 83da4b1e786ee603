import Matrices

/// The known mistakes that explain an answer.
struct Diagnosis {
  private(set) var mistakes: [Mistake] = []
  private var nearly: [Mistake] = []
  /// Whether something fits that the digits are too few to believe.
  private(set) var isTooWeak = false

  /// Takes what a search has found.
  mutating func add(_ search: Search) {
    mistakes += search.exact
    nearly += search.near
    isTooWeak = isTooWeak || search.isTooWeak
  }

  /// Whether there is no need to look further back.
  var isEnough: Bool {
    mistakes.contains { !$0.kind.isGeneric } || (mistakes.isEmpty && !nearly.isEmpty)
  }

  /// Puts the likeliest first, and each of them once.
  mutating func settle() {
    var all = mistakes.isEmpty ? nearly : mistakes
    nearly = []
    // What is certain leaves no room for what would be a coincidence.
    if all.contains(where: { $0.certainty == .certain && !$0.kind.isGeneric }) {
      all = all.filter { $0.certainty == .certain }
    }
    var merged: [Mistake] = []
    for mistake in all {
      // The same said twice is said in the shorter way.
      if let index = merged.firstIndex(where: { $0.isSameDiagnosis(as: mistake) }) {
        if mistake.size < merged[index].size { merged[index] = mistake }
      } else {
        merged.append(mistake)
      }
    }
    // Those that speak of a belief stand before those that only say what was changed.
    mistakes = merged.enumerated().sorted { first, second in
      let (left, right) = (first.element.order, second.element.order)
      return left == right ? first.offset < second.offset : left < right
    }.map(\.element)
  }
}

/// One search for mistakes: for what, among how many, and what was found.
struct Search {
  let target: LessonValues.Assigned
  let numbers: AnsweredNumbers
  let allowsNear: Bool
  /// Whether only values that were used too early are looked for.
  let isUpdateOnly: Bool
  var tried: TriedVariants
  var exact: [Mistake] = []
  var near: [Mistake] = []
  var isTooWeak = false

  init(
    target: LessonValues.Assigned, numbers: AnsweredNumbers, allowsNear: Bool,
    isUpdateOnly: Bool, tried: TriedVariants
  ) {
    self.target = target
    self.numbers = numbers
    self.allowsNear = allowsNear
    self.isUpdateOnly = isUpdateOnly
    self.tried = tried
  }
}

/// How many variants have been tried: each could have agreed with the answer by chance.
struct TriedVariants {
  /// By the rarity of the mistake: what is common is believed before what is rare.
  private var counts = [Int](repeating: 0, count: MistakeKind.rarities)

  /// By how many digits the information must outweigh the variants tried for a mistake to be
  /// certain, and for it to be worth a mention.
  private static let certain = 1.2
  private static let possible = 0.1

  /// Counts a variant; one computed from the learner's own values comes out like that from the true
  /// ones most of the time.
  mutating func add(_ kind: MistakeKind, isFromTruth: Bool) {
    if isFromTruth { counts[kind.rarity] += 1 }
  }

  /// How sure a mistake is that agrees with so many digits of an answer; nil if not at all.
  func certainty(of information: Double, _ kind: MistakeKind) -> Mistake.Certainty? {
    let tried = counts[...kind.rarity].reduce(0, +)
    let excess = information - ElementaryFunctions.log(Double(max(1, tried))) / 2.302585
    return excess >= Self.certain ? .certain : excess >= Self.possible ? .possible : nil
  }
}

extension Mistake {
  fileprivate func isSameDiagnosis(as other: Mistake) -> Bool {
    kind == other.kind && name == other.name && part.isSame(as: other.part)
      && function?.call == other.function?.call && fromOwnValues == other.fromOwnValues
  }

  /// The order in which mistakes are said: those that speak of a belief before those that only say
  /// what was changed.
  fileprivate var order: Int {
    if !kind.isGeneric { return 0 }
    return kind == .signFlipped ? 1 : 2
  }
}
