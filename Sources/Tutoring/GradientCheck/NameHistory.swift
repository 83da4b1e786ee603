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

  mutating func add(_ version: Version, to name: String) {
    if versions[name] == nil { names.append(name) }
    versions[name, default: []].append(version)
  }

  /// Everything that `name` has meant, in order.
  func versions(of name: String) -> [Version] { versions[name] ?? [] }

  /// What `name` means just before a statement.
  func slot(of name: String, before order: Int) -> Slot? {
    versions(of: name).last { $0.order < order }?.slot
  }

  /// The name that the value in `slot` was given first, if that was before a statement.
  func name(of slot: Slot, before order: Int) -> String? {
    var best: (name: String, order: Int)?
    for name in names {
      for version in versions(of: name) where version.slot == slot && version.order < order {
        if version.order < best?.order ?? .max { best = (name, version.order) }
      }
    }
    return best?.name
  }
}
