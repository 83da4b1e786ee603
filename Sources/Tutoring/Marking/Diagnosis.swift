import Matrices

/// The known mistakes that explain an answer.
struct Diagnosis {
  private(set) var mistakes: [Mistake] = []
  private var nearly: [Mistake] = []
  private var partly: [Mistake] = []
  /// Whether something fits that the digits are too few to believe.
  private(set) var isTooWeak = false

  /// Takes what a search has found.
  mutating func add(_ search: Search) {
    // What says only what was changed says it of the value itself, not of one before it as well.
    mistakes += mistakes.isEmpty ? search.exact : search.exact.filter { !$0.kind.isGeneric }
    nearly += nearly.isEmpty ? search.near : search.near.filter { !$0.kind.isGeneric }
    // Of one entry the nearest formula says enough.
    if partly.isEmpty { partly = search.partial }
    isTooWeak = isTooWeak || search.isTooWeak
  }

  /// Whether something in the formula of that name itself gives every digit.
  func hasExact(in name: String) -> Bool { mistakes.contains { $0.name == name } }

  /// Whether there is no need to look further back.
  var isEnough: Bool {
    mistakes.contains { !$0.kind.isGeneric || $0.kind.isPlain }
      || (mistakes.isEmpty && !nearly.isEmpty)
      || partly.contains { !$0.kind.isGeneric && $0.certainty == .certain }
  }

  /// Puts the likeliest first, and each of them once.
  mutating func settle() {
    var all = !mistakes.isEmpty ? mistakes : !nearly.isEmpty ? nearly : partly
    (nearly, partly) = ([], [])
    // What is certain leaves no room for what would be a coincidence.
    if all.contains(where: { $0.certainty == .certain && !$0.kind.isGeneric }) {
      all = all.filter { $0.certainty == .certain }
    }
    // Of mistakes without a belief behind them the common ones are meant, and of two for the same the
    // one that says what it comes from.
    let commonest = all.map(\.kind.rarity).min() ?? 0
    let kinds = Set(all.map(\.kind))
    if !all.contains(where: { !$0.kind.isGeneric }) {
      all = all.filter { $0.kind.rarity <= max(1, commonest) }
    }
    all = all.filter { mistake in !mistake.kind.isSaidBetter.contains(where: kinds.contains) }
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
    mistakes = merged.withoutFarFetched.enumerated().sorted { first, second in
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
  private(set) var exact: [Mistake] = []
  private(set) var near: [Mistake] = []
  private(set) var partial: [Mistake] = []
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

  /// Takes a mistake that was found.
  mutating func add(_ mistake: Mistake) {
    switch mistake.agreeing {
    case .exactly: exact.append(mistake)
    case .nearly: near.append(mistake)
    case .partly: partial.append(mistake)
    }
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
  ///
  /// Whole numbers have no more digits to be asked for: of them less is enough for a mention.
  func certainty(
    of information: Double, _ kind: MistakeKind, ofWholeNumbers: Bool
  ) -> Mistake.Certainty? {
    let tried = counts[...kind.rarity].reduce(0, +)
    let excess = information - ElementaryFunctions.log(Double(max(1, tried))) / 2.302585
    let possible = Self.possible - (ofWholeNumbers ? 1 : 0)
    return excess >= Self.certain ? .certain : excess >= possible ? .possible : nil
  }
}

extension Mistake {
  fileprivate func isSameDiagnosis(as other: Mistake) -> Bool {
    kind == other.kind && name == other.name
      && (kind == .signFlipped || kind == .logOfOtherBase || part.isSame(as: other.part))
      && function?.call == other.function?.call && inEveryStep == other.inEveryStep
  }

  /// The order in which mistakes are said: those that speak of a belief before those that only say
  /// what was changed.
  fileprivate var order: Int {
    kind.isPlain ? 1 : (kind.isGeneric ? MistakeKind.rarities : 0) + kind.rarity
  }
}

extension [Mistake] {
  /// Of several mistakes of one kind in one formula those that are not much longer than the shortest.
  fileprivate var withoutFarFetched: [Mistake] {
    filter { mistake in
      let alike = filter { $0.kind == mistake.kind && $0.name == mistake.name }
      return mistake.size <= (alike.map(\.size).min() ?? 0) + 3
    }
  }
}
