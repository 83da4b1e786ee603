import StageLanguage

/// What each name of a lesson meant, statement after statement.
struct NameHistory: Sendable {
  /// A name given a value.
  struct Version: Sendable {
    /// The number of the statement, counted through the lesson.
    let order: Int
    /// Where the value is.
    let slot: Slot
    /// Whether the statement reads what the name meant before, as `g += …` does.
    let isRevision: Bool
  }

  private var versions: [String: [Version]] = [:]
  /// The names in the order in which they first appear.
  private(set) var names: [String] = []
  /// The name that each value was given first, and when.
  private var firstNames: [Slot: (name: String, order: Int)] = [:]

  mutating func add(_ version: Version, to name: String) {
    if versions[name] == nil { names.append(name) }
    versions[name, default: []].append(version)
    if firstNames[version.slot] == nil { firstNames[version.slot] = (name, version.order) }
  }

  /// Everything that `name` has meant, in order.
  func versions(of name: String) -> [Version] { versions[name] ?? [] }

  /// What `name` has meant before a statement, in order.
  func versions(of name: String, before order: Int) -> ArraySlice<Version> {
    let all = versions(of: name)
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].order < order { low = middle + 1 } else { high = middle }
    }
    return all[..<low]
  }

  /// What `name` is given next after a statement that gives it a value.
  func version(of name: String, after order: Int) -> Version? {
    let earlier = versions(of: name, before: order + 1).endIndex
    let all = versions(of: name)
    return earlier < all.count ? all[earlier] : nil
  }

  /// What `name` means just before a statement.
  func slot(of name: String, before order: Int) -> Slot? {
    versions(of: name, before: order).last?.slot
  }

  /// The name that the value in `slot` was given first, if that was before a statement.
  func name(of slot: Slot, before order: Int) -> String? {
    firstNames[slot].flatMap { $0.order < order ? $0.name : nil }
  }
}
